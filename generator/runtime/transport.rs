//! What carries requests to the server.

use std::error::Error as StdError;
use std::pin::Pin;

/// The future of a response, whose body may still be arriving, or of an error.
pub type Sending = Pin<
    Box<dyn Future<Output = Result<reqwest::Response, Box<dyn StdError + Send + Sync>>> + Send>,
>;

/// Sends HTTP requests. Implemented by [`reqwest::Client`], and by test doubles.
///
/// Functions from a request to a response implement it, too. `reqwest::Response::from` converts a
/// response of the crate `http`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request once, unchanged. The client handles redirects and retries.
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
