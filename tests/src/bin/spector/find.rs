//! The operation that sends a request.

use generator::model::{Location, Operation};
use generator::rust::OperationItem;
use generator::rust::name::OperationName;

use super::crates::Crate;
use super::scenario::{Content, Exchange, essence};
use super::wire::captures;

/// The operation of an exchange.
pub(crate) struct Found<'a> {
    /// Its crate.
    pub(crate) krate: &'a Crate,
    /// The path of the base URL.
    pub(crate) base: String,
    /// The operation.
    pub(crate) operation: &'a Operation,
    /// Its method and arguments in Rust.
    pub(crate) item: &'a OperationItem,
    /// Its names in Rust.
    pub(crate) name: &'a OperationName,
    captured: Vec<(String, String)>,
}

impl Found<'_> {
    /// The text of a path parameter.
    pub(crate) fn captured(&self, name: &str) -> Option<&str> {
        let mut captured = self.captured.iter();
        captured.find_map(|(key, text)| (key == name).then_some(text.as_str()))
    }
}

/// Finds the operation: among those that fit, the one with the longest fixed path, which sends the
/// media type of the body, in the crate of the version that the request names.
pub(crate) fn find<'a>(
    crates: &'a [Crate],
    (spec, is_restored): (&str, bool),
    exchange: &Exchange,
) -> Option<Found<'a>> {
    let own = crates.iter();
    let own = own.filter(|krate| krate.spec == spec && krate.is_restored == is_restored);
    let fitting = own.flat_map(|krate| fitting(krate, exchange).map(move |found| (krate, found)));
    let ranked = fitting.filter_map(|(krate, (index, captured))| {
        let operation = krate.api.operations.get(index)?;
        let free: usize = captured.iter().map(|(_, text)| text.len()).sum();
        let rank = (
            names_version(krate, exchange),
            std::cmp::Reverse(free),
            sends(operation, exchange),
        );
        Some((rank, krate, index, captured))
    });
    // Of equals, the first operation of the last crate: later versions have more.
    let best = ranked.fold(
        None,
        |best: Option<(_, &Crate, usize, _)>, next| match best {
            Some(best) if best.0 > next.0 => Some(best),
            Some(best) if best.0 == next.0 && best.1.name == next.1.name => Some(best),
            _ => Some(next),
        },
    );
    let (_, krate, index, captured) = best?;
    let mut base = krate.base.clone();
    for (name, text) in &captured {
        base = base.replace(&format!("{{{name}}}"), text);
    }
    Some(Found {
        krate,
        base,
        operation: krate.api.operations.get(index)?,
        item: krate.map.operations.get(index)?,
        name: krate.names.operations().get(index)?,
        captured,
    })
}

fn fitting<'a>(
    krate: &'a Crate,
    exchange: &'a Exchange,
) -> impl Iterator<Item = (usize, Vec<(String, String)>)> + 'a {
    let operations = krate.api.operations.iter().enumerate();
    let same = operations.filter(|(_, operation)| operation.method.as_str() == exchange.method);
    same.filter_map(|(index, operation)| {
        let template = format!("{}{}", krate.base, operation.template());
        let template = template.trim_end_matches('/');
        Some((
            index,
            captures(template, exchange.path.trim_end_matches('/'))?,
        ))
    })
}

/// Whether the request has the version of the crate in its path or query.
fn names_version(krate: &Crate, exchange: &Exchange) -> bool {
    let Some(version) = &krate.version else {
        return false;
    };
    let mut segments = exchange.path.split(['/', ':']);
    let mut query = exchange.query.values();
    segments.any(|segment| segment == version) || query.any(|value| value.as_str() == Some(version))
}

fn sends(operation: &Operation, exchange: &Exchange) -> bool {
    let sent = exchange.body.as_ref().map(Content::essence);
    let Some(sent) = sent else {
        let in_body = |location: &Location| matches!(location, Location::Body(_));
        let mut arguments = operation.arguments.iter();
        return !arguments.any(|argument| argument.required && in_body(&argument.location));
    };
    let usual = operation.content_type.as_deref().map(essence);
    let mut others = operation.content_types.iter();
    usual == Some(sent) || others.any(|other| essence(&other.media_type) == sent)
}
