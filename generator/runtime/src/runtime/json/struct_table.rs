//! The tables of structs: `object!` and `input!` for objects, and `tuple!` for arrays of fixed
//! length. Also the tags that unions add to objects.

use super::reader::Reader;
use super::text::{Shape, Writer};
use super::tree::{Kind, Node};
use super::wire::{Member, Wire, copy};

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
/// The compiler takes time for each function of a type; therefore there are few, and they only list the
/// fields.
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
        #[allow(missing_docs, reason = "the document may not describe a field")]
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
                    ::std::stringify!($name),
                    ::std::stringify!($($field)* $($more)? $($rest)?),
                    &[$($key),*],
                    &[$($($key, ::std::stringify!($null),)? $($key, ::std::stringify!($side),)?)*],
                    &[$(&self.$field,)* $(&self.$more,)? $(&self.$rest,)?],
                );
            }
        }
        $crate::runtime::shared_traits!($name);
        $crate::runtime::serde_traits!($name);
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
/// needs one), a setter for each field marked
/// `set`, which has the field's documentation, and a method that adds another key if the object allows
/// it. `: Default` before the fields is for a struct without required ones. Types are written as in `argument!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __input {
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? $(: $default:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal
                $(const $constant:literal)? $(always $only:literal)? $(| $null:ident)? $(? $state:ident)? $(- $side:ident)?
                $(new $required:tt $(<$kind:ident>)?)? $(set $optional:tt)?
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

        impl $crate::runtime::Kept for $name {}
        impl $crate::runtime::Built for $name {}

        $(
            impl ::std::default::$default for $name {
                fn default() -> Self {
                    Self::new()
                }
            }
        )?

        impl $name {
            /// Creates a value with only the required fields.
            #[allow(
                clippy::new_without_default,
                reason = "a type may gain a required field"
            )]
            #[must_use]
            pub fn new<$($($($kind: $crate::runtime::Present,)?)?)*>($($($field: $crate::runtime::argument!($required $($kind)?),)?)*) -> Self {
                $crate::runtime::input!(
                    @new [$($($key $field $required $($kind)?,)?)*] $($more)? $($rest)?
                )
            }

            $crate::runtime::input!(
                @sets [$($more)? $($rest)?] $({[$(#[$doc])*] $key $field $($optional)? $(? $state)?})*
            );

            $(
                /// Adds a member that does not have a field.
                #[must_use]
                pub fn $more(
                    mut self,
                    key: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<::serde_json::Value>,
                ) -> Self {
                    $crate::runtime::add(&mut self.$more, key, value);
                    self
                }
            )?

            $(
                /// Adds a member that does not have a field.
                #[must_use]
                pub fn $rest(
                    mut self,
                    key: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<$value>,
                ) -> Self {
                    $crate::runtime::add(&mut self.$rest, key, value);
                    self
                }
            )?
        }
    )+};
    (@new [] $rest:ident) => { $crate::runtime::Wire::blank() };
    (@new [$($key:literal $field:ident $required:tt $($kind:ident)?,)+] $rest:ident) => {{
        let mut this: Self = $crate::runtime::Wire::blank();
        $(this.$field = $crate::runtime::kept!(this.$rest, $key $field $required $($kind)?);)+
        this
    }};
    (@sets $rest:tt $({$($set:tt)*})*) => {
        $($crate::runtime::input!(@set $rest $($set)*);)*
    };
    (@set $rest:tt [$($doc:tt)*] $key:literal $field:ident $(? null)?) => {};
    (@set $rest:tt [] $key:literal $field:ident $optional:tt $($state:tt)*) => {
        $crate::runtime::input!(
            @set $rest [#[doc = ::std::concat!("Sets the field `", ::std::stringify!($field), "`.")]]
            $key $field $optional $($state)*
        );
    };
    (@set [$rest:ident] [$($doc:tt)+] $key:literal $field:ident $optional:tt $(? $null:ident)?) => {
        $($doc)+
        #[must_use]
        pub fn $field<K>(mut self, value: $crate::runtime::optional!($optional)) -> Self {
            $crate::runtime::kept!(set self.$rest, $key (&mut self.$field) $($null)? value $optional);
            self
        }
    };
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
        #[allow(missing_docs, reason = "elements have no names")]
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
        $crate::runtime::serde_traits!($name);
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

impl Writer<'_> {
    /// Writes the variant of a union.
    #[doc(hidden)]
    pub fn variant(&mut self, name: &'static str, value: &dyn Member) {
        if let Some(see) = self.see.take() {
            return see(&Shape {
                name,
                names: "",
                fields: &[value],
            });
        }
        let start = self.out.len();
        value.write(self);
        self.variant = start;
    }

    /// Adds a member to the object that is the variant written last, unless it has a member with this name.
    #[doc(hidden)]
    pub fn tag(&mut self, key: &str, tag: impl Into<Tag>) {
        let start = self.variant;
        let written = self.out.get(start..).unwrap_or_default();
        let object = Node::of(str::from_utf8(written).unwrap_or_default());
        if object.kind() != Kind::Object || object.member(key).is_some() {
            return;
        }
        self.out.pop();
        self.key(key, &mut self.out.ends_with(b"{"));
        match tag.into() {
            Tag::Text(text) => self.string(text),
            Tag::Integer(number) => self.integer(number),
            Tag::Bool(value) => Wire::write(&value, self),
        }
        self.out.push(b'}');
    }
}

/// The value of a tag.
#[derive(Clone, Copy, Debug)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

macro_rules! tags {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for Tag {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

tags!(&'static str => Text, i64 => Integer, bool => Bool);
