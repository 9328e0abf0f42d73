//! Bodies that are forms, member by member: lists in one field.

use super::expand::Style;
use super::form_style::FORM;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a member of the form that is not exploded: `,` or another text stands between its items.
    pub(crate) fn form_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style { comma, ..FORM };
        let pairs = style.expand(name, false, &written(value));
        self.plan.set_pairs(name, pairs);
        self
    }
}
