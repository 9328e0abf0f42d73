//! How users make a struct that they send, by `constructor!`.

/// ```text
/// constructor!(Project {
///     new(id: (String), role: (Role), members: [String], size: i64),
///     const(object = "organization.project"),
///     set(title: (String), tags: [String], labels: {String}, limit: i64),
///     null(note: (String)),
///     rest(extra: (serde_json::Value)),
/// });
/// ```
///
/// gives the struct `Project` a `new` for its required fields, and a method for each other one.
/// Every line may be left out. The lines are
///
/// - `new`: the required fields,
/// - `const`: required fields of a fixed value,
/// - `set`: fields of type `Option<T>`,
/// - `null`: fields of type `Option<Option<T>>`, whose method takes a `T` or an `Option<T>`; the type stands
///   in parentheses,
/// - `rest`: the map of all other keys.
///
/// A type in parentheses is taken as all that turns into it, one in brackets as the items of a
/// list, one in braces as the pairs of a map, and one alone as it is.
macro_rules! constructor {
    ($name:ident {
        $(new($($required:ident: $kind:tt),* $(,)?) $(,)?)?
        $(const($($constant:ident = $value:expr),* $(,)?) $(,)?)?
        $(set($($optional:ident: $optional_kind:tt),* $(,)?) $(,)?)?
        $(null($($nullable:ident: ($nullable_type:ty)),* $(,)?) $(,)?)?
        $(rest($rest:ident: ($rest_type:ty)) $(,)?)?
    }) => {
        impl $name {
            /// Makes a value of the required fields alone.
            #[must_use]
            pub fn new($($($required: $crate::runtime::argument!($kind)),*)?) -> Self {
                Self {
                    $($($required: $crate::runtime::argument!($required $kind),)*)?
                    $($($constant: ::std::convert::Into::into($value),)*)?
                    $($($optional: ::std::option::Option::None,)*)?
                    $($($nullable: ::std::option::Option::None,)*)?
                    $($rest: ::std::collections::BTreeMap::new(),)?
                }
            }

            $($(
                #[doc = ::std::concat!("Sets the field `", ::std::stringify!($optional), "`.")]
                #[must_use]
                pub fn $optional(mut self, value: $crate::runtime::argument!($optional_kind)) -> Self {
                    self.$optional = ::std::option::Option::Some($crate::runtime::argument!(value $optional_kind));
                    self
                }
            )*)?

            $($(
                #[doc = ::std::concat!("Sets the field `", ::std::stringify!($nullable), "`; `None` sends null.")]
                #[must_use]
                pub fn $nullable(mut self, value: impl ::std::convert::Into<::std::option::Option<$nullable_type>>) -> Self {
                    self.$nullable = ::std::option::Option::Some(::std::convert::Into::into(value));
                    self
                }
            )*)?

            $(
                /// Adds a key that has no field of its own.
                #[must_use]
                pub fn $rest(
                    mut self,
                    key: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<$rest_type>,
                ) -> Self {
                    self.$rest.insert(::std::convert::Into::into(key), ::std::convert::Into::into(value));
                    self
                }
            )?
        }
    };
}

pub(crate) use constructor;
