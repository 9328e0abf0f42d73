//! The style of queries.

use super::expand::Style;
use super::percent::percent;

/// `a=1&a=2`, or `a=1,2`.
pub(crate) const FORM: Style = Style {
    first: "",
    separator: "&",
    comma: ",",
    named: true,
    empty: "=",
    encode: percent,
};
