//! Decides which variants of a union a value may be, before it is read.

use std::sync::OnceLock;

use super::choice::Member;
use super::reader::Reader;
use super::scalar::is_tag;
use super::tree::Node;

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
    /// The tags of each length, with the places of their variants: many tags have the same start, but few the same
    /// length.
    by_length: Vec<Vec<(&'static str, usize)>>,
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
        if guards.iter().any(Guard::is_scalar) {
            return None;
        }
        let mut keys = Vec::new();
        let mut by_length = Vec::new();
        for (index, Guard(_, kind, key, tags)) in guards.iter().enumerate() {
            if matches!(*kind, "tag" | "optional" | "default") {
                keys.extend_from_slice(key);
                for tag in *tags {
                    add_tag(&mut by_length, tag, index)?;
                }
            }
        }
        keys.dedup();
        match keys.as_slice() {
            [key] => Some(Self { key, by_length }),
            _ => None,
        }
    }

    pub(super) fn variant_of(&self, tag: &str) -> Option<usize> {
        let mut tags = self.by_length.get(tag.len())?.iter();
        let (_, variant) = tags.find(|(known, _)| *known == tag)?;
        Some(*variant)
    }
}

/// Adds the tag of a variant; `None` if it is also that of another one.
fn add_tag(
    by_length: &mut Vec<Vec<(&'static str, usize)>>,
    tag: &'static str,
    variant: usize,
) -> Option<()> {
    if by_length.len() <= tag.len() {
        by_length.resize_with(tag.len() + 1, Vec::new);
    }
    let tags = by_length.get_mut(tag.len())?;
    let is_new = tags.iter().all(|(known, _)| *known != tag);
    is_new.then(|| tags.push((tag, variant)))
}

impl Reader<'_> {
    /// The variant of the tag that the next value has; most servers send it first. `None` if a key has
    /// escapes, which [`Guard::has_tag`] reads.
    #[inline]
    pub(super) fn tagged(&mut self, tags: Option<&Tags>) -> Option<usize> {
        let tags = tags.filter(|_| self.peek() == b'{')?;
        self.at += 1;
        let mut next = self.next_token();
        while next == b'"' {
            let start = self.at + 1;
            let is_plain = self.look_beyond_string();
            let key = self.text.get(start..self.at.saturating_sub(1));
            if !is_plain || !self.accept(b':') {
                return None;
            }
            self.next_token();
            if key == Some(tags.key) {
                let is_text = self.peek() == b'"';
                return is_text.then(|| tags.variant_of(&self.string())).flatten();
            }
            if start == 2
                && let Some(variant) = self.last_tag(tags)
            {
                return Some(variant);
            }
            self.look_beyond();
            if !self.accept(b',') {
                return None;
            }
            next = self.next_token();
        }
        None
    }

    /// The variant of the tag that the last member of the text has, if the text is one object: other servers send the
    /// tag last. What ends like such an object and is something else is not JSON, as a quote within a string would end it.
    #[inline(never)]
    fn last_tag(&self, tags: &Tags) -> Option<usize> {
        let members = self.text.trim_ascii_end().strip_suffix('}')?;
        let (before, tag) = members
            .trim_ascii_end()
            .strip_suffix('"')?
            .rsplit_once('"')?;
        let key = before.trim_ascii_end().strip_suffix(':')?.trim_ascii_end();
        let before = key
            .strip_suffix('"')?
            .strip_suffix(tags.key)?
            .strip_suffix('"')?;
        let is_key = before.trim_ascii_end().ends_with(',');
        is_key.then(|| tags.variant_of(tag)).flatten()
    }
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
