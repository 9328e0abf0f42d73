//! Arguments in the query of a request that keep reserved characters (`allowReserved`).

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::expand::Style;
use super::form_style::FORM;
use super::request::Request;
use super::reserved::RESERVED;
use super::wire::Wire;
use super::written::sent;

/// What even so cannot stand in a value: `#`, `&`, `+`, `[` and `]` would end it or mean something
/// else to the server (RFC 3986, section 3.4; HTML forms).
const ENCODED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

impl<R> Request<R> {
    /// Adds a parameter of style `form`, with reserved characters as they are.
    pub(crate) fn query_reserved<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        value: &T,
    ) -> Self {
        let style = Style {
            encode: |text| utf8_percent_encode(text, ENCODED).to_string(),
            ..FORM
        };
        let pairs = style.expand(name, explode, &sent(value));
        self.plan.set_query_pairs(name, pairs);
        self
    }
}
