//! Bodies that are forms, member by member.

use super::deep::deep;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a member of the form.
    pub(crate) fn form_field<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, false, &written(value));
        self.plan.set_pairs(name, pairs);
        self
    }
}
