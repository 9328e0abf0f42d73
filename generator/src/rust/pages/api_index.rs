//! `api.md`: all operations with their methods, by resource.

use crate::model::{Docs, Group, Operation, Resource, ResourceId};
use crate::rust::name::OperationName;
use crate::surface::Entry;

use crate::rust::context::{Emit, crate_ident};
use crate::rust::items::docs;
use crate::rust::tokens::file_stem;

/// The list of operations, if there are any.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Option<String> {
    if cx.api.operations.is_empty() {
        return None;
    }
    let mut text = format!(
        "# The API of `{}`\n\nThe operations of the API, grouped by resource, with their Rust methods and return types.\n",
        cx.api.package.name
    );
    let mut group: &[Group] = &[];
    for (index, resource) in in_groups(cx) {
        let own = cx.groups(ResourceId(index));
        if own != group && !own.is_empty() {
            let titles: Vec<String> = own.iter().map(|group| title(cx, group)).collect();
            text.push_str(&format!("\n## {}\n", titles.join(" / ")));
        }
        group = own;
        let level = if own.is_empty() { "##" } else { "###" };
        let operations = resource.operations.iter().filter_map(|index| {
            let operation = cx.api.operations.get(*index)?;
            Some((operation, cx.names.operations().get(*index)?))
        });
        let rows: String = operations
            .map(|(operation, name)| row(cx, operation, name))
            .collect();
        if !rows.is_empty() {
            let chain = cx.chain(ResourceId(index));
            text.push_str(&format!("\n{level} `{chain}`\n\n{HEAD}{rows}"));
        }
    }
    Some(text)
}

/// The title of a group, as Markdown.
fn title(cx: Emit<'_>, group: &Group) -> String {
    let about = Docs {
        summary: Some(group.title.clone()),
        ..Docs::default()
    };
    docs::first_paragraph(cx, &about, "").join(" ")
}

/// The resources, those without a group first, and then those of each group.
fn in_groups(cx: Emit<'_>) -> Vec<(usize, &Resource)> {
    let mut all: Vec<(usize, &Resource)> = cx.api.resources.iter().enumerate().collect();
    let mut order: Vec<&[Group]> = vec![&[]];
    for (index, _) in &all {
        let own = cx.groups(ResourceId(*index));
        if !order.contains(&own) {
            order.push(own);
        }
    }
    all.sort_by_key(|(index, _)| {
        let own = cx.groups(ResourceId(*index));
        order.iter().position(|one| *one == own)
    });
    all
}

const HEAD: &str = "| Operation | Method | Returns |\n| --- | --- | --- |\n";

fn row(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> String {
    let entry = Entry::of(cx.api, cx.names, operation, name);
    let stream = entry.stream.iter();
    let stream = stream.map(|stream| format!(", `.stream()`: `{stream}`"));
    let alternatives = entry.alternatives.iter();
    let alternatives = alternatives.map(|(name, answer)| format!(", `.{name}()`: `{answer}`"));
    format!(
        "| {} | [`{}`]({}) | `{}`{}{} |\n",
        docs::code_in_table(&entry.operation()),
        entry.call,
        page(cx, operation, name),
        entry.answer,
        stream.collect::<String>(),
        alternatives.collect::<String>(),
    )
}

/// The URL of the method's documentation on docs.rs.
pub(in crate::rust) fn page(cx: Emit<'_>, operation: &Operation, name: &OperationName) -> String {
    let package = &cx.api.package;
    let modules = cx.resource_modules(operation.resource);
    let handle = cx.names.resources().get(operation.resource.0);
    let handle = handle
        .map(|name| name.handle.as_str())
        .filter(|_| !modules.is_empty());
    let modules: Vec<&str> = modules.into_iter().map(file_stem).collect();
    let page = match handle {
        Some(handle) => format!(
            "resources/{}/struct.{}.html",
            modules.join("/"),
            file_stem(handle)
        ),
        None => "struct.Client.html".to_owned(),
    };
    format!(
        "https://docs.rs/{}/{}/{}/{page}#method.{}",
        package.name,
        package.version,
        crate_ident(cx),
        file_stem(&name.method),
    )
}
