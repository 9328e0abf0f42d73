//! The frame of every page: head, header, sidebar and breadcrumb.

use maud::{DOCTYPE, Markup, html};

use crate::model::{Grouped, ResourceId, grouped};

use super::context::Site;
use super::place::{self, CHANGELOG, START, TYPES, WEBHOOKS, bare};
use super::word::{self, word};

/// The contents of a page.
pub(super) struct Page {
    /// The path, without its extension.
    pub(super) path: String,
    /// The title, in the head and in lists of pages.
    pub(super) title: String,
    /// The description, in the head and in lists of pages.
    pub(super) summary: String,
    /// The resource that the sidebar opens.
    pub(super) resource: ResourceId,
    pub(super) main: Markup,
    /// The same page as Markdown.
    pub(super) markdown: String,
}

/// The number of operations up to which every page shows all of them.
const FEW: usize = 40;

/// The whole page.
pub(super) fn page(site: &Site<'_>, page: &Page) -> Markup {
    let at = page.path.as_str();
    let asset = |file: &str| place::relative(&format!("{at}.html"), file);
    let root = asset("");
    let title = if at == START {
        site.title.clone()
    } else {
        format!("{} · {}", page.title, site.title)
    };
    html! {
        (DOCTYPE)
        html lang="en" data-root=(root) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (title) }
                meta name="description" content=(word(&page.summary));
                meta property="og:title" content=(title);
                @if let Some(url) = &site.api.site.url {
                    link rel="canonical" href={ (url.trim_end_matches('/')) "/" (at) ".html" };
                }
                link rel="alternate" type="text/markdown" href=(asset(&format!("{at}.md")));
                link rel="stylesheet" href=(asset("site.css"));
                // Browsers would ask the server for an icon.
                link rel="icon" href="data:,";
                script src=(asset("site.js")) {}
            }
            body {
                a.skip href="#main" { "Skip to content" }
                (header(site, at))
                (sidebar(site, page))
                main #main { (page.main) }
            }
        }
    }
}

fn header(site: &Site<'_>, at: &str) -> Markup {
    let info = &site.api.site;
    html! {
        header {
            a.home href=(Site::link(at, START)) {
                @if let Some(logo) = &info.logo { img src=(logo) alt="" height="20"; }
                (site.title)
            }
            @for (label, url) in &info.links { a href=(url) { (word(label)) } }
            div.s role="search" {}
            button #theme {}
        }
    }
}

fn sidebar(site: &Site<'_>, page: &Page) -> Markup {
    let at = page.path.as_str();
    let open = site.api.ancestry(page.resource);
    html! {
        nav.side aria-label="API" {
            details open {
                summary { "Contents" }
                ul {
                    (item(at, START, "Overview"))
                    @for ((title, _), path) in site.api.site.pages.iter().zip(&site.places.pages) {
                        (item(at, path, &word(title)))
                    }
                    (methods(site, page, ResourceId::ROOT))
                    (top(site, page, &site.top(), 0, &open))
                    @if !site.api.types.is_empty() { (item(at, TYPES, "Types")) }
                    @if site.api.webhook_event.is_some() { (item(at, WEBHOOKS, "Webhooks")) }
                    @if site.changelog.is_some() { (item(at, CHANGELOG, "Changelog")) }
                }
            }
        }
    }
}

fn item(at: &str, to: &str, label: &str) -> Markup {
    html! { li { (link(at, to, label)) } }
}

fn link(at: &str, to: &str, label: &str) -> Markup {
    html! { a href=(Site::link(at, to)) aria-current=[(at == to).then_some("page")] { (word::ident(label)) } }
}

/// The resources at the top in their groups, which are nested like the tags.
fn top(
    site: &Site<'_>,
    page: &Page,
    ids: &[ResourceId],
    depth: usize,
    open: &[ResourceId],
) -> Markup {
    html! {
        @for one in grouped(&site.api.resources, ids, depth) {
            @match one {
                Grouped::Resource(id) => (child(site, page, id, open)),
                Grouped::Group(group, ids) => li {
                    span { (word(&group.title)) }
                    ul { (top(site, page, &ids, depth + 1, open)) }
                },
            }
        }
    }
}

/// The operations of a resource.
fn methods(site: &Site<'_>, page: &Page, id: ResourceId) -> Markup {
    let resource = site.api.resources.get(id.0);
    let operations = resource.into_iter().flat_map(|one| &one.operations);
    html! {
        @for index in operations {
            @if let Some(name) = site.names.operations().get(*index) {
                (item(&page.path, site.places.operation(*index), bare(&name.method)))
            }
        }
    }
}

/// A resource, with its operations and children if the page is in it.
fn child(site: &Site<'_>, page: &Page, id: ResourceId, open: &[ResourceId]) -> Markup {
    let all = site.api.operations.len() <= FEW;
    let resource = site.api.resources.get(id.0);
    let children = resource.into_iter().flat_map(|one| &one.children);
    html! {
        @if let Some(name) = site.names.resources().get(id.0) {
            li {
                (link(&page.path, site.places.resource(id), bare(&name.accessor)))
                @if all || open.contains(&id) {
                    ul {
                        (methods(site, page, id))
                        @for id in children { (child(site, page, *id, open)) }
                    }
                }
            }
        }
    }
}

/// `admin / organization / invites / retrieve`, as links.
pub(super) fn breadcrumb(
    site: &Site<'_>,
    at: &str,
    resource: ResourceId,
    last: Option<&str>,
) -> Markup {
    let crumbs = site.crumbs(resource);
    html! {
        nav.crumbs aria-label="Breadcrumb" {
            @for (index, (name, id)) in crumbs.iter().enumerate() {
                @if index > 0 { " / " }
                @if site.places.resource(*id) == at { span { (name) } }
                @else { a href=(Site::link(at, site.places.resource(*id))) { (name) } }
            }
            @if let Some(last) = last {
                @if !crumbs.is_empty() { " / " }
                span { (last) }
            }
        }
    }
}
