//! What a YAML scalar is, by the core schema (YAML 1.2, 10.3.2).

use saphyr_parser::Tag;

use super::node::{Node, Number};

/// The node that a scalar stands for. Only a `plain` one, without quotes, can be something else
/// than a string, or one whose `tag` says so. Tags of one's own (`!name value`) say nothing that
/// OpenAPI knows.
pub(super) fn resolve(text: &str, plain: bool, tag: Option<&Tag>) -> Node {
    let core = tag.filter(|tag| tag.is_yaml_core_schema());
    let typed = match core.map(|tag| tag.suffix.as_str()) {
        Some("null" | "bool" | "int" | "float") => true,
        Some(_) => false,
        None => plain,
    };
    let value = typed.then(|| value(text)).flatten();
    value.unwrap_or_else(|| Node::String(text.to_owned()))
}

fn value(text: &str) -> Option<Node> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => Node::Number(number(text)?),
    })
}

fn number(text: &str) -> Option<Number> {
    let first = text.trim_start_matches(['-', '+']).chars().next()?;
    if !first.is_ascii_digit() && first != '.' {
        return None;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // `007` is no number, but an identifier such as a postal code.
    if unsigned.len() > 1 && unsigned.starts_with('0') && digits(unsigned) {
        return None;
    }
    integer(text, unsigned)
        .map(Number::Int)
        .or_else(|| float(text, unsigned).map(Number::Float))
}

fn integer(text: &str, unsigned: &str) -> Option<i128> {
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, radix)| Some((unsigned.strip_prefix(prefix)?, radix)));
    let (digits, radix) = radix.unwrap_or((unsigned, 10));
    if digits.starts_with(['-', '+']) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    Some(if text.starts_with('-') { -value } else { value })
}

/// A fraction. What is past the range of `f64` is kept as the text that it is.
fn float(text: &str, unsigned: &str) -> Option<f64> {
    match (unsigned, text.starts_with('-')) {
        (".inf" | ".Inf" | ".INF", false) => return Some(f64::INFINITY),
        (".inf" | ".Inf" | ".INF", true) => return Some(f64::NEG_INFINITY),
        (".nan" | ".NaN" | ".NAN", _) if text == unsigned => return Some(f64::NAN),
        _ => {}
    }
    let starts = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let value = starts.then(|| text.parse::<f64>().ok()).flatten()?;
    value.is_finite().then_some(value)
}
