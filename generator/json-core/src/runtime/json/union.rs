//! Values of one type out of several: what tells them apart, and the table `union!` that says so.

use std::sync::OnceLock;

use super::choice::Member;

/// What a value must look like for a variant to be tried: the variant, the kind of value, and two
/// lists of words.
///
/// | kind | first | second |
/// |---|---|---|
/// | `tag` | the key of the tag | the tags |
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
        for (index, Guard(_, kind, key, tags)) in guards.iter().enumerate() {
            if *kind == "tag" {
                keys.extend_from_slice(key);
                sorted.extend(tags.iter().map(|tag| (*tag, index)));
            }
        }
        sorted.sort_unstable();
        keys.dedup();
        let several = sorted.is_sorted_by(|(one, _), (other, _)| one < other);
        match keys.as_slice() {
            [key] if several => Some(Self { key, sorted }),
            _ => None,
        }
    }

    pub(super) fn variant_of(&self, tag: &str) -> Option<usize> {
        let place = self.sorted.binary_search_by(|(known, _)| (*known).cmp(tag));
        let (_, variant) = self.sorted.get(place.ok()?)?;
        Some(*variant)
    }
}

impl<V> Guard<V> {
    /// How many members an object has that this variant does not know.
    pub(super) fn strangers(&self, members: &[Member<'_>]) -> usize {
        match self {
            Guard(_, "object", _, known) if !known.is_empty() => {
                let strange = |(key, _): &&Member<'_>| !known.contains(&&**key);
                members.iter().filter(strange).count()
            }
            _ => 0,
        }
    }

    pub(super) fn admits(&self, kind: &str, item: &str, members: &[Member<'_>]) -> bool {
        let Guard(_, wanted, first, second) = self;
        let is = |kind: &str, wanted: &str| {
            wanted == "any" || wanted == kind || wanted == "number" && kind == "integer"
        };
        let has = |wanted: &&str| members.iter().any(|(key, _)| key == wanted);
        match *wanted {
            "tag" => members.iter().any(|(key, text)| {
                first.contains(&&**key)
                    && text.as_ref().is_some_and(|text| second.contains(&&**text))
            }),
            "object" => kind == "object" && first.iter().all(has),
            "array" => {
                kind == "array" && (item.is_empty() || first.iter().all(|wanted| is(item, wanted)))
            }
            wanted => is(kind, wanted),
        }
    }
}

/// ```text
/// union! {
///     pub enum Input {
///         Message(Message) from: tag "type" = "message",
///         Text(String) from str: string,
///     }
/// }
/// ```
///
/// makes the enum `Input` of these variants and `Unknown(serde_json::Value)`, which is a value of
/// one of these types. `from` makes a `From` for the variant's type, `from str` one for `&str`, too.
/// Variants are tried in this order, each if its guard admits the value:
///
/// - `tag "type" = "a" | "b"`: an object whose member is one of these texts, as its documentation
///   says then,
/// - `object ["a"] of ["a", "b"]`: an object that has all of the first keys; of several such
///   variants, the one that knows most of the object's keys is tried first,
/// - `object`, `array`, `string`, `integer`, `number`, `boolean`: a value of this kind,
/// - `array of string`: an array that is empty or begins with an item of this kind,
/// - `any`: every value.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (@from $name:ident $variant:ident $type:ty, $($text:ident)?) => {
        impl ::std::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
        $(
            impl ::std::convert::From<&::std::primitive::$text> for $name {
                fn from(value: &::std::primitive::$text) -> Self {
                    Self::$variant(::std::convert::Into::into(value))
                }
            }
        )?
    };
    ($($(#[$about:meta])* pub enum $name:ident { $(
        $(#[$doc:meta])*
        $variant:ident($type:ty) $(from $($text:ident)?)?: $kind:ident $(of $item:ident)?
            $($key:literal = $tag:literal $(| $more:literal)*)? $([$($keys:literal),*] of [$($known:literal),*])?
    ),* $(,)? })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the API's description may say nothing of a variant")]
        pub enum $name {
            $(
                $(#[$doc])*
                $(#[doc = ::std::concat!(
                    "\n\nAn object whose `", $key, "` is `", $tag, "`", $(" or `", $more, "`",)* "."
                )])?
                $variant($type),
            )*
            /// A value of a kind that this version of the crate does not know; it is written back unchanged.
            Unknown(::serde_json::Value),
        }

        impl $crate::runtime::json::Wire for $name {
            fn read(reader: &mut $crate::runtime::json::Reader<'_>) -> Self {
                enum Variant {
                    $($variant,)*
                }
                static VARIANTS: $crate::runtime::json::Variants<Variant> = $crate::runtime::json::Variants::new(&[
                    $($crate::runtime::json::Guard(
                        Variant::$variant,
                        ::std::stringify!($kind),
                        &[$($key)? $(::std::stringify!($item))? $($($keys),*)?],
                        &[$($tag $(, $more)*)? $($($known),*)?],
                    ),)*
                ]);
                let mut choice = reader.choice(&VARIANTS);
                loop {
                    let read = match choice.next(reader) {
                        $(::std::option::Option::Some(Variant::$variant) => Self::$variant($crate::runtime::json::Wire::read(reader)),)*
                        ::std::option::Option::None => Self::Unknown($crate::runtime::json::Wire::read(reader)),
                    };
                    if choice.ends(reader) {
                        return read;
                    }
                }
            }

            fn blank() -> Self {
                Self::Unknown(::serde_json::Value::Null)
            }

            fn write(&self, writer: &mut $crate::runtime::json::Writer<'_>) {
                match self {
                    $(Self::$variant(value) => $crate::runtime::json::Wire::write(value, writer),)*
                    Self::Unknown(value) => $crate::runtime::json::Wire::write(value, writer),
                }
            }
        }

        $crate::runtime::json::serde_traits!($name);
        $($($crate::__union!(@from $name $variant $type, $($text)?);)?)*
    )+};
}

pub use __union as union;
