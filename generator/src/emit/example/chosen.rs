//! Decides which operation stands for the others in README and examples.

use crate::emit::{Emit, sample};
use crate::ir::{Location, Method, Operation, Reply};
use crate::name::OperationName;

/// How many arguments a first call has at most, if others have fewer.
const FEW: usize = 2;

/// The operation that the document names; otherwise, of those that can be called with literals and are
/// not deprecated, the one that is best to begin with.
pub(in crate::emit) fn first(cx: Emit<'_>) -> Option<(&Operation, &OperationName)> {
    let at = |index: usize| {
        let operation = cx.api.operations.get(index)?;
        Some((operation, cx.names.operations().get(index)?))
    };
    let callable = |(operation, name): &(&Operation, &OperationName)| {
        sample::given(cx, operation, name).is_empty()
    };
    if let Some(named) = cx.api.example.and_then(at).filter(callable) {
        return Some(named);
    }
    let operations = cx.api.operations.iter().zip(cx.names.operations());
    // The first of those that are equally good; values are made for as few as possible.
    let mut operations: Vec<_> = operations
        .filter(|(operation, _)| !operation.docs.deprecated)
        .collect();
    operations.sort_by_cached_key(|(operation, name)| rank(cx, operation, name));
    operations.into_iter().find(callable)
}

/// The lower, the better: simple and safe, shown by the document, on a resource with many operations.
fn rank(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> impl Ord + use<> {
    let asked = || sample::asked(operation, name);
    let many = asked().count() > FEW;
    let plain = |location: &Location| {
        matches!(
            location,
            Location::Path(_) | Location::Query(_) | Location::Field
        )
    };
    let odd = !asked().all(|(argument, _)| plain(&argument.location));
    let json = matches!(operation.reply, Reply::Json(_));
    let example = operation.example.as_ref();
    let shown = example.is_some_and(|example| example.documented);
    let resource = cx.api.resources.get(operation.resource.0);
    let siblings = resource.map_or(0, |resource| resource.operations.len());
    (
        many || odd || !json,
        is_unsafe(operation.method),
        !shown,
        std::cmp::Reverse(siblings),
        kind(operation, name),
    )
}

/// Whether a call may destroy something. Making something is what many APIs are for.
fn is_unsafe(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Post => false,
        Method::Put | Method::Delete | Method::Options | Method::Patch | Method::Trace => true,
    }
}

/// What people look for first: one item, then making one, then a list.
fn kind(operation: &Operation, name: &OperationName) -> usize {
    match (operation.method, name.method.as_str()) {
        (Method::Get, "retrieve") => 0,
        (Method::Post, "create") => 1,
        (Method::Get, "list") => 2,
        (Method::Get, _) => 3,
        (_, _) => 4,
    }
}
