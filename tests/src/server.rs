//! A server on loopback that does to each request what a test tells it, however bad, and keeps what
//! it was sent.
//!
//! Tests of generated crates have it, too, as a copy: it knows the standard library and Tokio alone.

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

/// What the server does with a request.
type Behaviour = dyn Fn(&Request) -> Step + Send + Sync;

/// A server on loopback, for as long as the value lives.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    behaviour: Box<Behaviour>,
    received: Mutex<Vec<Request>>,
    connections: AtomicUsize,
}

impl Server {
    /// Starts a server that takes one step for each request. One request more is answered with
    /// status 599, which no test expects.
    ///
    /// # Errors
    /// If there is no port.
    pub async fn start(steps: impl IntoIterator<Item = Step>) -> io::Result<Self> {
        let steps: Vec<Step> = steps.into_iter().collect();
        let steps = Mutex::new(steps.into_iter());
        Self::by(move |_| {
            let next = lock(&steps).next();
            next.unwrap_or_else(|| answer(599, &[("x-should-retry", "false")], ""))
        })
        .await
    }

    /// Starts a server that looks at each request.
    ///
    /// # Errors
    /// If there is no port.
    #[expect(clippy::unused_async, reason = "like the other ways to start")]
    pub async fn by(
        behaviour: impl Fn(&Request) -> Step + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        // Thousands may come at once.
        let listener = socket.listen(4096)?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            behaviour: Box::new(behaviour),
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { port, shared, task })
    }

    /// A server that gives one answer with status 200.
    ///
    /// # Errors
    /// If there is no port.
    pub async fn with(body: &str) -> io::Result<Self> {
        Self::start([ok(body)]).await
    }

    /// The base URL, with a path as real ones have.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// The requests so far, each as the bytes that came.
    #[must_use]
    pub fn received(&self) -> Vec<String> {
        self.requests().iter().map(ToString::to_string).collect()
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.received).clone()
    }

    /// How many connections were made so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The first lines of the requests so far.
    #[must_use]
    pub fn request_lines(&self) -> Vec<String> {
        let requests = self.requests();
        requests.iter().map(|one| one.line().to_owned()).collect()
    }

    /// The values of a header in the requests so far, one entry for each line.
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

/// Serves each connection in a task of its own; all of them end with the server.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            // A client may hang up early; the test sees it from the other end.
            let _ = serve(stream, &shared).await;
        });
        while connections.try_join_next().is_some() {}
    }
}

/// Serves the requests of a connection one after the other.
async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    // What is dripped shall come in drops.
    stream.set_nodelay(true)?;
    let mut unread = Vec::new();
    while let Some(request) = Request::read(&mut stream, &mut unread).await? {
        lock(&shared.received).push(request.clone());
        let step = (shared.behaviour)(&request);
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

/// An answer with a body of type JSON.
#[must_use]
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let mut all = vec![
        ("content-type", "application/json"),
        ("x-request-id", "req_1"),
    ];
    all.extend_from_slice(headers);
    raw_answer(status, &all, body.as_bytes())
}

/// An answer with these headers and the body's length, and no more.
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

/// An answer with status 200.
#[must_use]
pub fn ok(body: &str) -> Step {
    answer(200, &[], body)
}

/// A port that refuses connections: it was free a moment ago.
///
/// # Errors
/// If there is no port.
pub async fn closed_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// Long enough for whatever must not happen to happen.
pub async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
