//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::utf8_percent_encode;

use super::reserved::RESERVED;

/// Encodes a text for any part of a URL.
pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
