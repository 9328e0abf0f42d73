//! Arguments in the headers of a request.

use super::expand::Style;
use super::request::Request;
use super::wire::Wire;
use super::written::sent;

/// `1,2`. Headers have no encoding of their own.
const STYLE: Style = Style {
    first: "",
    separator: ",",
    comma: ",",
    named: false,
    empty: "",
    encode: str::to_owned,
};

impl<R> Request<R> {
    /// Sets a header of style `simple`; none if the value is null.
    pub(crate) fn header_value<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        if let Some(text) = STYLE.expand(name, explode, &sent(value)) {
            self.plan.put_header(name, &text);
        }
        self
    }
}
