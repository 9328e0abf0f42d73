//! The future of a request.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::execute::execute;
use super::request::Plan;
use super::response::RawResponse;
use super::{Client, Error};

/// A request on its way, and what is made of the answer.
///
/// Nothing is sent before the first poll; dropping it gives the request up. The type is the same
/// for all operations, and the work behind it is compiled once.
#[must_use = "futures do nothing unless they are awaited"]
pub struct Call<T> {
    client: Client,
    answer: Pin<Box<dyn Future<Output = Result<RawResponse, Error>> + Send>>,
    read: fn(RawResponse) -> Result<T, Error>,
}

impl<T> Call<T> {
    pub(crate) fn new(plan: Plan, read: fn(RawResponse) -> Result<T, Error>) -> Self {
        Self {
            client: plan.client.clone(),
            answer: Box::pin(execute(plan)),
            read,
        }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = std::task::ready!(self.answer.as_mut().poll(context));
        // The one way out for every error of a request, so the place to take credentials out of it.
        let credentials = &self.client.settings.credentials;
        Poll::Ready(
            answer
                .and_then(self.read)
                .map_err(|error| error.scrubbed(credentials)),
        )
    }
}

impl<T> Debug for Call<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}
