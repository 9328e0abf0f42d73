//! Facts about a value: format, default, limits.

use crate::model::{Argument, Bound, Facts, Type};

use super::word::word;

/// The facts about an argument, each with its label.
pub(super) fn of_argument(argument: &Argument) -> Vec<(&'static str, String)> {
    let mut facts = of(&argument.facts);
    match argument.ty {
        // The format is `binary`.
        Type::File(_) => facts.retain(|(label, _)| *label != "format"),
        Type::Any
        | Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Text(_)
        | Type::Bytes
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Named(_)
        | Type::Boxed(_) => {}
    }
    if argument.sends_default()
        && let Some((label, _)) = facts.iter_mut().find(|(label, _)| *label == "default")
    {
        *label = "sent by default";
    }
    facts
}

/// The facts, each with its label.
pub(super) fn of(facts: &Facts) -> Vec<(&'static str, String)> {
    let limits = &facts.limits;
    let held = facts.content.clone().unwrap_or_default();
    let texts = [
        ("format", &facts.format),
        ("holds", &held.media_type),
        ("of the schema", &held.schema),
        ("encoding", &held.encoding),
        ("default", &facts.default),
        ("multiple of", &limits.multiple_of),
        ("pattern", &limits.pattern),
    ];
    let texts = texts.into_iter().filter_map(|(label, text)| {
        let text = text.as_deref()?;
        (text.chars().count() <= LONGEST).then(|| (label, word(text).into_owned()))
    });
    let bounds = [
        (&limits.least, "minimum", "more than"),
        (&limits.most, "maximum", "less than"),
    ];
    let bounds = bounds
        .into_iter()
        .filter_map(|(bound, inclusive, exclusive)| {
            let Bound {
                number,
                exclusive: excludes,
            } = bound.as_ref()?;
            let label = if *excludes { exclusive } else { inclusive };
            Some((label, word(number).into_owned()))
        });
    let counts = [
        ("min length", limits.length.0),
        ("max length", limits.length.1),
        ("min items", limits.items.0),
        ("max items", limits.items.1),
    ];
    let counts = counts
        .into_iter()
        .filter_map(|(label, count)| Some((label, count?.to_string())));
    texts.chain(bounds).chain(counts).collect()
}

/// The maximum length of a fact, in characters. Longer ones would fill the page.
const LONGEST: usize = 120;
