//! Answers that consist of records, which are read while they come.

use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};

use super::Error;
use super::streamed::Streamed;

/// An answer, and what has come of its next record.
pub(crate) struct Records {
    pub(crate) source: Streamed,
    /// Bytes of which no record has been made yet; taking from their front copies nothing.
    buffer: BytesMut,
    /// How much of the buffer has been looked through for the end of a record.
    searched: usize,
}

impl Records {
    pub(crate) fn new(source: Streamed) -> Self {
        Self {
            source,
            buffer: BytesMut::new(),
            searched: 0,
        }
    }

    /// The bytes up to the next one that `ends` a record, without it; at the end of the body what
    /// is left, and then `None`. `ends` knows whether more may follow the bytes that it sees.
    pub(crate) fn poll_record(
        &mut self,
        context: &mut Context<'_>,
        ends: fn(&[u8], usize) -> Option<usize>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Some(length) = ends(&self.buffer, self.searched) {
                self.searched = 0;
                let record = self.buffer.split_to(length);
                return Poll::Ready(Some(Ok(record.freeze())));
            }
            self.searched = self.buffer.len();
            match ready!(self.source.poll_piece(context)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => {
                    self.stop();
                    return Poll::Ready(Some(Err(self.source.scrubbed(error))));
                }
                None => {
                    let rest = std::mem::take(&mut self.buffer);
                    self.stop();
                    return Poll::Ready(
                        Some(Ok(rest.freeze()))
                            .filter(|rest| rest.as_ref().is_ok_and(|rest| !rest.is_empty())),
                    );
                }
            }
        }
    }

    /// Reads no further.
    pub(crate) fn stop(&mut self) {
        self.source.stop();
        self.buffer = BytesMut::new();
        self.searched = 0;
    }
}
