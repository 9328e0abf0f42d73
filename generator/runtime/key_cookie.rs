//! Keys in a cookie.

use reqwest::header::{COOKIE, HeaderValue, InvalidHeaderValue};

/// Sends a key as a cookie of the name that the scheme gives.
pub(crate) fn key_cookie(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let pair = format!("{name}={key}");
    let headers = request.headers_mut();
    // Another scheme may have set one.
    let held = headers.get(COOKIE).map(HeaderValue::as_bytes);
    let cookies = match held {
        Some(held) => [held, b"; ", pair.as_bytes()].concat(),
        None => pair.into_bytes(),
    };
    let mut value = HeaderValue::from_bytes(&cookies)?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}
