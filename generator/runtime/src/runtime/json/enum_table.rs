//! The tables of enums: `string_enum!` and `integer_enum!` for values of a set that may grow, and
//! `union!` for values of one of several types.

/// `string_enum! { pub enum Role { Owner = "owner", Reader = "reader" } }` defines the enum `Role` with
/// these variants and `Unknown(UnknownValue)`. In JSON, the enum is one of these strings.
///
/// Values are equal if their strings are equal. Derived code would take longer to compile.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::fmt::Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`\"", $value, "\"`")] $variant,)*
            /// A value that this version of the crate does not know. It is written back unchanged.
            Unknown($crate::runtime::UnknownValue),
        }

        impl $name {
            /// Returns the value as it is sent over the wire.
            #[must_use]
            pub fn as_str(&self) -> &::std::primitive::str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                self.as_str() == other.as_str()
            }
        }

        impl $crate::runtime::Kept for $name {}

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl<T: $crate::runtime::AsText> ::std::convert::From<T> for $name {
            fn from(value: T) -> Self {
                match value.text() {
                    $($value => Self::$variant,)*
                    value => Self::Unknown($crate::runtime::UnknownValue::new(value)),
                }
            }
        }

        impl ::std::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &::std::primitive::str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        impl<T: $crate::runtime::AsText + ?::std::marker::Sized> ::std::cmp::PartialEq<T> for $name {
            fn eq(&self, other: &T) -> ::std::primitive::bool {
                self.as_str() == other.text()
            }
        }

        impl ::std::convert::AsRef<::std::primitive::str> for $name {
            fn as_ref(&self) -> &::std::primitive::str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let read = Self::from(&*reader.text());
                reader.count_unknown(::std::matches!(read, Self::Unknown(_)));
                read
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                writer.text(self.as_str());
            }

            fn blank() -> Self {
                Self::Unknown(::std::default::Default::default())
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __string_enum as string_enum;

/// `integer_enum! { pub enum State { Installed = 1, Upcoming = 2 } }` defines the enum `State` with
/// these variants and `Unknown(i64)`. In JSON, the enum is one of these integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::marker::Copy, ::std::fmt::Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`", ::std::stringify!($value), "`")] $variant,)*
            /// A value that this version of the crate does not know. It is written back unchanged.
            Unknown(::std::primitive::i64),
        }

        impl $name {
            /// Returns the value as it is sent over the wire.
            #[must_use]
            pub fn as_i64(self) -> ::std::primitive::i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl $crate::runtime::Kept for $name {}

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::std::convert::From<::std::primitive::i64> for $name {
            fn from(value: ::std::primitive::i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                let number: ::std::primitive::i64 = $crate::runtime::Wire::read(reader);
                let read = Self::from(number);
                reader.count_unknown(::std::matches!(read, Self::Unknown(_)));
                read
            }

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                $crate::runtime::Wire::write(&self.as_i64(), writer);
            }

            fn blank() -> Self {
                Self::Unknown(0)
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __integer_enum as integer_enum;

/// ```text
/// union! {
///     pub enum Input {
///         Message(Message) from own: tag "type" = "message",
///         Text(String) from str: string,
///     }
/// }
/// ```
///
/// defines the enum `Input` with these variants and `Unknown(serde_json::Value)`. In JSON, the
/// enum is a value of one of these types. `from own` adds a `From` for the type of the variant,
/// `from (T)` one for `T`, `from str` those for strings, `from ({T})` one for maps of `T`, and `from [T]` those for
/// arrays of `T`; in `from {T}`, the variant is another union, which takes the array. After `into`, arrays of what
/// converts into `T` are taken. `built` allows JSON where the enum is an argument, and
/// `built_lists` also takes lists of texts and numbers of other types. Variants are tried in this
/// order, each if its guard accepts the value:
///
/// - `tag "type" = "a" | "b"`: an object in which this member is one of these strings; the
///   documentation then names them. `+ "type" = "a"` after it adds the member when the value is
///   written, unless the variant has the member itself,
/// - `scalar "type" = "1" | "true"`: the same, with the values as JSON,
/// - `optional` and `optional_scalar`: the same, also for an object without the member,
/// - `default` and `default_scalar`: the same, also for an object with another value,
/// - `object ["a"] of ["a", "b"]`: an object that has all of the first keys; of several such
///   variants, the one that knows most of the object's keys is tried first,
/// - `object`, `array`, `string`, `integer`, `number`, `boolean`: a value of this kind,
/// - `array of string`: an array that is empty or begins with an item of this kind,
/// - `any`: any value.
///
/// `for 200 | 202 to 299` after it makes the variant that of responses with these status codes.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    (@from $name:ident $variant:ident $type:ty, str) => {
        impl ::std::convert::From<&::std::primitive::str> for $name {
            fn from(value: &::std::primitive::str) -> Self {
                Self::$variant(::std::convert::Into::into(value))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::$variant(::std::convert::Into::into(value))
            }
        }

        impl ::std::convert::From<&::std::string::String> for $name {
            fn from(value: &::std::string::String) -> Self {
                Self::$variant(::std::convert::Into::into(value.as_str()))
            }
        }
    };
    (@from $name:ident $variant:ident $type:ty, own) => {
        $crate::runtime::union!(@from $name $variant $type, ($type));
    };
    (@from $name:ident $variant:ident $own:ty, ({$type:ty})) => {
        $crate::runtime::union!(@from $name $variant $own,
            (::std::collections::BTreeMap<::std::string::String, $type>));
        impl $crate::runtime::OfPairs for $name {
            type Value = $type;
        }
    };
    (@from $name:ident $variant:ident $own:ty, ($type:ty)) => {
        impl ::std::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(::std::convert::Into::into(value))
            }
        }
    };
    (@from $name:ident $variant:ident $own:ty, [str]) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
    };
    (@from $name:ident $variant:ident $own:ty, {str}) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(::std::convert::Into::into(values)));
    };
    (@from $name:ident $variant:ident $own:ty, [into $type:ty]) => {
        impl<K: ::std::convert::Into<$type>, const N: ::std::primitive::usize> ::std::convert::From<[K; N]> for $name {
            fn from(values: [K; N]) -> Self {
                Self::from(::std::vec::Vec::from(values))
            }
        }

        impl<K: ::std::convert::Into<$type>> ::std::convert::From<::std::vec::Vec<K>> for $name {
            fn from(values: ::std::vec::Vec<K>) -> Self {
                let values: ::std::vec::Vec<$type> = values.into_iter().map(::std::convert::Into::into).collect();
                Self::$variant(::std::convert::Into::into(values))
            }
        }

        impl $crate::runtime::OfItems for $name {
            type Item = $type;
        }
    };
    (@from $name:ident $variant:ident $own:ty, [$type:ty]) => {
        $crate::runtime::union!(@array $name [$type] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
        $crate::runtime::union!(@from $name $variant $own, (::std::vec::Vec<$type>));
    };
    (@from $name:ident $variant:ident $own:ty, {$type:ty}) => {
        $crate::runtime::union!(@array $name [$type] values
            Self::$variant(::std::convert::Into::into(values)));
        $crate::runtime::union!(@from $name $variant $own, (::std::vec::Vec<$type>));
    };
    (@built $name:ident) => {
        impl $crate::runtime::Built for $name {}
    };
    (@built_lists $name:ident) => {
        impl $crate::runtime::Built for $name {}
        impl $crate::runtime::OfLists for $name {}
    };
    (@array $name:ident [$type:ty] $values:ident $made:expr) => {
        impl<const N: ::std::primitive::usize> ::std::convert::From<[$type; N]> for $name {
            fn from($values: [$type; N]) -> Self {
                $made
            }
        }
    };
    (@statuses []) => {};
    (@first $first:literal $($more:tt)*) => { $first };
    (@statuses [$([$variant:ident $($first:literal $(to $last:literal)?)+])+]) => {
        fn response_status(&self) -> ::std::primitive::u16 {
            match self {
                $(Self::$variant(_) => $crate::runtime::union!(@first $($first)+),)+
                _ => 200,
            }
        }

        fn read_response(status: ::std::primitive::u16, reader: &mut $crate::runtime::Reader<'_>) -> Self {
            match status {
                $($($first $(..=$last)?)|+ => Self::$variant($crate::runtime::Wire::read(reader)),)+
                _ => Self::read(reader),
            }
        }
    };
    ($($(#[$about:meta])* pub enum $name:ident $($built:ident)? { $(
        $(#[$doc:meta])*
        $variant:ident($type:ty) $(from $($source:tt)|+)?: $kind:ident $(of $item:ident)?
            $($key:literal = $tag:literal $(| $more:literal)*)? $([$($keys:literal),*] of [$($known:literal),*])?
            $(+ $added:literal = $add:literal)? $(for $($first:literal $(to $last:literal)?)|+)?
    ),* $(,)? })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the document may not describe a variant")]
        pub enum $name {
            $(
                $(#[$doc])*
                $(#[doc = ::std::concat!(
                    "\n\nAn object whose `", $key, "` is `", $tag, "`", $(" or `", $more, "`",)* "."
                )])?
                $variant($type),
            )*
            /// A value of a type that this version of the crate does not know. It is written back
            /// unchanged.
            Unknown(::serde_json::Value),
        }

        impl $crate::runtime::Wire for $name {
            fn read(reader: &mut $crate::runtime::Reader<'_>) -> Self {
                enum Variant {
                    $($variant,)*
                }
                static VARIANTS: $crate::runtime::Variants<Variant> = $crate::runtime::Variants::new(&[
                    $($crate::runtime::Guard(
                        Variant::$variant,
                        ::std::stringify!($kind),
                        &[$($key)? $(::std::stringify!($item))? $($($keys),*)?],
                        &[$($tag $(, $more)*)? $($($known),*)?],
                    ),)*
                ]);
                let mut choice = reader.choice(&VARIANTS);
                loop {
                    let read = match choice.next(reader) {
                        $(::std::option::Option::Some(Variant::$variant) => Self::$variant($crate::runtime::Wire::read(reader)),)*
                        ::std::option::Option::None => Self::Unknown($crate::runtime::Wire::read(reader)),
                    };
                    if choice.ends(reader) {
                        return read;
                    }
                }
            }

            $crate::runtime::union!(@statuses [$($([$variant $($first $(to $last)?)+])?)*]);

            fn write(&self, writer: &mut $crate::runtime::Writer<'_>) {
                match self {
                    $(Self::$variant(value) => {
                        writer.variant(::std::stringify!($variant), value);
                        $(writer.tag($added, $add);)?
                    })*
                    Self::Unknown(value) => writer.variant("Unknown", value),
                }
            }

            fn blank() -> Self {
                Self::Unknown(::serde_json::Value::Null)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> ::std::primitive::bool {
                $crate::runtime::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::debug(self, formatter)
            }
        }

        $crate::runtime::serde_traits!($name);
        $($crate::runtime::union!(@$built $name);)?
        $($($($crate::runtime::union!(@from $name $variant $type, $source);)+)?)*
    )+};
}

#[doc(hidden)]
pub use __union as union;
