//! The tables of structs: `object!` and `input!` for objects, and `tuple!` for arrays of fixed
//! length.

use super::reader::Reader;
use super::text::{Shape, Writer};
use super::wire::{Member, copy};

/// ```text
/// object! {
///     pub struct Invite + extra {
///         pub id: String = "id",
///         pub object: String = "object" const "organization.invite",
///     }
///
///     pub struct Labels {
///         pub owner: Option<String> = "owner",
///         ..pub extra: i64,
///     }
/// }
/// ```
///
/// defines structs with these fields, which are objects with these keys, written as in JSON. A key may
/// be followed by
///
/// - `const "text"`: a missing field reads as this string, unless it is an `Option`. A union reads an object with
///   another string as another variant,
/// - `always 1`: the same for an integer or a boolean,
/// - `| null`: the field is always written, as null if it has no value,
/// - `- received`: the field is not sent,
/// - `? null`: the field is absent, null or has a value, and is of type `Option<Option<T>>`.
///
/// `+ extra` adds a field for all other keys, whatever their values are; `..pub extra: T`, as the
/// last field, adds a field for all other keys, whose values are of the type `T`.
///
/// The compiler takes time for each function and attribute of a type; therefore there are few, and they only list the
/// fields. The lint `missing_docs` is allowed for the whole module, in case fields have no documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal $(const $constant:literal)? $(always $only:literal)? $(| $null:ident)? $(? $state:ident)? $(- $side:ident)?
        ),*
        $(,)?
        $(.. pub $rest:ident: $value:ty $(,)?)?
    })+) => {$(
        $(#[$about])*
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
            $(
                /// All members that do not have a field.
                pub $more: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,
            )?
            $(
                /// All members that do not have a field.
                pub $rest: ::std::collections::BTreeMap<::std::string::String, $value>,
            )?
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let mut this = Self {
                    $($field: $crate::runtime::Wire::blank(),)*
                    $($more: $crate::runtime::Wire::blank(),)?
                    $($rest: $crate::runtime::Wire::blank(),)?
                };
                reader.object(
                    &[$($key),*],
                    &[$($($key, $constant,)? $($key, ::std::concat!($only),)?)*],
                    &mut [$(&mut this.$field,)* $(&mut this.$more,)? $(&mut this.$rest,)?],
                );
                this
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                writer.object(
                    ::std::stringify!($name $($field)* $($more)? $($rest)?),
                    &[$($key),*],
                    &[$($($key, ::std::stringify!($null),)? $($key, ::std::stringify!($side),)?)*],
                    &[$(&self.$field,)* $(&self.$more,)? $(&self.$rest,)?],
                );
            }
        }

        $crate::runtime::shared_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __object as object;

/// ```text
/// input! {
///     pub struct Project + extra {
///         pub id: String = "id" new(String),
///         pub object: String = "object" const "organization.project",
///         pub tags: Option<Vec<String>> = "tags" set [String],
///         pub note: Option<Option<String>> = "note" ? null set(String),
///     }
/// }
/// ```
///
/// is `object!` with a `new` that takes the fields marked `new` (a type parameter follows in angle brackets if the type
/// needs one, and `? null` if the value may be `None`), a setter for each field marked `set`, which has the field's
/// documentation, and a method that adds another key if the object allows it. `: Default` before the fields is for a
/// struct without required ones. Types are written as in `setters!`; `(box T)` is a `T` that is boxed, `(= bool)` the
/// type itself, `(~ serde_json::Value)` any JSON, and `(as IntoObject)` a JSON object.
///
/// A macro for each field would take much longer to compile.
#[doc(hidden)]
#[macro_export]
macro_rules! __input {
    (@made $name:ident [$rest:ident: $other:ty] $(
        $(=> {$($unset:tt)*})?
        $(new
            $(($into:ty))? $((box $boxed:ty))? $((= $exact:ty))? $((~ $json:ty))? $((as $object:ident))? $($integer:ident)?
            $(<$kind:ident> $(($value:ty))? $((box $unboxed:ty))? $([$item:ty])? $({$entry:ty})?)?
            $(? $none:ident $(($nullable:ty))? $(<$of:ident> [$listed:ty])?)?
            => {$required:ident $required_key:literal $($about:tt)*}
        )?
        $(set
            $(($set:ty))? $((box $set_boxed:ty))? $((as $set_json:ident))? $([$set_item:ty])? $({$set_entry:ty})?
            $($set_number:ident)?
            => {$field:ident $key:literal $(? $null:ident)? $([$(#[$doc:meta])+] $documented:ident)? $([] $bare:ident)?}
        )?
    ),*) => {
        impl $name {
            /// Creates a value with only the required fields.
            #[must_use]
            pub fn new<$($($($kind: $crate::runtime::Present,)? $($($of: $crate::runtime::Present,)?)?)?)*>($($(
                $required:
                    $(impl ::std::convert::Into<$into>)?
                    $(impl ::std::convert::Into<$boxed>)?
                    $($exact)?
                    $(impl ::std::convert::Into<$json>)?
                    $(impl $crate::runtime::$object)?
                    $(impl $crate::runtime::IntoNumber<$integer>)?
                    $(
                        $(impl $crate::runtime::IntoValue<$value, $kind>)?
                        $(impl $crate::runtime::IntoValue<$unboxed, $kind>)?
                        $(impl $crate::runtime::IntoItems<$item, $kind>)?
                        $(impl $crate::runtime::IntoPairs<$entry, $kind>)?
                    )?
                    $(
                        $(impl $crate::runtime::IntoNullable<$nullable>)?
                        $(impl $crate::runtime::IntoNullableItems<$listed, $of>)?
                    )?,
            )?)*) -> Self {
                let mut this: Self = $crate::runtime::Wire::blank();
                $($(
                    this.$required =
                        $(::std::convert::Into::<$into>::into($required))?
                        $(::std::boxed::Box::new(::std::convert::Into::<$boxed>::into($required)))?
                        $(::std::convert::identity::<$exact>($required))?
                        $(::std::convert::identity::<$json>($crate::runtime::any_json($required)))?
                        $($crate::runtime::$object::into_object($required))?
                        $($crate::runtime::IntoNumber::<$integer>::into_number($required)
                            .kept($required_key, &mut this.$rest))?
                        $(
                            $($crate::runtime::IntoValue::<$value, $kind>::into_value($required))?
                            $(::std::boxed::Box::new($crate::runtime::IntoValue::<$unboxed, $kind>::into_value($required)))?
                            $($crate::runtime::IntoItems::<$item, $kind>::into_items($required).unwrap_or_default())?
                            $($crate::runtime::IntoPairs::<$entry, $kind>::into_pairs($required).unwrap_or_default())?
                        )?
                        $(
                            $($crate::runtime::IntoNullable::<$nullable>::into_nullable($required))?
                            $($crate::runtime::IntoNullableItems::<$listed, $of>::into_nullable_items($required))?
                        )?;
                )?)*
                this
            }

            $($(
                $($(#[$doc])+)?
                $(#[doc = ::std::concat!("Sets the field `", ::std::stringify!($bare), "`.")])?
                #[must_use]
                pub fn $field<K>(
                    mut self,
                    value:
                        $(impl $crate::runtime::IntoOption<$set, K>)?
                        $(impl $crate::runtime::IntoOption<$set_boxed, K>)?
                        $(impl $crate::runtime::$set_json<K>)?
                        $(impl $crate::runtime::IntoItems<$set_item, K>)?
                        $(impl $crate::runtime::IntoPairs<$set_entry, K>)?
                        $(impl $crate::runtime::IntoOptionalNumber<$set_number, K>)?,
                ) -> Self {
                    let field = $($crate::runtime::$null)?(&mut self.$field);
                    $($crate::runtime::set::<$set, K>(field, value);)?
                    $($crate::runtime::set_boxed::<$set_boxed, K>(field, value);)?
                    $($crate::runtime::set_json(field, $crate::runtime::$set_json::into_json(value));)?
                    $($crate::runtime::set_items::<$set_item, K>(field, value);)?
                    $($crate::runtime::set_pairs::<$set_entry, K>(field, value);)?
                    $($crate::runtime::set_number::<$set_number, K, _>(field, value, $key, &mut self.$rest);)?
                    self
                }
            )?)*

            /// Adds a member that does not have a field.
            #[must_use]
            pub fn $rest(
                mut self,
                key: impl ::std::convert::Into<::std::string::String>,
                value: impl ::std::convert::Into<$other>,
            ) -> Self {
                $crate::runtime::add(&mut self.$rest, key, value);
                self
            }
        }
    };
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? $(: $default:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal
                $(const $constant:literal)? $(always $only:literal)? $(| $null:ident)? $(? $state:ident)? $(- $side:ident)?
                $(new $required:tt $(<$kind:ident>)? $(? $none:ident)?)? $(set $optional:tt)?
        ),*
        $(,)?
        $(.. pub $rest:ident: $value:ty $(,)?)?
    })+) => {$(
        $crate::runtime::object! {
            $(#[$about])*
            pub struct $name $(+ $more)? {
                $(
                    $(#[$doc])*
                    pub $field: $type = $key $(const $constant)? $(always $only)? $(| $null)? $(? $state)? $(- $side)?,
                )*
                $(..pub $rest: $value)?
            }
        }

        impl $crate::runtime::Built for $name {}

        $(
            impl ::std::default::$default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }
        )?

        $crate::runtime::input! {
            @made $name [$($more: ::serde_json::Value)? $($rest: $value)?] $(
                $(new $(? $none)? $(<$kind>)? $required)? $(set $optional)?
                => {$field $key $(? $state)? [$(#[$doc])*] $field}
            ),*
        }
    )+};
}

#[doc(hidden)]
pub use __input as input;

/// `tuple! { pub struct Place of 2 { 0: f64, 1: f64, } }` makes the struct `Place`, which is an array of
/// these elements.
#[doc(hidden)]
#[macro_export]
macro_rules! __tuple {
    ($($(#[$about:meta])* pub struct $name:ident of $count:literal { $($index:tt: $type:ty),* $(,)? })+) => {$(
        $(#[$about])*
        pub struct $name($(pub $type),*);

        impl ::std::convert::From<($($type),*)> for $name {
            fn from(elements: ($($type),*)) -> Self {
                Self($(elements.$index),*)
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let mut this = Self($(<$type as $crate::runtime::Wire>::blank()),*);
                reader.tuple(&mut [$(&mut this.$index),*]);
                this
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                writer.tuple(::std::stringify!($name), &[$(&self.$index),*]);
            }
        }

        $crate::runtime::shared_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __tuple as tuple;

impl Reader<'_> {
    /// Reads an array of these elements.
    #[doc(hidden)]
    #[inline(never)]
    pub fn tuple(&mut self, elements: &mut [&mut dyn Member]) {
        if let Some(others) = self.copied {
            return copy(elements, others);
        }
        let (mark, count) = (self.mark(), elements.len());
        let expected = || format!("an array of length {count}");
        if self.peek() != b'[' {
            return self.refuse(&expected());
        }
        self.open();
        if self.accept(b']') {
            return self.refuse_at(mark, &expected());
        }
        for (index, element) in elements.iter_mut().enumerate() {
            element.read(self);
            match self.goes_on(b']') {
                Some(true) if index + 1 < count => {}
                Some(false) if index + 1 == count => return,
                Some(_) => return self.refuse_at(mark, &expected()),
                None => return self.in_item(index),
            }
        }
    }
}

impl Writer<'_> {
    /// Writes an array of these elements.
    #[doc(hidden)]
    #[inline(never)]
    pub fn tuple(&mut self, name: &'static str, elements: &[&dyn Member]) {
        if let Some(see) = self.see.take() {
            return see(&Shape {
                name,
                names: "",
                fields: elements,
            });
        }
        let mut first = true;
        self.out.push(b'[');
        for element in elements {
            self.separate(&mut first);
            element.write(self);
        }
        self.out.push(b']');
    }
}
