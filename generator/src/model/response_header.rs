//! Response headers that have an accessor.

use super::docs::Docs;

/// A response header that the document describes.
#[derive(Debug)]
pub struct ResponseHeader {
    /// Its name, in lower case.
    pub wire: String,
    /// The type of its value.
    pub ty: HeaderType,
    /// Its description.
    pub docs: Docs,
}

/// The type of a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderType {
    /// Any text.
    Text,
    /// An integer.
    Integer,
    /// An integer of 64 bits without a sign.
    Unsigned,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
}
