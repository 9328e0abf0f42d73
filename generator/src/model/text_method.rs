//! Methods of types that return text.

use super::ty::{Type, TypeId};

/// A method that returns the texts in a value, joined.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMethod {
    /// The type that has the method.
    pub of: TypeId,
    /// The name.
    pub name: String,
    /// The path to the texts, as `JSONPath` (RFC 9535).
    pub path: String,
    /// The way from the value to the texts.
    pub steps: Vec<TextAccess>,
    /// The type of the texts.
    pub ty: Type,
    /// The text between two texts.
    pub separator: String,
    /// The description.
    pub description: Option<String>,
}

/// A step from a value to a text in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextAccess {
    /// A field of a struct, by its index.
    Field(TypeId, usize),
    /// A field of the structs in variants of a union: the union, its variants, and for each, the struct and the field.
    FieldOfVariants(TypeId, Vec<(usize, TypeId, usize)>),
    /// The value of variants of a union, which have the same type.
    Variants(TypeId, Vec<usize>),
    /// All items of an array, or the value of an `Option`.
    Items,
    /// The content of a box.
    Unboxed,
}
