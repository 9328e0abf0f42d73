//! Decides which variants of a union a value may be, before it is read. Also the tags that unions add to objects.

use std::sync::OnceLock;

use super::choice::Member;
use super::scalar::is_tag;
use super::text::{Shape, Writer};
use super::tree::{Kind, Node};
use super::wire::{self, Wire};

/// The condition for reading a value as a variant: the variant, the kind of value, and two lists of words.
///
/// | kind | first | second |
/// |---|---|---|
/// | `tag` | the key of the tag | the tags |
/// | `scalar` | the key of the tag | the tags as JSON |
/// | `optional`, `optional_scalar` | like `tag` and `scalar`, where the value may lack the tag | the tags |
/// | `default`, `default_scalar` | like `tag` and `scalar`, for objects with no known tag, too | the tags |
/// | `object` | the keys that the object must have | the keys that the variant has fields for |
/// | `array` | the kind of the first item, if it matters | |
/// | `any`, `string`, `integer`, `number`, `boolean` | | |
#[doc(hidden)]
pub struct Guard<V>(
    pub V,
    pub &'static str,
    pub &'static [&'static str],
    pub &'static [&'static str],
);

/// The variants of a union.
#[doc(hidden)]
pub struct Variants<V: 'static> {
    pub(super) guards: &'static [Guard<V>],
    by_tag: OnceLock<Option<Tags>>,
}

/// The tags of a union, if they are the values of one key, and each is that of one variant.
pub(super) struct Tags {
    pub(super) key: &'static str,
    /// The tags and the places of their variants, in order.
    sorted: Vec<(&'static str, usize)>,
}

impl<V> Variants<V> {
    /// The variants of a table.
    #[must_use]
    pub const fn new(guards: &'static [Guard<V>]) -> Self {
        Self {
            guards,
            by_tag: OnceLock::new(),
        }
    }

    #[inline]
    pub(super) fn by_tag(&self) -> Option<&Tags> {
        let tags = self.by_tag.get_or_init(|| Tags::of(self.guards));
        tags.as_ref()
    }
}

impl Tags {
    fn of<V>(guards: &[Guard<V>]) -> Option<Self> {
        let mut sorted = Vec::new();
        let mut keys = Vec::new();
        if guards.iter().any(Guard::is_scalar) {
            return None;
        }
        for (index, Guard(_, kind, key, tags)) in guards.iter().enumerate() {
            if matches!(*kind, "tag" | "optional" | "default") {
                keys.extend_from_slice(key);
                sorted.extend(tags.iter().map(|tag| (*tag, index)));
            }
        }
        sorted.sort_unstable_by_key(|&(tag, _)| by_length(tag));
        keys.dedup();
        let several = sorted.is_sorted_by(|(one, _), (other, _)| by_length(one) < by_length(other));
        match keys.as_slice() {
            [key] if several => Some(Self { key, sorted }),
            _ => None,
        }
    }

    pub(super) fn variant_of(&self, tag: &str) -> Option<usize> {
        let wanted = by_length(tag);
        let known = |(known, _): &(&'static str, usize)| by_length(known).cmp(&wanted);
        let place = self.sorted.binary_search_by(known);
        let (_, variant) = self.sorted.get(place.ok()?)?;
        Some(*variant)
    }
}

/// The order of tags: many have the same start, but few the same length.
fn by_length(tag: &str) -> (usize, &str) {
    (tag.len(), tag)
}

impl<V> Guard<V> {
    pub(super) fn is_tag(&self) -> bool {
        matches!(self.1, "tag" | "scalar" | "default" | "default_scalar") || self.may_lack_tag()
    }

    /// Whether a value without the tag may be of this variant.
    pub(super) fn may_lack_tag(&self) -> bool {
        matches!(self.1, "optional" | "optional_scalar")
    }

    /// Whether a tag may be something else than a string.
    fn is_scalar(&self) -> bool {
        matches!(self.1, "scalar" | "optional_scalar" | "default_scalar")
    }

    /// Whether the members have the tag of this variant.
    pub(super) fn has_tag(&self, members: &[Member<'_>]) -> bool {
        let Guard(_, _, keys, tags) = self;
        let values = keys.iter().filter_map(|key| last(members, key));
        let is = |value: Node<'_>, tag: &&str| is_tag(value, tag, self.is_scalar());
        values
            .into_iter()
            .any(|value| tags.iter().any(|tag| is(value, tag)))
    }

    /// The number of members of an object that this variant does not know.
    pub(super) fn strangers(&self, members: &[Member<'_>]) -> usize {
        match self {
            Guard(_, "object", _, known) if !known.is_empty() => {
                let keys = members.iter().filter_map(|(key, _)| key.as_deref());
                keys.filter(|key| !known.contains(key)).count()
            }
            _ => 0,
        }
    }

    pub(super) fn admits(&self, kind: &str, item: &str, members: &[Member<'_>]) -> bool {
        let Guard(_, wanted, first, _) = self;
        let is = |kind: &str, wanted: &str| {
            wanted == "any" || wanted == kind || wanted == "number" && kind == "integer"
        };
        let has = |key: &&str| last(members, key).is_some();
        match *wanted {
            "tag" | "scalar" => self.has_tag(members),
            "optional" | "optional_scalar" => {
                kind == "object" && (self.has_tag(members) || !first.iter().any(has))
            }
            // Where another variant has the tag, that one is chosen.
            "default" | "default_scalar" => kind == "object",
            "object" => kind == "object" && first.iter().all(has),
            "array" => {
                kind == "array" && (item.is_empty() || first.iter().all(|wanted| is(item, wanted)))
            }
            wanted => is(kind, wanted),
        }
    }
}

/// The value of the last member with this key.
fn last<'a>(members: &[Member<'a>], wanted: &str) -> Option<Node<'a>> {
    let mut members = members.iter().rev();
    let found = members.find(|(key, _)| key.as_deref() == Some(wanted));
    found.map(|(_, value)| *value)
}

impl Writer<'_> {
    /// Writes the variant of a union.
    #[doc(hidden)]
    pub fn variant(&mut self, name: &'static str, value: &dyn wire::Member) {
        if let Some(see) = self.see.take() {
            return see(&Shape {
                name,
                names: "",
                fields: &[value],
            });
        }
        let start = self.out.len();
        value.write(self);
        self.variant = start;
    }

    /// Adds a member to the object that is the variant written last, unless it has a member with this name.
    #[doc(hidden)]
    pub fn tag(&mut self, key: &str, tag: impl Into<Tag>) {
        let start = self.variant;
        let written = self.out.get(start..).unwrap_or_default();
        let object = Node::of(str::from_utf8(written).unwrap_or_default());
        if object.kind() != Kind::Object || object.member(key).is_some() {
            return;
        }
        self.out.pop();
        self.key(key, &mut self.out.ends_with(b"{"));
        match tag.into() {
            Tag::Text(text) => self.string(text),
            Tag::Integer(number) => self.integer(number),
            Tag::Bool(value) => Wire::write(&value, self),
        }
        self.out.push(b'}');
    }
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

macro_rules! tags {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for Tag {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

tags!(&'static str => Text, i64 => Integer, bool => Bool);
