//! The style of paths.

use super::expand::Style;
use super::percent::percent;

/// `1,2`.
pub(crate) const SIMPLE: Style = Style {
    first: "",
    separator: ",",
    comma: ",",
    named: false,
    empty: "",
    encode: percent,
};
