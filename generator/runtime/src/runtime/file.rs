//! Files to upload, from memory, disk or a stream.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Formatter};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};

use super::error::Error;
use super::request::Source;
use super::transport::Unsent;

/// A file to upload: its content, name and media type.
#[derive(Clone)]
pub struct File {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) content: Content,
}

/// The source of the bytes of a file.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

impl File {
    /// Creates a file from a name and its content. Many servers detect the format from the name.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self::with_content(name.into(), Content::Bytes(content.into()))
    }

    /// Creates a file from a path on disk, named after the last part of the path. It is opened and read when the request is
    /// sent, and again for each retry. If it cannot be read, or is not a regular file, the request fails.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path: PathBuf = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::with_content(
            name.into_owned(),
            Content::Source(Arc::new(FilePath::new(path.clone()))),
        )
    }

    /// Creates a file from a name and a stream of its content, which is read as it is sent.
    ///
    /// `length` is the number of bytes, if it is known; many servers require it. A stream can be
    /// read only once, so the request is not retried.
    pub fn from_stream<S, B, E>(name: impl Into<String>, length: Option<u64>, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let source = FileStream::new(length, stream);
        Self::with_content(name.into(), Content::Source(Arc::new(source)))
    }

    fn with_content(name: String, content: Content) -> Self {
        Self {
            name,
            media_type: None,
            content,
        }
    }

    /// Sets the media type, such as `audio/wav`. By default, it is the one that the API
    /// documentation names, or else the one for the extension of the file name, or else
    /// `application/octet-stream`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

macro_rules! file_from {
    ($doc:literal: $given:ident => $file:expr; $($type:ty),*) => {$(
        #[doc = $doc]
        impl From<$type> for File {
            fn from($given: $type) -> Self {
                $file
            }
        }
    )*};
}

file_from! {
    "A file named `file`.": content => Self::new("file", content); Vec<u8>, Bytes
}

file_from! {
    "A file named `file`.": content => Self::new("file", content.to_vec()); &[u8]
}

file_from! {
    "A file at a path; see [`File::from_path`].": path => Self::from_path(path); &Path, &PathBuf, PathBuf
}

/// A file named `file`.
impl<const N: usize> From<&[u8; N]> for File {
    fn from(content: &[u8; N]) -> Self {
        Self::new("file", content.to_vec())
    }
}

/// Does not show the content.
impl Debug for File {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let length = match &self.content {
            Content::Bytes(bytes) => Some(bytes.len()),
            Content::Source(_) => None,
        };
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("length", &length)
            .finish()
    }
}

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
        loop {
            let pieces = this.pieces.get_mut();
            let pieces = pieces.unwrap_or_else(PoisonError::into_inner);
            let piece = match ready!(pieces.as_mut().poll(context)).transpose() {
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
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
