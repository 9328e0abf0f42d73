//! Objects with known fields, and the `object!` table that describes one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Reading, Value, Wire};

/// The fields of one object, taken in the order of the table.
pub struct Fields<'a, const N: usize> {
    pub(crate) keys: &'static [&'static str; N],
    pub(crate) object: Value<'a>,
    pub(crate) reading: &'a mut Reading,
    /// The index of the value of each key; 0, the index of the root, if it is absent.
    places: [usize; N],
    next: usize,
}

/// The place of a value that is missing.
const NOTHING: Value<'static> = Value { nodes: &[], at: 0 };

impl<'a> Value<'a> {
    /// Finds the values of `keys` in this object; the last value of a duplicate key.
    pub fn fields<const N: usize>(
        self,
        keys: &'static [&'static str; N],
        reading: &'a mut Reading,
    ) -> Fields<'a, N> {
        let mut places = [0; N];
        let item = self.only_item().filter(|_| !reading.exact);
        let object = item.unwrap_or(self);
        match object.node() {
            Node::Object { end } => locate(object, *end, keys, &mut places),
            _ => self.refuse("an object", reading),
        }
        Fields {
            keys,
            object,
            reading,
            places,
            next: 0,
        }
    }
}

impl Value<'_> {
    /// The only item of an array, which some servers send instead of a single value.
    fn only_item(self) -> Option<Self> {
        let at = self.at + 1;
        let Node::Array { end } = self.node() else {
            return None;
        };
        let single = at < *end && end_of(self.nodes, at) == *end;
        single.then_some(Value { at, ..self })
    }
}

fn locate(object: Value<'_>, end: usize, keys: &[&str], places: &mut [usize]) {
    let mut at = object.at + 1;
    let mut expected = 0;
    while at < end {
        if let Some(Node::Text(key)) = object.nodes.get(at)
            && let Some(index) = index_of(key, keys, expected)
            && let Some(place) = places.get_mut(index)
        {
            *place = at + 1;
            expected = index + 1;
        }
        at = end_of(object.nodes, at + 1);
    }
}

/// The index of `key`; `expected` is checked first, because servers usually send keys in the same order.
pub(crate) fn index_of(key: &str, keys: &[&str], expected: usize) -> Option<usize> {
    if keys.get(expected).is_some_and(|wire| *wire == key) {
        return Some(expected);
    }
    keys.iter().position(|wire| *wire == key)
}

impl<'a, const N: usize> Fields<'a, N> {
    /// The next key, and its value if the object has one.
    pub(crate) fn step(&mut self) -> (&'static str, Option<Value<'a>>) {
        let index = self.next;
        self.next += 1;
        let key = self.keys.get(index).copied().unwrap_or_default();
        let at = self.places.get(index).copied().filter(|at| *at != 0);
        (key, at.map(|at| Value { at, ..self.object }))
    }

    /// Reads the next field.
    pub fn take<T: Wire>(&mut self) -> T {
        match self.step() {
            (key, Some(value)) => self.inside(key, value),
            (key, None) => T::absent().unwrap_or_else(|| {
                let missing = || Mismatch::because(format!("missing field `{key}`"));
                self.reading.mistake.get_or_insert_with(missing);
                T::read(NOTHING, self.reading)
            }),
        }
    }

    /// Reads the value of a key. After an error, values are ignored.
    pub(crate) fn inside<T: Wire>(&mut self, key: &str, value: Value<'_>) -> T {
        if self.reading.mistake.is_some() {
            return T::read(NOTHING, self.reading);
        }
        let read = T::read(value, self.reading);
        if let Some(mistake) = &mut self.reading.mistake {
            mistake.in_field(key);
        }
        read
    }
}

impl<'a> Tape<'a> {
    /// Writes a field of the open object, unless it is absent.
    pub fn put<T: Wire>(&mut self, key: &'static str, value: &'a T) {
        if !value.is_absent() {
            self.push(Node::Text(Cow::Borrowed(key)));
            value.write(self);
        }
    }
}

/// Begins the object that represents a value; [`Tape::close`] ends it.
pub fn write_object(tape: &mut Tape<'_>) -> usize {
    tape.open_object()
}

/// ```text
/// object! {
///     pub struct Invite + extra {
///         pub id: String = "id",
///         pub object: String = "object" const "organization.invite",
///     }
///
///     pub struct Labels {
///         pub owner: Option<String> = "owner",
///         ..pub extra: i64,
///     }
/// }
/// ```
///
/// defines structs with these fields, which are objects with these keys. A key may be followed by
///
/// - `const "text"`: if the field is absent, it reads as this string,
/// - `always 1`: the same for an integer or a boolean,
/// - `| null`: the field is always written, as null if it has no value,
/// - `- received`: the field is not sent,
/// - `? null`: the field is absent, null or has a value, and is of type `Option<Option<T>>`.
///
/// `+ extra` adds a field for all other keys, whatever their values are; `..pub extra: T`, as the
/// last field, one for all other keys with values of a type.
///
/// The expansion is optimized for compile time, which matters for large APIs: no closure, no generic
/// code, no `Result`.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal $(const $constant:literal)? $(always $only:literal)? $(| $null:ident)? $(? $state:ident)? $(- $side:ident)?
        ),*
        $(,)?
        $(.. pub $rest:ident: $value:ty $(,)?)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the document may not describe a field")]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
            $(
                /// All members that do not have a field.
                pub $more: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,
            )?
            $(
                /// All members that do not have a field.
                pub $rest: ::std::collections::BTreeMap<::std::string::String, $value>,
            )?
        }

        impl $crate::runtime::Wire for $name {
            fn read(value: $crate::runtime::Value<'_>, reading: &mut $crate::runtime::Reading) -> Self {
                let mut fields = value.fields(&[$($key),*], reading);
                Self {
                    $($field: fields$(.constant($constant))?$(.always($only))?$(.$state())?.take(),)*
                    $($more: fields.rest(),)?
                    $($rest: fields.rest(),)?
                }
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                let object = $crate::runtime::write_object(tape);
                $(tape$(.$null())?$(.$side())?.put($key, &self.$field);)*
                $(tape.put_rest(&self.$more);)?
                $(tape.put_rest(&self.$rest);)?
                tape.close(object);
            }
        }
        $crate::runtime::json_traits!($name);
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __object as object;

impl<const N: usize> Fields<'_, N> {
    /// Reads all values whose key is not in the table.
    pub fn rest<T: Wire>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        let Value { nodes, at } = self.object;
        let end = end_of(nodes, at);
        let mut at = at + 1;
        let mut expected = 0;
        while at < end && self.reading.mistake.is_none() {
            let Some(Node::Text(key)) = nodes.get(at) else {
                break;
            };
            if let Some(index) = index_of(key, self.keys, expected) {
                expected = index + 1;
            } else {
                let value = self.inside(key, Value { nodes, at: at + 1 });
                self.reading.unknown += 1;
                rest.insert(key.clone().into_owned(), value);
            }
            at = end_of(nodes, at + 1);
        }
        rest
    }
}

impl<'a> Tape<'a> {
    /// Writes the members that do not have a field.
    pub fn put_rest<T: Wire>(&mut self, rest: &'a BTreeMap<String, T>) {
        for (key, value) in rest {
            self.push(Node::Text(Cow::Borrowed(key)));
            value.write(self);
        }
    }
}

/// A field that always holds `text`.
pub struct Constant<'f, 'a, const N: usize> {
    fields: &'f mut Fields<'a, N>,
    text: &'static str,
}

impl<'a, const N: usize> Fields<'a, N> {
    /// Marks the next field as one that always holds `text`.
    pub fn constant(&mut self, text: &'static str) -> Constant<'_, 'a, N> {
        Constant { fields: self, text }
    }
}

impl<const N: usize> Constant<'_, '_, N> {
    /// Reads the field: the string that the server sent, even if it differs, or else the constant.
    #[must_use]
    pub fn take(self) -> String {
        match self.fields.step() {
            (key, Some(value)) if !matches!(value.node(), Node::Null) => {
                let text: String = self.fields.inside(key, value);
                if self.fields.reading.exact && text != self.text {
                    value.refuse(self.text, self.fields.reading);
                }
                text
            }
            _ => self.text.to_owned(),
        }
    }
}

/// Distinguishes null from absence.
pub struct ThreeState<'f, 'a, const N: usize>(&'f mut Fields<'a, N>);

impl<'a, const N: usize> Fields<'a, N> {
    /// Marks the next field as one that distinguishes null from absence.
    pub fn null(&mut self) -> ThreeState<'_, 'a, N> {
        ThreeState(self)
    }
}

impl<const N: usize> ThreeState<'_, '_, N> {
    /// Reads the field.
    #[must_use]
    #[allow(
        clippy::option_option,
        reason = "the type of a field that is absent, null or has a value"
    )]
    pub fn take<T: Wire>(self) -> Option<Option<T>> {
        match self.0.step() {
            (_, None) => None,
            (_, Some(value)) if matches!(value.node(), Node::Null) => Some(None),
            (key, Some(value)) => Some(Some(self.0.inside(key, value))),
        }
    }
}

/// Writes a missing value as null.
pub struct Nullable<'t, 'a>(&'t mut Tape<'a>);

impl<'a> Tape<'a> {
    /// Marks the next field as one that is written even if it has no value.
    pub fn null(&mut self) -> Nullable<'_, 'a> {
        Nullable(self)
    }
}

impl<'a> Nullable<'_, 'a> {
    /// Writes the field.
    pub fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        self.0.push(Node::Text(Cow::Borrowed(key)));
        value.write(self.0);
    }
}

/// A field that always holds `value`.
pub struct Always<'f, 'a, T, const N: usize> {
    fields: &'f mut Fields<'a, N>,
    value: T,
}

impl<'a, const N: usize> Fields<'a, N> {
    /// Says that the next field always holds `value`.
    pub fn always<T>(&mut self, value: T) -> Always<'_, 'a, T, N> {
        Always {
            fields: self,
            value,
        }
    }
}

impl<T: Wire + PartialEq + Display, const N: usize> Always<'_, '_, T, N> {
    /// Reads the field: the value that the server sent, even if it differs, or else the constant.
    #[must_use]
    pub fn take(self) -> T {
        match self.fields.step() {
            (key, Some(value)) if !matches!(value.node(), Node::Null) => {
                let read: T = self.fields.inside(key, value);
                if self.fields.reading.exact && read != self.value {
                    value.refuse(&self.value.to_string(), self.fields.reading);
                }
                read
            }
            _ => self.value,
        }
    }
}

/// Writes a field that is not a part of requests.
pub struct Received<'t, 'a>(&'t mut Tape<'a>);

impl<'a> Tape<'a> {
    /// Says that the next field is not sent.
    pub fn received(&mut self) -> Received<'_, 'a> {
        Received(self)
    }
}

impl<'a> Received<'_, 'a> {
    /// Writes the field, except in a request.
    pub fn put<T: Wire>(self, key: &'static str, value: &'a T) {
        if !self.0.is_request() {
            self.0.put(key, value);
        }
    }
}
