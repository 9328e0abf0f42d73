//! The arguments, options, return value and errors in the documentation of a method.

use crate::model::{Argument, Docs, Operation, Reply, Type};
use crate::rust::context::Emit;
use crate::rust::items::ty::Scope;
use crate::rust::items::{docs, facts};
use crate::rust::name::OperationName;

/// The sections before the example. Each ends with an empty line.
pub(super) fn sections(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let sections = [
        ("# Arguments", arguments(cx, operation, name)),
        ("# Options", options(cx, operation, name)),
        ("# Returns", returns(cx, operation, name)),
        ("# Errors", failures(cx, operation)),
    ];
    let mut lines = Vec::new();
    for (heading, section) in sections {
        if !section.is_empty() {
            lines.extend([heading.to_owned(), String::new()]);
            lines.extend(section);
            lines.push(String::new());
        }
    }
    lines
}

/// The list of required arguments.
fn arguments(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let asked = operation.arguments.iter().zip(&name.arguments);
    let asked = asked.filter(|(one, _)| one.is_asked());
    let items = asked.flat_map(|(argument, name)| {
        let name = name.trim_start_matches("r#");
        let ty = Scope::outside(cx).link(&argument.ty);
        let lead = format!("`{name}` ({ty}{})", null(argument));
        with_facts(cx, &lead, argument, docs::item(cx, &lead, &argument.docs))
    });
    items.chain(constants(operation)).collect()
}

/// Required parameters that have only one value.
fn constants(operation: &Operation) -> impl Iterator<Item = String> {
    let arguments = operation.arguments.iter();
    let arguments = arguments.filter(|one| one.required && !one.location.is_in_body());
    arguments
        .filter_map(|one| {
            let (name, value) = (docs::code(&one.wire), one.constant.as_ref()?);
            let value = docs::code(&value.to_string());
            Some(docs::list_item(&format!(
                "{name} is always {value}; the client sends it"
            )))
        })
        .flatten()
}

/// The words for an argument that can be sent as null.
fn null(argument: &Argument) -> &'static str {
    if argument.sends_null() {
        "; `None` sends null"
    } else {
        ""
    }
}

/// The list of options.
fn options(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let optional = operation.arguments.iter().zip(&name.arguments);
    let optional = optional.filter(|(one, _)| !one.required);
    let items = optional.flat_map(|(argument, option)| {
        let bare = option.trim_start_matches("r#");
        let ty = Scope::outside(cx).link(&argument.ty);
        let lead = format!(
            "[`{bare}`]({}::{bare}) ({ty}{})",
            name.request,
            null(argument)
        );
        // The setter has the full description.
        with_facts(
            cx,
            &lead,
            argument,
            docs::short_item(cx, &lead, &argument.docs),
        )
    });
    items.collect()
}

/// Adds the facts to the list item of an argument. `lines` is the item with its lead and
/// description.
fn with_facts(cx: Emit<'_>, lead: &str, argument: &Argument, lines: Vec<String>) -> Vec<String> {
    let mut lines = lines;
    if argument.docs.text.is_none() && argument.docs.summary.is_none() {
        let words = facts::of_type(cx, &argument.ty).join(" ");
        if !words.is_empty() {
            lines = docs::list_item(&format!("{lead}: {words}"));
        }
    }
    let facts = facts::of_argument(cx, argument);
    if facts.is_empty() {
        return lines;
    }
    let facts = facts.join(" ");
    let bare = lines.len() == 1 && !lines.iter().any(|line| line.contains(": "));
    if bare {
        return docs::list_item(&format!("{lead}: {facts}"));
    }
    // Removes the marker and the indentation of the list item.
    let inner = lines.iter().map(|line| line.get(2..).unwrap_or_default());
    let inner: Vec<String> = inner.map(str::to_owned).collect();
    if !docs::ends_in_prose(&inner) {
        lines.push(String::new());
    }
    lines.push(format!("  {facts}"));
    lines
}

/// The description of the return value, after the summary of the response.
fn returns(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let about = Docs {
        summary: operation.reply_summary.clone(),
        ..Docs::default()
    };
    let mut lines = docs::words(cx, &about, "");
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(returned(cx, operation, name));
    lines
}

fn returned(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> Vec<String> {
    let scope = Scope::outside(cx);
    let stream = format!("[`stream`]({}::stream)", name.request);
    if let Some(pages) = &operation.pages {
        let item = scope.link(&pages.item);
        let whole = operation.reply.ty();
        // A list has no other members.
        let whole = whole.filter(|ty| !matches!(scope.resolved(ty), Type::List(_)));
        let parts = match whole.map(|ty| scope.link(ty)) {
            Some(whole) => format!(
                "its items (each {item}), the other members of the response ({whole}), and a method"
            ),
            None => format!("its items (each {item}) and a method"),
        };
        return docs::markdown_lines(&format!(
            "A request. Awaiting it returns a [`Page`](crate::Page): {parts} that requests the next page. \
             {stream} returns the items of all pages."
        ));
    }
    let mut text = format!(
        "A request. Awaiting it returns {}.",
        reply(&scope, &operation.reply)
    );
    if let Some(streamed) = &operation.stream {
        text.push_str(&format!(
            " {stream} returns {} instead.",
            reply(&scope, &streamed.reply)
        ));
    }
    for (one, method) in operation.alternatives.iter().zip(&name.alternatives) {
        let bare = method.trim_start_matches("r#");
        text.push_str(&format!(
            " [`{bare}`]({}::{bare}) returns {} instead.",
            name.request,
            reply(&scope, &one.reply)
        ));
    }
    docs::markdown_lines(&text)
}

/// The type of a response, with a link.
fn reply(scope: &Scope<'_>, reply: &Reply) -> String {
    let link = |ty: &Type| match ty {
        Type::String => "[`String`]".to_owned(),
        Type::Bool | Type::Integer(_) | Type::Number => format!("[{}]", scope.link(ty)),
        Type::Any => "[`Value`](serde_json::Value), any JSON value".to_owned(),
        Type::Bytes => "[`Bytes`](bytes::Bytes)".to_owned(),
        Type::List(_) if ty.named().is_none() => format!("[{}](Vec)", scope.link(ty)),
        Type::Map(_) if ty.named().is_none() => {
            format!("[{}](std::collections::BTreeMap)", scope.link(ty))
        }
        Type::Text(_)
        | Type::File(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Named(_)
        | Type::Boxed(_) => scope.link(ty),
    };
    match reply {
        Reply::Empty => "`()`: the API documentation describes no response body".to_owned(),
        Reply::Json(ty) => link(ty),
        Reply::OptionalJson(ty) => {
            format!("{}, or `None` if the response has no body", link(ty))
        }
        Reply::Text | Reply::LooseText => "[`String`]".to_owned(),
        Reply::Binary => "[`Bytes`](bytes::Bytes)".to_owned(),
        Reply::Pieces => "a [`ByteStream`](crate::ByteStream)".to_owned(),
        Reply::Events(_, ty) | Reply::NamedEvents(ty) => {
            format!("an [`EventStream`](crate::EventStream) of {}", link(ty))
        }
        Reply::Lines(ty) => format!("a [`LineStream`](crate::LineStream) of {}", link(ty)),
        Reply::Parts(_, ty) => {
            format!(
                "a [`PartStream`](crate::PartStream), whose parts hold {}",
                link(ty)
            )
        }
    }
}

/// The list of error responses that the document describes.
fn failures(cx: Emit<'_>, operation: &Operation) -> Vec<String> {
    let outside = Scope::outside(cx);
    let failures = operation.failures.iter().flat_map(|failure| {
        let statuses = failure.statuses.iter();
        let statuses: Vec<String> = statuses.map(|status| docs::code(status)).collect();
        let ty = failure.ty.iter();
        let ty = ty.map(|ty| format!(" ({})", outside.link(ty)));
        let lead = statuses.join(", ") + &ty.collect::<String>();
        let about: &Docs = &failure.docs;
        docs::item(cx, &lead, about)
    });
    failures.collect()
}
