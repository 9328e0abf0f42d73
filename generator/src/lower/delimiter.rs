//! Decides the delimiters between the items of arrays that are written as one text, which version
//! 2.0 allows in every location and for arrays inside of arrays.

use crate::model::Delimiter;
use crate::openapi::Style;

/// The delimiters of an array of arrays, and whether each item of the outer array is a value of its own. `None` if the
/// array has no arrays as items.
pub(super) fn nested(
    explode: bool,
    style: Style,
    inner: &[Style],
) -> Option<(bool, Vec<Delimiter>)> {
    if inner.is_empty() {
        return None;
    }
    Some(if explode {
        (true, inner.iter().copied().map(one).collect())
    } else {
        (false, all(style, inner))
    })
}

/// The delimiter of the items of an array that is written as one text in this style, unless it is a comma.
pub(super) fn unusual(style: Style) -> Option<Delimiter> {
    Some(one(style)).filter(|one| *one != Delimiter::Comma)
}

/// The delimiters of an array, from the outside in.
pub(super) fn all(style: Style, inner: &[Style]) -> Vec<Delimiter> {
    let styles = std::iter::once(style).chain(inner.iter().copied());
    styles.map(one).collect()
}

/// The delimiter of a style.
fn one(style: Style) -> Delimiter {
    match style {
        Style::SpaceDelimited => Delimiter::Space,
        Style::TabDelimited => Delimiter::Tab,
        Style::PipeDelimited => Delimiter::Pipe,
        Style::Simple
        | Style::Label
        | Style::Matrix
        | Style::Form
        | Style::DeepObject
        | Style::Cookie => Delimiter::Comma,
    }
}

/// Returns whether the items of an array are delimited by anything but commas, or are arrays that
/// are not written as JSON.
pub(super) fn is_unusual(style: Style, inner: &[Style]) -> bool {
    !inner.is_empty() || unusual(style).is_some()
}
