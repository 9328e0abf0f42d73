//! Arguments in the cookies of a request.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::expand::Style;
use super::request::Request;
use super::wire::Wire;
use super::written::written;

/// All that no cookie can hold (RFC 6265, section 4.1.1), and the percent sign. Many servers take
/// cookies as they come, so nothing else is encoded.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// `a=1; a=2`, or `a=1,2`.
const STYLE: Style = Style {
    first: "",
    separator: "; ",
    comma: ",",
    named: true,
    empty: "=",
    encode: |text| utf8_percent_encode(text, ENCODED).to_string(),
};

impl<R> Request<R> {
    /// Sets a cookie of style `form`; none if the value is null.
    pub(crate) fn cookie<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        if let Some(pairs) = STYLE.expand(name, explode, &written(value)) {
            self.plan.put_cookies(&pairs);
        }
        self
    }
}
