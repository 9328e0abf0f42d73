//! Lists, maps, tuples, optional values, values of any type, and the `tuple!` table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Number};

use super::tape::{Node, Tape, end_of};
use super::wire::{Mismatch, Reading, Value, Wire};

/// A field that is absent or null reads as an empty list, because servers omit empty lists. An
/// object reads as an array with one item, because some of them send a single item that way.
impl<T: Wire> Wire for Vec<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let end = match value.node() {
            Node::Array { end } => *end,
            Node::Null if !reading.exact => return Self::new(),
            Node::Object { .. } if !reading.exact => return vec![T::read(value, reading)],
            _ => {
                value.refuse("an array", reading);
                return Self::new();
            }
        };
        let mut items = Self::new();
        let mut at = value.at + 1;
        while at < end && reading.mistake.is_none() {
            let item = T::read(Value { at, ..value }, reading);
            if let Some(mistake) = &mut reading.mistake {
                mistake.in_item(items.len());
            }
            items.push(item);
            at = end_of(value.nodes, at);
        }
        items
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        let at = tape.open_array();
        for item in self {
            item.write(tape);
        }
        tape.close(at);
    }
}

impl Mismatch {
    /// Records that the value is at `index` of an array.
    pub(crate) fn in_item(&mut self, index: usize) {
        self.0.1.push(format!("[{index}]"));
    }
}

/// A field that is absent or null reads as an empty map.
impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        let end = match value.node() {
            Node::Object { end } => *end,
            Node::Null if !reading.exact => return Self::new(),
            _ => {
                value.refuse("an object", reading);
                return Self::new();
            }
        };
        let mut map = Self::new();
        let mut at = value.at + 1;
        while at < end && reading.mistake.is_none() {
            if let Some(Node::Text(key)) = value.nodes.get(at) {
                let place = Value {
                    at: at + 1,
                    ..value
                };
                let member = T::read(place, reading);
                if let Some(mistake) = &mut reading.mistake {
                    mistake.in_field(key);
                }
                map.insert(key.to_string(), member);
            }
            at = end_of(value.nodes, at + 1);
        }
        map
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        let at = tape.open_object();
        for (key, member) in self {
            tape.push(Node::Text(Cow::Borrowed(key)));
            member.write(tape);
        }
        tape.close(at);
    }
}

impl<T: Wire> Wire for Option<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        match value.node() {
            Node::Null => None,
            _ => Some(T::read(value, reading)),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        match self {
            Some(value) => value.write(tape),
            None => tape.push(Node::Null),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn read(value: Value<'_>, reading: &mut Reading) -> Self {
        Self::new(T::read(value, reading))
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        (**self).write(tape);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

/// An absent field reads as null, which is not written.
impl Wire for serde_json::Value {
    fn read(value: Value<'_>, _: &mut Reading) -> Self {
        read(value)
    }

    fn absent() -> Option<Self> {
        Some(Self::Null)
    }

    fn write<'a>(&'a self, tape: &mut Tape<'a>) {
        match self {
            Self::Null => tape.push(Node::Null),
            Self::Bool(value) => tape.push(Node::Bool(*value)),
            Self::Number(number) => tape.push(number_node(number)),
            Self::String(text) => tape.push(Node::Text(Cow::Borrowed(text))),
            Self::Array(items) => {
                let at = tape.open_array();
                for item in items {
                    item.write(tape);
                }
                tape.close(at);
            }
            Self::Object(members) => {
                let at = tape.open_object();
                for (key, member) in members {
                    tape.push(Node::Text(Cow::Borrowed(key)));
                    member.write(tape);
                }
                tape.close(at);
            }
        }
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

fn read(value: Value<'_>) -> serde_json::Value {
    match value.node() {
        Node::Null => serde_json::Value::Null,
        Node::Bool(value) => (*value).into(),
        Node::Unsigned(number) => (*number).into(),
        Node::Signed(number) => (*number).into(),
        Node::Float(number) => (*number).into(),
        Node::Text(text) => text.as_ref().into(),
        Node::Array { end } => {
            let mut items = Vec::new();
            let mut at = value.at + 1;
            while at < *end {
                items.push(read(Value { at, ..value }));
                at = end_of(value.nodes, at);
            }
            items.into()
        }
        Node::Object { end } => {
            let mut members = Map::new();
            let mut at = value.at + 1;
            while at < *end {
                if let Some(Node::Text(key)) = value.nodes.get(at) {
                    members.insert(
                        key.to_string(),
                        read(Value {
                            at: at + 1,
                            ..value
                        }),
                    );
                }
                at = end_of(value.nodes, at + 1);
            }
            members.into()
        }
    }
}

fn number_node(number: &Number) -> Node<'static> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), ..) => Node::Unsigned(number),
        (_, Some(number), _) => Node::Signed(number),
        (.., Some(number)) => Node::Float(number),
        _ => Node::Null,
    }
}

/// The elements of one array, taken in turn.
pub struct Elements<'a, 'r> {
    array: Value<'a>,
    reading: &'r mut Reading,
    at: usize,
    end: usize,
    index: usize,
}

impl<'a> Value<'a> {
    /// The elements of this array, of which there must be `count`.
    pub fn elements<'r>(self, count: usize, reading: &'r mut Reading) -> Elements<'a, 'r> {
        let (mut at, mut end) = (self.at + 1, self.at + 1);
        if let Node::Array { end: last } = self.node() {
            end = *last;
        }
        let mut found = 0;
        while at < end {
            found += 1;
            at = end_of(self.nodes, at);
        }
        if found != count {
            self.refuse(&format!("an array of length {count}"), reading);
        }
        Elements {
            array: self,
            reading,
            at: self.at + 1,
            end,
            index: 0,
        }
    }
}

/// The value of an element that is missing.
const NOTHING: Value<'static> = Value { nodes: &[], at: 0 };

impl Elements<'_, '_> {
    /// Reads the next element.
    pub fn take<T: Wire>(&mut self) -> T {
        if self.reading.mistake.is_some() || self.at >= self.end {
            return T::read(NOTHING, self.reading);
        }
        let value = Value {
            at: self.at,
            ..self.array
        };
        let read = T::read(value, self.reading);
        if let Some(mistake) = &mut self.reading.mistake {
            mistake.in_item(self.index);
        }
        self.at = end_of(value.nodes, self.at);
        self.index += 1;
        read
    }
}

/// `tuple! { pub struct Place of 2 { 0: f64, 1: f64, } }` makes the struct `Place`, which is an array of
/// these elements.
#[doc(hidden)]
#[macro_export]
macro_rules! __tuple {
    ($($(#[$about:meta])* pub struct $name:ident of $count:literal { $($index:tt: $type:ty),* $(,)? })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone)]
        #[allow(missing_docs, reason = "elements have no names")]
        pub struct $name($(pub $type),*);

        impl ::std::convert::From<($($type),*)> for $name {
            fn from(elements: ($($type),*)) -> Self {
                Self($(elements.$index),*)
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(value: $crate::runtime::Value<'_>, reading: &mut $crate::runtime::Reading) -> Self {
                let mut elements = value.elements($count, reading);
                Self($({
                    let element: $type = elements.take();
                    element
                }),*)
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                let array = tape.open_array();
                $($crate::runtime::Wire::write(&self.$index, tape);)*
                tape.close(array);
            }
        }
        $crate::runtime::json_traits!($name);
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __tuple as tuple;
