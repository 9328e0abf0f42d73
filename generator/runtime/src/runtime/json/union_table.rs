//! The table of enums for values of one of several types, `union!`, and what decides which variants a value may be,
//! before it is read.

use std::sync::OnceLock;

use super::choice::Member;
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

/// ```text
/// union! {
///     pub enum Input {
///         Message(Message) from own: tag "type" = "message",
///         Text(String) from &str: string,
///     }
/// }
/// ```
///
/// defines the enum `Input` with these variants and `Unknown(serde_json::Value)`. In JSON, the
/// enum is a value of one of these types. `from own` adds a `From` for the type of the variant,
/// `from (T)` one for `T`, `from &str` those for strings, `from ({T})` one for maps of `T`, and `from [T]` those for
/// arrays of `T`; in `from {T}`, the variant is another union, which takes the array. After `into`, arrays of what
/// converts into `T` are taken. `: Built` after the name allows JSON where the enum is an argument, and
/// `+ OfLists` also takes lists of texts and numbers of other types. Variants are tried in this
/// order, each if its guard accepts the value:
///
/// - `tag "type" = "a" | "b"`: an object in which this member is one of these strings; the
///   documentation then names them. `+ "type" = "a"` after it adds the member when the value is
///   written, unless the variant has the member itself,
/// - `scalar "type" = "1" | "true"`: the same, with the values as JSON,
/// - `optional` and `optional_scalar`: the same, also for an object without the member,
/// - `default` and `default_scalar`: the same, also for an object with another value,
/// - `object ["a"] of ["a", "b"]`: an object that has all of the first keys; of several such
///   variants, the one that knows most of the object's keys is tried first,
/// - `object`, `array`, `string`, `integer`, `number`, `boolean`: a value of this kind,
/// - `array of string`: an array that is empty or begins with an item of this kind,
/// - `any`: any value.
///
/// `for 200 | 202 to 299` after it makes the variant that of responses with these status codes.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (@from $name:ident $variant:ident [&str]) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
    };
    (@from $name:ident $variant:ident {&str}) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(::std::convert::Into::into(values)));
    };
    (@from $name:ident $variant:ident [into $type:ty]) => {
        impl<K: ::std::convert::Into<$type>, const N: ::std::primitive::usize> ::std::convert::From<[K; N]> for $name {
            fn from(values: [K; N]) -> Self {
                Self::from(::std::vec::Vec::from(values))
            }
        }

        impl<K: ::std::convert::Into<$type>> ::std::convert::From<::std::vec::Vec<K>> for $name {
            fn from(values: ::std::vec::Vec<K>) -> Self {
                let values: ::std::vec::Vec<$type> = values.into_iter().map(::std::convert::Into::into).collect();
                Self::$variant(::std::convert::Into::into(values))
            }
        }

        impl $crate::runtime::OfItems for $name {
            type Item = $type;
        }
    };
    (@from $name:ident $variant:ident [$type:ty]) => {
        $crate::runtime::union!(@array $name [$type] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
        $crate::runtime::union!(@vector $name [$type] values Self::$variant(::std::convert::Into::into(values)));
    };
    (@from $name:ident $variant:ident {$type:ty}) => {
        $crate::runtime::union!(@array $name [$type] values Self::$variant(::std::convert::Into::into(values)));
        $crate::runtime::union!(@vector $name [$type] values Self::$variant(::std::convert::Into::into(values)));
    };
    (@array $name:ident [$type:ty] $values:ident $made:expr) => {
        impl<const N: ::std::primitive::usize> ::std::convert::From<[$type; N]> for $name {
            fn from($values: [$type; N]) -> Self {
                $made
            }
        }
    };
    (@vector $name:ident [$type:ty] $values:ident $made:expr) => {
        impl ::std::convert::From<::std::vec::Vec<$type>> for $name {
            fn from($values: ::std::vec::Vec<$type>) -> Self {
                $made
            }
        }
    };
    (@statuses []) => {};
    (@first $first:literal $($more:tt)*) => { $first };
    (@statuses [$([$variant:ident $($first:literal $(to $last:literal)?)+])+]) => {
        fn response_status(&self) -> ::std::primitive::u16 {
            match self {
                $(Self::$variant(_) => $crate::runtime::union!(@first $($first)+),)+
                _ => 200,
            }
        }

        fn read_response(status: ::std::primitive::u16, reader: &mut $crate::runtime::Reader<'_>) -> Self {
            match status {
                $($($first $(..=$last)?)|+ => Self::$variant($crate::runtime::Wire::read(reader)),)+
                _ => Self::read(reader),
            }
        }
    };
    ($($(#[$about:meta])* pub enum $name:ident $(: $built:ident $(+ $lists:ident)?)? { $(
        $(#[$doc:meta])*
        $variant:ident($type:ty)
            $(from $(
                $($own:ident)? $(& $text:ident)? $(($from:ty))? $(({$entry:ty}))?
                $([$($list:tt)+])? $({$($inner_list:tt)+})?
            )|+)?: $kind:ident $(of $item:ident)?
            $($key:literal = $tag:literal $(| $more:literal)*)? $([$($keys:literal),*] of [$($known:literal),*])?
            $(+ $added:literal = $add:literal)? $(for $($first:literal $(to $last:literal)?)|+)?
    ),* $(,)? })+) => {$(
        $(#[$about])*
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$doc])*
                $(#[doc = ::std::concat!(
                    "\n\nAn object whose `", $key, "` is `", $tag, "`", $(" or `", $more, "`",)* "."
                )])?
                $variant($type),
            )*
            /// A value of a type that this version of the crate does not know. It is written back
            /// unchanged.
            Unknown(::serde_json::Value),
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                enum Variant {
                    $($variant,)*
                }
                static VARIANTS: $crate::runtime::Variants<Variant> = $crate::runtime::Variants::new(&[
                    $($crate::runtime::Guard(
                        Variant::$variant,
                        ::std::stringify!($kind),
                        &[$($key)? $(::std::stringify!($item))? $($($keys),*)?],
                        &[$($tag $(, $more)*)? $($($known),*)?],
                    ),)*
                ]);
                let mut choice = reader.choice(&VARIANTS);
                loop {
                    let read = match choice.next(reader) {
                        $(::std::option::Option::Some(Variant::$variant) => Self::$variant($crate::runtime::Wire::read(reader)),)*
                        ::std::option::Option::None => Self::Unknown($crate::runtime::Wire::read(reader)),
                    };
                    if choice.ends(reader) {
                        return read;
                    }
                }
            }

            $crate::runtime::union!(@statuses [$($([$variant $($first $(to $last)?)+])?)*]);

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                match self {
                    $(Self::$variant(value) => {
                        writer.variant(::std::stringify!($variant), value);
                        $(writer.tag($added, $add);)?
                    })*
                    Self::Unknown(value) => writer.variant("Unknown", value),
                }
            }

            fn blank() -> Self {
                Self::Unknown(::serde_json::Value::Null)
            }
        }

        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(value) => Self::$variant(::std::clone::Clone::clone(value)),)*
                    Self::Unknown(value) => Self::Unknown(::std::clone::Clone::clone(value)),
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                $crate::runtime::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug(self, formatter)
            }
        }

        $crate::runtime::serde_traits!($name);

        $(
            impl $crate::runtime::$built for $name {}
            $(impl $crate::runtime::$lists for $name {})?
        )?

        $($($(
            $(
                impl ::std::convert::From<$type> for $name {
                    fn from($own: $type) -> Self {
                        Self::$variant($own)
                    }
                }
            )?
            $(
                impl ::std::convert::From<&::std::primitive::$text> for $name {
                    fn from(value: &::std::primitive::$text) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }

                impl ::std::convert::From<::std::string::String> for $name {
                    fn from(value: ::std::string::String) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }

                impl ::std::convert::From<&::std::string::String> for $name {
                    fn from(value: &::std::string::String) -> Self {
                        Self::$variant(::std::convert::Into::into(value.as_str()))
                    }
                }
            )?
            $(
                impl ::std::convert::From<$from> for $name {
                    fn from(value: $from) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }
            )?
            $(
                impl ::std::convert::From<::std::collections::BTreeMap<::std::string::String, $entry>> for $name {
                    fn from(value: ::std::collections::BTreeMap<::std::string::String, $entry>) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }

                impl $crate::runtime::OfPairs for $name {
                    type Value = $entry;
                }
            )?
            $($crate::runtime::union!(@from $name $variant [$($list)+]);)?
            $($crate::runtime::union!(@from $name $variant {$($inner_list)+});)?
        )+)?)*
    )+};
}

#[doc(hidden)]
pub use __union as union;
