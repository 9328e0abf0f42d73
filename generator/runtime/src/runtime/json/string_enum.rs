//! String enums that may gain values, and the `string_enum!` table that describes one.

/// A string that this version of the crate does not know.
///
/// It never holds a known value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    #[doc(hidden)]
    #[must_use]
    pub fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// Returns the string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `string_enum! { pub enum Role { Owner = "owner", Reader = "reader" } }` defines the enum `Role` with
/// these variants and `Unknown(UnknownValue)`, which is a string with these values.
///
/// Values are equal if their strings are equal. Derived code would take longer to compile.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($($(#[$about:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal),* $(,)?
    })+) => {$(
        $(#[$about])*
        #[derive(::std::clone::Clone)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* #[doc = ::std::concat!("\n`", ::std::stringify!($value), "`")] $variant,)*
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

        impl ::std::cmp::Eq for $name {}

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self.as_str(), formatter)
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::std::convert::From<&::std::primitive::str> for $name {
            fn from(value: &::std::primitive::str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::runtime::UnknownValue::new(value)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
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
            fn read(value: $crate::runtime::Value<'_>, reading: &mut $crate::runtime::Reading) -> Self {
                let read = ::std::convert::From::from(value.text(reading));
                if let Self::Unknown(_) = read {
                    reading.unknown += 1;
                }
                read
            }

            fn write<'a>(&'a self, tape: &mut $crate::runtime::Tape<'a>) {
                tape.text(self.as_str());
            }
        }
        $crate::runtime::serde_traits!($name);
    )+};
}

#[doc(hidden)]
pub use __string_enum as string_enum;
