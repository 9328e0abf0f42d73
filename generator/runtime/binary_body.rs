//! Bodies that are bytes.

use bytes::Bytes;

use super::request::Request;
use super::whole_body::content;

impl<R> Request<R> {
    /// Sends bytes.
    pub(crate) fn binary(mut self, bytes: &Bytes) -> Self {
        self.plan.set_body(bytes.clone(), |pieces| {
            Ok(("application/octet-stream".to_owned(), content(pieces)))
        });
        self
    }
}
