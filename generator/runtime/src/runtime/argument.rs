//! Traits of arguments that may be left out or null: values, lists, maps and JSON.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};

use serde_json::{Map, Value};

use super::json::{NO_OBJECT, Wire, converted, faulty};
use super::value::{Built, IntoValue, Present};

/// A value for an optional argument: a `T`, whatever converts into one, or an `Option<T>`.
///
/// ```text
/// request.limit(20).order("asc").after(last_id) // `last_id` is an `Option<String>`
/// ```
///
/// `None` leaves the argument out, or sends `null` if the documentation of the API says that it may be null.
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an optional `{T}`",
    note = "pass a `{T}`, a value that converts into it, or an `Option<{T}>`"
)]
pub trait IntoOption<T, K> {
    /// Returns the value, if there is one.
    fn into_option(self) -> Option<T>;
}

/// A value for an optional argument that is a list: a slice, an `Option<Vec<T>>`, or anything that
/// yields values that convert into `T`.
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    note = "pass an array, a `Vec`, a slice, or an iterator of values that convert into `{T}`"
)]
pub trait IntoItems<T, K> {
    /// Returns the items, if there is a list.
    fn into_items(self) -> Option<Vec<T>>;
}

/// A value for an optional argument that is a map: an `Option` of a map, or anything that yields
/// pairs, such as an array of tuples or a map.
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map from strings to `{T}`",
    note = "pass an array of pairs or a map, with keys that convert into `String` and values that convert into `{T}`"
)]
pub trait IntoPairs<T, K> {
    /// Returns the pairs, if there is a map.
    fn into_pairs(self) -> Option<BTreeMap<String, T>>;
}

/// A JSON object: `json!({…})`, a map, or an array or `Vec` of pairs.
///
/// Any other JSON value is sent unchanged. Until it is sent, the map contains only that value, under a reserved key.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a JSON object",
    note = "pass `json!({{…}})`, an array of pairs or a map, with keys that convert into `String`"
)]
pub trait IntoObject {
    /// Returns the members of the object.
    fn into_object(self) -> BTreeMap<String, Value>;
}

/// A value for a required argument that may be null: a `T`, text that converts into one, or an
/// `Option<T>`; for a list or a map, also an array; for a struct or an enum, also `json!(…)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` nor an `Option` of it",
    note = "pass a `{T}`, or `None` for null"
)]
pub trait IntoNullable<T> {
    /// Returns the value; `None` is null.
    fn into_nullable(self) -> Option<T>;
}

/// A value for an optional argument that may be any JSON value: `json!(…)`, a string, a number, a boolean, an
/// array, or an `Option<serde_json::Value>`.
///
/// `K` only tells the implementations apart, and is inferred.
pub trait IntoJson<K> {
    /// Returns the value, if there is one.
    fn into_json(self) -> Option<Value>;
}

/// Markers for the kinds of values, by which the implementations differ. Callers never name them.
pub(crate) mod kind {
    /// A value, or an iterator of values.
    #[derive(Debug)]
    pub enum Given {}
    /// A collection of values.
    #[derive(Debug)]
    pub enum Collected {}
    /// An `Option`.
    #[derive(Debug)]
    pub enum Maybe {}
    /// A slice whose items are cloned.
    #[derive(Debug)]
    pub enum Slice {}
    /// Strings that become values, in a slice or an `Option`.
    #[derive(Debug)]
    pub enum Texts {}
    /// A list of numbers.
    #[derive(Debug)]
    pub enum Numbers {}
    /// JSON.
    #[derive(Debug)]
    pub enum Document {}
    /// The content of a box.
    #[derive(Debug)]
    pub enum Unboxed {}
}

use kind::{Collected, Document, Given, Maybe, Slice, Texts};

// All but `Maybe`, which is never a value by itself: the compiler knows it, since nobody else can implement this trait
// for it.
impl<T, K: Present, U: IntoValue<T, K>> IntoOption<T, K> for U {
    fn into_option(self) -> Option<T> {
        Some(self.into_value())
    }
}

impl<T> IntoOption<T, Maybe> for Option<T> {
    fn into_option(self) -> Option<T> {
        self
    }
}

// An `Option` is not an `Iterator`, though it converts into one: `None` must not become an empty list.
impl<T, U: Into<T>, I: Iterator<Item = U>> IntoItems<T, Given> for I {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.map(Into::into).collect())
    }
}

macro_rules! collections {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T, U: Into<T>, $($generic)*> IntoItems<T, Collected> for $type {
            fn into_items(self) -> Option<Vec<T>> {
                Some(self.into_iter().map(Into::into).collect())
            }
        }
    )*};
}

collections!(
    [] Vec<U>, [] VecDeque<U>, [] LinkedList<U>, [] BTreeSet<U>, [S] HashSet<U, S>, [] Box<[U]>, [const N: usize] [U; N],
);

/// Each item is read as a `T`. Any other JSON than an array makes the request fail.
impl<T: Built> IntoItems<T, Document> for Value {
    fn into_items(self) -> Option<Vec<T>> {
        let Self::Array(items) = self else {
            return Some(vec![faulty("expected a JSON array")]);
        };
        items.into_items()
    }
}

impl<T: Built> IntoItems<T, Document> for Vec<Value> {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.iter().map(converted).collect())
    }
}

impl<T: Built, const N: usize> IntoItems<T, Document> for [Value; N] {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.iter().map(converted).collect())
    }
}

impl<T> IntoItems<T, Maybe> for Option<Vec<T>> {
    fn into_items(self) -> Option<Vec<T>> {
        self
    }
}

impl<'a, T: From<&'a str>> IntoItems<T, Texts> for &[&'a str] {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.iter().copied().map(Into::into).collect())
    }
}

impl<'a, T: From<&'a str>, const N: usize> IntoItems<T, Texts> for &[&'a str; N] {
    fn into_items(self) -> Option<Vec<T>> {
        self.as_slice().into_items()
    }
}

impl<T: Clone> IntoItems<T, Slice> for &[T] {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.to_vec())
    }
}

impl<T: Clone> IntoItems<T, Slice> for &Vec<T> {
    fn into_items(self) -> Option<Vec<T>> {
        self.as_slice().into_items()
    }
}

impl<T: Clone, const N: usize> IntoItems<T, Slice> for &[T; N] {
    fn into_items(self) -> Option<Vec<T>> {
        self.as_slice().into_items()
    }
}

macro_rules! borrowed {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T: Clone, $($generic)*> IntoItems<T, Slice> for &$type {
            fn into_items(self) -> Option<Vec<T>> {
                Some(self.iter().cloned().collect())
            }
        }
    )*};
}

borrowed!([] VecDeque<T>, [] LinkedList<T>, [] BTreeSet<T>, [S] HashSet<T, S>);

impl<T, K: Into<String>, V: Into<T>, I: Iterator<Item = (K, V)>> IntoPairs<T, Given> for I {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        Some(
            self.map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

macro_rules! maps {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T, K: Into<String>, V: Into<T>, $($generic)*> IntoPairs<T, Collected> for $type {
            fn into_pairs(self) -> Option<BTreeMap<String, T>> {
                self.into_iter().into_pairs()
            }
        }

        impl<K: Into<String>, V: Into<Value>, $($generic)*> IntoObject for $type {
            fn into_object(self) -> BTreeMap<String, Value> {
                self.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
            }
        }
    )*};
}

maps!([] Vec<(K, V)>, [] BTreeMap<K, V>, [S] HashMap<K, V, S>, [const N: usize] [(K, V); N]);

impl<'a, T: From<&'a V>, V, S> IntoPairs<T, Slice> for &'a HashMap<String, V, S> {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        self.iter().into_pairs()
    }
}

impl<'a, T: From<&'a V>, V> IntoPairs<T, Slice> for &'a BTreeMap<String, V> {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        self.iter().into_pairs()
    }
}

macro_rules! objects {
    ($($type:ty),*) => {$(
        impl IntoPairs<Value, Collected> for $type {
            fn into_pairs(self) -> Option<BTreeMap<String, Value>> {
                Some(self.into_object())
            }
        }

        impl IntoNullable<BTreeMap<String, Value>> for $type {
            fn into_nullable(self) -> Option<BTreeMap<String, Value>> {
                Some(self.into_object())
            }
        }
    )*};
}

objects!(Value, Map<String, Value>);

impl IntoObject for Value {
    fn into_object(self) -> BTreeMap<String, Value> {
        match self {
            Self::Object(members) => members.into_object(),
            other => BTreeMap::from([(NO_OBJECT.to_owned(), other)]),
        }
    }
}

impl IntoObject for Map<String, Value> {
    fn into_object(self) -> BTreeMap<String, Value> {
        self.into_iter().collect()
    }
}

impl<T: Wire> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T: Wire> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Option<T> {
        self
    }
}

impl<'a, T: From<&'a str> + Wire> IntoNullable<T> for &'a str {
    fn into_nullable(self) -> Option<T> {
        Some(self.into())
    }
}

impl<'a, T: From<&'a str> + Wire> IntoNullable<T> for &'a String {
    fn into_nullable(self) -> Option<T> {
        Some(self.as_str().into())
    }
}

/// The value is read as a `T`. JSON that does not fit makes the request fail.
impl<T: Built> IntoNullable<T> for Value {
    fn into_nullable(self) -> Option<T> {
        (!self.is_null()).then(|| converted(&self))
    }
}

macro_rules! scalars {
    ($($type:ty),*) => {$(
        impl<T: Built + From<$type>> IntoNullable<T> for $type {
            fn into_nullable(self) -> Option<T> {
                Some(self.into())
            }
        }
    )*};
}

scalars!(String, bool, i32, i64, u32, f64);

impl<T: Wire, U: Into<T>, const N: usize> IntoNullable<Vec<T>> for [U; N] {
    fn into_nullable(self) -> Option<Vec<T>> {
        Some(self.into_iter().map(Into::into).collect())
    }
}

impl<T, K, V, const N: usize> IntoNullable<BTreeMap<String, T>> for [(K, V); N]
where
    K: Into<String>,
    V: Into<T>,
{
    fn into_nullable(self) -> Option<BTreeMap<String, T>> {
        self.into_pairs()
    }
}

impl<T: From<V>, V, S> IntoNullable<BTreeMap<String, T>> for HashMap<String, V, S> {
    fn into_nullable(self) -> Option<BTreeMap<String, T>> {
        self.into_pairs()
    }
}

impl<T> IntoPairs<T, Maybe> for Option<BTreeMap<String, T>> {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        self
    }
}

impl IntoJson<Maybe> for Option<Value> {
    fn into_json(self) -> Option<Value> {
        self
    }
}

macro_rules! into_json {
    ($($type:ty),*) => {$(
        impl IntoJson<Given> for $type {
            fn into_json(self) -> Option<Value> {
                Some(self.into())
            }
        }
    )*};
}

into_json!(Value, &str, String, bool, i32, i64, u32, u64, f64, Map<String, Value>);

impl<T: Into<Value>> IntoJson<Given> for Vec<T> {
    fn into_json(self) -> Option<Value> {
        Some(self.into())
    }
}

impl<T: Into<Value>, const N: usize> IntoJson<Given> for [T; N] {
    fn into_json(self) -> Option<Value> {
        Some(self.into())
    }
}
