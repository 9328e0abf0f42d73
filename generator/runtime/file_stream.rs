//! Content that comes from a stream.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

use super::Error;
use super::request::Source;

type Failure = Box<dyn StdError + Send + Sync>;
type Pieces = Pin<Box<dyn Pull>>;

/// A stream, until it is sent.
pub(crate) struct FileStream(Mutex<Option<Streaming>>);

/// A stream whatever its pieces and errors are.
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
        Self(Mutex::new(Some(Streaming { pieces, length })))
    }
}

impl Source for FileStream {
    fn open(&self) -> Result<reqwest::Body, Error> {
        let stream = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| {
            Error::invalid_request("the stream of a file was already sent".to_owned())
        })?;
        Ok(reqwest::Body::wrap(stream))
    }

    fn is_repeatable(&self) -> bool {
        false
    }
}

/// A stream that is being sent.
struct Streaming {
    /// In a lock, as a body has to be `Sync`.
    pieces: Mutex<Pieces>,
    length: Option<u64>,
}

impl Body for Streaming {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        let this = self.get_mut();
        let pieces = this
            .pieces
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        let piece = pieces.as_mut().poll(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
