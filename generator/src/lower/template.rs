//! Splits a path template into literals and arguments.

use std::borrow::Cow;

use crate::model::{Argument, Location, PathPart};
use crate::openapi::{self, Parameter};

/// The last segment of a path without an expression.
pub(super) fn last_word(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut steps = path.rsplit('/');
    steps
        .find(|step| !step.is_empty() && !step.contains('{'))
        .unwrap_or_default()
}

/// Splits a path template at its expressions. A path without a leading slash gets one, because it
/// is appended to the server URL.
pub(super) fn template(path: &str, arguments: &[Argument]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let path = match path.strip_prefix('/') {
        Some(_) => path.to_owned(),
        None => format!("/{path}"),
    };
    let mut rest = path.as_str();
    while let Some((before, name, after)) = expression(rest) {
        if !before.is_empty() {
            parts.push(PathPart::Literal(before.to_owned()));
        }
        parts.extend(declared(arguments, name).map(PathPart::Argument));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(rest.to_owned()));
    }
    parts
}

/// Returns the index of the path parameter for an expression.
fn declared(arguments: &[Argument], name: &str) -> Option<usize> {
    let position = |name: &str| {
        let is = |one: &Argument| one.wire == name && matches!(one.location, Location::Path(_));
        arguments.iter().position(is)
    };
    position(name).or_else(|| position(bare(name)))
}

/// The names in the braces of a path template, in order.
pub(super) fn expressions(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = path;
    while let Some((_, name, after)) = expression(rest) {
        names.push(name.to_owned());
        rest = after;
    }
    names
}

/// Removes the expressions for queries (RFC 6570, sections 3.2.8 and 3.2.9: `{?limit,page}`) whose variables are
/// parameters in the query: these are sent anyway.
pub(super) fn without_queries<'p>(path: &'p str, parameters: &[Parameter<'_>]) -> Cow<'p, str> {
    let mut kept = Cow::Borrowed(path);
    for name in expressions(path) {
        let Some(variables) = name.strip_prefix(['?', '&']) else {
            continue;
        };
        let is_sent = |variable: &str| {
            let name = bare(variable.trim());
            let mut parameters = parameters.iter();
            parameters.any(|one| one.location == openapi::Location::Query && one.name == name)
        };
        if variables.split(',').all(is_sent) {
            kept = Cow::Owned(kept.replace(&format!("{{{name}}}"), ""));
        }
    }
    kept
}

/// Returns whether a path template has a brace without its counterpart.
pub(super) fn is_malformed(path: &str) -> bool {
    let mut rest = path;
    let mut literals = String::new();
    while let Some((before, _, after)) = expression(rest) {
        literals.push_str(before);
        rest = after;
    }
    literals.push_str(rest);
    literals.contains(['{', '}'])
}

/// Removes the modifiers of URI templates (RFC 6570: `{;name*}`) from a name. Some documents write
/// them in the path although `style` and `explode` express the same.
pub(super) fn bare(name: &str) -> &str {
    name.trim_start_matches(['.', ';', '?', '&', '+', '#'])
        .trim_end_matches('*')
}

/// Returns the first `{name}` of a template: the text before it, the name, and the rest.
fn expression(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
