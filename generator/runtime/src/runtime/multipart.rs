//! Multipart bodies (`multipart/form-data`, RFC 7578).

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::argument::IntoItems;
use super::error::Error;
use super::file::{Content, File};
use super::file_type::of_file;
use super::json::Wire;
use super::json::tree::Node;
use super::params::HEADER;
use super::request::{Piece, Plan, Request};
use super::style::Style;

impl<R> Request<R> {
    /// Sets a part, or a part for each item of an array; none if the value is null.
    #[must_use]
    pub fn part<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        self.plan.set_parts(name, value_parts(name, tree.root()));
        self
    }

    /// Sets a part that is a file.
    #[must_use]
    pub fn part_file(mut self, name: &'static str, file: &File) -> Self {
        let part = self.plan.file_part(name, None, file);
        self.plan.set_parts(name, vec![part]);
        self
    }

    /// Sets a part for each file.
    #[must_use]
    pub fn part_files(mut self, name: &'static str, files: &[File]) -> Self {
        let files = files.iter();
        let parts = files.map(|file| self.plan.file_part(name, None, file));
        let parts = parts.collect();
        self.plan.set_parts(name, parts);
        self
    }

    /// Sets a part for each member of a value: `name[key]`; items have their index in brackets.
    #[must_use]
    pub fn part_nested<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        let mut parts = Vec::new();
        collect_nested(name, tree.root(), &mut parts);
        self.plan.set_parts(name, parts);
        self
    }

    /// Sets a part for each member of an object: `key`, or for each item of an array.
    #[must_use]
    pub fn part_exploded<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        let value = tree.root();
        let parts = if value.is_container() && !value.is_array() {
            let members = value.children().into_iter();
            let parts = members.map(|(key, child)| value_parts(&key.unwrap_or_default(), child));
            parts.flatten().collect()
        } else {
            value_parts(name, value)
        };
        self.plan.set_parts(name, parts);
        self
    }

    /// Sets a part that is not exploded: `comma` separates its items. None if there are none.
    #[must_use]
    pub fn part_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style { comma, ..HEADER };
        let text = style.expand(name, false, &self.plan.sent(name, value));
        let text = text.map(|text| part(&attribute("name", name), "", text.as_bytes()).into());
        self.plan.set_parts(name, text.into_iter().collect());
        self
    }

    /// Sets a part to arrays of arrays with these delimiters, or if they are exploded, a part for each
    /// item of the outermost array. None if there are none.
    #[must_use]
    pub fn part_delimited<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = HEADER.delimited(explode, delimiters);
        let texts = style
            .texts(explode, &self.plan.sent(name, value))
            .into_iter();
        let parts = texts.map(|text| part(&attribute("name", name), "", text.as_bytes()).into());
        self.plan.set_parts(name, parts.collect());
        self
    }

    /// Sets a part that is JSON, of this media type; none if the value is null.
    #[must_use]
    pub fn part_json<T: Wire>(mut self, name: &'static str, media_type: &str, value: &T) -> Self {
        let json = Some(self.plan.sent(name, value).json()).filter(|text| text != "null");
        let json =
            json.map(|json| part(&attribute("name", name), media_type, json.as_bytes()).into());
        self.plan.set_parts(name, json.into_iter().collect());
        self
    }

    /// Sets a part of this media type, or a part for each item of an array; none if the value is
    /// null.
    #[must_use]
    pub fn part_typed<T: Wire>(mut self, name: &'static str, media_type: &str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        let parts = items(tree.root());
        let parts = parts.into_iter().filter_map(|item| {
            let text = item.plain()?;
            Some(part(&attribute("name", name), media_type, text.as_bytes()).into())
        });
        self.plan.set_parts(name, parts.collect());
        self
    }

    /// Sets a part that is a file, of one of these media types unless the file has one of its own.
    #[must_use]
    pub fn part_file_typed(mut self, name: &'static str, media_type: &str, file: &File) -> Self {
        let part = self.plan.file_part(name, Some(media_type), file);
        self.plan.set_parts(name, vec![part]);
        self
    }

    /// Sets a part for each file, of one of these media types unless the file has one of its own.
    #[must_use]
    pub fn part_files_typed(
        mut self,
        name: &'static str,
        media_type: &str,
        files: &[File],
    ) -> Self {
        let mut parts = Vec::new();
        for file in files {
            parts.push(self.plan.file_part(name, Some(media_type), file));
        }
        self.plan.set_parts(name, parts);
        self
    }
}

fn collect_nested(name: &str, value: Node<'_>, parts: &mut Vec<Piece>) {
    if value.is_container() {
        for (index, (key, child)) in value.children().into_iter().enumerate() {
            let index = index.to_string();
            let key = key.as_deref().unwrap_or(&index);
            collect_nested(&format!("{name}[{key}]"), child, parts);
        }
    } else if let Some(text) = value.plain() {
        parts.push(part(&attribute("name", name), "", text.as_bytes()).into());
    }
}

fn value_parts(name: &str, value: Node<'_>) -> Vec<Piece> {
    let parts = items(value)
        .into_iter()
        .filter_map(|item| value_part(name, item));
    parts.collect()
}

/// The items of an array; any other value is its only item.
fn items(value: Node<'_>) -> Vec<Node<'_>> {
    if value.is_array() {
        let items = value.children().into_iter();
        items.map(|(_, item)| item).collect()
    } else {
        vec![value]
    }
}

/// Scalars are text, and objects are JSON (`OpenAPI` 3.1, *Encoding Object*, `contentType`).
fn value_part(name: &str, value: Node<'_>) -> Option<Piece> {
    let media_type = if value.is_container() {
        "application/json"
    } else {
        ""
    };
    let text = value.plain()?;
    Some(part(&attribute("name", name), media_type, text.as_bytes()).into())
}

impl Plan {
    /// Writes the part of a file.
    pub(crate) fn file_part(&mut self, name: &str, documented: Option<&str>, file: &File) -> Piece {
        let documented = documented.unwrap_or_default();
        let named = || of_file(&file.name, documented);
        let media_type = file.media_type.as_deref().unwrap_or_else(named);
        for (what, text) in [("media type", media_type), ("name", &file.name)] {
            // Line breaks in the name are escaped.
            let is_name = what == "name";
            let refused =
                |char: char| char.is_control() && !(is_name && matches!(char, '\r' | '\n'));
            if text.contains(refused) {
                self.fail(format!(
                    "the {what} of the file `{name}` contains characters that HTTP headers do not allow"
                ));
            }
        }
        let disposition = [attribute("name", name), attribute("filename", &file.name)].join("; ");
        let (content, source) = match &file.content {
            Content::Bytes(bytes) => (&**bytes, None),
            Content::Source(source) => (&[][..], Some(source.clone())),
        };
        let part = part(&disposition, media_type, content);
        Piece {
            source,
            ..part.into()
        }
    }
}

impl Plan {
    /// Sets the parts with one name.
    pub(crate) fn set_parts(&mut self, name: &'static str, parts: Vec<Piece>) {
        self.set_pieces(name, parts, multipart);
    }
}

/// Writes a part: its headers and its content.
pub(crate) fn part(disposition: &str, media_type: &str, content: &[u8]) -> Bytes {
    let mut part = format!("Content-Disposition: form-data; {disposition}\r\n").into_bytes();
    if !media_type.is_empty() {
        part.extend_from_slice(format!("Content-Type: {media_type}\r\n").as_bytes());
    }
    part.extend_from_slice(b"\r\n");
    part.extend_from_slice(content);
    part.into()
}

/// `name="value"`. Characters that would end the value are encoded as browsers encode them (WHATWG
/// HTML, *Multipart form data*).
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let value = value
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    format!("{name}=\"{value}\"")
}

/// Joins the parts with a random boundary, which they cannot contain.
fn multipart(pieces: &[Piece]) -> Result<(String, reqwest::Body), Error> {
    let boundary = boundary(pieces);
    let mut bodies: Vec<reqwest::Body> = Vec::new();
    let mut bytes = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.of.is_none()) {
        bytes.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        for header in pieces.iter().filter(|one| one.of == Some(piece.name)) {
            bytes.extend_from_slice(&header.bytes);
        }
        bytes.extend_from_slice(&piece.bytes);
        if let Some(source) = &piece.source {
            bodies.push(std::mem::take(&mut bytes).into());
            bodies.push(source.open()?);
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    bodies.push(bytes.into());
    let media_type = format!("multipart/form-data; boundary={boundary}");
    Ok((media_type, chained(bodies)))
}

/// A string that is the same for all attempts of a request, and unique to that request.
fn boundary(pieces: &[Piece]) -> String {
    static KEYS: OnceLock<RandomState> = OnceLock::new();
    let half = |number: u8| {
        let mut hasher = KEYS.get_or_init(RandomState::new).build_hasher();
        number.hash(&mut hasher);
        let places = pieces.iter().map(|piece| piece.bytes.as_ptr_range());
        places.for_each(|place| place.hash(&mut hasher));
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}

/// The combined bodies; a single one is unchanged, so bytes remain bytes.
pub(crate) fn chained(bodies: Vec<reqwest::Body>) -> reqwest::Body {
    let mut bodies = VecDeque::from(bodies);
    match bodies.pop_front() {
        Some(one) if bodies.is_empty() => one,
        first => reqwest::Body::wrap(Chained(first.into_iter().chain(bodies).collect())),
    }
}

struct Chained(VecDeque<reqwest::Body>);

impl Body for Chained {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_frame(context)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }

    /// Known if all lengths are known; it becomes the header `content-length`.
    fn size_hint(&self) -> SizeHint {
        let sizes = self.0.iter().map(|body| body.size_hint().exact());
        let sum = sizes.reduce(|sum, size| sum?.checked_add(size?));
        sum.flatten()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The files for an argument that takes several: a file, a path or bytes, or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of files",
    note = "pass a `File`, a path or bytes, or an array or a `Vec` of them"
)]
pub trait IntoFiles {
    /// Returns the files.
    fn into_files(self) -> Vec<File>;
}

/// Marks a single file where several are taken, as in [`IntoItems`].
#[derive(Debug)]
pub enum OneFile {}

macro_rules! one_file {
    ($($type:ty),*) => {$(
        impl IntoFiles for $type {
            fn into_files(self) -> Vec<File> {
                vec![self.into()]
            }
        }

        impl IntoItems<File, OneFile> for $type {
            fn into_items(self) -> Option<Vec<File>> {
                Some(self.into_files())
            }
        }
    )*};
}

one_file!(File, Vec<u8>, Bytes, &Path, &PathBuf, PathBuf);

impl<F: Into<File>> IntoFiles for Vec<F> {
    fn into_files(self) -> Vec<File> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<F: Into<File>, const N: usize> IntoFiles for [F; N] {
    fn into_files(self) -> Vec<File> {
        self.into_iter().map(Into::into).collect()
    }
}
