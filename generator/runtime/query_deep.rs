//! Arguments in the query of a request whose members are told by `name[key]`.

use super::deep::deep;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Adds a parameter of style `deepObject`.
    pub(crate) fn query_deep<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, &sent(value));
        self.plan.set_query_pairs(name, pairs);
        self
    }
}
