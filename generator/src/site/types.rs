//! The pages of types, and their list.

use maud::html;

use crate::model::{ResourceId, Root, Shape, TypeId};

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
    let whole = crate::model::Type::Named(id);
    let shown = match &def.shape {
        Shape::Alias(target) => target,
        Shape::Struct(_)
        | Shape::StringEnum(_)
        | Shape::IntegerEnum(_)
        | Shape::Tuple(_)
        | Shape::Union(_) => &whole,
    };
    let mut tree = Tree::default();
    let top = tree.root(site, shown, "field");
    tree.grow(site, BUDGET);
    let view = View {
        site,
        tree: &tree,
        page: path,
    };
    let keyword = preview::keyword(&def.shape);
    let signature = match &def.shape {
        Shape::Alias(target) => format!(
            "{keyword} {} = {}",
            name.ident,
            preview::with_members(site, target)
        ),
        Shape::Struct(_)
        | Shape::StringEnum(_)
        | Shape::IntegerEnum(_)
        | Shape::Tuple(_)
        | Shape::Union(_) => {
            let members = preview::members(site, id).map(|members| format!(" {members}"));
            format!("{keyword} {}{}", name.ident, members.unwrap_or_default())
        }
    };
    let is_enum = matches!(def.shape, Shape::StringEnum(_) | Shape::IntegerEnum(_));
    let main = html! {
        div.doc {
            nav.crumbs aria-label="Breadcrumb" {
                a href=(Site::link(path, TYPES)) { "types" } " / " span { (name.ident) }
            }
            h1 { (name.ident) }
            p.sig { code { (signature) } }
            @if matches!(def.shape, Shape::Alias(_)) { (prose::html(site, &def.docs)) }
            (view.top(top))
            @if is_enum { p { (UNKNOWN) } }
            footer {
                @if let Some(url) = site.rust.type_url(def, name, keyword) { a href=(url) { "docs.rs" } }
                a href={ (path.rsplit('/').next().unwrap_or_default()) ".md" } { "Markdown" }
            }
        }
    };
    let mut lines = vec![
        format!("# {}", name.ident),
        String::new(),
        word::span(&signature),
        String::new(),
    ];
    if matches!(def.shape, Shape::Alias(_)) {
        lines.extend(prose::lines(site, &def.docs));
        lines.push(String::new());
    }
    view.markdown_top(top, &mut lines);
    let summary = prose::short(site, &def.docs, 150);
    let page = Page {
        path: path.to_owned(),
        title: name.ident.clone(),
        summary: if summary.is_empty() {
            signature
        } else {
            summary
        },
        resource: ResourceId::ROOT,
        main,
        markdown: lines.join("\n") + "\n",
    };
    Some((page, tree.pages().collect()))
}

const UNKNOWN: &str = "Values that are not listed are kept in the variant Unknown.";

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
            p { "The types of requests and responses. " (UNKNOWN) " A struct keeps unknown members in its field extra." }
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
        markdown: format!("# Types\n\n{}", items.collect::<String>()),
    }
}
