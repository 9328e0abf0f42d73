//! Streams for code that is not async.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;

use futures_core::Stream;

use super::Error;
use super::blocking::wait;

/// A blocking iterator over the items of a stream.
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Waiting<S>(Option<S>);

impl<S> Waiting<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self(Some(stream))
    }
}

impl<S, T> Iterator for Waiting<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
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
        match wait(next) {
            Ok((stream, item)) => {
                self.0 = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S> Debug for Waiting<S> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Waiting").finish_non_exhaustive()
    }
}
