//! The requests that the server receives.

use std::fmt::{self, Display, Formatter};
use std::io;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// A received request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The request line and the header lines, without the empty line after them.
    pub head: String,
    /// The body. A chunked body includes its framing.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads the next request of a connection; `None` if the client closes the connection before
    /// it. Bytes after the request remain in `unread`.
    pub(super) async fn read(
        stream: &mut TcpStream,
        unread: &mut Vec<u8>,
    ) -> io::Result<Option<Self>> {
        loop {
            if let Some((request, length)) = Self::parse(unread)? {
                unread.drain(..length);
                return Ok(Some(request));
            }
            if stream.read_buf(unread).await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Parses a complete request at the beginning of `bytes`, and returns it with its length.
    fn parse(bytes: &[u8]) -> io::Result<Option<(Self, usize)>> {
        let Some((head, rest)) = split(bytes, b"\r\n\r\n") else {
            return Ok(None);
        };
        let head = String::from_utf8(head.to_vec()).map_err(io::Error::other)?;
        let mut request = Self {
            head,
            body: Vec::new(),
        };
        let length = if request.header("transfer-encoding").is_empty() {
            let length = request.header("content-length").first().copied();
            length.map_or(Ok(0), str::parse).map_err(io::Error::other)?
        } else {
            // No test sends a chunk that contains the final chunk's bytes.
            let Some((chunks, _)) = split(rest, b"0\r\n\r\n") else {
                return Ok(None);
            };
            chunks.len() + b"0\r\n\r\n".len()
        };
        Ok(rest.get(..length).map(|body| {
            request.body = body.to_vec();
            let whole = request.head.len() + b"\r\n\r\n".len() + length;
            (request, whole)
        }))
    }

    /// The request line.
    #[must_use]
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The path and the query.
    #[must_use]
    pub fn target(&self) -> &str {
        self.line().split(' ').nth(1).unwrap_or_default()
    }

    /// The values of a header, one per header line.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<&str> {
        let pairs = self
            .head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .filter(|(key, _)| key.eq_ignore_ascii_case(name));
        pairs.map(|(_, value)| value.trim()).collect()
    }
}

impl Display for Request {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        write!(formatter, "{}\r\n\r\n{body}", self.head)
    }
}

/// Splits the bytes at the first `mark`, without the mark itself.
fn split<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes
        .windows(mark.len())
        .position(|window| window == mark)?;
    Some((bytes.get(..at)?, bytes.get(at + mark.len()..)?))
}
