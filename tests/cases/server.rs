//! A server for a single request. It uses only the standard library: this file is compiled into the
//! tests of generated crates, which have no dependencies beyond those that they publish.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

pub type Outcome = Result<(), Box<dyn std::error::Error>>;

pub struct Server {
    pub url: String,
    request: JoinHandle<std::io::Result<String>>,
}

impl Server {
    /// Starts a server that sends `answer`: the status line, headers and body.
    pub fn answering(answer: &'static [u8]) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let request = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept()?;
            let request = read(&mut stream)?;
            stream.write_all(answer)?;
            Ok(request)
        });
        Ok(Self { url, request })
    }

    /// Waits for the request and returns it as it was received.
    #[allow(dead_code, reason = "not every feature is looked at so closely")]
    pub fn whole_request(self) -> Result<String, Box<dyn std::error::Error>> {
        Ok(self.request.join().map_err(|_| "the server panicked")??)
    }

    /// Waits for the request and returns its line, the media type of its body, and its body.
    #[allow(dead_code, reason = "not every feature has bodies")]
    pub fn request(self) -> Result<String, Box<dyn std::error::Error>> {
        let request = self.whole_request()?;
        let (head, body) = request.split_once("\r\n\r\n").ok_or("no head")?;
        let line = head.lines().next().unwrap_or_default();
        let media = header(head, "content-type").unwrap_or_default();
        // The boundary is random.
        let boundary = media
            .split_once("boundary=")
            .map_or("", |(_, boundary)| boundary);
        let text = format!("{line}\n{media}\n{body}");
        Ok(if boundary.is_empty() {
            text
        } else {
            text.replace(boundary, "B")
        })
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut pairs = head.lines().filter_map(|line| line.split_once(": "));
    pairs
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn read(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&request);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Ok(text.into_owned());
            }
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Ok(String::from_utf8_lossy(&request).into_owned());
        }
        request.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
}
