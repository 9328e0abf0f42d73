//! Bodies that are a JSON object even if it has no members.

use super::json_members::json_members;
use super::request::Request;

impl<R> Request<R> {
    /// Sends an object, whether it has members or not.
    pub(crate) fn json_object(mut self) -> Self {
        self.plan.body = Some(json_members);
        self
    }
}
