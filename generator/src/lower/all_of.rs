//! Decides what `allOf` comes to: one schema with the keywords of all its members (JSON Schema
//! 2020-12, 10.2.1.1: every member holds for the same value).

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::openapi::{Additional, Context, Schema, SchemaObject};
use crate::source::{Pointer, Site};

/// A schema without `allOf` and `$ref`: their members' keywords are its own.
pub(super) fn flatten<'a>(cx: Context<'a>, schema: SchemaObject<'a>) -> SchemaObject<'a> {
    Flattening::new(cx).schema(schema)
}

/// The schema at `site`, flattened; `None` if it says nothing (`true`) or cannot be read.
pub(super) fn resolve<'a>(cx: Context<'a>, site: Site<'a>) -> Option<SchemaObject<'a>> {
    Flattening::new(cx).site(site)
}

struct Flattening<'a> {
    cx: Context<'a>,
    /// The schemas that are being flattened: a member that is among them adds nothing.
    open: Vec<Pointer>,
    /// Those that were flattened, and how often one was.
    done: HashSet<Pointer>,
    count: usize,
}

/// How many members are flattened as they come. Where each of two members has the same two, and so
/// on, there are endlessly many ways to the same few schemas: from here on each counts once.
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

    fn site(&mut self, site: Site<'a>) -> Option<SchemaObject<'a>> {
        if self.open.contains(&site.at) || self.open.len() > 64 {
            return None;
        }
        self.count += 1;
        if !self.done.insert(site.at.clone()) && self.count > MANY {
            return None;
        }
        self.open.push(site.at.clone());
        let flat = match Schema::read(self.cx, site) {
            Some(Schema::Object(schema)) => Some(self.schema(Rc::unwrap_or_clone(schema))),
            Some(Schema::Boolean(_)) | None => None,
        };
        self.open.pop();
        flat
    }

    /// Values of two unions at once are of a type for each pair of their alternatives: that many
    /// types help nobody. What the type does not name is kept as it is.
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

    fn schema(&mut self, mut schema: SchemaObject<'a>) -> SchemaObject<'a> {
        let reference = schema.reference.take();
        let members = std::mem::take(&mut schema.all_of);
        if reference.is_none() && members.is_empty() {
            return schema;
        }
        let target = reference.and_then(|reference| self.cx.target(&reference));
        let mut whole = SchemaObject::default();
        let mut names = Names::default();
        let mut nullable = true;
        let mut any = false;
        for site in target.into_iter().chain(members) {
            let Some(member) = self.site(site) else {
                continue;
            };
            nullable &= member.nullable;
            any = true;
            self.note_lost(&whole, &member);
            merge(&mut whole, member, &mut names);
        }
        self.note_lost(&whole, &schema);
        nullable = schema.nullable || (any && nullable);
        whole.title = None;
        whole.description = None;
        merge(&mut whole, schema, &mut names);
        whole.nullable = nullable;
        whole
    }
}

/// Adds the keywords of `more` to `whole`. Where both say something, `more` wins: it stands later,
/// or nearer.
pub(super) fn absorb<'a>(whole: &mut SchemaObject<'a>, more: SchemaObject<'a>) {
    let properties = whole.properties.iter().enumerate();
    let mut names = Names {
        properties: properties.map(|(at, (name, _))| (*name, at)).collect(),
        required: whole.required.iter().copied().collect(),
    };
    merge(whole, more, &mut names);
}

/// The members that a schema has already.
#[derive(Default)]
struct Names<'a> {
    /// Where each of them is.
    properties: HashMap<&'a str, usize>,
    required: HashSet<&'a str>,
}

fn merge<'a>(whole: &mut SchemaObject<'a>, more: SchemaObject<'a>, names: &mut Names<'a>) {
    merge_types(whole, &more);
    for (name, site) in more.properties {
        let at = names.properties.get(name);
        match at.and_then(|at| whole.properties.get_mut(*at)) {
            Some((_, known)) if says_type(&site) || !says_type(known) => *known = site,
            Some(_) => {}
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
        // `false` beside other members can only mean that they are all there is.
        (_, Additional::Unsaid) | (Additional::Schema(_), Additional::Forbidden) => {}
        (_, additional) => whole.additional = additional,
    }
    whole.pattern_properties.extend(more.pattern_properties);
    if whole.prefix_items.is_empty() {
        whole.prefix_items = more.prefix_items;
    }
    // A parent that lists its children by a discriminator does not hold for each child as a union.
    let parent =
        |schema: &SchemaObject<'_>| schema.discriminator.is_some() && !schema.properties.is_empty();
    if !parent(whole) || whole.one_of.is_empty() && whole.any_of.is_empty() {
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
    whole.enumeration = more.enumeration.or(whole.enumeration.take());
    whole.constant = more.constant.or(whole.constant);
    whole.items = more.items.or(whole.items.take());
    whole.title = more.title.or(whole.title);
    whole.description = more.description.or(whole.description);
    whole.format = more.format.or(whole.format);
    whole.minimum = more.minimum.or(whole.minimum);
    whole.limits.extend(more.limits);
    whole.maximum = more.maximum.or(whole.maximum);
    whole.default = more.default.or(whole.default);
    whole.content_media_type = more.content_media_type.or(whole.content_media_type);
    whole.content_encoding = more.content_encoding.or(whole.content_encoding);
    whole.examples.extend(more.examples);
}

fn merge_types<'a>(whole: &mut SchemaObject<'a>, more: &SchemaObject<'a>) {
    let both: Vec<_> = whole
        .types
        .iter()
        .filter(|one| more.types.contains(one))
        .copied()
        .collect();
    if whole.types.is_empty() || (!more.types.is_empty() && both.is_empty()) {
        more.types.clone_into(&mut whole.types);
    } else if !more.types.is_empty() {
        whole.types = both;
    }
}

/// Whether a schema says more than words.
fn says_type(site: &Site<'_>) -> bool {
    const WORDS: [&str; 8] = [
        "description",
        "title",
        "example",
        "examples",
        "default",
        "readOnly",
        "writeOnly",
        "deprecated",
    ];
    site.members()
        .any(|(key, _)| !WORDS.contains(&key) && !key.starts_with("x-"))
}
