//! Bodies that are a JSON object, member by member.

use bytes::Bytes;

use super::json_members::json_members;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Sets a member of the body.
    pub(crate) fn field<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let value = serde_json::to_string(&sent(value)).unwrap_or_default();
        let member = format!("{}:{value}", serde_json::Value::from(name));
        self.plan
            .set_pieces(name, [Bytes::from(member).into()], json_members);
        self
    }
}
