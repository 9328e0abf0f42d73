//! The page of an operation as HTML.

use maud::{Markup, html};

use crate::model::TypeId;

use super::context::Site;
use super::layout::{self, Page};
use super::parts::{Parts, title};
use super::place::bare;
use super::prose;
use super::word::{self, word};
use super::{examples, operation_markdown, preview};

/// The page of an operation, and the types that it links to.
pub(super) fn page(site: &Site<'_>, index: usize) -> Option<(Page, Vec<TypeId>)> {
    let parts = Parts::of(site, index)?;
    let summary = prose::short(site, &parts.operation.docs, 150);
    let page = Page {
        path: parts.path.to_owned(),
        title: parts.title.clone(),
        summary: if summary.is_empty() {
            parts.entry.operation()
        } else {
            summary
        },
        resource: parts.operation.resource,
        main: html(&parts),
        markdown: operation_markdown::text(&parts),
    };
    Some((page, parts.tree.pages().collect()))
}

fn html(parts: &Parts<'_, '_>) -> Markup {
    let Parts {
        site,
        operation,
        path,
        ..
    } = parts;
    let view = parts.view();
    html! {
        div.doc {
            (layout::breadcrumb(site, path, operation.resource, Some(bare(&parts.name.method))))
            h1 { (parts.title) }
            p.sig { code { (word::chain(&parts.entry.call)) " -> " b { (parts.answer()) } } }
            p.http { b { (operation.method.as_str()) } " " code { (word(&parts.entry.path)) } }
            (prose::html(site, &operation.docs))
            @let notes = parts.notes();
            @if !notes.is_empty() {
                dl.n { @for (label, text) in &notes { div { dt { (label) } dd { (prose::render(text)) } } } }
            }
            @for (label, id, entries) in [("Parameters", "parameters", &parts.parameters), ("Body", "body", &parts.body)] {
                @if !entries.is_empty() {
                    section { (heading(label, id)) (view.list(entries)) }
                }
            }
            (returns(parts))
            (failures(parts))
            (footer(parts))
        }
        (examples::html(parts))
    }
}

/// A heading of a section with buttons that expand and collapse all of its types.
fn heading(label: &str, id: &str) -> Markup {
    html! {
        h2 id=(id) { (label) }
        span.x hidden { button { "Expand" } " " button { "Collapse" } }
    }
}

fn returns(parts: &Parts<'_, '_>) -> Markup {
    let operation = parts.operation;
    html! {
        section {
            (heading("Returns", "returns"))
            (prose::html(parts.site, &parts.about_reply()))
            @for (method, top) in &parts.returns {
                @if method.is_empty() { p { code { (parts.kind(*top, &operation.reply)) } } }
                @else { h3 id=(method) { code { "." (method) "()" } } }
                @if let Some(top) = top { (parts.view().top(*top)) }
            }
        }
    }
}

fn failures(parts: &Parts<'_, '_>) -> Markup {
    if parts.failures.is_empty() {
        return html! {};
    }
    let all = parts.failures.iter().zip(&parts.operation.failures);
    html! {
        section {
            (heading("Errors", "errors"))
            ul.f {
                @for ((statuses, top), failure) in all {
                    li id={ "error." (failure.statuses.join(".")) } {
                        div { code { (word(statuses)) @if let Some(ty) = &failure.ty { ": " (preview::with_members(parts.site, ty)) } } }
                        (prose::html(parts.site, &failure.docs))
                        @if let Some(top) = top {
                            details { summary { "Fields" } (parts.view().top(*top)) }
                        }
                    }
                }
            }
        }
    }
}

fn footer(parts: &Parts<'_, '_>) -> Markup {
    let (before, after) = parts.neighbours();
    let site = parts.site;
    let neighbour = |index: usize| {
        let operation = site.api.operations.get(index)?;
        let title = title(site, operation, site.names.operations().get(index)?);
        Some((Site::link(parts.path, site.places.operation(index)), title))
    };
    let before = before.and_then(neighbour);
    let after = after.and_then(neighbour);
    let file = parts.path.rsplit('/').next().unwrap_or_default();
    html! {
        footer {
            @if let Some((link, title)) = before { a rel="prev" href=(link) { "← " (title) } }
            @if let Some((link, title)) = after { a rel="next" href=(link) { (title) " →" } }
            a href=(site.rust.method_url(parts.operation, parts.name)) { "docs.rs" }
            a href={ (file) ".md" } { "Markdown" }
        }
    }
}
