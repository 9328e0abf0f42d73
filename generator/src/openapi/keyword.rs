//! The objects of OpenAPI, and what their keys hold.

mod table;

use crate::source::Node;

/// An object of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Anything, of which nothing is an object of OpenAPI.
    Free,
    /// A text, number or boolean.
    Scalar,
    /// An array, of which nothing is an object of OpenAPI.
    List,
    /// An object.
    One(Kind),
    /// A schema or a boolean.
    Schema,
    /// A schema, or several.
    Schemas,
    /// An array of objects.
    Many(Kind),
    /// Objects by names that the author chose.
    Named(Kind),
    /// Objects by paths, statuses or expressions; keys that start with `x-` are extensions.
    Patterned(Kind),
    /// Names, and path items by expressions.
    Callbacks,
}

/// A key of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyword {
    /// The key.
    pub(super) name: &'static str,
    /// What its value is.
    pub(super) shape: Shape,
    /// The first minor version of OpenAPI 3 that has it. It is known in the others, too: documents mix
    /// versions.
    pub(super) since: u8,
    /// Whether a note says that it has no effect on the generated code.
    pub(super) without_effect: bool,
}

impl Keyword {
    const fn since(self, since: u8) -> Self {
        Self { since, ..self }
    }

    const fn without_effect(self) -> Self {
        Self {
            without_effect: true,
            ..self
        }
    }
}

impl Shape {
    /// Whether a node may be a value of this shape.
    pub(super) fn takes(self, node: &Node) -> bool {
        match (self, node) {
            (Self::Free, _) | (_, Node::Null) => true,
            (Self::Scalar, node) => !matches!(node, Node::Array(_) | Node::Object(_)),
            (Self::List | Self::Many(_), node) => matches!(node, Node::Array(_)),
            (Self::Schema, node) => matches!(node, Node::Object(_) | Node::Bool(_)),
            (Self::Schemas, node) => matches!(node, Node::Object(_) | Node::Array(_)),
            (Self::One(_) | Self::Named(_) | Self::Patterned(_) | Self::Callbacks, node) => {
                matches!(node, Node::Object(_))
            }
        }
    }
}

impl Kind {
    /// What a message calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document => "an OpenAPI document",
            Self::Info => "`info`",
            Self::Contact => "a contact",
            Self::License => "a license",
            Self::Server => "a server",
            Self::ServerVariable => "a server variable",
            Self::Components => "`components`",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::ExternalDocs => "`externalDocs`",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
            Self::Response => "a response",
            Self::Example => "an example",
            Self::Link => "a link",
            Self::Header => "a header",
            Self::Tag => "a tag",
            Self::Schema => "a schema",
            Self::Discriminator => "a discriminator",
            Self::Xml => "`xml`",
            Self::SecurityScheme => "a security scheme",
            Self::OAuthFlows => "`flows`",
            Self::OAuthFlow => "an OAuth flow",
        }
    }
}
