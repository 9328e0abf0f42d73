//! Bodies that are JSON texts one after the other: by lines (`application/x-ndjson`, JSON Lines) or
//! as a sequence (`application/json-seq`, RFC 7464).

use super::request::Request;
use super::whole_body::content;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sends each value on a line; in a sequence, behind a record separator.
    pub(crate) fn lines<T: Wire>(mut self, sequence: bool, values: &[T]) -> Self {
        let mut text = String::new();
        for value in values {
            if sequence {
                text.push('\u{1E}');
            }
            text.push_str(&serde_json::to_string(&written(value)).unwrap_or_default());
            text.push('\n');
        }
        self.plan.set_body(text.into(), |pieces| {
            Ok(("application/x-ndjson".to_owned(), content(pieces)))
        });
        self
    }
}
