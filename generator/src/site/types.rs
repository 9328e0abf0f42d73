//! The pages of types, and their list.

use maud::{Markup, html};

use crate::model::{ResourceId, Root, Shape, Type, TypeDef, TypeId};
use crate::rust::name::TypeName;

use super::context::Site;
use super::fields::View;
use super::layout::Page;
use super::place::TYPES;
use super::preview;
use super::prose;
use super::tree::{BUDGET, Tree};
use super::word;

/// The types that have a page in any case: those of components.
pub(super) fn shared(site: &Site<'_>) -> impl Iterator<Item = TypeId> {
    let types = site.api.types.iter().enumerate();
    types.filter_map(
        |(index, def)| match (&def.path.root, def.path.steps.as_slice()) {
            (Root::Component(_), []) => Some(TypeId(index)),
            _ => None,
        },
    )
}

/// The page of a type, and the types that it links to.
pub(super) fn page(site: &Site<'_>, id: TypeId) -> Option<(Page, Vec<TypeId>)> {
    let (def, name) = site.ty(id)?;
    let path = site.places.ty(id);
    let whole = Type::Named(id);
    let shown = aliased(def).unwrap_or(&whole);
    let mut tree = Tree::default();
    let top = tree.root(site, shown, "field");
    tree.grow(site, BUDGET);
    let view = View {
        site,
        tree: &tree,
        page: path,
    };
    let signature = signature(site, id, def, name);
    let summary = prose::short(site, &def.docs, 150);
    let page = Page {
        path: path.to_owned(),
        title: name.ident.clone(),
        main: html(view, top, def, name, &signature),
        markdown: markdown(view, top, def, name, &signature),
        summary: if summary.is_empty() {
            signature
        } else {
            summary
        },
        resource: ResourceId::ROOT,
    };
    Some((page, tree.pages().collect()))
}

/// The type that an alias stands for.
fn aliased(def: &TypeDef) -> Option<&Type> {
    match &def.shape {
        Shape::Alias(target) => Some(target),
        Shape::Struct(_)
        | Shape::StringEnum(_)
        | Shape::IntegerEnum(_)
        | Shape::Tuple(_)
        | Shape::Union(_) => None,
    }
}

/// `struct Invite { id, created_at, email, 6 more }`.
fn signature(site: &Site<'_>, id: TypeId, def: &TypeDef, name: &TypeName) -> String {
    let lead = format!("{} {}", preview::keyword(&def.shape), name.ident);
    if let Some(target) = aliased(def) {
        return format!("{lead} = {}", preview::with_members(site, target));
    }
    match preview::members(site, id) {
        Some(members) => format!("{lead} {members}"),
        None => lead,
    }
}

fn html(view: View<'_, '_>, top: usize, def: &TypeDef, name: &TypeName, signature: &str) -> Markup {
    let View { site, page, .. } = view;
    let is_enum = is_enum(def);
    let url = site.rust.type_url(def, name, preview::keyword(&def.shape));
    html! {
        div.doc {
            nav.crumbs aria-label="Breadcrumb" {
                a href=(Site::link(page, TYPES)) { "types" } " / " span { (name.ident) }
            }
            h1 { (name.ident) }
            p.sig { code { (signature) } }
            @if aliased(def).is_some() { (prose::html(site, &def.docs)) }
            (view.top(top))
            @if is_enum { p { "Unlisted values are kept in the variant " code { "Unknown" } "." } }
            footer {
                @if let Some(url) = url { a href=(url) { "docs.rs" } }
                a href={ (page.rsplit('/').next().unwrap_or_default()) ".md" } { "Markdown" }
            }
        }
    }
}

fn markdown(
    view: View<'_, '_>,
    top: usize,
    def: &TypeDef,
    name: &TypeName,
    signature: &str,
) -> String {
    let mut lines = vec![
        format!("# {}", name.ident),
        String::new(),
        word::span(signature),
        String::new(),
    ];
    if aliased(def).is_some() {
        lines.extend(prose::lines(view.site, &def.docs));
        lines.push(String::new());
    }
    view.markdown_top(top, &mut lines);
    if is_enum(def) {
        lines.push(String::new());
        lines.push("Unlisted values are kept in the variant `Unknown`.".to_owned());
    }
    lines.join("\n") + "\n"
}

/// Whether values of the type are strings or integers with names.
fn is_enum(def: &TypeDef) -> bool {
    matches!(def.shape, Shape::StringEnum(_) | Shape::IntegerEnum(_))
}

/// The list of all types that have a page.
pub(super) fn list(site: &Site<'_>, pages: &[TypeId]) -> Page {
    let mut named: Vec<(&str, TypeId)> = pages
        .iter()
        .filter_map(|id| Some((site.ty(*id)?.1.ident.as_str(), *id)))
        .collect();
    named.sort_unstable();
    let main = html! {
        div.doc {
            h1 { "Types" }
            p {
                "The types of requests and responses. An enum keeps unknown values in its variant "
                code { "Unknown" }
                ". A struct keeps unknown members in its field "
                code { "extra" }
                "."
            }
            ul.t { @for (ident, id) in &named { li { code { a href=(site.type_link(TYPES, *id)) { (ident) } } } } }
        }
    };
    let items = named.iter().map(|(ident, id)| {
        let path = super::place::relative(TYPES, site.places.ty(*id));
        format!("- [{ident}]({path}.md)\n")
    });
    Page {
        path: TYPES.to_owned(),
        title: "Types".to_owned(),
        summary: "The types of requests and responses.".to_owned(),
        resource: ResourceId::ROOT,
        main,
        markdown: format!(
            "# Types\n\nAn enum keeps unknown values in its variant `Unknown`. A struct keeps unknown members in its field \
             `extra`.\n\n{}",
            items.collect::<String>()
        ),
    }
}
