//! Traits of required values, and the macros `argument!`, `optional!` and `kept!`, which expand to the types and values
//! of arguments.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::argument::kind::{
    Collected, Document, Documents, Each, Given, Items, ListOrNull, Mixed, Numbers, Slice, Texts,
    Unboxed,
};
use super::argument::{IntoItems, IntoOption, IntoPairs};
use super::json::{Wire, converted, faulty};
use super::nullable::{IntoJson, NOT_FINITE};
use super::number::IntoOptionalNumber;

/// A kind of value that is never absent.
pub trait Present {}

macro_rules! present {
    ($($kind:ty),* $(,)?) => {$(impl Present for $kind {})*};
}

present!(
    Given, Collected, Slice, Texts, Numbers, Items, Each, Mixed, Document, Documents, Unboxed,
    ListOrNull,
);

/// A value for an argument: a `T`, anything that converts into one, or, for a struct or an enum, `json!(…)`. An enum that
/// may be a list takes slices, too, and one that may be a map takes pairs.
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
pub trait Built: Kept {}

/// A struct or an enum, which is cloned if an argument is a reference to it. Implementations have no code.
#[doc(hidden)]
pub trait Kept: Wire + Clone {}

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

impl<T: Built> IntoValue<T, Document> for &Value {
    fn into_value(self) -> T {
        converted(self)
    }
}

impl<T: Built> IntoValue<T, Document> for Vec<Value> {
    fn into_value(self) -> T {
        converted(&self)
    }
}

impl<T: Built, const N: usize> IntoValue<T, Document> for [Value; N] {
    fn into_value(self) -> T {
        Vec::from(self).into_value()
    }
}

impl<T> IntoValue<T, Unboxed> for Box<T> {
    fn into_value(self) -> T {
        *self
    }
}

impl<T: Kept> IntoValue<T, Slice> for &T {
    fn into_value(self) -> T {
        self.clone()
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

// The bodies of setters: one call costs the compiler less than the same code in each of them.

/// Sets an optional field.
#[doc(hidden)]
pub fn set<T, K>(field: &mut Option<T>, value: impl IntoOption<T, K>) {
    *field = value.into_option();
}

/// Sets an optional field that is boxed.
#[doc(hidden)]
pub fn set_boxed<T>(field: &mut Option<Box<T>>, value: Option<T>) {
    *field = value.map(Box::new);
}

/// Sets an optional field that is a list.
#[doc(hidden)]
pub fn set_items<T, K>(field: &mut Option<Vec<T>>, value: impl IntoItems<T, K>) {
    *field = value.into_items();
}

/// Sets an optional field that is a map.
#[doc(hidden)]
pub fn set_pairs<T, K>(field: &mut Option<BTreeMap<String, T>>, value: impl IntoPairs<T, K>) {
    *field = value.into_pairs();
}

/// Sets an optional field that is any JSON value.
#[doc(hidden)]
pub fn set_json<K>(field: &mut Option<Value>, value: impl IntoJson<K>) {
    *field = value.into_json();
}

/// A required value of any type as JSON. The conversion makes null of NaN and the infinities; sending them fails instead.
#[doc(hidden)]
pub fn any_json<T: Into<Value>>(value: T) -> Value {
    let is_number = ["f32", "f64"].contains(&std::any::type_name::<T>());
    match value.into() {
        Value::Null if is_number => faulty(NOT_FINITE),
        json => json,
    }
}

/// Sets an optional field that is a number. If it does not fit, an entry of the unknown members says so.
#[doc(hidden)]
pub fn set_number<T: Wire, K, V: Wire>(
    field: &mut Option<T>,
    value: impl IntoOptionalNumber<T, K>,
    key: &str,
    rest: &mut BTreeMap<String, V>,
) {
    let number = value.into_number();
    *field = number.map(|number| number.kept(key, rest));
}

/// The inner `Option` of a field that tells null from absence. It is set to null.
#[doc(hidden)]
pub fn present<T: Default>(field: &mut Option<T>) -> &mut T {
    field.insert(T::default())
}

/// Adds an unknown member.
#[doc(hidden)]
pub fn add<V>(rest: &mut BTreeMap<String, V>, key: impl Into<String>, value: impl Into<V>) {
    rest.insert(key.into(), value.into());
}

/// Expands to the type of a required argument or, if the name of the argument precedes the type, to
/// the converted value of that argument.
///
/// `(T)` accepts everything that converts into `T`; `[T]`, everything that yields such values;
/// `{T}`, everything that yields pairs of a key and such a value, and JSON objects; `[str]`, everything that yields
/// strings; `json`, everything that converts into a JSON value; `{json}`, JSON objects; `(boxed T)`, the same as `T`;
/// `(? T)`, a `T` or `None`; and `[? T]`, the same as `[T]` or `None`. `(T)` and `[T]` are followed by the name of the type parameter that tells
/// the implementations apart, if there is one. Integers accept those of any width, and `f64` also fractions;
/// `bool` is taken as it is.
#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    ([? $type:ty] $kind:ident) => { impl $crate::runtime::IntoNullableItems<$type, $kind> };
    ($value:ident [? $type:ty] $kind:ident) => {
        $crate::runtime::IntoNullableItems::<$type, $kind>::into_nullable_items($value)
    };
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
    ({$type:ty} $kind:ident) => { impl $crate::runtime::IntoPairs<$type, $kind> };
    (bool) => { bool };
    ($type:ident) => { impl $crate::runtime::IntoNumber<$type> };
    ($value:ident ($type:ty)) => { ::std::convert::Into::into($value) };
    ($value:ident ($type:ty) $kind:ident) => { $crate::runtime::IntoValue::<$type, $kind>::into_value($value) };
    ($value:ident json) => { $crate::runtime::any_json($value) };
    ($value:ident {json}) => { $crate::runtime::IntoObject::into_object($value) };
    ($value:ident [str] $kind:ident) => { $crate::runtime::argument!($value [::std::string::String] $kind) };
    ($value:ident [$type:ty] $kind:ident) => {
        $crate::runtime::IntoItems::<$type, $kind>::into_items($value).unwrap_or_default()
    };
    ($value:ident {$type:ty} $kind:ident) => {
        $crate::runtime::IntoPairs::<$type, $kind>::into_pairs($value).unwrap_or_default()
    };
    ($value:ident bool) => { $value };
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
    ($type:ident) => { impl $crate::runtime::IntoOptionalNumber<$type, K> };
    ($value:ident ($type:ty)) => { $crate::runtime::IntoOption::<$type, K>::into_option($value) };
    ($value:ident [str]) => { $crate::runtime::IntoItems::<::std::string::String, K>::into_items($value) };
    ($value:ident json) => { $crate::runtime::IntoJson::<K>::into_json($value) };
    ($value:ident [$type:ty]) => { $crate::runtime::IntoItems::<$type, K>::into_items($value) };
    ($value:ident {json}) => { $crate::runtime::IntoPairs::<::serde_json::Value, K>::into_pairs($value) };
    ($value:ident {$type:ty}) => { $crate::runtime::IntoPairs::<$type, K>::into_pairs($value) };
    ($value:ident bool) => { $crate::runtime::IntoOption::<bool, K>::into_option($value) };
    ($value:ident $type:ident) => { $crate::runtime::IntoOptionalNumber::<$type, K>::into_number($value) };
}

#[doc(hidden)]
pub use __optional as optional;

/// Expands to the value of a required member of a struct or, after `set`, to a call that sets an optional one, whose
/// field is given in parentheses; `null` behind it says that the field has two `Option`s. The types are written as in
/// `argument!`. An integer that does not fit becomes an entry of the unknown members `rest`.
#[doc(hidden)]
#[macro_export]
macro_rules! __kept {
    ($rest:expr, $key:literal $value:ident bool) => { $value };
    ($rest:expr, $key:literal $value:ident json) => { $crate::runtime::any_json($value) };
    ($rest:expr, $key:literal $value:ident $type:ident) => {
        $crate::runtime::IntoNumber::<$type>::into_number($value).kept($key, &mut $rest)
    };
    ($rest:expr, $key:literal $value:ident $($kind:tt)+) => { $crate::runtime::argument!($value $($kind)+) };
    (set $rest:expr, $key:literal ($field:expr) null $value:ident $kind:tt) => {
        $crate::runtime::kept!(set $rest, $key ($crate::runtime::present($field)) $value $kind)
    };
    (set $rest:expr, $key:literal ($field:expr) $value:ident (boxed $inner:tt)) => {
        $crate::runtime::set_boxed($field, $crate::runtime::optional!($value $inner))
    };
    (set $rest:expr, $key:literal ($field:expr) $value:ident ($type:ty)) => { $crate::runtime::set($field, $value) };
    (set $rest:expr, $key:literal ($field:expr) $value:ident bool) => { $crate::runtime::set($field, $value) };
    (set $rest:expr, $key:literal ($field:expr) $value:ident json) => { $crate::runtime::set_json($field, $value) };
    (set $rest:expr, $key:literal ($field:expr) $value:ident {$($kind:tt)*}) => { $crate::runtime::set_pairs($field, $value) };
    (set $rest:expr, $key:literal ($field:expr) $value:ident [$($kind:tt)*]) => { $crate::runtime::set_items($field, $value) };
    (set $rest:expr, $key:literal ($field:expr) $value:ident $type:ident) => {
        $crate::runtime::set_number($field, $value, $key, &mut $rest)
    };
}

#[doc(hidden)]
pub use __kept as kept;
