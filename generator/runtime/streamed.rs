//! Answers that are read while they come.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
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
            ended: false,
        })
    }

    fn head(&self) -> &Head {
        &self.head
    }
}

impl Streamed {
    /// Reads no further.
    pub(crate) fn stop(&mut self) {
        self.ended = true;
        self.body = reqwest::Body::default();
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
