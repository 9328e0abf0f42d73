//! Keys in a header.

use reqwest::header::{HeaderName, HeaderValue, InvalidHeaderValue};

/// Sends a key in the header that the scheme names.
pub(crate) fn key_header(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(key)?;
    value.set_sensitive(true);
    // The description has been read by someone who knows which names are valid.
    if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
        request.headers_mut().insert(name, value);
    }
    Ok(())
}
