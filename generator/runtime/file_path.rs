//! Content that is read from disk.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::Error;
use super::request::Source;

/// How much is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// A file on disk.
pub(crate) struct FilePath(PathBuf);

impl FilePath {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }
}

impl Source for FilePath {
    fn open(&self) -> Result<reqwest::Body, Error> {
        let opened = std::fs::File::open(&self.0).and_then(|file| {
            let length = file.metadata()?.len();
            let file = tokio::fs::File::from_std(file);
            Ok(reqwest::Body::wrap(Reading {
                file,
                left: length,
                buffer: vec![0; PIECE],
            }))
        });
        opened.map_err(|error| {
            let path = self.0.display();
            let message = format!("the file {path} cannot be read: {error}");
            Error::invalid_request(message).caused_by(error)
        })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// A file that is being read: as many bytes as it had when it was opened, which is what the server
/// was told.
struct Reading {
    file: tokio::fs::File,
    left: u64,
    buffer: Vec<u8>,
}

impl Body for Reading {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let mut buffer = ReadBuf::new(&mut this.buffer);
        ready!(Pin::new(&mut this.file).poll_read(context, &mut buffer))?;
        let left = usize::try_from(this.left).unwrap_or(usize::MAX);
        let read = buffer.filled();
        let read = read.get(..left).unwrap_or(read);
        if read.is_empty() {
            let message = "the file became shorter while it was read";
            return Poll::Ready(Some(Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                message,
            ))));
        }
        this.left -= read.len() as u64;
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
