//! Arguments in the path of a request that begin with a dot.

use super::expand::Style;
use super::request::Request;
use super::simple_style::SIMPLE;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Puts a value of style `label` into the path template.
    pub(crate) fn path_label<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let style = Style {
            first: ".",
            separator: ".",
            ..SIMPLE
        };
        let text = style.expand(name, explode, &sent(value));
        self.plan.put_path(name, &text.unwrap_or_default());
        self
    }
}
