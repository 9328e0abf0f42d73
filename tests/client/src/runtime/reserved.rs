//! What URLs encode (RFC 3986, section 2).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

/// All but the characters that mean the same in every part of a URL.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
