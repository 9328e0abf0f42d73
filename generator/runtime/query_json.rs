//! Arguments in the query of a request that are JSON (`content: application/json`).

use super::percent::percent;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Adds a parameter that is written as JSON; nothing if it is null.
    pub(crate) fn query_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tape = sent(value);
        let json = serde_json::to_string(&tape)
            .ok()
            .filter(|text| text != "null");
        let pair = json.map(|json| format!("{}={}", percent(name), percent(&json)));
        self.plan.set_query_pairs(name, pair);
        self
    }
}
