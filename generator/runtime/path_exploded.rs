//! Arguments in the path of a request whose members are told by `key=value`.

use super::request::Request;
use super::simple_style::SIMPLE;
use super::wire::Wire;
use super::written::sent;

impl<R> Request<R> {
    /// Puts a value of style `simple`, exploded, into the path template.
    pub(crate) fn path_exploded<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let text = SIMPLE.expand(name, true, &sent(value));
        self.plan.put_path(name, &text.unwrap_or_default());
        self
    }
}
