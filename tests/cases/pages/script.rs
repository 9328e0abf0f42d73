//! A scripted server, and a macro that reads a stream to its end.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use pages::{Client, Error};

/// A server that sends its responses in order and records the requests. After the last response, it
/// stops accepting connections.
pub struct Script {
    pub url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Starts a server with these responses. Each is a body alone, or header lines, an empty line
    /// and a body. `{url}` becomes the URL of the server.
    pub fn new(answers: &[&str]) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let answers: Vec<String> = answers
            .iter()
            .map(|answer| answer.replace("{url}", &url))
            .collect();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for answer in answers {
                let Ok((stream, _)) = listener.accept() else {
                    return;
                };
                let _ = serve(stream, &answer, &log);
            }
        });
        Ok(Self { url, asked })
    }

    pub fn client(&self) -> Result<Client, Error> {
        let client = Client::builder()
            .base_url(format!("{}/v1", self.url))
            .key("secret-key");
        client.max_retries(0).build()
    }

    /// The targets of all requests so far, each with its `x-trace` header and a mark if the
    /// credential is missing.
    pub fn asked(&self) -> Vec<String> {
        self.asked
            .lock()
            .map(|asked| asked.clone())
            .unwrap_or_default()
    }
}

fn serve(mut stream: TcpStream, answer: &str, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !is_whole(&String::from_utf8_lossy(&request)) {
        let count = stream.read(&mut buffer)?;
        request.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
    let request = String::from_utf8_lossy(&request);
    let (method, body) = (request.split(' ').next(), request.split("\r\n\r\n").nth(1));
    let target = request.split(' ').nth(1).unwrap_or_default();
    let trusted = request
        .to_lowercase()
        .contains("authorization: bearer secret-key\r\n");
    let traced = request.to_lowercase().contains("x-trace: 7\r\n");
    let mut line = target.to_owned();
    line.push_str(if trusted { "" } else { " without a credential" });
    line.push_str(if traced { " traced" } else { "" });
    if method != Some("GET") {
        let (method, body) = (method.unwrap_or_default(), body.unwrap_or_default());
        line.push_str(&format!(" {method} {body}"));
    }
    if let Ok(mut log) = log.lock() {
        log.push(line);
    }
    let (status, answer) = answer
        .strip_prefix("500 ")
        .map_or(("200 OK", answer), |body| ("500 Oh", body));
    let (headers, body) = answer.split_once("\n\n").unwrap_or(("x-page: 1", answer));
    write!(
        stream,
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: application/json\r\n{headers}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Whether the head of a request is there, and as much of a body as it says.
fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else {
        return false;
    };
    let head = head.to_lowercase();
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or_default()
}

/// What a stream gives: ids, and the text of an error.
macro_rules! walk {
    ($stream:expr, $item:ident => $text:expr) => {{
        let mut stream = $stream;
        let mut found: Vec<String> = Vec::new();
        while let Some(item) = stream.next().await {
            found.push(match item {
                Ok($item) => $text,
                Err(error) => format!("error: {error}"),
            });
        }
        found
    }};
    ($stream:expr) => {
        walk!($stream, item => item.id)
    };
}

pub(crate) use walk;
