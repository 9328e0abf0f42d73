//! Bodies that are XML.
//!
//! Types are read from JSON and written as JSON. Tables that the generated crate has for these bodies say where each
//! member is in XML: [`read`] turns a document into JSON by such a table, and [`write`] does the reverse.

mod choice;
mod read;
mod rest;
mod scalar;
#[doc(hidden)]
pub mod tables;
mod tag;
mod text;
mod tree;
mod write;

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;

use super::request::Request;
use super::response::{Head, RawResponse};
use super::syntax::{Original, Syntax, Unconverted, charset, decoded};
use tables::{Bodies, Root};

impl<R> Request<R> {
    /// Sends and reads these bodies as XML.
    #[must_use]
    pub fn xml(mut self, bodies: &'static Bodies) -> Self {
        self.plan.syntax = Some(bodies);
        self
    }
}

impl Bodies {
    /// The body of a response with this status code.
    fn of(&self, status: StatusCode) -> Option<&'static Root> {
        if status.is_success() {
            return self.response;
        }
        let code = status.as_str();
        let find = |wanted: &dyn Fn(&str) -> bool| {
            let mut errors = self.errors.iter();
            errors.find(|(statuses, _)| statuses.split(' ').any(wanted))
        };
        let class = code.get(..1).unwrap_or_default();
        let in_class = |one: &str| one.ends_with("XX") && one.starts_with(class);
        let found = find(&|one| one == code).or_else(|| find(&in_class));
        let found = found.or_else(|| find(&|one| one == "default"));
        found.map(|(_, root)| *root)
    }

    /// Converts the body of a response to JSON; `None` if it is not XML.
    pub(crate) fn read(&self, head: &Head, body: &[u8]) -> Option<Result<Converted, Unconverted>> {
        let root = self.of(head.status)?;
        text::is_xml(body).then(|| {
            let text = decode(head, body).map_err(Unconverted::Invalid)?;
            read::document(root, &text, head.strict)
        })
    }
}

impl Syntax for Bodies {
    fn write(&self, json: &str) -> Option<Result<String, String>> {
        self.request.map(|root| write::document(root, json))
    }

    fn convert(&self, raw: &mut RawResponse) -> Result<(), Unconverted> {
        if let Some(converted) = self.read(&raw.head, &raw.body) {
            let Converted { json, places } = converted?;
            let body = std::mem::replace(&mut raw.body, json);
            raw.head.original = Some(Arc::new(Document { body, places }));
        }
        Ok(())
    }
}

/// The body of a response that was converted to JSON.
pub(crate) struct Converted {
    /// The JSON, in one line.
    pub(crate) json: Bytes,
    /// The places in it where values start, in order, each with the line and the column where the value was found.
    pub(crate) places: Vec<(usize, (usize, usize))>,
}

/// A document that was converted to JSON.
struct Document {
    body: Bytes,
    /// See [`Converted::places`].
    places: Vec<(usize, (usize, usize))>,
}

impl Original for Document {
    fn body(&self) -> &Bytes {
        &self.body
    }

    fn place(&self, json: &[u8], at: usize) -> String {
        let at = start_of_object(json, at).unwrap_or(at);
        let before = self.places.partition_point(|(start, _)| *start <= at);
        let found = before.checked_sub(1).and_then(|last| self.places.get(last));
        found.map_or_else(String::new, |(_, (line, column))| {
            format!(" (line {line}, column {column})")
        })
    }
}

/// The start of the object that ends at a place in JSON.
fn start_of_object(json: &[u8], at: usize) -> Option<usize> {
    let end = [at, at.checked_sub(1)?];
    let end = end.into_iter().find(|end| json.get(*end) == Some(&b'}'))?;
    let (mut open, mut in_string, mut escaped) = (Vec::new(), false, false);
    for (place, byte) in json.get(..end)?.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => open.push(place),
            b'}' | b']' if !in_string => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// The text of a document: in the charset of its media type, or else in the one that it declares (RFC 7303, 3).
fn decode<'b>(head: &Head, body: &'b [u8]) -> Result<Cow<'b, str>, String> {
    if let Some(text) = text::utf16(body) {
        return text.map(Cow::Owned);
    }
    let charset = charset(&head.headers).map(str::to_owned);
    match charset.or_else(|| text::declared(body)) {
        Some(charset) if !text::is_utf8(&charset) => {
            let text = decoded(body, &charset).map(Cow::Owned);
            text.ok_or_else(|| format!("the charset {charset} is not supported"))
        }
        _ => text::utf8(body),
    }
}
