//! Arguments in the path of a request that are more than texts.

use super::request::Request;
use super::simple_style::SIMPLE;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Puts a value of style `simple` into the path template.
    pub(crate) fn path_value<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let text = SIMPLE.expand(name, false, &sent(value));
        self.plan.put_path(name, &text.unwrap_or_default());
        self
    }
}
