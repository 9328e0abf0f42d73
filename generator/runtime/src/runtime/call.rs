//! The future of a request.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::task::{Context, Poll};

use super::attempt::execute;
use super::error::Error;
use super::request::Plan;
use super::response::{Reply, Response};

/// The future of a request: awaiting it sends the request and reads the response.
///
/// Nothing is sent before the first poll. Dropping it cancels the request.
#[must_use = "futures do nothing unless they are awaited"]
pub struct Call<T> {
    pub(crate) answer: Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>,
}

impl<T: 'static> Call<T> {
    /// Sends an operation whose response is read as `R`, and returns its data or the whole response.
    pub(crate) fn new<R: Reply>(mut plan: Box<Plan>, take: fn(Response<R::Output>) -> T) -> Self {
        let answer = async move {
            let answer = execute(&mut plan).await.and_then(R::read).map(take);
            // The one way out for every error of a request, so the place to take credentials out.
            answer.map_err(|error| error.scrubbed(&plan.client.settings.credentials))
        };
        Self {
            answer: Box::pin(answer),
        }
    }
}

impl<T> Call<T> {
    /// A call that waits for this one; its errors are caused by other calls.
    pub(crate) fn of(answer: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self {
            answer: Box::pin(answer),
        }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer.as_mut().poll(context)
    }
}

impl<T> Debug for Call<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").finish_non_exhaustive()
    }
}
