//! Integers of a set that may grow, and the `integer_enum!` table that describes one.

/// `integer_enum! { pub enum State { Installed = 1, Upcoming = 2 } }` makes the enum `State` of these
/// variants and `Unknown(i64)`, which is an integer with these values.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone, ::std::marker::Copy)]
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

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&self.as_i64(), state);
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.as_i64(), formatter)
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
            fn read(value: $crate::runtime::Value<'_>, reading: &mut $crate::runtime::Reading) -> Self {
                let number: ::std::primitive::i64 = $crate::runtime::Wire::read(value, reading);
                let read = ::std::convert::From::from(number);
                if let Self::Unknown(_) = read {
                    reading.unknown += 1;
                }
                read
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                tape.integer(self.as_i64());
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __integer_enum as integer_enum;
