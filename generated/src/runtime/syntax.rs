//! Bodies in a syntax other than JSON.

use std::sync::Arc;

use bytes::Bytes;

use super::request::Plan;
use super::response::{Head, RawResponse};

/// A syntax other than JSON in which the bodies of an operation are written. Values are read from JSON and written as
/// JSON, so it converts their texts.
pub(crate) trait Syntax: Sync {
    /// Converts the JSON of a request body; `None` if that is sent as JSON.
    fn write(&self, json: &str) -> Option<Result<String, String>>;

    /// Converts the body of a response to JSON; `None` if it is in another syntax.
    fn read(&self, head: &Head, body: &[u8]) -> Option<Result<Converted, Unconverted>>;
}

/// The reason why the body of a response was not converted.
pub(crate) enum Unconverted {
    /// It is an error that the server reports.
    Reported,
    /// It is not what the API documentation describes.
    Invalid(String),
}

/// The body of a response that was converted to JSON.
pub(crate) struct Converted {
    /// The JSON, in one line.
    pub(crate) json: Bytes,
    /// The places in it where values start, in order, each with the line and the column where the value was found.
    pub(crate) places: Vec<(usize, (usize, usize))>,
}

/// A body that was converted to JSON.
pub(crate) struct Original {
    pub(crate) body: Bytes,
    /// See [`Converted::places`].
    places: Vec<(usize, (usize, usize))>,
}

impl Original {
    /// Names the line and the column, in the original body, of the value that contains this place in the JSON or ends
    /// there.
    pub(crate) fn place(&self, json: &[u8], at: usize) -> String {
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

impl RawResponse {
    /// Converts the body to JSON if the operation has a syntax of its own.
    pub(crate) fn convert(&mut self, plan: &Plan) -> Result<(), Unconverted> {
        let converted = plan
            .syntax
            .and_then(|syntax| syntax.read(&self.head, &self.body));
        if let Some(converted) = converted {
            let Converted { json, places } = converted?;
            let body = std::mem::replace(&mut self.body, json);
            self.head.original = Some(Arc::new(Original { body, places }));
        }
        Ok(())
    }
}
