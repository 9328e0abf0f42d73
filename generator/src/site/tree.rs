//! The fields of a page as a tree. Types are expanded breadth first, until the page is large
//! enough; types that are left link to their own page. A type is never expanded inside itself.

use std::collections::VecDeque;

use crate::model::{
    Argument, Docs, EnumValue, Facts, Field, Presence, Scalar, Shape, Type, TypeId, Variant,
};

use super::context::Site;
use super::facts;
use super::place::bare;
use super::preview::{self, Value};
use super::word::word;

/// The size of the trees of a page, in bytes of HTML.
pub(super) const BUDGET: usize = 72_000;

/// An entry: a parameter, a field, a variant, or a type at the top.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The identifier of the entry in its page.
    pub(super) anchor: String,
    /// The Rust name. Empty for a type at the top.
    pub(super) name: String,
    /// The name on the wire, if it differs.
    pub(super) wire: Option<String>,
    /// The Rust type.
    pub(super) ty: String,
    /// Whether the entry is a variant, whose type is in parentheses.
    pub(super) variant: bool,
    pub(super) value: Value,
    /// Remarks: `query`, `optional`, `read-only`.
    pub(super) tags: Vec<&'static str>,
    pub(super) docs: Option<&'a Docs>,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) inner: Inner<'a>,
    /// The type of its contents.
    content: Option<TypeId>,
    parent: Option<usize>,
    /// Whether the entry belongs to an argument.
    sent: bool,
}

/// The contents of an entry.
#[derive(Debug)]
pub(super) enum Inner<'a> {
    /// Nothing more is known.
    Nothing,
    /// The entries of a type.
    Entries(TypeId, Vec<usize>),
    /// The known values of an enum, each with its variant; and whether they are strings.
    Values(TypeId, Vec<(String, &'a EnumValue)>, bool),
    /// The type has its own page.
    Page(TypeId),
    /// The entry is inside of this type.
    Recursive(TypeId),
}

/// The entries of a page.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    entries: Vec<Entry<'a>>,
    /// The entries to expand: those of responses, and those of arguments.
    replies: VecDeque<usize>,
    arguments: VecDeque<usize>,
}

impl<'a> Tree<'a> {
    pub(super) fn get(&self, index: usize) -> Option<&Entry<'a>> {
        self.entries.get(index)
    }

    /// The types that have no room on the page.
    pub(super) fn pages(&self) -> impl Iterator<Item = TypeId> {
        self.entries.iter().filter_map(|entry| match entry.inner {
            Inner::Page(id) | Inner::Recursive(id) => Some(id),
            Inner::Nothing | Inner::Entries(..) | Inner::Values(..) => None,
        })
    }

    /// Adds an argument.
    pub(super) fn argument(
        &mut self,
        site: &Site<'a>,
        argument: &'a Argument,
        name: &str,
        place: &'static str,
    ) -> usize {
        let name = bare(name);
        let optional = (!argument.required).then_some("optional");
        let nullable = argument.sends_null().then_some("nullable");
        let tags = [
            Some(place).filter(|place| !place.is_empty()),
            optional,
            nullable,
        ]
        .into_iter()
        .flatten();
        let entry = Entry {
            tags: tags.chain(directions(&argument.facts)).collect(),
            sent: true,
            value: value(site, &argument.ty, argument.only_value()),
            ..entry(
                site,
                format!("arg.{name}"),
                name,
                &argument.wire,
                &argument.ty,
            )
        };
        self.push(Entry {
            docs: Some(&argument.docs),
            facts: facts::of_argument(argument),
            ..entry
        })
    }

    /// Adds a type at the top of a section. `anchor` is the identifier of the section.
    pub(super) fn root(&mut self, site: &Site<'a>, ty: &'a Type, anchor: &str) -> usize {
        let mut entry = entry(site, anchor.to_owned(), "", "", ty);
        entry.value = preview::values(site, ty);
        self.push(entry)
    }

    fn push(&mut self, entry: Entry<'a>) -> usize {
        let index = self.entries.len();
        if entry.sent {
            self.arguments.push_back(index);
        } else {
            self.replies.push_back(index);
        }
        self.entries.push(entry);
        index
    }

    /// Expands the types of all entries, as far as `budget` reaches. A type at the top is always
    /// expanded. Arguments leave half of the room to responses, which may leave some of it.
    pub(super) fn grow(&mut self, site: &Site<'a>, budget: usize) {
        let own = self
            .entries
            .iter()
            .map(|entry| LINE + entry.docs.map_or(0, text));
        let room = budget.saturating_sub(own.sum());
        let half = if self.arguments.is_empty() {
            0
        } else {
            room / 2
        };
        let mut left = room - half;
        while let Some(index) = self.replies.pop_front() {
            self.expand(site, index, &mut left);
        }
        left += half;
        while let Some(index) = self.arguments.pop_front() {
            self.expand(site, index, &mut left);
        }
    }

    fn expand(&mut self, site: &Site<'a>, index: usize, left: &mut usize) {
        let Some(entry) = self.entries.get(index) else {
            return;
        };
        let Some(id) = entry.content else {
            return;
        };
        let top = entry.parent.is_none() && entry.name.is_empty();
        let cost = cost(site, id, entry.anchor.len());
        let inner = if self.is_inside(index, id) {
            Inner::Recursive(id)
        } else if cost <= *left || top {
            *left = left.saturating_sub(cost);
            self.expanded(site, index, id)
        } else {
            Inner::Page(id)
        };
        if let Some(entry) = self.entries.get_mut(index) {
            entry.inner = inner;
        }
    }

    /// Whether an entry is inside of the type.
    fn is_inside(&self, index: usize, id: TypeId) -> bool {
        let parent = |index: &usize| self.entries.get(*index)?.parent;
        let mut parents = std::iter::successors(parent(&index), parent);
        parents.any(|index| {
            self.entries
                .get(index)
                .is_some_and(|entry| entry.content == Some(id))
        })
    }

    fn expanded(&mut self, site: &Site<'a>, parent: usize, id: TypeId) -> Inner<'a> {
        let (Some((def, names)), Some(entry)) = (site.ty(id), self.entries.get(parent)) else {
            return Inner::Nothing;
        };
        let (prefix, sent) = (entry.anchor.clone(), entry.sent);
        let anchor = |name: &str| format!("{prefix}.{name}");
        let named = names.members.iter().map(|name| bare(name));
        let made: Vec<Entry<'a>> = match &def.shape {
            Shape::Struct(object) => {
                let fields = object.fields.iter().zip(named);
                fields
                    .map(|(one, name)| field(site, one, name, anchor(name)))
                    .collect()
            }
            Shape::Union(variants) => {
                let variants = variants.iter().zip(named);
                variants
                    .map(|(one, name)| variant(site, one, name, anchor(name)))
                    .collect()
            }
            Shape::Tuple(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(at, ty)| entry_of_item(site, ty, &at.to_string(), &prefix));
                items.collect()
            }
            Shape::StringEnum(values) | Shape::IntegerEnum(values) => {
                let values = named.map(str::to_owned).zip(values).collect();
                return Inner::Values(id, values, matches!(def.shape, Shape::StringEnum(_)));
            }
            Shape::Alias(_) => return Inner::Nothing,
        };
        let made = made.into_iter().map(|entry| Entry {
            parent: Some(parent),
            sent,
            ..entry
        });
        let indices = made.map(|entry| self.push(entry)).collect();
        Inner::Entries(id, indices)
    }
}

fn entry<'a>(site: &Site<'a>, anchor: String, name: &str, wire: &str, ty: &Type) -> Entry<'a> {
    Entry {
        anchor,
        name: name.to_owned(),
        wire: (wire != name && !wire.is_empty()).then(|| word(wire).into_owned()),
        ty: preview::with_members(site, ty),
        variant: false,
        value: Value::Any,
        tags: Vec::new(),
        docs: None,
        facts: Vec::new(),
        inner: Inner::Nothing,
        content: site.content(ty),
        parent: None,
        sent: false,
    }
}

fn entry_of_item<'a>(site: &Site<'a>, ty: &'a Type, name: &str, prefix: &str) -> Entry<'a> {
    entry(site, format!("{prefix}.{name}"), name, name, ty)
}

fn field<'a>(site: &Site<'a>, field: &'a Field, name: &str, anchor: String) -> Entry<'a> {
    let mut entry = entry(site, anchor, name, &field.wire, &field.ty);
    match field.presence {
        Presence::Required => {}
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalNullable => {
            entry.ty = format!("Option<{}>", entry.ty);
        }
    }
    entry.value = value(site, &field.ty, field.constant.as_ref());
    entry.tags.extend(directions(&field.facts));
    entry.docs = Some(&field.docs);
    entry.facts = facts::of(&field.facts);
    entry
}

fn variant<'a>(site: &Site<'a>, variant: &'a Variant, name: &str, anchor: String) -> Entry<'a> {
    let mut entry = entry(site, anchor, name, name, &variant.ty);
    entry.ty = format!("({})", entry.ty);
    entry.variant = true;
    entry.value = preview::values(site, &variant.ty);
    entry.docs = Some(&variant.docs);
    entry
}

fn value(site: &Site<'_>, ty: &Type, constant: Option<&Scalar>) -> Value {
    match constant {
        Some(constant) => Value::Constant(preview::constant(constant)),
        None => preview::values(site, ty),
    }
}

fn directions(facts: &Facts) -> impl Iterator<Item = &'static str> + use<> {
    let read = facts.read_only.then_some("read-only");
    read.into_iter()
        .chain(facts.write_only.then_some("write-only"))
}

/// The estimated size of the expanded type, in bytes of HTML.
fn cost(site: &Site<'_>, id: TypeId, anchor: usize) -> usize {
    let Some((def, names)) = site.ty(id) else {
        return 0;
    };
    let line = 2 * anchor + LINE;
    let members = names
        .members
        .iter()
        .map(|name| 2 * name.len() + line)
        .sum::<usize>();
    let inner: usize = match &def.shape {
        Shape::Struct(object) => object.fields.iter().map(|field| text(&field.docs)).sum(),
        Shape::Union(variants) => variants.iter().map(|variant| text(&variant.docs)).sum(),
        Shape::StringEnum(values) | Shape::IntegerEnum(values) => {
            return 200
                + values
                    .iter()
                    .map(|value| 2 * value.wire.len() + 60 + text(&value.docs))
                    .sum::<usize>();
        }
        Shape::Tuple(items) => items.len() * line,
        Shape::Alias(_) => 0,
    };
    200 + text(&def.docs) + members + inner
}

/// The estimated size of an entry without its description, in bytes of HTML.
const LINE: usize = 190;

/// The estimated size of a description.
fn text(docs: &Docs) -> usize {
    docs.text.as_ref().map_or(0, |text| text.len() * 5 / 4 + 10)
}
