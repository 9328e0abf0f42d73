//! HTTP bearer authentication (RFC 6750).

use reqwest::header::{AUTHORIZATION, HeaderValue, InvalidHeaderValue};

/// Sends a token as `Authorization: Bearer …`.
pub(crate) fn bearer(
    request: &mut reqwest::Request,
    token: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}"))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}
