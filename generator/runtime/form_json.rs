//! Bodies that are forms, member by member: values that are JSON.

use super::percent::percent;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a member of the form to JSON; none if it is null.
    pub(crate) fn form_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let json = serde_json::to_string(&written(value));
        let json = json.ok().filter(|text| text != "null");
        let pair = json.map(|json| format!("{}={}", percent(name), percent(&json)));
        self.plan.set_pairs(name, pair);
        self
    }
}
