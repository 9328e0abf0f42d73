//! HTTP authentication with a user name and a password (RFC 7617).

use std::fmt::Display;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::InvalidHeaderValue;

use super::auth::authorization;
use super::credential::Credential;

/// Credentials with a user name and a password (RFC 7617).
impl Credential {
    /// A user name, which must not contain a colon, and a password, which may be empty. It is the same as the string
    /// `user:password`.
    pub fn basic(user: impl Display, password: impl Display) -> Self {
        format!("{user}:{password}").into()
    }
}

/// Sends `user:password` as `Authorization: Basic …`. Without a colon, the credential is a user name, and the password is
/// empty, as many APIs want it for keys.
///
/// # Errors
///
/// The scheme contains characters that HTTP headers do not allow.
pub fn basic(
    request: &mut reqwest::Request,
    scheme: &str,
    credential: &str,
) -> Result<(), InvalidHeaderValue> {
    let pair = if credential.contains(':') {
        STANDARD.encode(credential)
    } else {
        STANDARD.encode([credential, ":"].concat())
    };
    authorization(request, scheme, &pair)
}
