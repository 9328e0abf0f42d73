//! Arrays of a fixed number of elements, and the `tuple!` table that describes one.

use super::tape::{Node, end_of};
use super::wire::{Reading, Value, Wire};

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
            self.refuse(&format!("an array of {count}"), reading);
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
