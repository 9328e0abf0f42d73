//! Values of one type out of several, and the `union!` table that describes them.

use super::tape::{Node, end_of};
use super::wire::{Mismatch, Value};

/// What a value must look like for a variant to be tried.
pub(crate) struct Guard {
    /// `any`, the kind of JSON value, or `tag`: an object that says which variant it is.
    pub(crate) kind: &'static str,
    /// The kind of an array's first item; any if empty.
    pub(crate) item: &'static str,
    /// The keys that an object must have; of a tag, its key alone.
    pub(crate) keys: &'static [&'static str],
    /// The keys that the variant has fields for; none if that does not matter.
    pub(crate) known: &'static [&'static str],
    /// The texts of which a tag must be one.
    pub(crate) tags: &'static [&'static str],
}

/// A variant: when to try it, and how to read it.
pub(crate) type Candidate<T> = (Guard, fn(Value<'_>) -> Result<T, Mismatch>);

/// Reads a value as the first variant that it fits; `None` if it fits none.
///
/// A tag is the server's own word. So where one has been found, an error is the answer, unless
/// another variant has the same tag; and no variant is guessed.
pub(crate) fn read_union<T>(
    value: Value<'_>,
    candidates: &[Candidate<T>],
) -> Result<Option<T>, Mismatch> {
    let mut admitted: Vec<&Candidate<T>> = candidates
        .iter()
        .filter(|(guard, _)| guard.admits(value))
        .collect();
    if admitted.len() > 1 {
        // The sort is stable: tags stay in front, the table's order decides between equals.
        admitted.sort_by_key(|(guard, _)| guard.strangers(value));
    }
    let mut mistake = None;
    for (guard, read) in admitted {
        let tagged = !guard.tags.is_empty();
        if tagged || mistake.is_none() {
            match read(value) {
                Ok(variant) => return Ok(Some(variant)),
                Err(error) if tagged => mistake = mistake.or(Some(error)),
                Err(_) => {}
            }
        }
    }
    mistake.map_or(Ok(None), Err)
}

impl Guard {
    /// How many members an object has that this variant does not know.
    fn strangers(&self, value: Value<'_>) -> usize {
        let (Node::Object { end }, false) = (value.node(), self.known.is_empty()) else {
            return 0;
        };
        let mut strangers = 0;
        let mut at = value.at + 1;
        while at < *end {
            if let Some(Node::Text(key)) = value.nodes.get(at) {
                strangers += usize::from(!self.known.contains(&key.as_ref()));
            }
            at = end_of(value.nodes, at + 1);
        }
        strangers
    }

    fn admits(&self, value: Value<'_>) -> bool {
        is_kind(value, self.kind)
            && (self.item.is_empty() || first_item_is(value, self.item))
            && self.keys.iter().all(|key| self.finds(value, key))
    }

    /// Whether an object has this key, with one of the tags if there are any.
    fn finds(&self, object: Value<'_>, wanted: &str) -> bool {
        let nodes = object.nodes;
        let end = end_of(nodes, object.at);
        let mut at = object.at + 1;
        while at < end {
            if matches!(nodes.get(at), Some(Node::Text(key)) if key == wanted) {
                return match nodes.get(at + 1) {
                    Some(Node::Text(tag)) if !self.tags.is_empty() => {
                        self.tags.contains(&tag.as_ref())
                    }
                    _ => self.tags.is_empty(),
                };
            }
            at = end_of(nodes, at + 1);
        }
        false
    }
}

fn is_kind(value: Value<'_>, kind: &str) -> bool {
    match value.node() {
        Node::Null => kind == "any" || kind == "null",
        Node::Bool(_) => kind == "any" || kind == "boolean",
        Node::Unsigned(_) | Node::Signed(_) => matches!(kind, "any" | "integer" | "number"),
        Node::Float(number) => {
            matches!(kind, "any" | "number") || kind == "integer" && number.fract() == 0.0
        }
        Node::Text(_) => kind == "any" || kind == "string",
        Node::Array { .. } => kind == "any" || kind == "array",
        Node::Object { .. } => matches!(kind, "any" | "object" | "tag"),
    }
}

fn first_item_is(array: Value<'_>, kind: &str) -> bool {
    let at = array.at + 1;
    at == end_of(array.nodes, array.at) || is_kind(Value { at, ..array }, kind)
}

/// `union!(Input { Message: tag "type" = "message", Text: string })` makes the enum `Input` of
/// these variants and `Unknown(serde_json::Value)` a value that is one of them. They are tried in
/// this order, each if its guard admits the value:
///
/// - `tag "type" = "a" | "b"`: an object whose member is one of these texts,
/// - `object ["a"] of ["a", "b"]`: an object that has all of the first keys; of several such
///   variants, the one that knows most of the object's keys is tried first,
/// - `object`, `array`, `string`, `integer`, `number`, `boolean`: a value of this kind,
/// - `array of string`: an array that is empty or begins with an item of this kind,
/// - `any`: every value.
macro_rules! union {
    ($name:ident { $(
        $variant:ident: $kind:ident $(of $item:ident)?
            $($key:literal = $($tag:literal)|+)? $([$($keys:literal),*] of [$($known:literal),*])?
    ),* $(,)? }) => {
        impl $crate::runtime::Wire for $name {
            fn read(value: $crate::runtime::Value<'_>) -> ::std::result::Result<Self, $crate::runtime::Mismatch> {
                let candidates: &[$crate::runtime::Candidate<Self>] = &[$((
                    $crate::runtime::Guard {
                        kind: ::std::stringify!($kind),
                        item: ::std::concat!($(::std::stringify!($item))?),
                        keys: &[$($key)? $($($keys),*)?],
                        known: &[$($($known),*)?],
                        tags: &[$($($tag),*)?],
                    },
                    |value| ::std::result::Result::Ok(Self::$variant($crate::runtime::Wire::read(value)?)),
                )),*];
                ::std::result::Result::Ok(match $crate::runtime::read_union(value, candidates)? {
                    ::std::option::Option::Some(variant) => variant,
                    ::std::option::Option::None => Self::Unknown($crate::runtime::Wire::read(value)?),
                })
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                match self {
                    $(Self::$variant(value) => $crate::runtime::Wire::write(value, tape),)*
                    Self::Unknown(value) => $crate::runtime::Wire::write(value, tape),
                }
            }
        }
        $crate::runtime::serde_traits!($name);
    };
}

pub(crate) use union;
