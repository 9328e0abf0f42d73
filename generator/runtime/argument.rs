//! How the public functions of a crate take a value, by `argument!`.

/// The type of an argument, or with its name first, its value.
///
/// `(String)` is taken as all that turns into it, `[String]` as the items of a list, `{String}` as
/// the pairs of a map from strings, and `i64` as it is.
macro_rules! argument {
    (($type:ty)) => { impl ::std::convert::Into<$type> };
    ([$type:ty]) => { impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<$type>> };
    ({$type:ty}) => {
        impl ::std::iter::IntoIterator<Item = (impl ::std::convert::Into<::std::string::String>, impl ::std::convert::Into<$type>)>
    };
    ($type:ident) => { $type };
    ($value:ident ($type:ty)) => { ::std::convert::Into::into($value) };
    ($value:ident [$type:ty]) => {
        ::std::iter::IntoIterator::into_iter($value)
            .map(::std::convert::Into::into)
            .collect::<::std::vec::Vec<$type>>()
    };
    ($value:ident {$type:ty}) => {
        ::std::iter::IntoIterator::into_iter($value)
            .map(|(key, value)| (::std::convert::Into::into(key), ::std::convert::Into::into(value)))
            .collect::<::std::collections::BTreeMap<::std::string::String, $type>>()
    };
    ($value:ident $type:ident) => { $value };
}

pub(crate) use argument;
