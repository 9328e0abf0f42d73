//! Files to be uploaded.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Formatter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;

use super::file_path::FilePath;
use super::file_stream::FileStream;
use super::request::Source;

/// A file to upload: its content, name and media type.
#[derive(Clone)]
pub struct File {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) content: Content,
}

/// Where the bytes of a file are.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

impl File {
    /// Creates a file from a name and its content. Many servers detect the format by the name.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self::with_content(name.into(), Content::Bytes(content.into()))
    }

    /// Creates a file from a path on disk, with its name. It is opened and read when the request is
    /// sent, and again for each retry. If it cannot be read, the request fails.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path: PathBuf = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::with_content(
            name.into_owned(),
            Content::Source(Arc::new(FilePath::new(path.clone()))),
        )
    }

    /// Creates a file from a name and a stream of its content, which is read while it is sent.
    ///
    /// `length` is the number of bytes, if it is known; many servers require it. A stream can be
    /// read only once, so the request is not retried.
    pub fn from_stream<S, B, E>(name: impl Into<String>, length: Option<u64>, stream: S) -> Self
    where
        S: futures_core::Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let source = FileStream::new(length, stream);
        Self::with_content(name.into(), Content::Source(Arc::new(source)))
    }

    fn with_content(name: String, content: Content) -> Self {
        Self {
            name,
            media_type: "application/octet-stream".to_owned(),
            content,
        }
    }

    /// Sets the media type, such as `audio/wav`. The default is `application/octet-stream`.
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

/// The file at a path: [`File::from_path`].
impl From<&Path> for File {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

/// The file at a path: [`File::from_path`].
impl From<PathBuf> for File {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

/// Shows no content.
impl Debug for File {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let length = match &self.content {
            Content::Bytes(bytes) => Some(bytes.len()),
            Content::Source(_) => None,
        };
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("length", &length)
            .finish()
    }
}
