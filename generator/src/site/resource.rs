//! The pages of resources.

use maud::{Markup, html};

use crate::model::{Docs, Grouped, ResourceId, grouped};
use crate::surface::Entry;

use super::context::Site;
use super::layout::{self, Page};
use super::place::bare;
use super::prose;
use super::word::{self, word};

/// The page of a resource: its methods and its children.
pub(super) fn page(site: &Site<'_>, id: ResourceId) -> Option<Page> {
    let resource = site.api.resources.get(id.0)?;
    let path = site.places.resource(id);
    let chain: Vec<&str> = site.rust.chain(id);
    let name = chain.last().copied().unwrap_or_default();
    let title = resource.docs.summary.as_deref().map(prose::plain);
    let title = title.unwrap_or_else(|| name.to_owned());
    let about = Docs {
        summary: None,
        ..resource.docs.clone()
    };
    let call = call(&chain);
    let summary = prose::short(site, &about, 150);
    let main = html! {
        div.doc {
            (layout::breadcrumb(site, path, id, None))
            h1 { (title) }
            p.sig { code { (word::chain(&call)) } }
            (prose::html(site, &about))
            (list(site, path, id))
        }
    };
    let mut lines = vec![
        format!("# {title}"),
        String::new(),
        format!("`{call}`"),
        String::new(),
    ];
    lines.extend(prose::lines(site, &about));
    lines.push(String::new());
    lines.extend(markdown(site, path, id));
    Some(Page {
        path: path.to_owned(),
        summary: if summary.is_empty() {
            format!("The methods of {call}.")
        } else {
            summary
        },
        title,
        resource: id,
        main,
        markdown: lines.join("\n") + "\n",
    })
}

/// `client.admin().organization()`.
fn call(chain: &[&str]) -> String {
    let accessors = chain.iter().map(|name| format!(".{name}()"));
    format!("client{}", accessors.collect::<String>())
}

/// The methods and the children of a resource.
pub(super) fn list(site: &Site<'_>, path: &str, id: ResourceId) -> Markup {
    let Some(resource) = site.api.resources.get(id.0) else {
        return html! {};
    };
    html! {
        @if !resource.operations.is_empty() {
            h2 #methods { "Methods" }
            ul.f { @for index in &resource.operations { (method(site, path, *index)) } }
        }
        @if !resource.children.is_empty() {
            h2 #resources { "Resources" }
            ul.f { (children(site, path, &resource.children, 0)) }
        }
    }
}

/// Resources in their groups.
fn children(site: &Site<'_>, path: &str, ids: &[ResourceId], depth: usize) -> Markup {
    html! {
        @for one in grouped(&site.api.resources, ids, depth) {
            @match one {
                Grouped::Resource(id) => (child(site, path, id)),
                Grouped::Group(group, ids) => li {
                    div { b { (word(&group.title)) } }
                    ul.f { (children(site, path, &ids, depth + 1)) }
                },
            }
        }
    }
}

fn child(site: &Site<'_>, path: &str, id: ResourceId) -> Markup {
    html! {
        @if let Some(name) = site.names.resources().get(id.0) {
            li {
                div {
                    code { a href=(Site::link(path, site.places.resource(id))) { (bare(&name.accessor)) } }
                    " " small { (count(site, id)) }
                }
                @if let Some(resource) = site.api.resources.get(id.0) {
                    @let short = prose::short(site, &resource.docs, 200);
                    @if !short.is_empty() { p { (short) } }
                }
            }
        }
    }
}

fn method(site: &Site<'_>, path: &str, index: usize) -> Markup {
    let (Some(operation), Some(name)) = (
        site.api.operations.get(index),
        site.names.operations().get(index),
    ) else {
        return html! {};
    };
    let entry = Entry::of(site.api, site.names, operation, name);
    let call = entry
        .call
        .rsplit_once('.')
        .map_or(entry.call.as_str(), |(_, call)| call);
    let short = prose::short(site, &operation.docs, 200);
    html! {
        li {
            div { code { a href=(Site::link(path, site.places.operation(index))) { (call) } " -> " (entry.answer) } }
            p.m { b { (operation.method.as_str()) } " " code { (word(&entry.path)) } }
            @if !short.is_empty() { p { (short) } }
        }
    }
}

/// The number of operations in a resource and its children: `3 methods`.
fn count(site: &Site<'_>, id: ResourceId) -> String {
    match operations(site, id) {
        1 => "1 method".to_owned(),
        count => format!("{count} methods"),
    }
}

fn operations(site: &Site<'_>, id: ResourceId) -> usize {
    site.api.resources.get(id.0).map_or(0, |resource| {
        let children = resource
            .children
            .iter()
            .map(|child| operations(site, *child));
        resource.operations.len() + children.sum::<usize>()
    })
}

/// The methods and the children of a resource as Markdown.
pub(super) fn markdown(site: &Site<'_>, path: &str, id: ResourceId) -> Vec<String> {
    let Some(resource) = site.api.resources.get(id.0) else {
        return Vec::new();
    };
    let link = |label: &str, to: &str| {
        let target = super::place::relative(path, to);
        format!("[{label}]({target}.md)")
    };
    let operations = resource.operations.iter().filter_map(|index| {
        let name = site.names.operations().get(*index)?;
        let entry = Entry::of(site.api, site.names, site.api.operations.get(*index)?, name);
        let link = link(bare(&name.method), site.places.operation(*index));
        Some(format!("- {link}: {}", word::span(&entry.to_string())))
    });
    let mut lines: Vec<String> = operations.collect();
    markdown_children(site, path, (&resource.children, 0), &mut lines);
    lines
}

/// Resources in their groups, as Markdown.
fn markdown_children(
    site: &Site<'_>,
    path: &str,
    (ids, depth): (&[ResourceId], usize),
    lines: &mut Vec<String>,
) {
    let indent = "  ".repeat(depth);
    for one in grouped(&site.api.resources, ids, depth) {
        match one {
            Grouped::Resource(id) => {
                if let Some(name) = site.names.resources().get(id.0) {
                    let target = super::place::relative(path, site.places.resource(id));
                    let name = bare(&name.accessor);
                    let count = count(site, id);
                    lines.push(format!("{indent}- [{name}]({target}.md): {count}"));
                }
            }
            Grouped::Group(group, ids) => {
                let about = Docs {
                    summary: Some(group.title.clone()),
                    ..Docs::default()
                };
                let title = prose::lines(site, &about).join(" ");
                lines.push(format!("{indent}- {title}"));
                markdown_children(site, path, (&ids, depth + 1), lines);
            }
        }
    }
}
