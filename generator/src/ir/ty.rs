//! Types.

use std::collections::BTreeSet;
use std::fmt;

use crate::source::Pointer;

use super::{Docs, FeatureId, ResourceId};

/// An index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type that has a name.
#[derive(Debug)]
pub struct TypeDef {
    /// The schema.
    pub origin: Pointer,
    /// Its position, from which its name follows.
    pub path: TypePath,
    /// What the document says of it.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
    /// Which way values of it travel.
    pub usage: Usage,
    /// It is there with any of these; none: always.
    pub features: BTreeSet<FeatureId>,
}

/// Which way values travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// To the server.
    pub request: bool,
    /// From the server.
    pub response: bool,
}

/// The position of a type: names follow from it and from nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypePath {
    /// What has a name by itself.
    pub root: Root,
    /// The way from there.
    pub steps: Vec<Step>,
}

/// Where a type's position starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A schema with a name: the key under `components/schemas`.
    Component(String),
    /// An operation: its resource and the words of its method.
    Operation(ResourceId, String),
}

/// A step inwards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A member.
    Property(String),
    /// The elements of an array.
    Item,
    /// The values of a map.
    Value,
    /// A name that the position has by itself: `response`, an alternative's tag.
    Named(String),
}

impl TypePath {
    /// The type of a component.
    #[must_use]
    pub fn component(name: &str) -> Self {
        Self {
            root: Root::Component(name.to_owned()),
            steps: Vec::new(),
        }
    }

    /// One step further.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.steps.push(step);
        path
    }
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with named members.
    Struct(Struct),
    /// Known texts; others may come.
    StringEnum(Vec<EnumValue>),
    /// Known integers that have names; others may come.
    IntegerEnum(Vec<EnumValue>),
    /// An array of so many elements, each of its own type.
    Tuple(Vec<Type>),
    /// One of several types.
    Union(Vec<Variant>),
    /// Another name for a type.
    Alias(Type),
}

/// One of the types of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What it is called.
    pub name: String,
    /// Its values.
    pub ty: Type,
    /// How its values are recognised.
    pub guard: Guard,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether the union writes the tag: the variant's own type has no member for it.
    pub writes_tag: bool,
}

/// How the values of a variant are recognised, before they are decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Objects in which a member has one of these values.
    Tag(String, Vec<Scalar>),
    /// Objects with members of all these names; the second list has all names that it knows.
    Object(Vec<String>, Vec<String>),
    /// Values of one kind.
    Kind(Kind),
    /// Arrays whose items are of one kind.
    List(Kind),
    /// Whatever can be decoded.
    Any,
}

/// A JSON value without members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
}

impl Scalar {
    /// Whether a JSON value is this one.
    #[must_use]
    pub fn is(&self, json: &serde_json::Value) -> bool {
        match self {
            Self::Text(text) => json.as_str() == Some(text),
            Self::Integer(number) => json.as_i64() == Some(*number),
            Self::Bool(value) => json.as_bool() == Some(*value),
            Self::Null => json.is_null(),
        }
    }
}

/// A string as it is, everything else as JSON.
impl fmt::Display for Scalar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Integer(number) => number.fmt(formatter),
            Self::Bool(value) => value.fmt(formatter),
            Self::Null => formatter.write_str("null"),
        }
    }
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are self-explanatory")]
pub enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Shape {
    /// How many fields or variants there are; an alias has one.
    #[must_use]
    pub fn members(&self) -> usize {
        match self {
            Self::Struct(object) => object.fields.len(),
            Self::StringEnum(values) | Self::IntegerEnum(values) => values.len(),
            Self::Tuple(items) => items.len(),
            Self::Union(variants) => variants.len(),
            Self::Alias(_) => 1,
        }
    }

    /// Every type that the shape mentions.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain([&object.extra]).collect()
            }
            Self::StringEnum(_) | Self::IntegerEnum(_) => Vec::new(),
            Self::Tuple(items) => items.iter().collect(),
            Self::Union(variants) => variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(ty) => vec![ty],
        }
    }
}

/// An object with named members.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// The members.
    pub fields: Vec<Field>,
    /// The type of members that are not named. They are kept even where the document forbids them:
    /// servers grow, and what was read must come out again.
    pub extra: Type,
    /// Whether the document itself says that there are such members. Where it does not, nobody is
    /// asked for them.
    pub open: bool,
}

/// A member.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// The type of a value that is there and not null.
    pub ty: Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// The only value, if there is just one: a text, an integer or a boolean, as `ty` is.
    pub constant: Option<Scalar>,
    /// What the document says of it.
    pub docs: Docs,
    /// What the type does not say.
    pub facts: Facts,
}

/// What a type does not say of its values; for documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The `format`, where the type does not tell it.
    pub format: Option<String>,
    /// The meaning of absence, as JSON.
    pub default: Option<String>,
    /// What values are allowed.
    pub limits: Limits,
    /// A short value that the document shows.
    pub example: Option<serde_json::Value>,
    /// Only ever received.
    pub read_only: bool,
    /// Only ever sent.
    pub write_only: bool,
}

/// Limits of values, which the server checks and the crate does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The smallest number.
    pub least: Option<Bound>,
    /// The largest number.
    pub most: Option<Bound>,
    /// Numbers are multiples of this one.
    pub multiple_of: Option<String>,
    /// The fewest characters of a text, and the most.
    pub length: (Option<u64>, Option<u64>),
    /// The fewest elements of a list, and the most.
    pub items: (Option<u64>, Option<u64>),
    /// A regular expression that texts match.
    pub pattern: Option<String>,
}

/// The end of a range of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number, as JSON.
    pub number: String,
    /// Whether it is not allowed itself.
    pub exclusive: bool,
}

/// Whether a member may be absent or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// Always there, perhaps null.
    RequiredNullable,
    /// Perhaps absent.
    Optional,
    /// Perhaps absent, perhaps null.
    OptionalNullable,
}

impl Presence {
    /// From the two questions.
    #[must_use]
    pub fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::RequiredNullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalNullable,
        }
    }
}

/// A known value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// The text, or the integer's.
    pub wire: String,
    /// What it is called, if the document says so.
    pub name: Option<String>,
    /// What it means, if the document says so.
    pub docs: Docs,
}

/// A type as it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON.
    Any,
    /// `true`, `false`.
    Bool,
    /// An integer.
    Integer(Integer),
    /// A number.
    Number,
    /// Text.
    String,
    /// Bytes; only as a whole body.
    Bytes,
    /// A file, or several of them; only as a part of a multipart body.
    File(bool),
    /// A sequence.
    List(Box<Type>),
    /// A mapping from texts.
    Map(Box<Type>),
    /// The value or null.
    Nullable(Box<Type>),
    /// A type of its own.
    Named(TypeId),
    /// A type that contains itself here.
    Boxed(Box<Type>),
}

impl Type {
    /// The type of what it holds, if it is made of another one.
    #[must_use]
    pub fn inner(&self) -> Option<&Self> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                Some(inner)
            }
            _ => None,
        }
    }

    /// The named type in it, if there is one.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.named()
            }
            Self::Any
            | Self::Bool
            | Self::Integer(_)
            | Self::Number
            | Self::String
            | Self::Bytes
            | Self::File(_) => None,
        }
    }
}

/// How large an integer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// 32 bits.
    I32,
    /// 64 bits; the default.
    I64,
    /// 32 bits without a sign.
    U32,
    /// 64 bits without a sign.
    U64,
}
