//! Bodies that are forms of one value.

use super::deep::deep;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sends the members of a value as a form.
    pub(crate) fn form<T: Wire>(mut self, value: &T) -> Self {
        let pairs = deep("", false, &written(value));
        self.plan.set_pairs("", pairs);
        self
    }
}
