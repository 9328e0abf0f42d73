//! Bodies that are texts.

use super::request::Request;
use super::whole_body::content;

impl<R> Request<R> {
    /// Sends a text.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.plan.set_body(text.to_owned().into(), |pieces| {
            Ok(("text/plain; charset=utf-8".to_owned(), content(pieces)))
        });
        self
    }
}
