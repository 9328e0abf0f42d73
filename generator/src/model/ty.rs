//! Types.

use std::collections::BTreeSet;
use std::fmt;

use crate::source::Pointer;

use super::docs::{Docs, HeldContent};
use super::feature::FeatureId;
use super::format::{Format, Integer};
use super::type_path::TypePath;
use super::xml::Xml;

/// An index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Debug)]
pub struct TypeDef {
    /// The place of the schema.
    pub origin: Pointer,
    /// The position of the type, which determines its name.
    pub path: TypePath,
    /// The documentation.
    pub docs: Docs,
    /// The shape of its values.
    pub shape: Shape,
    /// The directions in which its values are transferred.
    pub usage: Usage,
    /// The cargo features that enable the type. Empty if it is always enabled.
    pub features: BTreeSet<FeatureId>,
    /// The paths of the traits that the type derives beyond the usual ones.
    pub derives: Vec<String>,
}

/// The directions in which values are transferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// To the server.
    pub request: bool,
    /// From the server.
    pub response: bool,
    /// Wherever users send them: no operation uses the component, or it is the whole body of a request.
    pub other: bool,
}

impl Usage {
    /// Whether users make values of the type.
    #[must_use]
    pub fn is_made(self) -> bool {
        self.request || self.other
    }

    /// Whether null and a missing value are told apart. In types that are mainly read, they are the same.
    #[must_use]
    pub fn tells_null(self) -> bool {
        self.request || (self.other && !self.response)
    }
}

/// The shape of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with named properties.
    Struct(Struct),
    /// Known strings. Other strings are allowed, too.
    StringEnum(Vec<EnumValue>),
    /// Known integers with names. Other integers are allowed, too.
    IntegerEnum(Vec<EnumValue>),
    /// An array of fixed length. Each item has its own type.
    Tuple(Vec<Type>),
    /// One of several types.
    Union(Vec<Variant>),
    /// Another name for a type.
    Alias(Type),
}

/// An alternative of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// The type of its values.
    pub ty: Type,
    /// The condition that identifies its values.
    pub guard: Guard,
    /// The documentation.
    pub docs: Docs,
    /// Whether the union writes the tag, because the variant's type has no field for it.
    pub writes_tag: bool,
    /// Whether a value of the variant may lack the tag, and is then identified by its other members.
    pub may_lack_tag: bool,
    /// Whether objects whose tag is missing or unknown are of this variant.
    pub is_default: bool,
    /// The names of the server-sent events that have such data, if their names decide.
    pub events: Vec<String>,
    /// Whether the data of these events is text rather than JSON.
    pub is_text: bool,
    /// The status codes of the responses whose body is of the variant, each range with its ends, if status codes
    /// decide.
    pub statuses: Vec<(u16, u16)>,
}

/// The condition that identifies the values of a variant before they are decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Objects whose member has one of these values.
    Tag(String, Vec<Scalar>),
    /// Objects that have all members of the first list. The second list has all members that the
    /// type knows.
    Object(Vec<String>, Vec<String>),
    /// Values of one JSON type.
    Kind(Kind),
    /// Arrays whose items are of one JSON type.
    List(Kind),
    /// All values that can be decoded.
    Any,
}

/// A JSON value that is neither an array nor an object.
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
    /// The value as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
            Self::Bool(value) => (*value).into(),
            Self::Null => serde_json::Value::Null,
        }
    }

    /// Returns whether a JSON value equals this one.
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

/// Writes a string unquoted, and everything else as JSON.
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

/// A JSON type. `null` is missing, and integers are distinct from numbers.
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
    /// The number of fields or variants. 1 for an alias.
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

    /// All types that the shape uses directly.
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

/// An object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// The fields of the named properties.
    pub fields: Vec<Field>,
    /// The type of members that are not named. They are kept even if the document forbids them:
    /// servers add members over time, and a value must survive a round trip.
    pub extra: Type,
    /// Whether the document explicitly allows such members. Otherwise, the API of the crate does
    /// not offer to set them.
    pub open: bool,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name of the property.
    pub wire: String,
    /// The words of the name, if they differ from those on the wire.
    pub label: Option<String>,
    /// The type of a value that is present and not `null`.
    pub ty: Type,
    /// Whether the value may be missing or `null`.
    pub presence: Presence,
    /// The only allowed value, if there is just one: a string, integer or boolean that fits `ty`.
    pub constant: Option<Scalar>,
    /// The only allowed value of a member that may be missing. It is not sent unless it is set.
    pub only: Option<Scalar>,
    /// The documentation.
    pub docs: Docs,
    /// Facts that the type does not express.
    pub facts: Facts,
    /// The form in XML, if a body of the API is XML.
    pub xml: Option<Box<Xml>>,
}

/// Facts about values that their type does not express. They are only documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The `format`, if the type does not imply it.
    pub format: Option<String>,
    /// The content of a string, which the crate does not decode.
    pub content: Option<HeldContent>,
    /// The value that the server assumes if it is missing, as JSON.
    pub default: Option<String>,
    /// The limits of allowed values.
    pub limits: Limits,
    /// A short example from the document.
    pub example: Option<serde_json::Value>,
    /// Whether the value occurs only in responses.
    pub read_only: bool,
    /// Whether the value occurs only in requests.
    pub write_only: bool,
}

/// Limits of values. The server enforces them, the crate does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The smallest allowed number.
    pub least: Option<Bound>,
    /// The largest allowed number.
    pub most: Option<Bound>,
    /// A number that all values are multiples of.
    pub multiple_of: Option<String>,
    /// The minimum and maximum length of a string, in characters.
    pub length: (Option<u64>, Option<u64>),
    /// The minimum and maximum length of an array.
    pub items: (Option<u64>, Option<u64>),
    /// A regular expression that strings match.
    pub pattern: Option<String>,
}

/// A limit of a range of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The number, as JSON.
    pub number: String,
    /// Whether the number itself is excluded.
    pub exclusive: bool,
}

/// Whether a value may be missing or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always present, never `null`.
    Required,
    /// Always present, possibly `null`.
    RequiredNullable,
    /// Possibly missing, never `null`.
    Optional,
    /// Possibly missing or `null`.
    OptionalNullable,
}

impl Presence {
    /// Combines the two properties.
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
    /// The string, or the integer as text.
    pub wire: String,
    /// The name, if the document has one.
    pub name: Option<String>,
    /// The documentation.
    pub docs: Docs,
    /// Whether it is the default that the schema of the enum states.
    pub is_default: bool,
}

/// A type where it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer(Integer),
    /// A number.
    Number,
    /// A string.
    String,
    /// A string with a format that has a type of its own.
    Text(Format),
    /// Bytes. Only used for whole bodies.
    Bytes,
    /// A file, or several files if `true`. Only used for parts of multipart bodies.
    File(bool),
    /// An array.
    List(Box<Type>),
    /// An object with arbitrary keys.
    Map(Box<Type>),
    /// The type or `null`.
    Nullable(Box<Type>),
    /// A named type.
    Named(TypeId),
    /// A type that would otherwise contain itself without indirection.
    Boxed(Box<Type>),
}

impl Type {
    /// The type of its contents, if it wraps another type.
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
            | Self::Text(_)
            | Self::Bytes
            | Self::File(_) => None,
        }
    }
}
