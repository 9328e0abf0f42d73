//! Arguments in the path of a request that are JSON (`content: application/json`).

use super::percent::percent;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Puts a value into the path template as JSON.
    pub(crate) fn path_json<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let json = serde_json::to_string(&written(value)).unwrap_or_default();
        self.plan.put_path(name, &percent(&json));
        self
    }
}
