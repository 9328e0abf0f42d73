//! How values of several types are made, by the `conversions!` table.

/// `conversions!(Input { Message: Message, Text: String | text })` makes `From` these types for the
/// enum `Input`; `| text` also from `&str`.
macro_rules! conversions {
    ($name:ident { $($variant:ident: $type:ty $(| $text:ident)?),* $(,)? }) => {
        $(
            impl ::std::convert::From<$type> for $name {
                fn from(value: $type) -> Self {
                    Self::$variant(value)
                }
            }
            $(
                impl ::std::convert::From<&$crate::runtime::conversions!($text)> for $name {
                    fn from(value: &$crate::runtime::conversions!($text)) -> Self {
                        Self::$variant(::std::convert::Into::into(value))
                    }
                }
            )?
        )*
    };
    (text) => { ::std::primitive::str };
}

pub(crate) use conversions;
