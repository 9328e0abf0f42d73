//! Arguments in the query of a request whose items share one name.

use super::expand::Style;
use super::form_style::FORM;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Adds a parameter of style `form`, `spaceDelimited` or `pipeDelimited` that is not exploded:
    /// `,`, `%20` or `%7C` stands between its items.
    pub(crate) fn query_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style { comma, ..FORM };
        let pairs = style.expand(name, false, &sent(value));
        self.plan.set_query_pairs(name, pairs);
        self
    }
}
