//! The modules of types that are compiled with the same features, by `modules!`.

/// `modules! { pub mod one: A; mod two: *; }` declares modules, and re-exports types of them.
macro_rules! modules {
    ($($visibility:vis mod $name:ident $(: $item:tt)?;)+) => {$(
        $visibility mod $name;
        $(#[doc(inline)] pub use $name::$item;)?
    )+};
}

pub(crate) use modules;
