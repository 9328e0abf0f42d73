//! The optional arguments of a request, by `setters!`.

/// `setters! { impl List { limit: i64 = query("limit") } }` gives the request `List` a method that
/// puts a value into it by [`Request::query`](super::Request). Types are written as `argument!` has
/// them.
macro_rules! setters {
    ($(impl $name:ident {
        $($(#[$about:meta])* $argument:ident: $kind:tt = $put:ident($($place:expr),*)),* $(,)?
    })+) => {$(
        impl $name {
            $(
                $(#[$about])*
                pub fn $argument(mut self, value: $crate::runtime::argument!($kind)) -> Self {
                    self.request = self.request.$put($($place,)* &$crate::runtime::argument!(value $kind));
                    self
                }
            )*
        }
    )+};
}

pub(crate) use setters;
