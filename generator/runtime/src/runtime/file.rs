//! Files to upload, from memory, disk or a stream: their content, names and media types.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Formatter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use super::draft::Source;
use super::file_source::{FilePath, FileStream};
use super::syntax::essence;

/// A file to upload: its content, name and media type.
#[derive(Clone)]
pub struct File {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) content: Content,
    /// Whether it is text without a name.
    pub(crate) is_text: bool,
}

/// The source of the bytes of a file.
#[derive(Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

impl File {
    /// Creates a file from a name and its content. Many servers detect the format from the name.
    pub fn new(name: impl Into<String>, content: impl IntoContent) -> Self {
        Self::with_content(name.into(), Content::Bytes(content.into_content()))
    }

    /// Creates text for a part that is a file or text, such as the identifier of a file that the server has already. The
    /// part has no file name.
    pub fn text(text: impl Into<String>) -> Self {
        let content = Content::Bytes(text.into().into());
        Self {
            is_text: true,
            ..Self::with_content(String::new(), content)
        }
    }

    /// Creates a file from a path on disk, named after the last part of the path. It is opened and read when the request is
    /// sent, and again for each retry. If it cannot be read, or is not a regular file, the request fails.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path: PathBuf = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::with_content(
            name.into_owned(),
            Content::Source(Arc::new(FilePath::new(path.clone()))),
        )
    }

    /// Creates a file from a name and a stream of its content, which is read as it is sent.
    ///
    /// `length` is the number of bytes, if it is known; many servers require it. A stream can be
    /// read only once, so the request is not retried.
    pub fn from_stream<S, B, E>(name: impl Into<String>, length: Option<u64>, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let source = FileStream::new(length, stream);
        Self::with_content(name.into(), Content::Source(Arc::new(source)))
    }

    fn with_content(name: String, content: Content) -> Self {
        Self {
            name,
            media_type: None,
            content,
            is_text: false,
        }
    }

    /// Sets the media type, such as `audio/wav`. By default, it is the one that the API
    /// documentation names, or else the one for the extension of the file name, or else
    /// `application/octet-stream`.
    #[doc(alias = "content_type")]
    #[doc(alias = "mime_type")]
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// The content of a file: bytes or text. Borrowed content is copied.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the content of a file",
    note = "pass bytes or text, such as a `Vec<u8>`, `Bytes`, a `String` or a slice; for a file on disk, use `File::from_path`"
)]
pub trait IntoContent {
    /// Returns the content.
    fn into_content(self) -> Bytes;
}

macro_rules! contents {
    ($([$($generic:tt)*] $type:ty: |$given:ident| $bytes:expr),* $(,)?) => {$(
        impl<$($generic)*> IntoContent for $type {
            fn into_content(self) -> Bytes {
                let $given = self;
                $bytes
            }
        }
    )*};
}

contents!(
    [] Bytes: |bytes| bytes,
    [] &Bytes: |bytes| bytes.clone(),
    [] Vec<u8>: |bytes| bytes.into(),
    [] Box<[u8]>: |bytes| bytes.into(),
    [] String: |text| text.into(),
    [] &[u8]: |bytes| Bytes::copy_from_slice(bytes),
    [const N: usize] [u8; N]: |bytes| Bytes::copy_from_slice(&bytes),
    [const N: usize] &[u8; N]: |bytes| Bytes::copy_from_slice(bytes),
    [] &Vec<u8>: |bytes| Bytes::copy_from_slice(bytes),
    [] &str: |text| Bytes::copy_from_slice(text.as_bytes()),
    [] &String: |text| Bytes::copy_from_slice(text.as_bytes()),
);

/// Content that is shared or read from disk is not copied.
impl From<&Self> for File {
    fn from(file: &Self) -> Self {
        file.clone()
    }
}

macro_rules! file_from {
    ($doc:literal: $given:ident => $file:expr; $($type:ty),*) => {$(
        #[doc = $doc]
        impl From<$type> for File {
            fn from($given: $type) -> Self {
                $file
            }
        }
    )*};
}

file_from! {
    "A file named `file`.": content => Self::new("file", content); Vec<u8>, Bytes
}

file_from! {
    "A file named `file`.": content => Self::new("file", content.to_vec()); &[u8]
}

file_from! {
    "A file at a path; see [`File::from_path`].": path => Self::from_path(path); &Path, &PathBuf, PathBuf
}

/// A name and the content: `("speech.mp3", bytes)`.
impl<N: Into<String>, C: IntoContent> From<(N, C)> for File {
    fn from((name, content): (N, C)) -> Self {
        Self::new(name, content)
    }
}

/// A file named `file`.
impl<const N: usize> From<&[u8; N]> for File {
    fn from(content: &[u8; N]) -> Self {
        Self::new("file", content.to_vec())
    }
}

/// Does not show the content.
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
            .finish_non_exhaustive()
    }
}

/// The media types of common extensions: those of the IANA registry, or else those that browsers use.
const MEDIA_TYPES: &[(&str, &[&str])] = &[
    ("application/epub+zip", &["epub"]),
    ("application/gzip", &["gz", "tgz"]),
    ("application/json", &["json"]),
    ("application/jsonl", &["jsonl"]),
    ("application/msword", &["doc"]),
    ("application/pdf", &["pdf"]),
    ("application/rtf", &["rtf"]),
    ("application/vnd.apache.parquet", &["parquet"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
    ),
    ("application/wasm", &["wasm"]),
    ("application/x-ndjson", &["ndjson"]),
    ("application/x-tar", &["tar"]),
    ("application/xml", &["xml"]),
    ("application/yaml", &["yaml", "yml"]),
    ("application/zip", &["zip"]),
    ("audio/aac", &["aac"]),
    ("audio/flac", &["flac"]),
    ("audio/mp4", &["m4a"]),
    ("audio/mpeg", &["mp3", "mpga"]),
    ("audio/ogg", &["oga", "ogg", "opus"]),
    ("audio/wav", &["wav"]),
    ("image/avif", &["avif"]),
    ("image/bmp", &["bmp"]),
    ("image/gif", &["gif"]),
    ("image/heic", &["heic"]),
    ("image/jpeg", &["jpeg", "jpg"]),
    ("image/png", &["png"]),
    ("image/svg+xml", &["svg"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/vnd.microsoft.icon", &["ico"]),
    ("image/webp", &["webp"]),
    ("text/css", &["css"]),
    ("text/csv", &["csv"]),
    ("text/html", &["htm", "html"]),
    ("text/javascript", &["js", "mjs"]),
    ("text/markdown", &["markdown", "md"]),
    ("text/plain", &["log", "txt"]),
    ("text/tab-separated-values", &["tsv"]),
    ("text/vtt", &["vtt"]),
    ("video/mp4", &["mp4"]),
    ("video/mpeg", &["mpeg", "mpg"]),
    ("video/quicktime", &["mov"]),
    ("video/webm", &["webm"]),
    ("video/x-matroska", &["mkv"]),
    ("video/x-msvideo", &["avi"]),
];

fn by_extension(name: &str) -> &'static str {
    let extension = Path::new(name).extension().unwrap_or_default();
    let is_of = |(_, extensions): &&(&str, &[&str])| {
        let mut extensions = extensions.iter();
        extensions.any(|one| extension.eq_ignore_ascii_case(one))
    };
    let found = MEDIA_TYPES.iter().find(is_of);
    found.map_or("application/octet-stream", |(media_type, _)| media_type)
}

/// The media type of a file in a part whose media types are separated by commas: the usual one of
/// its extension if they allow it, otherwise the first one that is not a range.
pub(crate) fn of_file<'d>(name: &str, documented: &'d str) -> &'d str {
    let usual = by_extension(name);
    let all = || documented.split(',').map(str::trim);
    let is_range = |one: &str| essence(one).contains('*');
    let same = all().find(|one| essence(one).eq_ignore_ascii_case(usual));
    let allows = |one: &str| {
        let top = essence(one).strip_suffix('*').unwrap_or("/");
        top == "*/" || usual.starts_with(top)
    };
    let allowed = || all().any(allows).then_some(usual);
    let first = || all().find(|one| !one.is_empty() && !is_range(one));
    same.or_else(allowed).or_else(first).unwrap_or(usual)
}
