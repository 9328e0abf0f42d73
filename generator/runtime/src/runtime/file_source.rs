//! Files whose content is read while it is sent: from disk, or from a stream.

use std::error::Error as StdError;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::draft::Source;
use super::error::Error;
use super::transport::Unsent;

/// The number of bytes that are read at once.
const PIECE: usize = 64 << 10;

/// A file on disk.
pub(crate) struct FilePath(PathBuf);

impl FilePath {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    fn reading(&self) -> io::Result<reqwest::Body> {
        // To open a pipe waits for its writer, so this is found out before.
        check(&std::fs::metadata(&self.0)?)?;
        let mut file = std::fs::File::open(&self.0)?;
        let about = file.metadata()?;
        check(&about)?;
        let (start, left) = match about.len() {
            0 => {
                // Some file systems do not tell the size, such as the one in `/proc`.
                let mut start = Vec::new();
                let read = (&mut file).take(PIECE as u64).read_to_end(&mut start)?;
                if read < PIECE {
                    return Ok(start.into());
                }
                (start.into(), None)
            }
            length => (Bytes::new(), Some(length)),
        };
        Ok(reqwest::Body::wrap(Reading {
            file: tokio::fs::File::from_std(file),
            start,
            left,
            buffer: vec![0; PIECE],
        }))
    }
}

/// Refuses folders, pipes and devices. The size of a pipe or a device is not known, and its content can be read only
/// once.
fn check(about: &std::fs::Metadata) -> io::Result<()> {
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok(())
}

impl Source for FilePath {
    fn open(&self) -> Result<reqwest::Body, Error> {
        let opened = self.reading();
        opened.map_err(|error| {
            let path = self.0.display();
            let message = format!("cannot read the file {path}: {error}");
            Error::invalid_request(message).caused_by(error)
        })
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}

/// A file that is being read, limited to its size when it was opened, which is what the server
/// was told.
struct Reading {
    file: tokio::fs::File,
    /// Bytes that have already been read.
    start: Bytes,
    /// `None` if the file system does not tell the size.
    left: Option<u64>,
    buffer: Vec<u8>,
}

impl Body for Reading {
    type Data = Bytes;
    type Error = Unsent;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Unsent>>> {
        let this = self.get_mut();
        if !this.start.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut this.start)))));
        }
        if this.left == Some(0) {
            return Poll::Ready(None);
        }
        let mut buffer = ReadBuf::new(&mut this.buffer);
        let read = ready!(Pin::new(&mut this.file).poll_read(context, &mut buffer));
        read.map_err(|error| Unsent(format!("cannot read a file: {error}")))?;
        let left = this.left.and_then(|left| usize::try_from(left).ok());
        let read = buffer.filled();
        let read = left.and_then(|left| read.get(..left)).unwrap_or(read);
        if read.is_empty() {
            if this.left.is_none() {
                return Poll::Ready(None);
            }
            let message = "a file was truncated while it was being sent".to_owned();
            return Poll::Ready(Some(Err(Unsent(message))));
        }
        this.left = this.left.map(|left| left - read.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.left
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

type Failure = Box<dyn StdError + Send + Sync>;
type Pieces = Pin<Box<dyn Pull>>;

/// A stream, until it is sent.
pub(crate) struct FileStream(Mutex<Option<Streaming>>);

/// A stream with any type of chunks and errors.
trait Pull: Send {
    fn poll(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>>;
}

impl<S, B, E> Pull for S
where
    S: Stream<Item = Result<B, E>> + Send,
    B: Into<Bytes>,
    E: Into<Failure>,
{
    fn poll(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Failure>>> {
        let piece = self.poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}

impl FileStream {
    pub(crate) fn new<S, B, E>(length: Option<u64>, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Failure> + 'static,
    {
        let pieces = Mutex::new(Box::pin(stream) as Pieces);
        Self(Mutex::new(Some(Streaming {
            pieces,
            length,
            read: 0,
            last: None,
            is_ended: false,
        })))
    }
}

impl Source for FileStream {
    fn open(&self) -> Result<reqwest::Body, Error> {
        let stream = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| {
            Error::invalid_request("the stream of a file has already been sent".to_owned())
        })?;
        Ok(reqwest::Body::wrap(stream))
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// A stream that is being sent.
struct Streaming {
    /// In a lock because a body must be `Sync`.
    pieces: Mutex<Pieces>,
    length: Option<u64>,
    /// The number of bytes that have been read.
    read: u64,
    /// The chunk that reaches the declared length. It is held back until the stream ends;
    /// otherwise, the server could report success before it turns out that the stream is longer.
    last: Option<Bytes>,
    /// Whether the stream has ended or failed. It may panic if it is polled again.
    is_ended: bool,
}

impl Streaming {
    /// The next chunk to send, after a chunk or the end of the stream.
    fn take(&mut self, piece: Option<Bytes>) -> Option<Result<Option<Bytes>, Unsent>> {
        let Some(length) = self.length else {
            return piece.map(|piece| Ok(Some(piece)));
        };
        let Some(piece) = piece else {
            if self.read < length {
                let message = format!("a file has {} bytes instead of {length}", self.read);
                return Some(Err(Unsent(message)));
            }
            return self.last.take().map(|last| Ok(Some(last)));
        };
        self.read += piece.len() as u64;
        if self.read > length {
            let message = format!("a file has more than {length} bytes");
            return Some(Err(Unsent(message)));
        }
        if self.read < length {
            return Some(Ok(Some(piece)));
        }
        if !piece.is_empty() {
            self.last = Some(piece);
        }
        Some(Ok(None))
    }
}

impl Body for Streaming {
    type Data = Bytes;
    type Error = Unsent;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Unsent>>> {
        let this = self.get_mut();
        while !this.is_ended {
            let pieces = this.pieces.get_mut();
            let pieces = pieces.unwrap_or_else(PoisonError::into_inner);
            let piece = ready!(pieces.as_mut().poll(context));
            this.is_ended = !matches!(piece, Some(Ok(_)));
            let piece = match piece.transpose() {
                Ok(piece) => piece,
                Err(error) => {
                    let message = format!("cannot read the stream of a file: {error}");
                    return Poll::Ready(Some(Err(Unsent(message))));
                }
            };
            match this.take(piece).transpose() {
                Ok(Some(None)) => {}
                Ok(piece) => {
                    return Poll::Ready(piece.flatten().map(|piece| Ok(Frame::data(piece))));
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
