//! The start page, and the pages on webhooks and changes.

use maud::{Markup, html};

use crate::markdown::{self, Headings, Style};
use crate::model::{ResourceId, Shape, Type};

use super::context::Site;
use super::layout::Page;
use super::place::{CHANGELOG, START, WEBHOOKS};
use super::prose;
use super::resource;
use super::word::word;

/// The start page: the README of the crate, and the resources.
pub(super) fn page(site: &Site<'_>) -> Page {
    let readme = site.rust.readme();
    let usage = readme.usage.trim_start();
    let main = html! {
        div.doc {
            (prose::sections(&readme.about, "about"))
            (contents(usage))
            (resource::list(site, START, ResourceId::ROOT))
            (prose::render(usage))
        }
    };
    let api = resource::markdown(site, START, ResourceId::ROOT).join("\n");
    Page {
        path: START.to_owned(),
        title: site.title.clone(),
        summary: site.api.package.description.clone(),
        resource: ResourceId::ROOT,
        main,
        markdown: format!(
            "{}\n\n## Resources\n\n{api}\n\n{usage}\n",
            readme.about.trim()
        ),
    }
}

fn contents(usage: &str) -> Markup {
    let headings = markdown::headings(usage, prose::SECTION);
    html! {
        nav.on aria-label="On this page" {
            @for (id, text) in &headings { a href={ "#" (id) } { (text) } " " }
        }
    }
}

/// The page on webhooks, if the API sends any.
pub(super) fn webhooks(site: &Site<'_>) -> Option<Page> {
    let event = site.api.webhook_event.as_ref()?;
    let readme = site.rust.readme();
    let section = readme.webhooks.trim();
    let variants = site.content(event).and_then(|id| site.ty(id));
    let variants = match variants.map(|(def, name)| (&def.shape, name)) {
        Some((Shape::Union(variants), name)) => variants.iter().zip(&name.members).collect(),
        Some(_) | None => Vec::new(),
    };
    let link = |ty: &Type| ty.named().map(|id| site.type_link(WEBHOOKS, id));
    let main = html! {
        div.doc {
            h1 { "Webhooks" }
            (prose::render(section))
            h2 #events { "Events" }
            ul.f {
                @for (variant, name) in &variants {
                    li {
                        div { code { @if let Some(link) = link(&variant.ty) { a href=(link) { (name) } } @else { (name) } } }
                        (prose::html(site, &variant.docs))
                    }
                }
            }
        }
    };
    let events = variants.iter().map(|(_, name)| format!("- `{name}`\n"));
    Some(Page {
        path: WEBHOOKS.to_owned(),
        title: "Webhooks".to_owned(),
        summary: "The events that the API sends.".to_owned(),
        resource: ResourceId::ROOT,
        main,
        markdown: format!(
            "# Webhooks\n\n{section}\n\n## Events\n\n{}",
            events.collect::<String>()
        ),
    })
}

/// The types that the page on webhooks links to.
pub(super) fn events(site: &Site<'_>) -> Vec<crate::model::TypeId> {
    let event = site.api.webhook_event.as_ref();
    let def = event
        .and_then(|event| site.content(event))
        .and_then(|id| site.ty(id));
    match def.map(|(def, _)| &def.shape) {
        Some(Shape::Union(variants)) => variants
            .iter()
            .filter_map(|variant| variant.ty.named())
            .collect(),
        Some(_) | None => Vec::new(),
    }
}

/// The changelog of the crate, if there is one.
pub(super) fn changelog(site: &Site<'_>) -> Option<Page> {
    let summary = "The changes in each version.";
    Some(written(CHANGELOG, "Changelog", summary, site.changelog?))
}

/// The pages that the document adds.
pub(super) fn added(site: &Site<'_>) -> impl Iterator<Item = Page> {
    let pages = site.api.site.pages.iter().zip(&site.places.pages);
    pages.map(|((title, text), path)| written(path, &word(title), "", text))
}

/// A page that a person has written in Markdown.
fn written(path: &str, title: &str, summary: &str, text: &str) -> Page {
    let style = Style {
        headings: Headings::Lower(0),
        identifiers: false,
        links: "",
    };
    let text = markdown::write(&markdown::parse(text, style), 100).join("\n");
    Page {
        path: path.to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        resource: ResourceId::ROOT,
        main: html! { div.doc { (prose::render(&text)) } },
        markdown: text + "\n",
    }
}
