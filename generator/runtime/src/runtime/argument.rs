//! Traits of arguments that may be omitted or null: values, lists, maps and JSON.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};

use serde_json::{Map, Value};

use super::json::{NO_OBJECT, Wire, converted, faulty};
use super::value::{Built, IntoValue, Present};

/// A value for an optional argument: a `T`, anything that converts into one, or an `Option<T>`.
///
/// If an operation has these options:
///
/// ```text
/// request.limit(20).order("asc").after(last_id) // `last_id` is an `Option<String>`
/// ```
///
/// `None` omits the argument, or sends `null` if the API documentation says that the argument may be null.
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not convert into an optional `{T}`",
    note = "pass a `{T}`, a value that converts into it, an `Option<{T}>`, or a reference to an `Option` of a value that converts: `&option`"
)]
pub trait IntoOption<T, K> {
    /// Returns the value, if there is one.
    fn into_option(self) -> Option<T>;
}

/// A value for an argument that is a list: a slice, anything that yields values that convert into `T`, a tuple of up to
/// eight such values of several types, or, if the argument is optional, an `Option<Vec<T>>`.
///
/// ```text
/// client.chat().create((SystemMessage::new("Be brief."), UserMessage::new("Hi")))
/// ```
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of `{T}`",
    note = "pass an array, a `Vec`, a slice, or an iterator of values that convert into `{T}`, or a tuple of up to eight such values of several types"
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
    /// An iterator of JSON.
    #[derive(Debug)]
    pub enum Documents {}
    /// An iterator of the items of a list.
    #[derive(Debug)]
    pub enum Items {}
    /// An iterator of texts or numbers.
    #[derive(Debug)]
    pub enum Each {}
    /// A tuple of values of several types.
    #[derive(Debug)]
    pub enum Mixed {}
    /// A reference to an `Option` of a value of this kind.
    #[derive(Debug)]
    pub struct Borrowed<K>(std::marker::PhantomData<K>);
    /// The content of a box.
    #[derive(Debug)]
    pub enum Unboxed {}
    /// An `Option` of a required list.
    #[derive(Debug)]
    pub enum ListOrNull {}
}

use kind::{Borrowed, Collected, Document, Documents, Given, Maybe, Mixed, Slice};

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

// Unlike an `Option`, a reference to one may hold a value that converts into `T`: nobody writes `&None`, whose type the
// compiler could not infer.
impl<T, K: Present, U: IntoValue<T, K> + Clone> IntoOption<T, Borrowed<K>> for &Option<U> {
    fn into_option(self) -> Option<T> {
        self.clone().map(IntoValue::into_value)
    }
}

impl<T, K: Present, U: IntoItems<T, K> + Clone> IntoItems<T, Borrowed<K>> for &Option<U> {
    fn into_items(self) -> Option<Vec<T>> {
        self.clone()?.into_items()
    }
}

impl<T, K: Present, U: IntoPairs<T, K> + Clone> IntoPairs<T, Borrowed<K>> for &Option<U> {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        self.clone()?.into_pairs()
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

macro_rules! mixed {
    ($(($($value:ident $index:tt),+)),+ $(,)?) => {$(
        impl<T, $($value: Into<T>),+> IntoItems<T, Mixed> for ($($value),+) {
            fn into_items(self) -> Option<Vec<T>> {
                Some(vec![$(self.$index.into()),+])
            }
        }
    )+};
}

mixed!(
    (A 0, B 1),
    (A 0, B 1, C 2),
    (A 0, B 1, C 2, D 3),
    (A 0, B 1, C 2, D 3, E 4),
    (A 0, B 1, C 2, D 3, E 4, F 5),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7),
);

/// Each item is read as a `T`. Any JSON other than an array makes the request fail.
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

impl<T: Built, I: Iterator<Item = Value>> IntoItems<T, Documents> for I {
    fn into_items(self) -> Option<Vec<T>> {
        Some(self.map(|item| converted(&item)).collect())
    }
}

macro_rules! borrowed {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T, U: Into<T> + Clone, $($generic)*> IntoItems<T, Slice> for &$type {
            fn into_items(self) -> Option<Vec<T>> {
                Some(self.iter().cloned().map(Into::into).collect())
            }
        }
    )*};
}

borrowed!(
    [] [U], [] Vec<U>, [const N: usize] [U; N], [] VecDeque<U>, [] LinkedList<U>, [] BTreeSet<U>, [S] HashSet<U, S>,
);

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

macro_rules! documents {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<T: Built, K: Into<String>, $($generic)*> IntoPairs<T, Document> for $type {
            fn into_pairs(self) -> Option<BTreeMap<String, T>> {
                let pairs = self.into_iter();
                Some(pairs.map(|(key, value)| (key.into(), converted(&value))).collect())
            }
        }
    )*};
}

documents!([] Vec<(K, Value)>, [] BTreeMap<K, Value>, [S] HashMap<K, Value, S>, [const N: usize] [(K, Value); N]);

maps!([] Vec<(K, V)>, [] BTreeMap<K, V>, [S] HashMap<K, V, S>, [const N: usize] [(K, V); N]);

macro_rules! borrowed_maps {
    ($([$($generic:tt)*] $type:ty: |$entry:ident| $pair:expr),* $(,)?) => {$(
        impl<T, K: Into<String> + Clone, V: Into<T> + Clone, $($generic)*> IntoPairs<T, Slice> for &$type {
            fn into_pairs(self) -> Option<BTreeMap<String, T>> {
                self.iter().map(|$entry| $pair).into_pairs()
            }
        }
    )*};
}

borrowed_maps!(
    [] [(K, V)]: |pair| pair.clone(),
    [] Vec<(K, V)>: |pair| pair.clone(),
    [const N: usize] [(K, V); N]: |pair| pair.clone(),
    [] BTreeMap<K, V>: |pair| (pair.0.clone(), pair.1.clone()),
    [S] HashMap<K, V, S>: |pair| (pair.0.clone(), pair.1.clone()),
);

/// A value that JSON becomes in a map.
#[doc(hidden)]
pub trait Entry: Wire {}

impl<T: Built> Entry for T {}

macro_rules! entries {
    ($($type:ty),*) => {$(impl Entry for $type {})*};
}

entries!(String, bool, i32, i64, u32, u64, f64);

/// Each member is read as a `T`. Any JSON other than an object makes the request fail.
impl<T: Entry> IntoPairs<T, Document> for Value {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        Some(converted(&self))
    }
}

macro_rules! objects {
    ($($type:ty),*) => {$(
        impl IntoPairs<Value, Collected> for $type {
            fn into_pairs(self) -> Option<BTreeMap<String, Value>> {
                Some(self.into_object())
            }
        }
    )*};
}

objects!(Value, &Value, Map<String, Value>, &Map<String, Value>);

impl IntoObject for Value {
    fn into_object(self) -> BTreeMap<String, Value> {
        match self {
            Self::Object(members) => members.into_object(),
            other => BTreeMap::from([(NO_OBJECT.to_owned(), other)]),
        }
    }
}

impl IntoObject for &Value {
    fn into_object(self) -> BTreeMap<String, Value> {
        self.clone().into_object()
    }
}

impl IntoObject for &Map<String, Value> {
    fn into_object(self) -> BTreeMap<String, Value> {
        self.clone().into_object()
    }
}

impl IntoObject for Map<String, Value> {
    fn into_object(self) -> BTreeMap<String, Value> {
        self.into_iter().collect()
    }
}

impl<T> IntoPairs<T, Maybe> for Option<BTreeMap<String, T>> {
    fn into_pairs(self) -> Option<BTreeMap<String, T>> {
        self
    }
}
