//! HTTP authentication with a user name and a password (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderValue, InvalidHeaderValue};

/// Sends `user:password` as `Authorization: Basic …`.
///
/// # Errors
///
/// The scheme contains characters that HTTP headers do not allow.
pub fn basic(
    request: &mut reqwest::Request,
    scheme: &str,
    credential: &str,
) -> Result<(), InvalidHeaderValue> {
    let encoded = STANDARD.encode(credential);
    let mut value = HeaderValue::from_str(&format!("{scheme} {encoded}"))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}
