//! Numbers of any width as arguments.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::argument::kind::{Borrowed, Given, Maybe};
use super::json::{Reader, Wire, Writer, add_fault};

/// A number for an argument of the type `T`: an integer of any width or, if `T` is `f64`, also an `f32` or `f64`.
///
/// If a number does not fit into a `T`, sending the request fails, and so does writing the value. An integer fits into
/// an `f64` if it is at most 2^53.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number that can be a `{T}`",
    note = "pass an integer of any width or, for an `f64`, an `f32` or `f64`"
)]
pub trait IntoNumber<T> {
    /// Returns the number, if it fits.
    fn into_number(self) -> Fitted<T>;
}

/// A number for an optional argument of the type `T`, as in [`IntoNumber`], or an `Option<T>`.
///
/// `K` only tells the implementations apart, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a number that can be a `{T}` nor an `Option<{T}>`",
    note = "pass an integer of any width or, for an `f64`, an `f32` or `f64`; an `Option<{T}>`; or a reference to an `Option` of another number: `&option`"
)]
pub trait IntoOptionalNumber<T, K> {
    /// Returns the number, if there is one.
    fn into_number(self) -> Option<Fitted<T>>;
}

/// A number of the type `T`, or the text of one that does not fit into it.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted<T>(Result<T, String>);

/// A type of numbers that an integer of the type `U` may fit into.
#[doc(hidden)]
pub trait Fits<U>: Wire {
    /// Converts the integer, if it fits.
    fn fit(number: U) -> Option<Self>
    where
        Self: Sized;
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl<T: Fits<$type>> IntoNumber<T> for $type {
            fn into_number(self) -> Fitted<T> {
                Fitted(T::fit(self).ok_or_else(|| self.to_string()))
            }
        }

        fits!($type => i32, i64, u32, u64);

        impl Fits<$type> for f64 {
            fn fit(number: $type) -> Option<Self> {
                exact(number)
            }
        }
    )*};
}

macro_rules! fits {
    ($type:ty => $($wanted:ty),*) => {$(
        impl Fits<$type> for $wanted {
            fn fit(number: $type) -> Option<Self> {
                number.try_into().ok()
            }
        }
    )*};
}

integers!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

/// 2^53: beyond, not every integer is an `f64`.
const EXACT: u128 = 1 << 53;

fn exact(number: impl TryInto<i128> + Display + Copy) -> Option<f64> {
    let wide: i128 = number.try_into().ok()?;
    let text = (wide.unsigned_abs() <= EXACT).then(|| number.to_string());
    text?.parse().ok()
}

macro_rules! fractions {
    ($($type:ty),*) => {$(
        impl IntoNumber<f64> for $type {
            fn into_number(self) -> Fitted<f64> {
                Fitted(Ok(self.into()))
            }
        }
    )*};
}

fractions!(f32, f64);

impl<T, U: IntoNumber<T>> IntoOptionalNumber<T, Given> for U {
    fn into_number(self) -> Option<Fitted<T>> {
        Some(IntoNumber::into_number(self))
    }
}

impl<T, U: IntoNumber<T> + Copy> IntoNumber<T> for &U {
    fn into_number(self) -> Fitted<T> {
        (*self).into_number()
    }
}

// Of another width than `T`, the compiler could not infer the type of `None`.
impl<T> IntoOptionalNumber<T, Maybe> for Option<T> {
    fn into_number(self) -> Option<Fitted<T>> {
        self.map(|number| Fitted(Ok(number)))
    }
}

impl<T: Wire> Fitted<T> {
    /// The number, as the member `key` of a struct. If it does not fit, an entry of the unknown members says so.
    pub fn kept<V: Wire>(self, key: &str, rest: &mut BTreeMap<String, V>) -> T {
        self.0.unwrap_or_else(|number| {
            add_fault(rest, &format!("`{key}`: {}", misfit::<T>(&number)));
            T::blank()
        })
    }
}

impl<T, U: IntoNumber<T> + Copy> IntoOptionalNumber<T, Borrowed<Given>> for &Option<U> {
    fn into_number(self) -> Option<Fitted<T>> {
        self.map(IntoNumber::into_number)
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
