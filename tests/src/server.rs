//! A server on loopback that handles each request as a test specifies, and records the requests.
//!
//! It is also copied into the tests of generated crates. It therefore depends only on the standard
//! library and Tokio.

mod request;
mod step;

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket, TcpStream};

pub use request::Request;
pub use step::{Act, Step};

use step::End;

/// Decides how the server handles a request.
type Behaviour = dyn Fn(&Request) -> Step + Send + Sync;

/// A server on loopback, which stops on drop.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    behavior: Box<Behaviour>,
    received: Mutex<Vec<Request>>,
    connections: AtomicUsize,
}

impl Server {
    /// Starts a server that takes one step per request. Further requests receive status 599, which
    /// no test expects.
    ///
    /// # Errors
    /// If no port is available.
    pub async fn start(steps: impl IntoIterator<Item = Step>) -> io::Result<Self> {
        let steps: Vec<Step> = steps.into_iter().collect();
        let steps = Mutex::new(steps.into_iter());
        Self::by(move |_| {
            let next = lock(&steps).next();
            next.unwrap_or_else(|| answer(599, &[("x-should-retry", "false")], ""))
        })
        .await
    }

    /// Starts a server that chooses its step by the request.
    ///
    /// # Errors
    /// If no port is available.
    #[expect(clippy::unused_async, reason = "like the other ways to start")]
    pub async fn by(
        behavior: impl Fn(&Request) -> Step + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        // Thousands of connections may arrive at once.
        let listener = socket.listen(4096)?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            behavior: Box::new(behavior),
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { port, shared, task })
    }

    /// Starts a server that sends a single response with status 200.
    ///
    /// # Errors
    /// If no port is available.
    pub async fn with(body: &str) -> io::Result<Self> {
        Self::start([ok(body)]).await
    }

    /// The base URL, with a path as in real APIs.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// The requests so far, as text.
    #[must_use]
    pub fn received(&self) -> Vec<String> {
        self.requests().iter().map(ToString::to_string).collect()
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.received).clone()
    }

    /// The number of connections so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The request lines so far.
    #[must_use]
    pub fn request_lines(&self) -> Vec<String> {
        let requests = self.requests();
        requests.iter().map(|one| one.line().to_owned()).collect()
    }

    /// The values of a header in the requests so far, one per header line.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<String> {
        let requests = self.requests();
        let values = requests.iter().flat_map(|request| request.header(name));
        values.map(str::to_owned).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves each connection in a separate task. All tasks stop with the server.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            // A client may close the connection early; the test observes that in the client.
            let _ = serve(stream, &shared).await;
        });
        while connections.try_join_next().is_some() {}
    }
}

/// Serves the requests of a connection in order.
async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    // Sends dripped bytes immediately instead of combining them.
    stream.set_nodelay(true)?;
    let mut unread = Vec::new();
    while let Some(request) = Request::read(&mut stream, &mut unread).await? {
        lock(&shared.received).push(request.clone());
        let step = (shared.behavior)(&request);
        match step.run(&mut stream).await? {
            End::Next => {}
            End::Close => return Ok(()),
            End::Reset => return stream.set_zero_linger(),
            End::Hang => std::future::pending().await,
        }
    }
    Ok(())
}

fn lock<T>(held: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A response with a JSON body.
#[must_use]
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let mut all = vec![
        ("content-type", "application/json"),
        ("x-request-id", "req_1"),
    ];
    all.extend_from_slice(headers);
    raw_answer(status, &all, body.as_bytes())
}

/// A response with only these headers, `content-length` and `connection: close`.
#[must_use]
pub fn raw_answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Step {
    let lines: Vec<_> = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let fields = lines.concat();
    let head = format!(
        "HTTP/1.1 {status} \r\n{fields}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    Step::Write([head.as_bytes(), body].concat())
}

/// A response with status 200.
#[must_use]
pub fn ok(body: &str) -> Step {
    answer(200, &[], body)
}

/// A port that refuses connections, as it was just released.
///
/// # Errors
/// If no port is available.
pub async fn closed_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// Waits long enough that an unwanted request would arrive.
pub async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
