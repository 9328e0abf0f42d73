//! Responses that are streams of bytes.

use std::task::{Context, Poll, ready};

use ::bytes::Bytes;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use super::error::Error;
use super::response::{Reply, Response};
use super::stream::{Streamed, stream};

/// Takes the body chunk by chunk.
pub struct Pieces;

impl Reply for Pieces {
    type Received = Streamed;
    type Output = ByteStream;

    fn read(source: Streamed) -> Result<Response<ByteStream>, Error> {
        let head = source.head.clone();
        Ok(Response::new(head, ByteStream { source }))
    }
}

#[cfg(feature = "mock")]
impl super::mock::Mocked for Pieces {
    type Given = Bytes;

    fn encode(given: &Bytes) -> (&'static str, Bytes) {
        ("application/octet-stream", given.clone())
    }
}

/// A stream of bytes.
#[must_use = "streams do nothing unless polled"]
pub struct ByteStream {
    source: Streamed,
}

impl ByteStream {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let piece = ready!(self.source.poll_piece(context));
        let piece = piece.map(|piece| {
            piece.map_err(|error| {
                self.source.stop();
                self.source.scrubbed(error)
            })
        });
        Poll::Ready(piece)
    }

    /// Writes all bytes to `writer`, such as a `tokio::fs::File`, and returns the number of
    /// bytes.
    ///
    /// # Errors
    ///
    /// Fails if the connection is lost, or if `writer` fails ([`Error::is_write`]).
    pub async fn write_to(mut self, writer: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
        let mut written = 0;
        while let Some(piece) = self.next().await {
            let piece = piece?;
            writer.write_all(&piece).await.map_err(Error::unwritten)?;
            written += piece.len() as u64;
        }
        writer.flush().await.map_err(Error::unwritten)?;
        Ok(written)
    }
}

stream!(ByteStream: Bytes);
