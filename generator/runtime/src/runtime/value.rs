//! Traits of required values, and the functions that setters call.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::argument::kind::{
    Collected, Document, Documents, Each, Given, Items, ListOrNull, Mixed, Numbers, Slice, Texts,
    Unboxed,
};
use super::argument::{IntoItems, IntoOption, IntoPairs};
use super::json::{Wire, converted, faulty};
use super::nullable::NOT_FINITE;
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
pub trait Built: Wire + Clone {}

/// A struct or an enum, which is cloned if an argument is a reference to it. Implementations have no code.
#[doc(hidden)]
pub trait Kept: Wire + Clone {}

impl<T: Built> Kept for T {}

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
pub fn set_boxed<T, K>(field: &mut Option<Box<T>>, value: impl IntoOption<T, K>) {
    *field = value.into_option().map(Box::new);
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
pub fn set_json(field: &mut Option<Value>, value: Option<Value>) {
    *field = value;
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
pub fn null<T: Default>(field: &mut Option<T>) -> &mut T {
    field.insert(T::default())
}

/// Adds an unknown member.
#[doc(hidden)]
pub fn add<V>(rest: &mut BTreeMap<String, V>, key: impl Into<String>, value: impl Into<V>) {
    rest.insert(key.into(), value.into());
}
