//! What carries requests to the server.

use std::error::Error as StdError;
use std::pin::Pin;

/// An answer on its way: its head, with a body that may still be coming, or the reason why there is
/// none.
pub type Sending = Pin<
    Box<dyn Future<Output = Result<reqwest::Response, Box<dyn StdError + Send + Sync>>> + Send>,
>;

/// Sends HTTP requests: a [`reqwest::Client`], or what stands in its place in a test.
///
/// A function from a request to its answer is one, too; `reqwest::Response::from` makes an answer of
/// a response of the crate `http`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request once, as it is. Redirects and retries are the client's to follow.
    fn send(&self, request: reqwest::Request) -> Sending;
}

impl Transport for reqwest::Client {
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self.execute(request);
        Box::pin(async move { Ok(answer.await?) })
    }
}

/// A function from a request to its answer, for tests.
impl<F> Transport for F
where
    F: Fn(reqwest::Request) -> reqwest::Response + Send + Sync + 'static,
{
    fn send(&self, request: reqwest::Request) -> Sending {
        let answer = self(request);
        Box::pin(async move { Ok(answer) })
    }
}
