//! Merges `allOf` into one schema with the keywords of all its members (JSON Schema 2020-12,
//! 10.2.1.1: every member applies to the same value).

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::{both, fixed, nullable};

/// The name and the description of a listed value.
type ValueName<'a> = (Option<&'a str>, Option<&'a str>);

/// Flattens a schema: merges the keywords of its `allOf` and `$ref` into it.
pub(super) fn flatten<'a>(cx: Context<'a>, schema: SchemaObject<'a>) -> SchemaObject<'a> {
    Flattening::new(cx).whole(schema, false)
}

/// Flattens a schema that its parent lists as an alternative.
pub(super) fn flatten_child<'a>(cx: Context<'a>, schema: SchemaObject<'a>) -> SchemaObject<'a> {
    Flattening::new(cx).whole(schema, true)
}

/// Flattens the schema at `site`. Returns `None` if it is `true` or cannot be read.
pub(super) fn resolve<'a>(cx: Context<'a>, site: Site<'a>) -> Option<SchemaObject<'a>> {
    let mut flattening = Flattening::new(cx);
    let mut schema = flattening.site(site, false)?;
    flattening.add_conditional(&mut schema);
    Some(schema)
}

struct Flattening<'a> {
    cx: Context<'a>,
    /// The schemas that are currently being flattened. A circular member adds nothing.
    open: Vec<Pointer>,
    /// The schemas that were flattened before, and the number of times that any was.
    done: HashSet<Pointer>,
    count: usize,
}

/// The number of members that are flattened without checking for repetitions. In a hierarchy where
/// each level refers twice to the next one, the number of paths grows exponentially. Beyond this
/// limit, each schema is flattened only once.
const MANY: usize = 1_000;

impl<'a> Flattening<'a> {
    fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            open: Vec::new(),
            done: HashSet::new(),
            count: 0,
        }
    }

    /// Flattens a schema and all its conditional schemas.
    fn whole(&mut self, schema: SchemaObject<'a>, part: bool) -> SchemaObject<'a> {
        let mut schema = self.schema(schema, part);
        self.add_conditional(&mut schema);
        schema
    }

    /// Flattens the schema at `site`, either on its own or as a part of another schema. Its conditional
    /// schemas are not added yet, because the other parts may describe the same properties without a condition.
    fn site(&mut self, site: Site<'a>, part: bool) -> Option<SchemaObject<'a>> {
        if self.open.contains(&site.at) || self.open.len() > 64 {
            return None;
        }
        self.count += 1;
        if !self.done.insert(site.at.clone()) && self.count > MANY {
            return None;
        }
        self.open.push(site.at.clone());
        let flat = match Schema::read(self.cx, site) {
            Some(Schema::Object(schema)) => Some(self.schema(Rc::unwrap_or_clone(schema), part)),
            Some(Schema::Boolean(_)) | None => None,
        };
        self.open.pop();
        flat
    }

    /// Adds the properties of conditional schemas, and of their alternatives. Any of them may apply.
    fn add_conditional(&mut self, whole: &mut SchemaObject<'a>) {
        let own = whole.properties.len();
        let mut seen = HashSet::new();
        let mut open = std::mem::take(&mut whole.conditional);
        open.reverse();
        while let Some(site) = open.pop() {
            let new = seen.insert(site.at.clone());
            let Some(case) = self.site(site, true).filter(|_| new) else {
                continue;
            };
            let inner: Vec<Site<'a>> = case.alternatives().cloned().collect();
            open.extend(inner.into_iter().chain(case.conditional).rev());
            for (name, site) in case.properties {
                let mut known = whole.properties.iter_mut().enumerate();
                match known.find(|(_, (known, _))| *known == name) {
                    Some((index, (_, known))) if index >= own => {
                        *known = both::either(self.cx, known, site);
                    }
                    Some(_) => {}
                    None => whole.properties.push((name, site)),
                }
            }
        }
    }

    /// Returns whether some alternatives of a schema descend from it. Its descendants then ignore all
    /// alternatives: a child would have to be one of its siblings, or itself.
    fn lists_children(&self, site: &Site<'a>, schema: &SchemaObject<'a>) -> bool {
        let mut alternatives = schema.alternatives();
        alternatives.any(|one| self.cx.extends(one, &site.at))
    }

    /// Notes that only one of two unions determines the type. A type for every pair of their
    /// alternatives would be of no use. Data that the type does not name is preserved.
    fn note_lost(&self, whole: &SchemaObject<'a>, more: &SchemaObject<'a>) {
        let (Some(lost), Some(_)) = (whole.alternatives().next(), more.alternatives().next())
        else {
            return;
        };
        let message = "an `allOf` has more than one `oneOf` or `anyOf`; only the last one determines the type";
        self.cx
            .diagnostics
            .tell(Code::UnionsOfAllOf, &lost.at, message);
    }

    /// Notes that no value can match two schemas, so that the later one determines the values.
    fn note_contradiction(&self, whole: &SchemaObject<'a>, more: &SchemaObject<'a>, at: &Pointer) {
        if contradict(whole, more) {
            let message = "no value matches all members of the `allOf`; the schema in the object itself is used or, if there is none, the last one in the list";
            let diagnostics = self.cx.diagnostics;
            diagnostics.tell(Code::ConflictingSchemas, at, message);
        }
    }

    /// Returns whether a member says nothing but `nullable: true`, with a note.
    fn tell_lone(&self, member: &SchemaObject<'a>, at: &Pointer) -> bool {
        let is_lone = nullable::is_lone(member);
        if is_lone {
            let message = "a member of the `allOf` says only `nullable: true`; null is allowed, although the other members do not allow it";
            self.cx.diagnostics.tell(Code::LoneNullable, at, message);
        }
        is_lone
    }

    fn schema(&mut self, mut schema: SchemaObject<'a>, part: bool) -> SchemaObject<'a> {
        let reference = schema.reference.take();
        let members = std::mem::take(&mut schema.all_of);
        if reference.is_none() && members.is_empty() {
            return schema;
        }
        let target = reference.and_then(|reference| self.cx.target(&reference));
        let part = part || members.len() > 1 || !schema.properties.is_empty();
        let parent = target
            .as_ref()
            .map(|target| target.at.clone())
            .filter(|_| part);
        let mut whole = SchemaObject::default();
        let mut names = Names::default();
        let mut nullable = false;
        let mut forbidden = false;
        let mut lone = false;
        let mut last = None;
        for site in target.into_iter().chain(members) {
            let is_parent = parent.as_ref() == Some(&site.at);
            let Some(mut member) = self.site(site.clone(), part) else {
                continue;
            };
            if is_parent && self.lists_children(&site, &member) {
                member.one_of.clear();
                member.any_of.clear();
                member.discriminator = None;
            }
            lone |= part && self.tell_lone(&member, &site.at);
            nullable |= member.nullable;
            forbidden |= !member.nullable && !nullable::is_silent(&member);
            self.note_lost(&whole, &member);
            self.note_contradiction(&whole, &member, &site.at);
            merge(self.cx, &mut whole, member, &mut names);
            last = Some(site.at);
        }
        self.note_lost(&whole, &schema);
        if let Some(at) = last {
            self.note_contradiction(&whole, &schema, &at);
        }
        nullable = schema.nullable || lone || nullable && !forbidden;
        whole.title = None;
        whole.description = None;
        merge(self.cx, &mut whole, schema, &mut names);
        whole.nullable = nullable;
        whole
    }
}

/// Merges the keywords of `more` into `whole`. Those of `more` take precedence, because it is the
/// later or nearer schema.
pub(super) fn absorb<'a>(cx: Context<'a>, whole: &mut SchemaObject<'a>, more: SchemaObject<'a>) {
    let properties = whole.properties.iter().enumerate();
    let mut names = Names {
        properties: properties.map(|(at, (name, _))| (*name, at)).collect(),
        required: whole.required.iter().copied().collect(),
    };
    merge(cx, whole, more, &mut names);
}

/// The properties that a schema has so far.
#[derive(Default)]
struct Names<'a> {
    /// The index of each property.
    properties: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
}

fn merge<'a>(
    cx: Context<'a>,
    whole: &mut SchemaObject<'a>,
    mut more: SchemaObject<'a>,
    names: &mut Names<'a>,
) {
    both::narrow_union(cx, whole, &more);
    both::narrow_union(cx, &mut more, whole);
    merge_types(whole, &more);
    for (name, site) in more.properties {
        let at = names.properties.get(name);
        match at.and_then(|at| whole.properties.get_mut(*at)) {
            Some((_, known)) => *known = both::of(cx, known, site),
            None => {
                names.properties.insert(name, whole.properties.len());
                whole.properties.push((name, site));
            }
        }
    }
    let new = more.required.into_iter();
    whole
        .required
        .extend(new.filter(|name| names.required.insert(name)));
    match (&whole.additional, more.additional) {
        // `false` beside other properties can only mean that the list is complete.
        (_, Additional::Unsaid) | (Additional::Schema(_), Additional::Forbidden) => {}
        (Additional::Schema(known), Additional::Schema(site)) => {
            whole.additional = Additional::Schema(both::of(cx, known, site));
        }
        (_, additional) => whole.additional = additional,
    }
    whole.pattern_properties.extend(more.pattern_properties);
    whole.conditional.extend(more.conditional);
    if whole.prefix_items.is_empty() {
        whole.prefix_items = more.prefix_items;
    }
    // A parent that names its children in a discriminator is not a union when it is part of a child.
    if whole.one_of.is_empty() && whole.any_of.is_empty() {
        whole.discriminator = None;
    }
    if !more.one_of.is_empty() || !more.any_of.is_empty() {
        whole.one_of = more.one_of;
        whole.any_of = more.any_of;
        whole.discriminator = more.discriminator;
    }
    whole.only_null |= more.only_null;
    whole.nullable |= more.nullable;
    whole.deprecated |= more.deprecated;
    whole.read_only |= more.read_only;
    whole.write_only |= more.write_only;
    merge_values(whole, more.enumeration, more.value_names);
    whole.constant = more.constant.or(whole.constant);
    whole.unquoted.extend(more.unquoted);
    whole.length.0 = more.length.0.or(whole.length.0);
    whole.length.1 = more.length.1.or(whole.length.1);
    whole.items = match (whole.items.take(), more.items) {
        (Some(known), Some(site)) => Some(both::of(cx, &known, site)),
        (known, site) => site.or(known),
    };
    whole.title = more.title.or(whole.title);
    whole.description = more.description.or(whole.description);
    whole.format = more.format.or(whole.format);
    whole.minimum = more.minimum.or(whole.minimum);
    whole.limits.extend(more.limits);
    whole.maximum = more.maximum.or(whole.maximum);
    whole.default = more.default.or(whole.default);
    whole.content_media_type = more.content_media_type.or(whole.content_media_type);
    whole.content_schema = more.content_schema.or(whole.content_schema.take());
    whole.content_encoding = more.content_encoding.or(whole.content_encoding);
    whole.examples.extend(more.examples);
}

/// Keeps the listed values that both schemas allow, each with its name. If there are none, the nearer schema
/// determines the values.
fn merge_values<'a>(
    whole: &mut SchemaObject<'a>,
    values: Option<Vec<&'a Node>>,
    names: Vec<ValueName<'a>>,
) {
    let Some(values) = values else {
        return;
    };
    let known = whole.enumeration.take().unwrap_or_default();
    let is_shared = |value: &&&Node| known.contains(*value);
    let shared: Vec<&'a Node> = values.iter().filter(is_shared).copied().collect();
    let kept = if shared.is_empty() {
        values.clone()
    } else {
        shared
    };
    let known_names = std::mem::take(&mut whole.value_names);
    let name = |value: &&'a Node| {
        let find = |values: &[&Node], names: &[ValueName<'a>]| {
            let index = values.iter().position(|one| one == value)?;
            let name = names.get(index).copied()?;
            (name != ValueName::default()).then_some(name)
        };
        let own = find(&values, &names);
        own.or_else(|| find(&known, &known_names))
            .unwrap_or_default()
    };
    if !(names.is_empty() && known_names.is_empty()) {
        whole.value_names = kept.iter().map(name).collect();
    }
    whole.enumeration = Some(kept);
}

/// Returns whether two schemas have no type in common, or list no common value.
pub(super) fn contradict(first: &SchemaObject<'_>, second: &SchemaObject<'_>) -> bool {
    let typed = !first.types.is_empty() && !second.types.is_empty();
    if typed && common_types(&first.types, &second.types).is_empty() {
        return true;
    }
    let listed = (fixed::values(first), fixed::values(second));
    matches!(listed, (Some(first), Some(second)) if !second.iter().any(|value| first.contains(value)))
}

/// The types that are in both lists. An integer is a number (JSON Schema 2020-12 validation, 6.1.1).
pub(super) fn common_types(first: &[JsonType], second: &[JsonType]) -> Vec<JsonType> {
    let allows = |types: &[JsonType], kind: JsonType| {
        types.contains(&kind) || kind == JsonType::Integer && types.contains(&JsonType::Number)
    };
    let mut common = first.to_vec();
    common.retain(|kind| allows(second, *kind));
    let integer = [JsonType::Integer, JsonType::Number];
    let narrower = second.iter().copied();
    let narrower = narrower.filter(|kind| allows(first, *kind) && !first.contains(kind));
    if !common.iter().any(|kind| integer.contains(kind)) {
        common.extend(narrower);
    }
    common
}

fn merge_types<'a>(whole: &mut SchemaObject<'a>, more: &SchemaObject<'a>) {
    let both = common_types(&whole.types, &more.types);
    if whole.types.is_empty() || (!more.types.is_empty() && both.is_empty()) {
        more.types.clone_into(&mut whole.types);
    } else if !more.types.is_empty() {
        whole.types = both;
    }
}
