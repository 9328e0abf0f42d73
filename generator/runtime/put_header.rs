//! Arguments in the headers of a request.

use super::request::{Plan, set_header};

impl Plan {
    /// Sets a header that is an argument of the operation.
    pub(crate) fn put_header(&mut self, name: &str, value: &str) {
        if let Err(message) = set_header(&mut self.headers, name, value) {
            self.fail(message);
        }
    }
}
