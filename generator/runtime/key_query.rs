//! Keys in the query.

use reqwest::header::InvalidHeaderValue;

use super::percent::percent;

/// Sends a key in the query, by the name of the scheme's parameter.
#[expect(
    clippy::unnecessary_wraps,
    reason = "other credentials may not be sendable"
)]
pub(crate) fn key_query(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let pair = format!("{}={}", percent(name), percent(key));
    let url = request.url_mut();
    let query = match url.query().filter(|query| !query.is_empty()) {
        Some(query) => format!("{query}&{pair}"),
        None => pair,
    };
    url.set_query(Some(&query));
    Ok(())
}
