//! Waiting for a job that the server runs.

use std::time::Duration;

use super::error::Error;
use super::options::asked;
use super::request::Call;
use super::response::Response;

/// The first pause between two requests.
const FIRST: Duration = Duration::from_millis(500);

/// The longest pause, unless the server asks for a longer one.
const LONGEST: Duration = Duration::from_secs(10);

/// The longest pause that a server may ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(120);

/// Repeats a request until `is_done` accepts its response, for example until a job has left its running states.
///
/// The pause between two requests grows from half a second to ten seconds. If the response has the header
/// `retry-after` or `retry-after-ms`, the pause is not shorter than its value, up to two minutes. The total time is unlimited: set
/// one with a function such as `tokio::time::timeout`. Dropping the future ends it.
///
/// ```text
/// let batch = poll_until(|| client.batches().retrieve(&id).send(), |batch| batch.status != "in_progress").await?;
/// ```
///
/// # Errors
///
/// A request fails. It has been retried as often as its options say.
pub async fn poll_until<T>(
    mut request: impl FnMut() -> Call<Response<T>>,
    mut is_done: impl FnMut(&T) -> bool,
) -> Result<T, Error> {
    let mut pause = FIRST;
    loop {
        let response = request().await?;
        if is_done(response.data()) {
            return Ok(response.into_inner());
        }
        let asked = asked(response.headers()).unwrap_or_default();
        tokio::time::sleep(pause.max(asked.min(LONGEST_ASKED))).await;
        pause = LONGEST.min(pause * 2);
    }
}
