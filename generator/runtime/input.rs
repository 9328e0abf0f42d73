//! Objects that users make and send, and the `input!` table that describes them.

/// ```text
/// input! {
///     pub struct Project + extra {
///         pub id: String = "id" new(String),
///         pub object: String = "object" const "organization.project",
///         pub tags: Option<Vec<String>> = "tags" set [String],
///         pub note: Option<Option<String>> = "note" ? null set(Option<String>),
///     }
/// }
/// ```
///
/// is `object!` with a `new` of the fields that are marked so, a method for each that is marked
/// with `set`, and one that adds another key where there may be others. Types are written as
/// `argument!` has them.
macro_rules! input {
    ($($(#[$about:meta])* pub struct $name:ident $(+ $more:ident)? {
        $(
            $(#[$doc:meta])*
            pub $field:ident: $type:ty = $key:literal
                $(const $constant:literal)? $(| $null:ident)? $(? $state:ident)?
                $(new $required:tt)? $(set $optional:tt)?
        ),*
        $(,)?
        $(.. pub $rest:ident: $value:ty $(,)?)?
    })+) => {$(
        $crate::runtime::object! {
            $(#[$about])*
            pub struct $name $(+ $more)? {
                $(
                    $(#[$doc])*
                    pub $field: $type = $key $(const $constant)? $(| $null)? $(? $state)?,
                )*
                $(..pub $rest: $value)?
            }
        }

        impl $name {
            /// Creates a value with only the required fields.
            #[must_use]
            pub fn new($($($field: $crate::runtime::argument!($required),)?)*) -> Self {
                Self {
                    $($field: $crate::runtime::input!(
                        @first
                        $(($crate::runtime::argument!($field $required)))?
                        $((::std::convert::Into::into($constant)))?
                        (::std::option::Option::None)
                    ),)*
                    $($more: ::std::collections::BTreeMap::new(),)?
                    $($rest: ::std::collections::BTreeMap::new(),)?
                }
            }

            $($(
                #[doc = ::std::concat!("Sets the field `", ::std::stringify!($field), "`.")]
                #[must_use]
                pub fn $field(mut self, value: $crate::runtime::argument!($optional)) -> Self {
                    self.$field = ::std::option::Option::Some($crate::runtime::argument!(value $optional));
                    self
                }
            )?)*

            $(
                /// Adds a member that has no field of its own.
                #[must_use]
                pub fn $more(
                    mut self,
                    key: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<::serde_json::Value>,
                ) -> Self {
                    self.$more.insert(::std::convert::Into::into(key), ::std::convert::Into::into(value));
                    self
                }
            )?

            $(
                /// Adds a member that has no field of its own.
                #[must_use]
                pub fn $rest(
                    mut self,
                    key: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<$value>,
                ) -> Self {
                    self.$rest.insert(::std::convert::Into::into(key), ::std::convert::Into::into(value));
                    self
                }
            )?
        }
    )+};
    (@first ($first:expr) $($other:tt)*) => { $first };
}

pub(crate) use input;
