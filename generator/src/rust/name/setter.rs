//! The names of setters.

use std::borrow::Cow;

use crate::model::Argument;

use super::case::snake;
use super::reserved::Reserved;

/// The words of the name of an argument. A setter that would have the name of one of the client's own methods is told
/// by its place: `query_timeout`.
pub(super) fn words(argument: &Argument) -> Cow<'_, str> {
    let words = argument.words();
    if argument.is_asked() || !Reserved::Argument.is_method(&snake(&words)) {
        return words;
    }
    let (_, place) = argument.location.place();
    format!("{place} {words}").into()
}
