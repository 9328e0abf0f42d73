//! The table of enums for values of one of several types: `union!`.

/// ```text
/// union! {
///     pub enum Input {
///         Message(Message) from own: tag "type" = "message",
///         Text(String) from &str: string,
///     }
/// }
/// ```
///
/// defines the enum `Input` with these variants and `Unknown(serde_json::Value)`. In JSON, the
/// enum is a value of one of these types. `from own` adds a `From` for the type of the variant,
/// `from (T)` one for `T`, `from &str` those for strings, `from ({T})` one for maps of `T`, and `from [T]` those for
/// arrays of `T`; in `from {T}`, the variant is another union, which takes the array. After `into`, arrays of what
/// converts into `T` are taken. `: Built` after the name allows JSON where the enum is an argument, and
/// `+ OfLists` also takes lists of texts and numbers of other types. Variants are tried in this
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
    (@from $name:ident $variant:ident [&str]) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
    };
    (@from $name:ident $variant:ident {&str}) => {
        $crate::runtime::union!(@array $name [&::std::primitive::str] values
            Self::$variant(::std::convert::Into::into(values)));
    };
    (@from $name:ident $variant:ident [into $type:ty]) => {
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
    (@from $name:ident $variant:ident [$type:ty]) => {
        $crate::runtime::union!(@array $name [$type] values
            Self::$variant(values.into_iter().map(::std::convert::Into::into).collect()));
        $crate::runtime::union!(@vector $name [$type] values Self::$variant(::std::convert::Into::into(values)));
    };
    (@from $name:ident $variant:ident {$type:ty}) => {
        $crate::runtime::union!(@array $name [$type] values Self::$variant(::std::convert::Into::into(values)));
        $crate::runtime::union!(@vector $name [$type] values Self::$variant(::std::convert::Into::into(values)));
    };
    (@array $name:ident [$type:ty] $values:ident $made:expr) => {
        impl<const N: ::std::primitive::usize> ::std::convert::From<[$type; N]> for $name {
            fn from($values: [$type; N]) -> Self {
                $made
            }
        }
    };
    (@vector $name:ident [$type:ty] $values:ident $made:expr) => {
        impl ::std::convert::From<::std::vec::Vec<$type>> for $name {
            fn from($values: ::std::vec::Vec<$type>) -> Self {
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
    ($($(#[$about:meta])* pub enum $name:ident $(: $built:ident $(+ $lists:ident)?)? { $(
        $(#[$doc:meta])*
        $variant:ident($type:ty)
            $(from $(
                $($own:ident)? $(& $text:ident)? $(($from:ty))? $(({$entry:ty}))?
                $([$($list:tt)+])? $({$($inner_list:tt)+})?
            )|+)?: $kind:ident $(of $item:ident)?
            $($key:literal = $tag:literal $(| $more:literal)*)? $([$($keys:literal),*] of [$($known:literal),*])?
            $(+ $added:literal = $add:literal)? $(for $($first:literal $(to $last:literal)?)|+)?
    ),* $(,)? })+) => {$(
        $(#[$about])*
        #[non_exhaustive]
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

        impl ::std::clone::Clone for $name {
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(value) => Self::$variant(::std::clone::Clone::clone(value)),)*
                    Self::Unknown(value) => Self::Unknown(::std::clone::Clone::clone(value)),
                }
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

        $(
            impl $crate::runtime::$built for $name {}
            $(impl $crate::runtime::$lists for $name {})?
        )?

        $($($(
            $(
                impl ::std::convert::From<$type> for $name {
                    fn from($own: $type) -> Self {
                        Self::$variant($own)
                    }
                }
            )?
            $(
                impl ::std::convert::From<&::std::primitive::$text> for $name {
                    fn from(value: &::std::primitive::$text) -> Self {
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
            )?
            $(
                impl ::std::convert::From<$from> for $name {
                    fn from(value: $from) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }
            )?
            $(
                impl ::std::convert::From<::std::collections::BTreeMap<::std::string::String, $entry>> for $name {
                    fn from(value: ::std::collections::BTreeMap<::std::string::String, $entry>) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }

                impl $crate::runtime::OfPairs for $name {
                    type Value = $entry;
                }
            )?
            $($crate::runtime::union!(@from $name $variant [$($list)+]);)?
            $($crate::runtime::union!(@from $name $variant {$($inner_list)+});)?
        )+)?)*
    )+};
}

#[doc(hidden)]
pub use __union as union;
