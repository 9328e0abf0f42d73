//! Bodies that are forms, member by member: lists with indices.

use super::deep::deep;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a member of the form in the style `deepObject`: `name[0]=a`.
    pub(crate) fn form_indexed<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = deep(name, true, &written(value));
        self.plan.set_pairs(name, pairs);
        self
    }
}
