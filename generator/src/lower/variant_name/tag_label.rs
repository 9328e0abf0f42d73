//! Decides how alternatives are named after the values of their tags.

use crate::model::Scalar;

/// The maximum number of values that a label lists, and their maximum length in bytes.
const VALUES: usize = 4;
const LONGEST: usize = 48;

/// The label of an unnamed alternative whose tag has these values; `None` if its title or JSON type is the label. A
/// label that is only one of several values would be wrong for the others. If they are too many to list, `own` is a
/// property that only this alternative has.
pub(super) fn of<'p>(
    property: &str,
    values: &[Scalar],
    title: Option<&str>,
    own: impl FnOnce() -> Option<&'p str>,
) -> Option<String> {
    if let Some(text) = common(values) {
        return Some(text.to_owned());
    }
    let first = values.first().filter(|_| title.is_none())?;
    let listed: Vec<String> = values.iter().map(ToString::to_string).collect();
    let length: usize = listed.iter().map(String::len).sum();
    let label = if listed.len() <= VALUES && length <= LONGEST {
        listed.join(" or ")
    } else if let Some(own) = own() {
        return Some(own.to_owned());
    } else {
        format!("{first} or other")
    };
    let is_word = matches!(first, Scalar::Text(_));
    // `true` or `1` alone is not a usable name.
    Some(if is_word {
        label
    } else {
        format!("{property} {label}")
    })
}

/// The value of a tag; of several, the one that all others begin with.
pub(super) fn common(values: &[Scalar]) -> Option<&str> {
    let texts = values.iter().map(|value| match value {
        Scalar::Text(text) => Some(text.as_str()),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => None,
    });
    let texts: Vec<&str> = texts.collect::<Option<_>>()?;
    let shortest = texts.iter().min_by_key(|text| text.len())?;
    texts
        .iter()
        .all(|text| text.starts_with(shortest))
        .then_some(shortest)
}
