//! The files of a crate.

use super::format::Source;

/// A file of the crate.
#[derive(Debug)]
pub struct File {
    /// The path in the crate, with `/` as the separator. Made from identifiers, so it cannot
    /// escape.
    pub path: String,
    /// The contents.
    pub content: Content,
}

/// The contents of a file.
#[derive(Debug)]
pub enum Content {
    /// Code that is not formatted yet.
    Rust(Source),
    /// Text that is made from the document.
    Text(String),
    /// Text that is the same in every crate.
    Copy(&'static str),
}

pub(super) fn text(path: &str, text: impl Into<String>) -> File {
    File {
        path: path.to_owned(),
        content: Content::Text(text.into()),
    }
}

pub(super) fn copy(path: &str, text: &'static str) -> File {
    File {
        path: path.to_owned(),
        content: Content::Copy(text),
    }
}

pub(super) fn rust(path: &str, source: Source) -> File {
    File {
        path: path.to_owned(),
        content: Content::Rust(source),
    }
}
