//! Answers that are read while they come.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use tokio::time::{Sleep, sleep};

use super::request::Plan;
use super::response::{Head, Receive};
use super::{Client, Error};

/// An answer of which the body is still to come.
pub(crate) struct Streamed {
    pub(crate) head: Head,
    body: reqwest::Body,
    client: Client,
    /// How long each piece of the body may take.
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    /// Bytes of which no record has been made yet; taking from their front copies nothing.
    buffer: BytesMut,
    /// How much of the buffer has been looked through for the end of a record.
    searched: usize,
    ended: bool,
}

impl Receive for Streamed {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        Ok(Self {
            head,
            body: response.into(),
            client: plan.client.clone(),
            limit: plan.idle_limit().unwrap_or_else(|| plan.time_limit()),
            waiting: None,
            buffer: BytesMut::new(),
            searched: 0,
            ended: false,
        })
    }

    fn head(&self) -> &Head {
        &self.head
    }
}

impl Streamed {
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
            match ready!(self.poll_piece(context)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => {
                    self.stop();
                    return Poll::Ready(Some(Err(self.scrubbed(error))));
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
        self.ended = true;
        self.body = reqwest::Body::default();
        self.buffer = BytesMut::new();
        self.searched = 0;
    }

    /// The error as users may see it.
    pub(crate) fn scrubbed(&self, error: Error) -> Error {
        error
            .after(self.head.retries)
            .scrubbed(&self.client.settings.credentials)
    }

    /// The next piece of the body as it comes off the network.
    pub(crate) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        while !self.ended {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                let limit = self.limit;
                let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
                ready!(waiting.as_mut().poll(context));
                return Poll::Ready(Some(Err(Error::timed_out(limit))));
            };
            self.waiting = None;
            match frame {
                // Trailers say nothing of the data.
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(Error::transport(error)))),
                None => self.ended = true,
            }
        }
        Poll::Ready(None)
    }
}
