//! Arguments in the query of a request whose members are told by `name[key]`.

use super::deep::deep;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Adds a parameter of style `deepObject`.
    pub(crate) fn query_deep<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, true, &written(value));
        self.plan.set_query_pairs(name, pairs);
        self
    }
}
