//! The keywords of all OpenAPI objects, with the shapes of their values.

mod swagger;
mod table;

use crate::source::Node;

use super::version::Version;

/// A kind of OpenAPI object.
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
    /// The Items Object of version 2.0: the type of the items of a parameter.
    Items,
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

/// The shape of a keyword's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Any value that contains no OpenAPI objects.
    Free,
    /// A string, number or boolean.
    Scalar,
    /// An array that contains no OpenAPI objects.
    List,
    /// An object.
    One(Kind),
    /// A schema or a boolean.
    Schema,
    /// A schema or an array of schemas.
    Schemas,
    /// An array of objects.
    Many(Kind),
    /// A map of objects. The author of the document chose the keys.
    Named(Kind),
    /// A map of objects, keyed by path, status code or expression. Keys that start with `x-` are
    /// extensions.
    Patterned(Kind),
    /// A map of names to maps of expressions to path items.
    Callbacks,
}

/// A keyword of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyword {
    /// The name of the keyword.
    pub(super) name: &'static str,
    /// The shape of its value.
    pub(super) shape: Shape,
    /// The first minor version of OpenAPI 3 that defines the keyword. It is accepted in earlier
    /// versions, too, because documents mix versions.
    pub(super) since: u8,
    /// Whether earlier versions ignore the keyword.
    is_gated: bool,
    /// Whether Swagger 2.0 lacks the keyword, although OpenAPI 3.0 or its documents have it.
    not_in_2: bool,
    /// Whether a note reports that the keyword has no effect on the generated code.
    pub(super) without_effect: bool,
    /// Whether a note reports the keyword in versions before the first that defines it, because others then read the
    /// document otherwise.
    pub(super) is_noted: bool,
}

impl Keyword {
    const fn since(self, since: u8) -> Self {
        Self { since, ..self }
    }

    /// The first minor version with a keyword that is ignored in earlier ones: it is not read by mistake.
    const fn only_since(self, since: u8) -> Self {
        Self {
            since,
            is_gated: true,
            ..self
        }
    }

    const fn not_in_2(self) -> Self {
        Self {
            not_in_2: true,
            ..self
        }
    }

    /// Whether Swagger 2.0 defines the keyword. The others are accepted there, too, because documents mix versions.
    pub(super) fn is_in_2(&self) -> bool {
        !self.not_in_2 && self.since == 0
    }

    const fn noted(self) -> Self {
        Self {
            is_noted: true,
            ..self
        }
    }

    const fn without_effect(self) -> Self {
        Self {
            without_effect: true,
            ..self
        }
    }
}

impl Shape {
    /// Returns whether a node may be a value of this shape.
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
    /// The minor version of OpenAPI 3 that first has a keyword, if documents of this version must not use it.
    pub(super) fn later(self, version: Version, minor: u8, key: &str) -> Option<u8> {
        let minor = match version {
            Version::V20 => 0,
            Version::V30 | Version::V31 | Version::V32 => minor,
        };
        let mut keywords = self.keywords_of_3().iter();
        let gated = keywords.find(|keyword| keyword.is_gated && keyword.name == key)?;
        Some(gated.since).filter(|since| minor < *since)
    }

    /// The keywords of this kind of object in a version.
    pub(super) fn keywords(self, version: Version) -> &'static [Keyword] {
        match version {
            Version::V20 => self.keywords_of_2(),
            Version::V30 | Version::V31 | Version::V32 => self.keywords_of_3(),
        }
    }

    /// The name of the kind in messages.
    pub(super) fn name(self, version: Version) -> &'static str {
        match self {
            Self::Document if version == Version::V20 => "a Swagger 2.0 document",
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
            Self::Items => "`items`",
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
