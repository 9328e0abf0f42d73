//! The parts of multipart bodies.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Formatter};

use bytes::Bytes;
use http::HeaderMap;

use super::draft::{Draft, Piece};
use super::file::{Content, File, of_file};
use super::json::Wire;
use super::json::tree::Node;
use super::multipart::{attribute, multipart, part};
use super::options::{RequestOptions, set_header};
use super::params::HEADER;
use super::request::Request;
use super::style::Style;

/// A value that takes the parts of a multipart body: a request, or a body of its own.
///
/// Its methods replace earlier parts with the same name.
pub trait Multipart: Sized {
    /// The body under construction.
    #[doc(hidden)]
    fn draft(&mut self) -> &mut Draft;

    /// Sets a part, or a part for each item of an array; none if the value is null.
    #[must_use]
    fn part<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.draft().sent(name, value);
        self.draft().set_parts(name, value_parts(name, tree.root()));
        self
    }

    /// Sets a part that is a file.
    #[must_use]
    fn part_file(mut self, name: &'static str, file: &File) -> Self {
        let part = self.draft().file_part(name, None, file);
        self.draft().set_parts(name, vec![part]);
        self
    }

    /// Sets a part for each file.
    #[must_use]
    fn part_files(mut self, name: &'static str, files: &[File]) -> Self {
        let draft = self.draft();
        let parts = files.iter().map(|file| draft.file_part(name, None, file));
        let parts = parts.collect();
        draft.set_parts(name, parts);
        self
    }

    /// Sets a part for each member of a value: `name[key]`; items have their index in brackets.
    #[must_use]
    fn part_nested<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.draft().sent(name, value);
        let mut parts = Vec::new();
        collect_nested(name, tree.root(), &mut parts);
        self.draft().set_parts(name, parts);
        self
    }

    /// Sets a part for each member of an object: `key`, or for each item of an array.
    #[must_use]
    fn part_exploded<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.draft().sent(name, value);
        let value = tree.root();
        let parts = if value.is_container() && !value.is_array() {
            let members = value.children().into_iter();
            let parts = members.map(|(key, child)| value_parts(&key.unwrap_or_default(), child));
            parts.flatten().collect()
        } else {
            value_parts(name, value)
        };
        self.draft().set_parts(name, parts);
        self
    }

    /// Sets a part that is not exploded: `comma` separates its items. None if there are none.
    #[must_use]
    fn part_joined<T: Wire>(mut self, name: &'static str, comma: &'static str, value: &T) -> Self {
        let style = Style { comma, ..HEADER };
        let text = style.expand(name, false, &self.draft().sent(name, value));
        let text = text.map(|text| part(&attribute("name", name), "", text.as_bytes()).into());
        self.draft().set_parts(name, text.into_iter().collect());
        self
    }

    /// Sets a part to arrays of arrays with these delimiters, or if they are exploded, a part for each
    /// item of the outermost array. None if there are none.
    #[must_use]
    fn part_delimited<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        delimiters: &'static [&'static str],
        value: &T,
    ) -> Self {
        let style = HEADER.delimited(explode, delimiters);
        let texts = style
            .texts(explode, &self.draft().sent(name, value))
            .into_iter();
        let parts = texts.map(|text| part(&attribute("name", name), "", text.as_bytes()).into());
        self.draft().set_parts(name, parts.collect());
        self
    }

    /// Sets a part that is JSON, of this media type; none if the value is null.
    #[must_use]
    fn part_json<T: Wire>(mut self, name: &'static str, media_type: &str, value: &T) -> Self {
        let json = Some(self.draft().sent(name, value).json()).filter(|text| text != "null");
        let json =
            json.map(|json| part(&attribute("name", name), media_type, json.as_bytes()).into());
        self.draft().set_parts(name, json.into_iter().collect());
        self
    }

    /// Sets a part of this media type, or a part for each item of an array; none if the value is
    /// null.
    #[must_use]
    fn part_typed<T: Wire>(mut self, name: &'static str, media_type: &str, value: &T) -> Self {
        let tree = self.draft().sent(name, value);
        let parts = items(tree.root());
        let parts = parts.into_iter().filter_map(|item| {
            let text = item.plain()?;
            Some(part(&attribute("name", name), media_type, text.as_bytes()).into())
        });
        self.draft().set_parts(name, parts.collect());
        self
    }

    /// Sets a part that is a file, of one of these media types unless the file has one of its own.
    #[must_use]
    fn part_file_typed(mut self, name: &'static str, media_type: &str, file: &File) -> Self {
        let part = self.draft().file_part(name, Some(media_type), file);
        self.draft().set_parts(name, vec![part]);
        self
    }

    /// Sets a part for each file, of one of these media types unless the file has one of its own.
    #[must_use]
    fn part_files_typed(mut self, name: &'static str, media_type: &str, files: &[File]) -> Self {
        let mut parts = Vec::new();
        for file in files {
            parts.push(self.draft().file_part(name, Some(media_type), file));
        }
        self.draft().set_parts(name, parts);
        self
    }

    /// Sets a header of a part, of style `simple`; none if the value is null. It is sent if the part is.
    #[must_use]
    fn part_header<T: Wire>(
        mut self,
        of: &'static str,
        name: &'static str,
        explode: bool,
        value: &T,
    ) -> Self {
        let text = HEADER.expand(name, explode, &self.draft().sent(name, value));
        self.draft().set_part_header(of, name, text);
        self
    }

    /// Sets a part for each file of a map: `name[key]`. The files have one of these media types unless they have one
    /// of their own.
    #[must_use]
    fn part_file_map(
        mut self,
        name: &'static str,
        media_type: &str,
        files: &BTreeMap<String, File>,
    ) -> Self {
        let named = |key: &str| format!("{name}[{key}]");
        set_file_map(self.draft(), name, media_type, files, named);
        self
    }

    /// Sets a part for each file of a map, named by its key. The files have one of these media types unless they have
    /// one of their own.
    #[must_use]
    fn part_files_exploded(
        mut self,
        name: &'static str,
        media_type: &str,
        files: &BTreeMap<String, File>,
    ) -> Self {
        set_file_map(self.draft(), name, media_type, files, str::to_owned);
        self
    }
}

/// Sets the parts of a map of files. `named` makes the name of a part from its key.
fn set_file_map(
    draft: &mut Draft,
    name: &'static str,
    media_type: &str,
    files: &BTreeMap<String, File>,
    named: impl Fn(&str) -> String,
) {
    let parts = files.iter();
    let parts = parts.map(|(key, file)| draft.file_part(&named(key), Some(media_type), file));
    let parts = parts.collect();
    draft.set_parts(name, parts);
}

impl RequestOptions {
    /// Adds a part to the request body that the API documentation does not describe: a file, or [`File::text`]. The body
    /// must be multipart.
    #[doc(alias = "part")]
    pub fn extra_part(mut self, name: impl AsRef<str>, part: impl Into<File>) -> Self {
        let mut draft = Draft::default();
        let piece = draft.file_part(name.as_ref(), None, &part.into());
        if let Some(message) = draft.error {
            self.error.get_or_insert(message);
        }
        self.parts.push(piece);
        self.make = Some(multipart);
        self
    }
}

impl<R> Multipart for Request<R> {
    fn draft(&mut self) -> &mut Draft {
        &mut self.plan.draft
    }
}

impl<R> Request<R> {
    /// Sends the parts of a whole body. Parts that are set later replace those with the same name.
    #[must_use]
    pub fn parts(mut self, whole: &Parts) -> Self {
        let draft = &mut self.plan.draft;
        draft.pieces.clone_from(&whole.draft.pieces);
        draft.make = whole.draft.make;
        if let Some(mistake) = &whole.draft.error {
            draft.fail(mistake.clone());
        }
        self
    }
}

/// The parts of a multipart body.
#[derive(Clone, Default)]
pub struct Parts {
    draft: Draft,
}

impl Multipart for Parts {
    fn draft(&mut self) -> &mut Draft {
        &mut self.draft
    }
}

impl Parts {
    /// Removes the parts of this name, because the argument is now `None`.
    #[must_use]
    pub fn unset(mut self, _: &str, name: &str) -> Self {
        self.draft.unset(name);
        self
    }
}

/// Shows the names of the parts, without their content.
impl Debug for Parts {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let parts = self.draft.pieces.iter().filter(|piece| piece.of.is_none());
        formatter
            .debug_list()
            .entries(parts.map(|piece| piece.name))
            .finish()
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

impl Draft {
    /// Writes the part of a file.
    pub(crate) fn file_part(&mut self, name: &str, documented: Option<&str>, file: &File) -> Piece {
        let mut disposition = attribute("name", name);
        if !file.is_text {
            disposition.push_str("; ");
            disposition.push_str(&attribute("filename", &file.name));
        }
        self.file_content(&disposition, (name, documented.unwrap_or_default()), file)
    }

    /// Writes the part of a file that has a position instead of a name.
    pub(crate) fn unnamed_file(&mut self, position: &str, documented: &str, file: &File) -> Piece {
        self.file_content("", (position, documented), file)
    }

    fn file_content(
        &mut self,
        disposition: &str,
        (name, documented): (&str, &str),
        file: &File,
    ) -> Piece {
        let named = || {
            if file.is_text {
                ""
            } else {
                of_file(&file.name, documented)
            }
        };
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
        let (content, source) = match &file.content {
            Content::Bytes(bytes) => (&**bytes, None),
            Content::Source(source) => (&[][..], Some(source.clone())),
        };
        let part = part(disposition, media_type, content);
        Piece {
            source,
            ..part.into()
        }
    }

    /// Sets the parts with one name.
    pub(crate) fn set_parts(&mut self, name: &'static str, parts: Vec<Piece>) {
        self.set_pieces(name, parts, multipart);
    }

    /// Sets a header of the part `of`.
    pub(crate) fn set_part_header(
        &mut self,
        of: &'static str,
        name: &'static str,
        text: Option<String>,
    ) {
        self.pieces
            .retain(|piece| piece.name != name || piece.of != Some(of));
        let Some(text) = text else { return };
        if let Err(message) = set_header(&mut HeaderMap::new(), name, &text) {
            self.fail(message);
            return;
        }
        let line = Bytes::from(format!("{name}: {text}\r\n"));
        self.pieces.push(Piece {
            name,
            of: Some(of),
            ..line.into()
        });
    }
}
