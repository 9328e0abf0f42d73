//! Traits of values that may be null, and of any JSON value.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::argument::kind::{
    Collected, Document, Documents, Given, ListOrNull, Maybe, Slice, Texts,
};
use super::argument::{IntoItems, IntoObject, IntoPairs};
use super::json::{Wire, converted, faulty};
use super::value::Built;

/// A value for a required argument that may be null: a `T`, text that converts into one, or an
/// `Option<T>`; for a map, also an array; for a struct or an enum, also `json!(…)`; for an enum that may be a list, also
/// an array, a `Vec` or a slice.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` nor an `Option` of one",
    note = "pass a `{T}`, or `None` for null"
)]
pub trait IntoNullable<T> {
    /// Returns the value; `None` is null.
    fn into_nullable(self) -> Option<T>;
}

/// A value for a required argument that is a list or null: an `Option<Vec<T>>`, or anything that an optional list
/// argument takes.
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a list of `{T}` nor an `Option` of one",
    note = "pass an array, a `Vec`, a slice, or an iterator of values that convert into `{T}`, or `None` for null"
)]
pub trait IntoNullableItems<T, K> {
    /// Returns the items; `None` is null.
    fn into_nullable_items(self) -> Option<Vec<T>>;
}

/// A value for an optional argument that may be any JSON value: `json!(…)`, a string, a number, a boolean, an
/// array, or an `Option<serde_json::Value>`.
///
/// `K` only tells the implementations apart, and is inferred.
pub trait IntoJson<K> {
    /// Returns the value, if there is one.
    fn into_json(self) -> Option<Value>;
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

impl<T: Built> IntoNullable<T> for &T {
    fn into_nullable(self) -> Option<T> {
        Some(self.clone())
    }
}

/// The value is read as a `T`. JSON that does not fit makes the request fail.
impl<T: Built> IntoNullable<T> for Value {
    fn into_nullable(self) -> Option<T> {
        (!self.is_null()).then(|| converted(&self))
    }
}

macro_rules! built_lists {
    ($([$($generic:tt)*] $type:ty: From<$list:ty>, |$given:ident| $value:expr);* $(;)?) => {$(
        impl<T: Built + From<$list>, K $($generic)*> IntoNullable<T> for $type {
            fn into_nullable(self) -> Option<T> {
                let $given = self;
                Some($value.into())
            }
        }
    )*};
}

built_lists!(
    [] Vec<K>: From<Vec<K>>, |list| list;
    [, const N: usize] [K; N]: From<[K; N]>, |list| list;
    [: Clone] &Vec<K>: From<Vec<K>>, |list| list.clone();
    [: Clone] &[K]: From<Vec<K>>, |list| list.to_vec();
    [: Clone, const N: usize] &[K; N]: From<Vec<K>>, |list| list.to_vec();
);

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

macro_rules! numbers {
    ($($type:ty => $wider:ty),* $(,)?) => {$(
        impl IntoNullable<$wider> for $type {
            fn into_nullable(self) -> Option<$wider> {
                Some(self.into())
            }
        }
    )*};
}

numbers!(
    u8 => i64, u16 => i64, u32 => i64, i8 => i64, i16 => i64, i32 => i64,
    u8 => f64, u16 => f64, u32 => f64, i8 => f64, i16 => f64, i32 => f64, f32 => f64,
);

// One implementation for all kinds would leave the type of `None` open.
macro_rules! lists {
    ($($kind:ty),*) => {$(
        impl<T, U: IntoItems<T, $kind>> IntoNullableItems<T, $kind> for U {
            fn into_nullable_items(self) -> Option<Vec<T>> {
                self.into_items()
            }
        }
    )*};
}

lists!(Given, Collected, Slice, Texts, Document, Documents);

impl<T> IntoNullableItems<T, ListOrNull> for Option<Vec<T>> {
    fn into_nullable_items(self) -> Option<Vec<T>> {
        self
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

impl<T, K: Into<String>, V: Into<T>, S> IntoNullable<BTreeMap<String, T>> for HashMap<K, V, S> {
    fn into_nullable(self) -> Option<BTreeMap<String, T>> {
        self.into_pairs()
    }
}

macro_rules! objects {
    ($($type:ty),*) => {$(
        impl IntoNullable<BTreeMap<String, Value>> for $type {
            fn into_nullable(self) -> Option<BTreeMap<String, Value>> {
                Some(self.into_object())
            }
        }
    )*};
}

objects!(Value, &Value, Map<String, Value>, &Map<String, Value>);

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

into_json!(
    Value, &str, String, bool, i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, Map<String, Value>
);

/// The mistake in a number that JSON has no form for.
pub(crate) const NOT_FINITE: &str = "a number is NaN or infinite, which cannot be sent";

macro_rules! finite_json {
    ($($type:ty),*) => {$(
        impl IntoJson<Given> for $type {
            fn into_json(self) -> Option<Value> {
                if self.is_finite() {
                    Some(self.into())
                } else {
                    Some(faulty(NOT_FINITE))
                }
            }
        }
    )*};
}

finite_json!(f32, f64);

macro_rules! cloned_json {
    ($($type:ty),*) => {$(
        impl IntoJson<Given> for $type {
            fn into_json(self) -> Option<Value> {
                Some(self.clone().into())
            }
        }
    )*};
}

cloned_json!(&Value, &String, &Map<String, Value>);

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
