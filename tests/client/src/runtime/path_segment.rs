//! How text is written into a segment of a path.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::reserved::RESERVED;

/// All that may not stand for itself in a path segment, which is all but `pchar` (RFC 3986,
/// section 3.3). The percent sign is among it, so what is encoded already is encoded again.
const ENCODED: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Encodes a text for a path segment.
pub(crate) fn segment(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, ENCODED).into()
}
