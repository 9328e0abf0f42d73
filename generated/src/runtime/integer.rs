//! Integers of any width as arguments.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::argument::kind::{Borrowed, Given, Maybe};
use super::json::{Reader, Wire, Writer, add_fault};

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
    note = "pass an integer of any width, an `Option<{T}>`, or a reference to an `Option` of another integer: `&option`"
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

impl<T, U: IntoInteger<T> + Copy> IntoInteger<T> for &U {
    fn into_integer(self) -> Fitted<T> {
        (*self).into_integer()
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

impl<T, U: IntoInteger<T> + Copy> IntoOptionalInteger<T, Borrowed<Given>> for &Option<U> {
    fn into_integer(self) -> Option<Fitted<T>> {
        self.map(IntoInteger::into_integer)
    }
}

pub(super) fn misfit<T>(number: &str) -> String {
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
