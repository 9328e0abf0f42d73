//! Arguments in the cookies of a request that are JSON (`content: application/json`).

use super::percent::percent;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a cookie to JSON, percent-encoded; none if the value is null.
    pub(crate) fn cookie_json<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let json = serde_json::to_string(&written(value)).unwrap_or_default();
        if json != "null" {
            self.plan.put_cookies(&format!("{name}={}", percent(&json)));
        }
        self
    }
}
