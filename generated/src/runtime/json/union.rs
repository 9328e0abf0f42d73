//! Values of one of several types, and the `union!` table that describes them.

use std::borrow::Cow;

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Reading, Value};

/// The conditions for trying a variant.
pub struct Guard {
    /// The variant.
    pub variant: &'static str,
    /// `any`, the kind of JSON value, or `tag` or `scalar`: an object that says which variant it is.
    pub kind: &'static str,
    /// The kind of an array's first item; any if empty.
    pub item: &'static str,
    /// The keys that an object must have; for a tag, only its key.
    pub keys: &'static [&'static str],
    /// The keys that the variant has fields for; empty if they do not matter.
    pub known: &'static [&'static str],
    /// The values that a tag may have; for a `scalar`, they are JSON.
    pub tags: &'static [&'static str],
}

/// The variants that a value may be, in the order in which they are tried: first those that it is
/// exactly, then those that it can be converted to.
///
/// A tag is authoritative. If one was found, an error is returned, unless
/// another variant has the same tag; a variant is never guessed.
pub struct Choice {
    /// The accepted variants.
    admitted: Vec<&'static Guard>,
    /// The number of variants that were tried.
    count: usize,
    /// The guard of the variant that is tried.
    tried: Option<&'static Guard>,
    trial: Reading,
    /// The reason why the first variant with the tag did not match.
    mistake: Option<Mismatch>,
    /// The number of unknown members and values in the variant that fits best so far, and its index in
    /// `admitted`.
    best: Option<(usize, usize)>,
    /// Whether that variant is read for good.
    settled: bool,
}

impl Choice {
    /// The variants that a value may be.
    #[must_use]
    pub fn new(value: Value<'_>, guards: &'static [Guard]) -> Self {
        let admitted = guards.iter().filter(|guard| guard.admits(value));
        let mut admitted: Vec<&Guard> = admitted.collect();
        if admitted.len() > 1 {
            // The sort is stable: tags stay in front, the table's order decides between equals.
            admitted.sort_by_key(|guard| guard.strangers(value));
        }
        Self {
            admitted,
            count: 0,
            tried: None,
            trial: Reading {
                exact: true,
                ..Reading::default()
            },
            mistake: None,
            best: None,
            settled: false,
        }
    }

    /// The next variant to try; an empty name if no known variant matches.
    #[must_use]
    pub fn next(&mut self, reading: &Reading) -> &'static str {
        loop {
            while let Some(guard) = self.admitted.get(self.count) {
                self.count += 1;
                if guard.is_tag() || self.mistake.is_none() {
                    self.tried = Some(guard);
                    return guard.variant;
                }
            }
            let best = self
                .best
                .filter(|_| !std::mem::replace(&mut self.settled, true));
            if let Some(guard) = best.and_then(|(_, index)| self.admitted.get(index)) {
                self.tried = Some(guard);
                return guard.variant;
            }
            if !self.trial.exact || reading.exact {
                self.tried = None;
                return "";
            }
            self.trial.exact = false;
            self.mistake = None;
            self.count = 0;
        }
    }

    /// How the variant is read.
    pub fn trial(&mut self) -> &mut Reading {
        &mut self.trial
    }

    /// Whether another variant may know more of the value, at any depth, than one that fits.
    fn has_rivals(&self, tried: &Guard) -> bool {
        let last = self.best.is_none() && self.count >= self.admitted.len();
        self.trial.exact && !self.settled && !tried.is_tag() && !last
    }

    /// Whether the value matches the variant that was tried, or no variants remain.
    pub fn ends(&mut self, value: Value<'_>, reading: &mut Reading) -> bool {
        let (refused, Some(tried)) = (self.trial.mistake.take(), self.tried) else {
            match self.mistake.take() {
                Some(error) => {
                    reading.mistake.get_or_insert(error);
                }
                None if reading.exact => value.refuse("a value of a known kind", reading),
                None => {}
            }
            return true;
        };
        let fits = refused.is_none();
        let unknown = std::mem::take(&mut self.trial.unknown);
        if fits && unknown > 0 && self.has_rivals(tried) {
            if self.best.is_none_or(|(least, _)| unknown < least) {
                self.best = Some((unknown, self.count - 1));
            }
            return false;
        }
        reading.unknown += unknown;
        if tried.is_tag() && self.mistake.is_none() {
            self.mistake = refused;
        }
        fits
    }
}

impl Guard {
    fn is_tag(&self) -> bool {
        !self.tags.is_empty()
    }

    /// The number of members of an object that this variant does not know.
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
                let tag = Value {
                    at: at + 1,
                    ..object
                };
                return self.tags.is_empty() || self.tags.iter().any(|known| self.is(tag, known));
            }
            at = end_of(nodes, at + 1);
        }
        false
    }

    /// Whether a value is this tag.
    fn is(&self, value: Value<'_>, tag: &str) -> bool {
        match value.node() {
            Node::Text(text) if self.kind == "tag" => text == tag,
            Node::Text(text) => {
                let inner = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
                inner == Some(text.as_ref())
            }
            _ if self.kind == "tag" => false,
            Node::Null => tag == "null",
            Node::Bool(value) => tag == if *value { "true" } else { "false" },
            Node::Unsigned(number) => tag.parse() == Ok(*number),
            Node::Signed(number) => tag.parse() == Ok(*number),
            Node::Float(number) => tag.parse() == Ok(*number),
            Node::Array { .. } | Node::Object { .. } => false,
        }
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
        Node::Object { .. } => matches!(kind, "any" | "object" | "tag" | "scalar"),
    }
}

fn first_item_is(array: Value<'_>, kind: &str) -> bool {
    let at = array.at + 1;
    at == end_of(array.nodes, array.at) || is_kind(Value { at, ..array }, kind)
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
/// defines the enum `Input` with these variants and `Unknown(serde_json::Value)`, which is a value of
/// one of these types. `from` makes a `From` for the variant's type, `from str` one for `&str`, too.
/// Variants are tried in this order, each if its guard accepts the value:
///
/// - `tag "type" = "a" | "b"`: an object whose member is one of these strings, which the documentation
///   then states; `+ "type" = "a"` after it writes that member unless the variant has it,
/// - `scalar "type" = "1" | "true"`: the same, with the values as JSON,
/// - `object ["a"] of ["a", "b"]`: an object that has all of the first keys; of several such
///   variants, the one that knows most of the object's keys is tried first,
/// - `object`, `array`, `string`, `integer`, `number`, `boolean`: a value of this kind,
/// - `array of string`: an array that is empty or begins with an item of this kind,
/// - `any`: any value.
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
            $(+ $added:literal = $add:literal)?
    ),* $(,)? })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the document may not describe a variant")]
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
            fn read(value: $crate::runtime::Value<'_>, reading: &mut $crate::runtime::Reading) -> Self {
                let mut choice = $crate::runtime::Choice::new(value, &[$($crate::runtime::Guard {
                    variant: ::std::stringify!($variant),
                    kind: ::std::stringify!($kind),
                    item: ::std::concat!($(::std::stringify!($item))?),
                    keys: &[$($key)? $($($keys),*)?],
                    known: &[$($($known),*)?],
                    tags: &[$($tag $(, $more)*)?],
                }),*]);
                loop {
                    let read = match choice.next(reading) {
                        $(::std::stringify!($variant) => Self::$variant($crate::runtime::Wire::read(value, choice.trial())),)*
                        _ => Self::Unknown($crate::runtime::Wire::read(value, choice.trial())),
                    };
                    if choice.ends(value, reading) {
                        return read;
                    }
                }
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                #[allow(unused_variables, reason = "few unions add a member")]
                let at = tape.end();
                match self {
                    $(Self::$variant(value) => {
                        $crate::runtime::Wire::write(value, tape);
                        $(tape.tag(at, $added, $add);)?
                    })*
                    Self::Unknown(value) => $crate::runtime::Wire::write(value, tape),
                }
            }
        }
        $crate::runtime::json_traits!($name);
        $crate::runtime::serde_traits!($name);
        $($($crate::runtime::union!(@from $name $variant $type, $($text)?);)?)*
    )+};
}

#[doc(hidden)]
pub use __union as union;

impl Tape<'_> {
    /// The index of the next value.
    #[must_use]
    pub fn end(&self) -> usize {
        self.nodes().len()
    }

    /// Adds a member to the object at `at`, which was written last, unless it has a member with this
    /// name.
    pub fn tag(&mut self, at: usize, key: &'static str, tag: impl Into<Tag>) {
        let Some(Node::Object { end }) = self.nodes().get(at) else {
            return;
        };
        let mut next = at + 1;
        while next < *end {
            if matches!(self.nodes().get(next), Some(Node::Text(known)) if known == key) {
                return;
            }
            next = end_of(self.nodes(), next + 1);
        }
        self.push(Node::Text(Cow::Borrowed(key)));
        self.push(match tag.into() {
            Tag::Text(text) => Node::Text(Cow::Borrowed(text)),
            Tag::Integer(number) => Node::Signed(number),
            Tag::Bool(value) => Node::Bool(value),
        });
        self.close(at);
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

impl From<&'static str> for Tag {
    fn from(text: &'static str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Tag {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Tag {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
