//! Traits of required values, and the macros `argument!`, `optional!` and `kept!`, which expand to the types and values
//! of arguments.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;

use serde_json::Value;

use super::argument::kind::{Collected, Document, Given, Maybe, Numbers, Slice, Texts, Unboxed};
use super::json::{Reader, Wire, Writer, add_fault, converted};

/// A kind of values, none of which is absent.
pub trait Present {}

macro_rules! present {
    ($($kind:ty),*) => {$(impl Present for $kind {})*};
}

present!(Given, Collected, Slice, Texts, Numbers, Document, Unboxed);

/// A value for an argument: a `T`, whatever converts into one, or, for a struct or an enum, `json!(…)`. An enum that may
/// be a list takes slices, too, and one that may be a map takes pairs.
///
/// If the JSON is not a `T`, sending the request fails, and so does writing the value. `K` only tells the
/// implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert into `{T}`",
    note = "pass a `{T}`, a value that converts into it, or, for a struct or an enum, `json!(…)`"
)]
pub trait IntoValue<T, K> {
    /// Returns the value.
    fn into_value(self) -> T;
}

/// A struct or an enum that is made by users. Implementations have no code.
#[doc(hidden)]
pub trait Built: Wire {}

/// An enum that may be a map. Implementations have no code.
#[doc(hidden)]
pub trait OfPairs: From<BTreeMap<String, Self::Value>> {
    /// The values of the map.
    type Value;
}

impl<T, U: Into<T>> IntoValue<T, Given> for U {
    fn into_value(self) -> T {
        self.into()
    }
}

impl<T: Built> IntoValue<T, Document> for Value {
    fn into_value(self) -> T {
        converted(&self)
    }
}

impl<T> IntoValue<T, Unboxed> for Box<T> {
    fn into_value(self) -> T {
        *self
    }
}

macro_rules! maps {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T: OfPairs, K: Into<String>, V: Into<T::Value>, $($generic)*> IntoValue<T, Collected> for $type {
            fn into_value(self) -> T {
                let pairs = self.into_iter().map(|(key, value)| (key.into(), value.into()));
                T::from(pairs.collect())
            }
        }
    )*};
}

maps!([] Vec<(K, V)>, [S] HashMap<K, V, S>, [const N: usize] [(K, V); N]);

impl<T: OfPairs<Value = V>, V: Clone> IntoValue<T, Slice> for &BTreeMap<String, V> {
    fn into_value(self) -> T {
        T::from(self.clone())
    }
}

impl<T: OfPairs<Value = V>, V: Clone, S> IntoValue<T, Slice> for &HashMap<String, V, S> {
    fn into_value(self) -> T {
        let pairs = self.iter().map(|(key, value)| (key.clone(), value.clone()));
        T::from(pairs.collect())
    }
}

macro_rules! lists {
    ($kind:ty: $($item:ty => $as:ty),* $(,)?) => {$(
        impl<T: Built + From<Vec<$as>>> IntoValue<T, $kind> for Vec<$item> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: Built + From<Vec<$as>>> IntoValue<T, $kind> for &Vec<$item> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: Built + From<Vec<$as>>, const N: usize> IntoValue<T, $kind> for &[$item; N] {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: Built + From<Vec<$as>>> IntoValue<T, $kind> for &[$item] {
            fn into_value(self) -> T {
                T::from(self.iter().copied().map(Into::into).collect())
            }
        }
    )*};
}

lists!(Texts: &str => String);
lists!(Numbers: f32 => f64, u8 => i64, u16 => i64, u32 => i64, i8 => i64, i16 => i64, i32 => i64);

impl<T: Built + From<Vec<U>>, U: Clone> IntoValue<T, Slice> for &[U] {
    fn into_value(self) -> T {
        T::from(self.to_vec())
    }
}

impl<T: Built + From<Vec<U>>, U: Clone> IntoValue<T, Slice> for &Vec<U> {
    fn into_value(self) -> T {
        T::from(self.clone())
    }
}

impl<T: Built + From<Vec<U>>, U: Clone, const N: usize> IntoValue<T, Slice> for &[U; N] {
    fn into_value(self) -> T {
        T::from(self.to_vec())
    }
}

/// The whole body of a request: a `T`, a reference to one, which is cloned, or `json!({…})`.
///
/// JSON that is not a `T` makes the request fail when it is sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `{T}`",
    note = "pass a `{T}`, a reference to one, or `json!({{…}})`"
)]
pub trait IntoBody<T> {
    /// Returns the body.
    fn into_body(self) -> T;
}

impl<T: Built> IntoBody<T> for T {
    fn into_body(self) -> T {
        self
    }
}

impl<T: Built> IntoBody<T> for &T {
    fn into_body(self) -> T {
        self.clone()
    }
}

impl<T: Built> IntoBody<T> for Value {
    fn into_body(self) -> T {
        converted(&self)
    }
}

/// An integer of any width, for an argument of the type `T`.
///
/// If an integer does not fit into a `T`, sending the request fails, and so does writing the value.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an integer")]
pub trait IntoInteger<T> {
    /// Returns the integer, if it fits.
    fn into_integer(self) -> Fitted<T>;
}

/// An integer of any width for an optional argument of the type `T`, or an `Option<T>`.
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an integer nor an `Option<{T}>`",
    note = "pass an integer of any width, or an `Option<{T}>`"
)]
pub trait IntoOptionalInteger<T, K> {
    /// Returns the integer, if there is one.
    fn into_integer(self) -> Option<Fitted<T>>;
}

/// An integer of the type `T`, or the text of one that does not fit into it.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted<T>(Result<T, String>);

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl<T: Wire + TryFrom<$type>> IntoInteger<T> for $type {
            fn into_integer(self) -> Fitted<T> {
                fitted(self)
            }
        }
    )*};
}

integers!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

fn fitted<T: TryFrom<U>, U: Display + Copy>(number: U) -> Fitted<T> {
    Fitted(T::try_from(number).map_err(|_| number.to_string()))
}

impl<T, U: IntoInteger<T>> IntoOptionalInteger<T, Given> for U {
    fn into_integer(self) -> Option<Fitted<T>> {
        Some(IntoInteger::into_integer(self))
    }
}

// Of another width than `T`, the compiler could not infer the type of `None`.
impl<T> IntoOptionalInteger<T, Maybe> for Option<T> {
    fn into_integer(self) -> Option<Fitted<T>> {
        self.map(|number| Fitted(Ok(number)))
    }
}

impl<T: Wire> Fitted<T> {
    /// The integer, as the member `key` of a struct. If it does not fit, an entry of the unknown members says so.
    pub fn kept<V: Wire>(self, key: &str, rest: &mut BTreeMap<String, V>) -> T {
        self.0.unwrap_or_else(|number| {
            add_fault(rest, &format!("`{key}`: {}", misfit::<T>(&number)));
            T::blank()
        })
    }
}

fn misfit<T>(number: &str) -> String {
    format!(
        "{number} does not fit into `{}`",
        std::any::type_name::<T>()
    )
}

/// Only written, as an argument of a request.
impl<T: Wire> Wire for Fitted<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        Self(Ok(T::read(reader)))
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match &self.0 {
            Ok(number) => number.write(writer),
            Err(number) => {
                writer.fail(misfit::<T>(number));
                writer.raw("null");
            }
        }
    }
}

/// Expands to the type of a required argument or, if the name of the argument precedes the type, to
/// the converted value of that argument.
///
/// `(T)` accepts everything that converts into `T`; `[T]`, everything that yields such values;
/// `{T}`, everything that yields pairs of a key and such a value; `[str]`, everything that yields
/// strings; `json`, everything that converts into a JSON value; `{json}`, JSON objects; `(boxed T)`, the same as `T`;
/// and `(? T)`, a `T` or `None`. After `(T)` and `[T]` comes the name of the type parameter that tells the
/// implementations apart, if there is one. Integers accept those of any width, and `f64` the numbers that fit it;
/// `bool` is taken as it is.
#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    ((? $type:ty)) => { impl $crate::runtime::IntoNullable<$type> };
    ($value:ident (? $type:ty)) => { $crate::runtime::IntoNullable::<$type>::into_nullable($value) };
    ((boxed $inner:tt) $($kind:ident)?) => { $crate::runtime::argument!($inner $($kind)?) };
    ($value:ident (boxed $inner:tt) $($kind:ident)?) => {
        ::std::boxed::Box::new($crate::runtime::argument!($value $inner $($kind)?))
    };
    (($type:ty)) => { impl ::std::convert::Into<$type> };
    (($type:ty) $kind:ident) => { impl $crate::runtime::IntoValue<$type, $kind> };
    ([str] $kind:ident) => { impl $crate::runtime::IntoItems<::std::string::String, $kind> };
    (json) => { impl ::std::convert::Into<::serde_json::Value> };
    ({json}) => { impl $crate::runtime::IntoObject };
    ([$type:ty] $kind:ident) => { impl $crate::runtime::IntoItems<$type, $kind> };
    ({$type:ty}) => {
        impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, impl ::std::convert::Into<$type>)>
    };
    (bool) => { bool };
    (f64) => { impl ::std::convert::Into<f64> };
    ($type:ident) => { impl $crate::runtime::IntoInteger<$type> };
    ($value:ident ($type:ty)) => { ::std::convert::Into::into($value) };
    ($value:ident ($type:ty) $kind:ident) => { $crate::runtime::IntoValue::<$type, $kind>::into_value($value) };
    ($value:ident json) => { ::std::convert::Into::into($value) };
    ($value:ident {json}) => { $crate::runtime::IntoObject::into_object($value) };
    ($value:ident [str] $kind:ident) => { $crate::runtime::argument!($value [::std::string::String] $kind) };
    ($value:ident [$type:ty] $kind:ident) => {
        $crate::runtime::IntoItems::<$type, $kind>::into_items($value).unwrap_or_default()
    };
    ($value:ident {$type:ty}) => {
        ::std::iter::IntoIterator::into_iter($value)
            .map(|(key, value)| (::std::convert::Into::into(key), ::std::convert::Into::into(value)))
            .collect::<::std::collections::BTreeMap<::std::string::String, $type>>()
    };
    ($value:ident bool) => { $value };
    ($value:ident f64) => { ::std::convert::Into::<f64>::into($value) };
}

#[doc(hidden)]
pub use __argument as argument;

/// Expands to the type of an optional argument, which is written as in `argument!`, or, if the name
/// of the argument precedes the type, to its value as an `Option`.
#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    ((boxed $inner:tt)) => { $crate::runtime::optional!($inner) };
    ($value:ident (boxed $inner:tt)) => {
        $crate::runtime::optional!($value $inner).map(::std::boxed::Box::new)
    };
    (($type:ty)) => { impl $crate::runtime::IntoOption<$type, K> };
    ([str]) => { impl $crate::runtime::IntoItems<::std::string::String, K> };
    (json) => { impl $crate::runtime::IntoJson<K> };
    ([$type:ty]) => { impl $crate::runtime::IntoItems<$type, K> };
    ({json}) => { impl $crate::runtime::IntoPairs<::serde_json::Value, K> };
    ({$type:ty}) => { impl $crate::runtime::IntoPairs<$type, K> };
    (bool) => { impl $crate::runtime::IntoOption<bool, K> };
    (f64) => { impl $crate::runtime::IntoOption<f64, K> };
    ($type:ident) => { impl $crate::runtime::IntoOptionalInteger<$type, K> };
    ($value:ident ($type:ty)) => { $crate::runtime::IntoOption::<$type, K>::into_option($value) };
    ($value:ident [str]) => { $crate::runtime::IntoItems::<::std::string::String, K>::into_items($value) };
    ($value:ident json) => { $crate::runtime::IntoJson::<K>::into_json($value) };
    ($value:ident [$type:ty]) => { $crate::runtime::IntoItems::<$type, K>::into_items($value) };
    ($value:ident {json}) => { $crate::runtime::IntoPairs::<::serde_json::Value, K>::into_pairs($value) };
    ($value:ident {$type:ty}) => { $crate::runtime::IntoPairs::<$type, K>::into_pairs($value) };
    ($value:ident bool) => { $crate::runtime::IntoOption::<bool, K>::into_option($value) };
    ($value:ident f64) => { $crate::runtime::IntoOption::<f64, K>::into_option($value) };
    ($value:ident $type:ident) => { $crate::runtime::IntoOptionalInteger::<$type, K>::into_integer($value) };
}

#[doc(hidden)]
pub use __optional as optional;

/// Expands to the value of a member of a struct: of a required one or, after `set`, of an optional one. The types are
/// written as in `argument!`. An integer that does not fit becomes an entry of the unknown members `rest`.
#[doc(hidden)]
#[macro_export]
macro_rules! __kept {
    ($rest:expr, $key:literal $value:ident bool) => { $value };
    ($rest:expr, $key:literal $value:ident f64) => { ::std::convert::Into::<f64>::into($value) };
    ($rest:expr, $key:literal $value:ident json) => { ::std::convert::Into::into($value) };
    ($rest:expr, $key:literal $value:ident $type:ident) => {
        $crate::runtime::IntoInteger::<$type>::into_integer($value).kept($key, &mut $rest)
    };
    ($rest:expr, $key:literal $value:ident $($kind:tt)+) => { $crate::runtime::argument!($value $($kind)+) };
    (set $rest:expr, $key:literal $value:ident bool) => { $crate::runtime::optional!($value bool) };
    (set $rest:expr, $key:literal $value:ident f64) => { $crate::runtime::optional!($value f64) };
    (set $rest:expr, $key:literal $value:ident json) => { $crate::runtime::optional!($value json) };
    (set $rest:expr, $key:literal $value:ident $type:ident) => {
        $crate::runtime::IntoOptionalInteger::<$type, K>::into_integer($value).map(|value| value.kept($key, &mut $rest))
    };
    (set $rest:expr, $key:literal $value:ident $kind:tt) => { $crate::runtime::optional!($value $kind) };
}

#[doc(hidden)]
pub use __kept as kept;
