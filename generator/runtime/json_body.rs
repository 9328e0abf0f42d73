//! Bodies that are JSON.

use super::request::Request;
use super::whole_body::content;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Sends a value as JSON.
    pub(crate) fn json<T: Wire>(mut self, value: &T) -> Self {
        let json = serde_json::to_vec(&sent(value)).unwrap_or_default();
        self.plan.set_body(json.into(), |pieces| {
            Ok(("application/json".to_owned(), content(pieces)))
        });
        self
    }
}
