//! Files to be uploaded.

use std::fmt::{self, Debug, Formatter};

use bytes::Bytes;

/// The content of a file, with the name and the media type that the server is told.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) content: Bytes,
}

impl File {
    /// Makes a file of a name, by which many servers tell its format, and its content.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self {
            name: name.into(),
            media_type: "application/octet-stream".to_owned(),
            content: content.into(),
        }
    }

    /// Sets the media type, e.g. `audio/wav`; `application/octet-stream` if not set.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = media_type.into();
        self
    }
}

/// A file of the name `file`.
impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new("file", content)
    }
}

/// A file of the name `file`.
impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new("file", content)
    }
}

/// Shows the size in place of the content.
impl Debug for File {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("length", &self.content.len())
            .finish()
    }
}
