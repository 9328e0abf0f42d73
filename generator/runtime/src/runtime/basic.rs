//! HTTP authentication with a user name and a password (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::InvalidHeaderValue;

use super::auth::authorization;

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
    authorization(request, scheme, &STANDARD.encode(credential))
}
