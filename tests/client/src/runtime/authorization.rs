//! HTTP authentication by one value: bearer tokens (RFC 6750) and schemes like it.

use reqwest::header::{AUTHORIZATION, HeaderValue, InvalidHeaderValue};

/// Sends a credential as `Authorization: Bearer …`, by the name of its scheme.
pub(crate) fn authorization(
    request: &mut reqwest::Request,
    scheme: &str,
    credential: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::try_from([scheme, credential].join(" "))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}
