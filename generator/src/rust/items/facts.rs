//! Facts that documentation adds to the description of a value: constant, format, default, limits.

use crate::model::{Argument, Bound, Docs, Facts, Field, HeldContent, Limits, Type};

use super::docs;
use crate::rust::context::Emit;
use crate::rust::plan::formats::{self, UnixUnit};

/// The documentation of a field: its description, or that of its type, and its facts.
pub(in crate::rust) fn of_field(cx: Emit<'_>, field: &Field) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(constant) = &field.constant {
        // Many descriptions already say so.
        let constant = constant.to_string();
        let said = field.docs.text.as_ref();
        if !said.is_some_and(|text| text.contains(&constant)) {
            facts.push(format!("Always {}.", docs::code(&constant)));
        }
    }
    facts.extend(sentences(cx, &field.docs, &field.facts, &field.ty, false));
    let deprecated = field.docs.deprecated;
    joined(words(cx, &field.docs, &field.ty), deprecated, &facts)
}

/// The documentation of a setter: the description of the argument or its type, or `fallback`, and
/// the facts.
pub(in crate::rust) fn of_setter(cx: Emit<'_>, argument: &Argument, fallback: &str) -> Vec<String> {
    let mut lines = words(cx, &argument.docs, &argument.ty);
    if lines.is_empty() {
        lines.push(fallback.to_owned());
    }
    joined(lines, false, &of_argument(cx, argument))
}

/// The facts about an argument, one sentence each.
pub(in crate::rust) fn of_argument(cx: Emit<'_>, argument: &Argument) -> Vec<String> {
    let sent = argument.sends_default();
    sentences(cx, &argument.docs, &argument.facts, &argument.ty, sent)
}

fn joined(mut lines: Vec<String>, deprecated: bool, facts: &[String]) -> Vec<String> {
    if deprecated {
        docs::add_deprecation(&mut lines);
    }
    if !facts.is_empty() {
        if !lines.is_empty() && !docs::ends_in_prose(&lines) {
            lines.push(String::new());
        }
        lines.push(facts.join(" "));
    }
    lines
}

/// The description of a value, or the start of its type's description.
fn words(cx: Emit<'_>, about: &Docs, ty: &Type) -> Vec<String> {
    let own = docs::words(cx, about, "");
    if own.is_empty() {
        return of_type(cx, ty);
    }
    own
}

/// The start of a named type's description. Also describes the items of a list, and the values of a
/// map, if they have a named type.
pub(in crate::rust) fn of_type(cx: Emit<'_>, ty: &Type) -> Vec<String> {
    let def = ty.named().and_then(|id| cx.api.types.get(id.0));
    let Some(def) = def else {
        return Vec::new();
    };
    let mut lines = docs::introduction(cx, &def.docs);
    if lines.is_empty() {
        lines = docs::words(cx, &def.docs, "");
    }
    let part = match ty {
        Type::List(_) => "Each item: ",
        Type::Map(_) => "Each value: ",
        _ => "",
    };
    if !part.is_empty() && is_title(&lines) {
        return Vec::new();
    }
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, part);
    }
    lines
}

/// Whether a description has at most two words, or is only code. The name of the type says as much.
fn is_title(lines: &[String]) -> bool {
    let text = lines.join(" ");
    let code = text.trim_end_matches('.').strip_prefix('`');
    let is_code = code.and_then(|code| code.strip_suffix('`'));
    is_code.is_some_and(|code| !code.contains('`')) || text.split(' ').count() < 3
}

/// Format, default and limits, one sentence each. The unit of a Unix time is not repeated if the
/// description mentions it, and a format is not repeated if it is the type. `sent` tells whether
/// the client sends the default.
fn sentences(cx: Emit<'_>, about: &Docs, facts: &Facts, ty: &Type, sent: bool) -> Vec<String> {
    let said = |what: &str| {
        let text = about.text.as_ref();
        text.is_some_and(|text| text.to_lowercase().contains(what))
    };
    let mut sentences = Vec::new();
    let format = facts.format.as_deref().unwrap_or_default();
    match formats::unix_unit(format) {
        Some(UnixUnit::Seconds) if said("unix") && said("second") => {}
        Some(UnixUnit::Milliseconds) if said("unix") && said("millisecond") => {}
        Some(UnixUnit::Seconds) => sentences.push("Seconds since the Unix epoch.".to_owned()),
        Some(UnixUnit::Milliseconds) => {
            sentences.push("Milliseconds since the Unix epoch.".to_owned());
        }
        None if says_more(format, cx.api.resolved(ty)) => {
            sentences.push(format!("Format: {}.", docs::code(format)));
        }
        None => {}
    }
    if !matches!(ty, Type::File(_) | Type::Bytes) {
        sentences.extend(facts.content.as_ref().and_then(content));
    }
    let short = |text: &&str| text.len() <= 60 && *text != "null";
    if let Some(default) = facts.default.as_deref().filter(short) {
        let sent = if sent { ", which the client sends" } else { "" };
        sentences.push(format!("Default: {}{sent}.", docs::code(default)));
    }
    sentences.extend(limits(&facts.limits));
    sentences
}

/// The content of a string: ``Holds `application/json` of the schema `Invite`, encoded as `base16`.``
fn content(held: &HeldContent) -> Option<String> {
    let media = held.media_type.as_deref().map(docs::code);
    let media = match (media, &held.schema) {
        (Some(media), Some(schema)) => {
            Some(format!("{media} of the schema {}", docs::code(schema)))
        }
        (Some(media), None) => Some(media),
        // Without a media type, the schema says nothing (JSON Schema Validation 2020-12, 8.5).
        (None, _) => None,
    };
    let encoding = held.encoding.as_deref().map(docs::code);
    match (media, encoding) {
        (Some(media), Some(encoding)) => Some(format!("Holds {media}, encoded as {encoding}.")),
        (Some(media), None) => Some(format!("Holds {media}.")),
        (None, Some(encoding)) => Some(format!("Encoded as {encoding}.")),
        (None, None) => None,
    }
}

/// The limits, one sentence each.
fn limits(limits: &Limits) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(sentence(
        [
            number(limits.least.as_ref(), "at least", "more than"),
            number(limits.most.as_ref(), "at most", "less than"),
        ],
        "",
    ));
    let multiple = limits.multiple_of.iter();
    sentences.extend(multiple.map(|number| format!("A multiple of {}.", docs::code(number))));
    sentences.extend(counted(limits.length, "character", "characters"));
    sentences.extend(counted(limits.items, "item", "items"));
    let pattern = limits.pattern.iter().filter(|pattern| pattern.len() <= 80);
    sentences.extend(pattern.map(|pattern| format!("Pattern: {}.", docs::code(pattern))));
    sentences
}

/// The end of a range of numbers. The ends of the range of 64-bit integers are omitted: they only
/// repeat the range of the type.
fn number(bound: Option<&Bound>, inclusive: &str, exclusive: &str) -> Option<String> {
    let bound = bound?;
    let number: Option<f64> = bound.number.parse().ok();
    if number.is_some_and(|number| number.abs() == BEYOND_INTEGERS) {
        return None;
    }
    let word = if bound.exclusive {
        exclusive
    } else {
        inclusive
    };
    Some(format!("{word} {}", docs::code(&bound.number)))
}

/// 2^63.
const BEYOND_INTEGERS: f64 = 9_223_372_036_854_775_808.0;

fn counted((least, most): (Option<u64>, Option<u64>), one: &str, many: &str) -> Option<String> {
    if least.is_some() && least == most {
        return least
            .map(|count| format!("Exactly {count} {}.", if count == 1 { one } else { many }));
    }
    let unit = if most.or(least) == Some(1) { one } else { many };
    sentence(
        [
            least.map(|count| format!("at least {count}")),
            most.map(|count| format!("at most {count}")),
        ],
        unit,
    )
}

/// Joins the ends of a range: `At least 1, at most 9 items.`
fn sentence(ends: [Option<String>; 2], unit: &str) -> Option<String> {
    let ends: Vec<String> = ends.into_iter().flatten().collect();
    let text = ends.join(", ");
    let mut chars = text.chars();
    let first = chars.next()?.to_ascii_uppercase();
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" {unit}")
    };
    Some(format!("{first}{}{unit}.", chars.as_str()))
}

/// Whether the format adds information to the Rust type.
fn says_more(format: &str, ty: &Type) -> bool {
    match ty {
        Type::Text(_) => return matches!(format, "uri-reference" | "iri" | "iri-reference"),
        Type::File(_) => return false,
        _ => {}
    }
    !matches!(
        format,
        "int32" | "int64" | "uint32" | "uint64" | "float" | "double" | "string" | ""
    )
}
