//! Arguments in the query of a request.

use super::form_style::FORM;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Adds a parameter of style `form`, exploded: items repeat the name, members have their own.
    pub(crate) fn query<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let pairs = FORM.expand(name, true, &sent(value));
        self.plan.set_query_pairs(name, pairs);
        self
    }
}
