//! Decides which operation the README and the examples feature.

use crate::model::{Location, Method, Operation, Reply};
use crate::rust::context::Emit;
use crate::rust::name::OperationName;
use crate::rust::pages::sample;

/// The maximum number of arguments of the featured operation, if there is one with so few.
const FEW: usize = 2;

/// The featured operation. The document can name it. Otherwise, it is the best one that is not
/// deprecated and can be called with literals only.
pub(in crate::rust) fn first(cx: Emit<'_>) -> Option<(&Operation, &OperationName)> {
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
    // The sort is stable, so the first of equal operations wins. Sample values are made lazily, up
    // to the first operation that can be called.
    let mut operations: Vec<_> = operations
        .filter(|(operation, _)| !operation.docs.deprecated)
        .collect();
    operations.sort_by_cached_key(|(operation, name)| rank(cx, operation, name));
    operations.into_iter().find(callable)
}

/// The rank of an operation; the lowest is the best. Prefers simple and safe operations with
/// documented examples, on resources with many operations.
fn rank(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> impl Ord + use<> {
    let asked = || sample::asked(operation, name);
    let many = asked().count() > FEW;
    // A request that creates something of nothing mostly needs some of its options.
    let bare = operation.method == Method::Post && asked().next().is_none();
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
        many || odd || !json || bare,
        is_unsafe(&operation.method),
        !shown,
        std::cmp::Reverse(siblings),
        kind(operation, name),
    )
}

/// Whether a call may destroy data. Creating data is the purpose of many APIs.
fn is_unsafe(method: &Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Post | Method::Query => false,
        Method::Put
        | Method::Delete
        | Method::Options
        | Method::Patch
        | Method::Trace
        | Method::Other(_) => true,
    }
}

/// The order in which readers look for methods: `retrieve`, then `create`, then `list`.
fn kind(operation: &Operation, name: &OperationName) -> usize {
    match (&operation.method, name.method.as_str()) {
        (Method::Get, "retrieve") => 0,
        (Method::Post, "create") => 1,
        (Method::Get, "list") => 2,
        (Method::Get, _) => 3,
        (_, _) => 4,
    }
}
