//! Texts, numbers and lists of them as values of enums that have such variants.

use std::borrow::Cow;
use std::sync::Arc;

use super::argument::IntoItems;
use super::argument::kind::{Each, Items, Mixed, Numbers, Texts};
use super::json::faulty;
use super::number::misfit;
use super::value::{Built, IntoValue};

/// An enum with one variant for lists, which takes everything that yields values for its items.
#[doc(hidden)]
pub trait OfItems: From<Vec<Self::Item>> {
    /// The items.
    type Item;
}

/// An enum with several variants for lists. Implementations have no code.
#[doc(hidden)]
pub trait OfLists: Built {}

/// A string or a number that is an item of a list variant.
#[doc(hidden)]
pub trait ListItem {
    /// The type of the items.
    type As;

    /// Returns the item.
    fn item(self) -> Self::As;
}

macro_rules! list_items {
    ($($type:ty => $item:ty),* $(,)?) => {$(
        impl ListItem for $type {
            type As = $item;

            fn item(self) -> $item {
                self.into()
            }
        }
    )*};
}

list_items!(
    String => String, &String => String, &str => String, Cow<'_, str> => String,
    i64 => i64, i32 => i64, i16 => i64, i8 => i64, u32 => i64, u16 => i64, u8 => i64, f64 => f64, f32 => f64,
);

impl<T: OfItems, I: Iterator<Item: Into<T::Item>>> IntoValue<T, Items> for I {
    fn into_value(self) -> T {
        T::from(self.map(Into::into).collect::<Vec<_>>())
    }
}

impl<T: OfItems, U: IntoItems<T::Item, Mixed>> IntoValue<T, Mixed> for U {
    fn into_value(self) -> T {
        T::from(self.into_items().unwrap_or_default())
    }
}

impl<T, I> IntoValue<T, Each> for I
where
    I: Iterator<Item: ListItem>,
    T: OfLists + From<Vec<<I::Item as ListItem>::As>>,
{
    fn into_value(self) -> T {
        T::from(self.map(ListItem::item).collect())
    }
}

macro_rules! lists {
    ($kind:ty: $($item:ty => $as:ty),* $(,)?) => {$(
        impl<T: OfLists + From<Vec<$as>>> IntoValue<T, $kind> for Vec<$item> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: OfLists + From<Vec<$as>>> IntoValue<T, $kind> for &Vec<$item> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: OfLists + From<Vec<$as>>, const N: usize> IntoValue<T, $kind> for &[$item; N] {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: OfLists + From<Vec<$as>>> IntoValue<T, $kind> for &[$item] {
            fn into_value(self) -> T {
                T::from(self.iter().copied().map(Into::into).collect())
            }
        }
    )*};
}

lists!(Texts: &str => String);
lists!(Numbers: f32 => f64, u8 => i64, u16 => i64, u32 => i64, i8 => i64, i16 => i64, i32 => i64);

macro_rules! arrays {
    ($($item:ty),*) => {$(
        impl<T: OfLists, const N: usize> IntoValue<T, Numbers> for [$item; N]
        where
            Vec<$item>: IntoValue<T, Numbers>,
        {
            fn into_value(self) -> T {
                Vec::from(self).into_value()
            }
        }
    )*};
}

arrays!(f32, u8, u16, u32, u64, usize, i8, i16, i32);

macro_rules! fitting {
    ($($type:ty),*) => {$(
        impl<T: Built + From<i64>> IntoValue<T, Numbers> for $type {
            fn into_value(self) -> T {
                i64::try_from(self).map_or_else(|_| faulty(&misfit::<i64>(&self.to_string())), T::from)
            }
        }

        impl<T: OfLists + From<Vec<i64>>> IntoValue<T, Numbers> for Vec<$type> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: OfLists + From<Vec<i64>>> IntoValue<T, Numbers> for &Vec<$type> {
            fn into_value(self) -> T {
                self.as_slice().into_value()
            }
        }

        impl<T: OfLists + From<Vec<i64>>> IntoValue<T, Numbers> for &[$type] {
            fn into_value(self) -> T {
                let items: Result<Vec<i64>, String> = self
                    .iter()
                    .map(|item| i64::try_from(*item).map_err(|_| item.to_string()))
                    .collect();
                items.map_or_else(|number| faulty(&misfit::<i64>(&number)), T::from)
            }
        }
    )*};
}

fitting!(usize, u64);

macro_rules! scalars {
    ($as:ty: $($type:ty),*) => {$(
        impl<T: Built + From<$as>> IntoValue<T, Numbers> for $type {
            fn into_value(self) -> T {
                T::from(self.into())
            }
        }
    )*};
}

// Enums with numbers take `i32`, whatever the type of the numbers is.
scalars!(i32: u8, u16, i8, i16);
scalars!(f64: f32);

impl<T: Built + From<String>> IntoValue<T, Texts> for Cow<'_, str> {
    fn into_value(self) -> T {
        T::from(self.into_owned())
    }
}

impl<'a, T: From<&'a str>> IntoValue<T, Texts> for &'a Cow<'_, str> {
    fn into_value(self) -> T {
        T::from(self)
    }
}

impl<'a, T: From<&'a str>> IntoValue<T, Texts> for &&'a str {
    fn into_value(self) -> T {
        T::from(self)
    }
}

macro_rules! nullable_items {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<'a, T: From<&'a str>, $($generic)*> IntoItems<Option<T>, Texts> for $type {
            fn into_items(self) -> Option<Vec<Option<T>>> {
                Some(self.into_iter().map(|text| Some(T::from(text))).collect())
            }
        }
    )*};
}

nullable_items!([] Vec<&'a str>, [const N: usize] [&'a str; N]);

macro_rules! items_or_null {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<'a, T: From<&'a str>, $($generic)*> IntoItems<Option<T>, Texts> for $type {
            fn into_items(self) -> Option<Vec<Option<T>>> {
                Some(self.into_iter().map(|text| text.map(T::from)).collect())
            }
        }
    )*};
}

items_or_null!([] Vec<Option<&'a str>>, [const N: usize] [Option<&'a str>; N]);

macro_rules! borrowed_items {
    ($([$($generic:tt)*] $type:ty),* $(,)?) => {$(
        impl<'a, T: From<&'a str>, $($generic)*> IntoItems<Option<T>, Texts> for &$type {
            fn into_items(self) -> Option<Vec<Option<T>>> {
                Some(self.iter().map(|text| Some(T::from(text))).collect())
            }
        }
    )*};
}

borrowed_items!([] [&'a str], [] Vec<&'a str>, [const N: usize] [&'a str; N]);

impl<T: for<'a> From<&'a str>> IntoValue<T, Texts> for Arc<str> {
    fn into_value(self) -> T {
        T::from(&self)
    }
}
