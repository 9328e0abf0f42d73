//! A server that answers by script and keeps what it was sent.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Step {
    /// Writes these bytes and closes the connection.
    Write(Vec<u8>),
    /// Writes these bytes and keeps the connection open in silence.
    WriteAndHang(Vec<u8>),
    /// Closes the connection without a word.
    Close,
    /// Keeps the connection open in silence.
    Hang,
}

/// A server on loopback, for as long as the value lives.
pub(crate) struct Server {
    port: u16,
    received: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Starts a server that takes one step for each request. One request more is answered with
    /// status 599, which no test expects.
    pub(crate) async fn start(steps: impl IntoIterator<Item = Step>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let mut steps = steps.into_iter().collect::<Vec<_>>().into_iter();
        let log = Arc::clone(&received);
        let task = tokio::spawn(async move {
            let mut hanging = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let Ok(Some(request)) = read_request(&mut stream).await else {
                    continue;
                };
                lock(&log).push(request);
                match steps
                    .next()
                    .unwrap_or_else(|| answer(599, &[("x-should-retry", "false")], ""))
                {
                    Step::Write(bytes) => {
                        // A client may hang up early; the test sees it from the other end.
                        let _ = stream.write_all(&bytes).await;
                        let _ = stream.shutdown().await;
                    }
                    Step::WriteAndHang(bytes) => {
                        let _ = stream.write_all(&bytes).await;
                        hanging.push(stream);
                    }
                    Step::Close => drop(stream),
                    Step::Hang => hanging.push(stream),
                }
            }
        });
        Ok(Self {
            port,
            received,
            task,
        })
    }

    /// A server that gives one answer with status 200.
    pub(crate) async fn with(body: &str) -> io::Result<Self> {
        Self::start([ok(body)]).await
    }

    /// The base URL, with a path as the real one has.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// The requests so far, each as the bytes that came.
    pub(crate) fn received(&self) -> Vec<String> {
        lock(&self.received).clone()
    }

    /// The first lines of the requests so far.
    pub(crate) fn request_lines(&self) -> Vec<String> {
        let first_line = |request: &String| request.lines().next().unwrap_or_default().to_owned();
        self.received().iter().map(first_line).collect()
    }

    /// The values of a header in the requests so far, one entry for each line.
    pub(crate) fn header(&self, name: &str) -> Vec<String> {
        let value = |line: &str| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        };
        self.received()
            .iter()
            .flat_map(|request| request.lines().filter_map(value).collect::<Vec<_>>())
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(log: &Mutex<Vec<String>>) -> std::sync::MutexGuard<'_, Vec<String>> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads up to the end of the headers; `None` if the client closes before it.
async fn read_request(stream: &mut TcpStream) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let status = httparse::Request::new(&mut headers)
            .parse(&bytes)
            .map_err(io::Error::other)?;
        if status.is_complete() {
            return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
}

/// An answer with a body of type JSON.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let mut all = vec![
        ("content-type", "application/json"),
        ("x-request-id", "req_1"),
    ];
    all.extend_from_slice(headers);
    raw_answer(status, &all, body.as_bytes())
}

/// An answer with these headers and the body's length, and no more.
pub(crate) fn raw_answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Step {
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
pub(crate) fn ok(body: &str) -> Step {
    answer(200, &[], body)
}

/// A port that refuses connections: it was free a moment ago.
pub(crate) async fn closed_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}

/// Long enough for whatever must not happen to happen.
pub(crate) async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}
