//! Decides the delimiters between the items of arrays that are written as one text, which version
//! 2.0 allows in every location and for arrays inside of arrays.

use crate::model::Delimiter;
use crate::openapi::Style;

/// The delimiters of an array, from the outside in.
pub(super) fn all(style: Style, inner: &[Style]) -> Vec<Delimiter> {
    let styles = std::iter::once(style).chain(inner.iter().copied());
    styles.map(one).collect()
}

/// The delimiters of the arrays inside of an array whose items are separate values.
pub(super) fn within(inner: &[Style]) -> Vec<Delimiter> {
    inner.iter().copied().map(one).collect()
}

/// The delimiter of a style.
pub(super) fn one(style: Style) -> Delimiter {
    match style {
        Style::SpaceDelimited => Delimiter::Space,
        Style::TabDelimited => Delimiter::Tab,
        Style::PipeDelimited => Delimiter::Pipe,
        Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::DeepObject => {
            Delimiter::Comma
        }
    }
}

/// Returns whether the items of an array are delimited by anything but commas, or are arrays that
/// are not written as JSON.
pub(super) fn is_unusual(style: Style, inner: &[Style]) -> bool {
    !inner.is_empty() || one(style) != Delimiter::Comma
}
