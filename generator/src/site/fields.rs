//! The tree of fields as HTML and as Markdown.

use maud::{Markup, html};

use crate::model::{EnumValue, Shape, TypeId};

use super::context::Site;
use super::preview::{self, Value};
use super::prose;
use super::tree::{Entry, Inner, Tree};
use super::word;

/// Where a tree is shown.
#[derive(Clone, Copy)]
pub(super) struct View<'s, 'a> {
    pub(super) site: &'s Site<'a>,
    pub(super) tree: &'s Tree<'a>,
    /// The path of the page, without its extension.
    pub(super) page: &'s str,
}

/// The maximum number of values of an enum that are listed.
const VALUES: usize = 60;

/// The maximum number of entries that are open from the start.
const OPEN: usize = 12;

impl View<'_, '_> {
    /// A list of entries.
    pub(super) fn list(self, indices: &[usize]) -> Markup {
        html! {
            ul.f {
                @for entry in indices.iter().filter_map(|index| self.tree.get(*index)) {
                    li id=(entry.anchor) {
                        (self.line(entry))
                        @if let Some(docs) = entry.docs { (prose::html(self.site, docs)) }
                        (facts(entry))
                        (self.inner(entry, indices.len() <= OPEN))
                    }
                }
            }
        }
    }

    /// `id: String`, with the known values and remarks.
    fn line(self, entry: &Entry<'_>) -> Markup {
        html! {
            div {
                code {
                    a href={ "#" (entry.anchor) } { (entry.name) }
                    @if !entry.variant { ": " }
                    (self.linked(entry))
                }
                @match &entry.value {
                    Value::Any => {}
                    Value::Constant(value) => { " = " code.v { (value) } }
                    Value::Known { line, .. } => { " " code.v { (line) } }
                }
                @if let Some(wire) = &entry.wire { " " small { "sent as " code { (wire) } } }
                @for tag in &entry.tags { " " small { (tag) } }
            }
        }
    }

    /// The type of an entry, as a link if it has no room on the page.
    fn linked(self, entry: &Entry<'_>) -> Markup {
        match entry.inner {
            Inner::Page(id) | Inner::Recursive(id) => {
                html! { a href=(self.site.type_link(self.page, id)) { (entry.ty) } }
            }
            Inner::Nothing | Inner::Entries(..) | Inner::Values(..) => html! { (entry.ty) },
        }
    }

    /// The contents of an entry, to expand in place. Those of `few` entries are open from the start.
    fn inner(self, entry: &Entry<'_>, few: bool) -> Markup {
        match &entry.inner {
            Inner::Nothing | Inner::Page(_) | Inner::Recursive(_) => html! {},
            Inner::Entries(id, indices) => {
                let variants = self.is_union(*id);
                html! {
                    details open[few && indices.len() <= OPEN && depth(entry) < 3 && !variants] {
                        summary { (self.declaration(*id)) }
                        @if variants { p { "One of the following:" } }
                        (self.list(indices))
                    }
                }
            }
            Inner::Values(id, values, text) => html! {
                details open[values.len() <= OPEN] {
                    summary { "One of the following:" }
                    (self.values(*id, values, *text))
                }
            },
        }
    }

    /// The contents of a type at the top of a section, which cannot be closed.
    pub(super) fn top(self, index: usize) -> Markup {
        let Some(entry) = self.tree.get(index) else {
            return html! {};
        };
        let docs = |id: TypeId| self.site.ty(id).map(|(def, _)| &def.docs);
        match &entry.inner {
            Inner::Nothing | Inner::Page(_) | Inner::Recursive(_) => html! {},
            Inner::Entries(id, indices) => html! {
                @if let Some(docs) = docs(*id) { (prose::html(self.site, docs)) }
                @if self.is_union(*id) { p { "One of the following:" } }
                (self.list(indices))
            },
            Inner::Values(id, values, text) => html! {
                @if let Some(docs) = docs(*id) { (prose::html(self.site, docs)) }
                p { "One of the following:" }
                (self.values(*id, values, *text))
            },
        }
    }

    fn values(self, id: TypeId, values: &[(String, &EnumValue)], text: bool) -> Markup {
        let ident = self.site.names.ty(id).map_or("", |name| &name.ident);
        html! {
            ul.o {
                @for (name, value) in values.iter().take(VALUES) {
                    li {
                        code { (preview::literal(&value.wire, text)) }
                        " " small { code { (ident) "::" (name) } }
                        (prose::html(self.site, &value.docs))
                    }
                }
                @if values.len() > VALUES { li { (values.len() - VALUES) " more" } }
            }
        }
    }

    fn is_union(self, id: TypeId) -> bool {
        self.site
            .ty(id)
            .is_some_and(|(def, _)| matches!(def.shape, Shape::Union(_)))
    }

    /// The declaration of a type: `struct Invite`.
    fn declaration(self, id: TypeId) -> Markup {
        let Some((def, name)) = self.site.ty(id) else {
            return html! {};
        };
        html! { code { (preview::keyword(&def.shape)) " " (name.ident) } }
    }
}

fn depth(entry: &Entry<'_>) -> usize {
    entry.anchor.matches('.').count()
}

/// `format unixtime`.
fn facts(entry: &Entry<'_>) -> Markup {
    html! {
        @if !entry.facts.is_empty() {
            p.m { @for (label, value) in &entry.facts { span { (label) " " code { (value) } } " " } }
        }
    }
}

impl View<'_, '_> {
    /// A list of entries as lines of Markdown.
    pub(super) fn markdown(self, indices: &[usize], indent: usize, lines: &mut Vec<String>) {
        let pad = " ".repeat(indent);
        for entry in indices.iter().filter_map(|index| self.tree.get(*index)) {
            let mut head = format!(
                "{pad}- {}",
                word::span(&format!(
                    "{}{}{}",
                    entry.name,
                    if entry.variant { "" } else { ": " },
                    entry.ty
                ))
            );
            match &entry.value {
                Value::Any => {}
                Value::Constant(value) => head += &format!(" = {}", word::span(value)),
                Value::Known { line, .. } => head += &format!(", one of {}", word::span(line)),
            }
            if let Some(wire) = &entry.wire {
                head += &format!(", sent as {}", word::span(wire));
            }
            head.extend(entry.tags.iter().map(|tag| format!(", {tag}")));
            let facts = entry
                .facts
                .iter()
                .map(|(label, value)| format!(", {label} {}", word::span(value)));
            head.extend(facts);
            lines.push(head);
            let docs = entry.docs.map(|docs| prose::lines(self.site, docs));
            for line in docs.iter().flatten() {
                lines.push(if line.is_empty() {
                    String::new()
                } else {
                    format!("{pad}  {line}")
                });
            }
            self.markdown_inner(entry, indent, lines);
        }
    }

    fn markdown_inner(self, entry: &Entry<'_>, indent: usize, lines: &mut Vec<String>) {
        match &entry.inner {
            Inner::Entries(_, indices) => self.markdown(indices, indent + 2, lines),
            Inner::Page(id) | Inner::Recursive(id) => {
                let path = super::place::relative(self.page, self.site.places.ty(*id));
                let name = self.site.names.ty(*id).map_or("", |name| &name.ident);
                lines.push(format!("{}  See [{name}]({path}.md).", " ".repeat(indent)));
            }
            // The values are in the line of the entry, unless there are too many.
            Inner::Values(_, values, text)
                if matches!(
                    entry.value,
                    Value::Known {
                        complete: false,
                        ..
                    }
                ) =>
            {
                let all = values
                    .iter()
                    .map(|(_, value)| word::span(&preview::literal(&value.wire, *text)));
                lines.push(format!(
                    "{}  One of {}.",
                    " ".repeat(indent),
                    all.collect::<Vec<_>>().join(", ")
                ));
            }
            Inner::Values(..) | Inner::Nothing => {}
        }
    }

    /// The contents of a type at the top of a section as lines of Markdown.
    pub(super) fn markdown_top(self, index: usize, lines: &mut Vec<String>) {
        let Some(entry) = self.tree.get(index) else {
            return;
        };
        let id = match &entry.inner {
            Inner::Nothing | Inner::Page(_) | Inner::Recursive(_) => return,
            Inner::Entries(id, _) | Inner::Values(id, ..) => *id,
        };
        if let Some((def, _)) = self.site.ty(id) {
            let docs = prose::lines(self.site, &def.docs);
            if !docs.is_empty() {
                lines.extend(docs);
                lines.push(String::new());
            }
        }
        match &entry.inner {
            Inner::Entries(_, indices) => self.markdown(indices, 0, lines),
            Inner::Values(_, values, text) => {
                let all = values.iter().map(|(name, value)| {
                    format!(
                        "- {} ({})",
                        word::span(&preview::literal(&value.wire, *text)),
                        word::span(name)
                    )
                });
                lines.extend(all);
            }
            Inner::Nothing | Inner::Page(_) | Inner::Recursive(_) => {}
        }
    }
}
