//! Streamed responses, and the interface that all streams share.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::Version;
use http_body::Body as _;
use tokio::runtime::Handle;
use tokio::time::Sleep;

use super::client::ClientCore;
use super::credential::Sent;
use super::error::{Error, kind::Kind};
use super::options::is_framing;
use super::request::Plan;
use super::response::{Head, NOT_REQUESTED, RawResponse, Receive};
use super::retry::timer;

/// Implements the stream interfaces for a struct that has a method `poll_item`.
macro_rules! stream {
    ($name:ident $(<$parameter:ident>)?: $item:ty) => {
        impl$(<$parameter>)? $name$(<$parameter>)? {
            /// Returns the next item, or `None` after the last one.
            ///
            /// An event or a line that cannot be read is returned as an error, and the stream continues. Any other error
            /// ends the stream.
            ///
            /// This method is cancel safe. The wait for the next bytes is limited by `idle_timeout`
            /// or, if that is not set, by `timeout`; see [options](crate#options).
            pub async fn next(&mut self) -> Option<Result<$item, crate::runtime::Error>> {
                std::future::poll_fn(|context| self.poll_item(context)).await
            }
        }

        #[cfg(feature = "blocking")]
        impl$(<$parameter>)? $name$(<$parameter>)? {
            /// Returns a blocking iterator over the items. It needs no async runtime.
            pub fn wait(self) -> crate::runtime::Waiting<Self> {
                crate::runtime::Waiting::new(self)
            }
        }

        impl$(<$parameter>)? futures_core::Stream for $name$(<$parameter>)? {
            type Item = Result<$item, crate::runtime::Error>;

            fn poll_next(
                self: std::pin::Pin<&mut Self>,
                context: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                self.get_mut().poll_item(context)
            }
        }

        impl$(<$parameter>)? std::fmt::Debug for $name$(<$parameter>)? {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter
                    .debug_struct(stringify!($name))
                    .finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use stream;

/// A response whose body has not been read yet.
pub struct Streamed {
    pub(crate) head: Head,
    body: reqwest::Body,
    /// Whether a body that was cut off is an error: its end is not just that of the connection.
    pub(crate) is_framed: bool,
    client: ClientCore,
    /// The tokens that the request has sent, which errors must not contain.
    _sent: Sent,
    /// The runtime of the request. The stream may be polled outside of it.
    runtime: Handle,
    /// The time limit for each chunk of the body.
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    ended: bool,
}

impl Receive for Streamed {
    async fn receive(head: Head, response: reqwest::Response, plan: &Plan) -> Result<Self, Error> {
        if head.foreign.is_some() {
            let raw = Box::pin(RawResponse::receive(head, response, plan)).await?;
            return Err(Error::foreign(&raw, NOT_REQUESTED));
        }
        let version = response.version();
        let body = reqwest::Body::from(response);
        let mut names = head.headers.keys();
        Ok(Self {
            is_framed: version > Version::HTTP_11
                || names.any(|name| is_framing(name.as_str()))
                || body.size_hint().exact().is_some(),
            head,
            body,
            client: plan.client.clone(),
            _sent: plan.sent.kept(),
            runtime: Handle::current(),
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
    /// Fails if a record has become longer than a response may be.
    pub(crate) fn bound(&self, length: usize) -> Result<(), Error> {
        let limit = self.client.settings.max_response_size;
        if length <= limit {
            return Ok(());
        }
        let message = format!("an item of the stream is larger than {limit} bytes");
        Err(Error::new(Kind::TooLarge, message))
    }

    /// Stops reading.
    pub(crate) fn stop(&mut self) {
        self.ended = true;
        self.body = reqwest::Body::default();
    }

    /// The error, without credentials.
    pub(crate) fn scrubbed(&self, error: Error) -> Error {
        error
            .after(self.head.retries)
            .scrubbed(&self.client.settings.credentials)
    }

    /// Stops reading, and reads the short rest of a body whose data is complete, so that the connection can be used again.
    pub(crate) fn finish(&mut self) {
        const REST: usize = 64 << 10;
        const PATIENCE: Duration = Duration::from_secs(1);
        let mut body = std::mem::take(&mut self.body);
        self.stop();
        let rest = async move {
            let mut length = 0;
            while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
                length += frame.data_ref().map_or(0, Bytes::len);
                if length > REST {
                    break;
                }
            }
        };
        // The timer is that of the runtime, too.
        let rest = async move { tokio::time::timeout(PATIENCE, rest).await };
        self.runtime.spawn(rest);
    }

    /// Waits until the time limit for a chunk of the body is over.
    fn poll_limit(&mut self, context: &mut Context<'_>) -> Poll<Error> {
        let limit = self.limit;
        if self.waiting.is_none() {
            // Other executors have no timers of Tokio.
            let outside = Handle::try_current().is_err();
            let entered = outside.then(|| self.runtime.enter());
            self.waiting = timer(limit).map(Box::pin);
            drop(entered);
        }
        // A runtime without timers cannot limit the wait.
        let Some(waiting) = &mut self.waiting else {
            return Poll::Pending;
        };
        // Tokio panics if the runtime of the timer has ended.
        let waited = catch_unwind(AssertUnwindSafe(|| waiting.as_mut().poll(context)));
        if let Ok(waited) = waited {
            return waited.map(|()| Error::timed_out(limit));
        }
        let message = "the Tokio runtime in which the request was sent has shut down".to_owned();
        Poll::Ready(Error::new(Kind::Broken, message))
    }

    /// The next chunk of the body, as received.
    pub(crate) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        while !self.ended {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                let error = ready!(self.poll_limit(context));
                return Poll::Ready(Some(Err(error)));
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

/// A response, and the start of its next record.
pub(crate) struct Records {
    pub(crate) source: Streamed,
    /// Bytes that are not part of a record yet; taking bytes from the front does not copy.
    buffer: BytesMut,
    /// The number of bytes in the buffer that have been searched for the end of a record.
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

    /// The bytes before the next end of a record, as `ends` determines it; at the end of the body, whatever
    /// remains, and then `None`.
    pub(crate) fn poll_record(
        &mut self,
        context: &mut Context<'_>,
        mut ends: impl FnMut(&[u8], usize) -> Option<usize>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let length = ends(&self.buffer, self.searched);
            if let Err(error) = self.source.bound(length.unwrap_or(self.buffer.len())) {
                self.stop();
                return Poll::Ready(Some(Err(self.source.scrubbed(error))));
            }
            if let Some(length) = length {
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

    /// Stops reading.
    pub(crate) fn stop(&mut self) {
        self.source.stop();
        self.buffer = BytesMut::new();
        self.searched = 0;
    }
}

/// A blocking iterator over the items of a stream.
#[cfg(feature = "blocking")]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Waiting<S>(Option<S>);

#[cfg(feature = "blocking")]
impl<S> Waiting<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self(Some(stream))
    }
}

#[cfg(feature = "blocking")]
impl<S, T> Iterator for Waiting<S>
where
    S: futures_core::Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.0.take()?;
        let next = async move {
            let item = std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context));
            let item = item.await;
            (stream, item)
        };
        match super::request::blocking::wait(next) {
            Ok((stream, item)) => {
                self.0 = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

#[cfg(feature = "blocking")]
impl<S> std::fmt::Debug for Waiting<S> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Waiting").finish_non_exhaustive()
    }
}
