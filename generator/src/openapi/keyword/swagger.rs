//! The keywords of all objects of Swagger 2.0, and those of OpenAPI 3 that replaced other ones.

use super::table::{DESCRIPTION, EXTERNAL_DOCS, free, key, operation, scalar, schema};
use super::{Keyword, Kind, Shape};

const PARAMETERS: Keyword = key("parameters", Shape::Many(Kind::Parameter));
const SCHEMES: Keyword = key("schemes", Shape::List);
const CONSUMES: Keyword = key("consumes", Shape::List);
const PRODUCES: Keyword = key("produces", Shape::List);
const ITEMS: Keyword = key("items", Shape::One(Kind::Items));
const COLLECTION_FORMAT: Keyword = scalar("collectionFormat");

impl Kind {
    /// The keywords of a kind of object. The kinds that only OpenAPI 3 has are never reached from the
    /// root of a document of version 2.0.
    pub(super) fn keywords_of_2(self) -> &'static [Keyword] {
        match self {
            Self::Document => DOCUMENT,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::Items => ITEMS_OBJECT,
            Self::Response => RESPONSE,
            Self::Header => HEADER,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::Info
            | Self::Contact
            | Self::License
            | Self::Server
            | Self::ServerVariable
            | Self::Components
            | Self::ExternalDocs
            | Self::RequestBody
            | Self::MediaType
            | Self::Encoding
            | Self::Example
            | Self::Link
            | Self::Tag
            | Self::Schema
            | Self::Discriminator
            | Self::Xml
            | Self::OAuthFlows
            | Self::OAuthFlow => self.keywords_of_3(),
        }
    }

    /// The way to write a keyword of OpenAPI 3 in version 2.0, if an object of this kind does not have
    /// the keyword there.
    pub(in super::super) fn replacement(self, key: &str) -> Option<&'static str> {
        Some(match (self, key) {
            (Self::Document | Self::Operation | Self::PathItem, "servers") => {
                "in Swagger 2.0, write the URL as `schemes`, `host` and `basePath`"
            }
            (Self::Document, "components") => {
                "in Swagger 2.0, write `definitions`, `parameters`, `responses` and `securityDefinitions` at the top level of the document"
            }
            (Self::Document, "webhooks") | (Self::Operation, "callbacks") => {
                "Swagger 2.0 cannot describe requests that the server sends; use OpenAPI 3"
            }
            (Self::Operation, "requestBody") => {
                "in Swagger 2.0, declare a parameter with `in: body` and a `schema`"
            }
            (Self::Parameter | Self::Header, "style" | "explode") => {
                "in Swagger 2.0, write `collectionFormat`"
            }
            (Self::Parameter, "examples") => "in Swagger 2.0, write `x-example`",
            (Self::Parameter, "content") => "in Swagger 2.0, write `type`, or `schema` for a body",
            (Self::Header, "schema" | "content") => {
                "in Swagger 2.0, write the `type` in the header itself"
            }
            (Self::Response, "content") => {
                "in Swagger 2.0, write `schema` in the response, and the media types in `produces`"
            }
            (Self::Response, "links") => "Swagger 2.0 has no links; use OpenAPI 3",
            (Self::SecurityScheme, "flows") => {
                "in Swagger 2.0, write `flow`, and the URLs in the security scheme itself"
            }
            _ => return None,
        })
    }
}

const DOCUMENT: &[Keyword] = &[
    scalar("swagger"),
    key("info", Shape::One(Kind::Info)),
    scalar("host"),
    scalar("basePath"),
    SCHEMES,
    CONSUMES,
    PRODUCES,
    key("paths", Shape::Patterned(Kind::PathItem)),
    key("definitions", Shape::Named(Kind::Schema)),
    key("parameters", Shape::Named(Kind::Parameter)),
    key("responses", Shape::Named(Kind::Response)),
    key("securityDefinitions", Shape::Named(Kind::SecurityScheme)),
    key("security", Shape::List),
    key("tags", Shape::Many(Kind::Tag)),
    EXTERNAL_DOCS,
    scalar("$schema").not_in_2(),
];

const PATH_ITEM: &[Keyword] = &[
    operation("get"),
    operation("post"),
    operation("put"),
    operation("patch"),
    operation("delete"),
    operation("head"),
    operation("options"),
    operation("trace").not_in_2(),
    scalar("$ref"),
    scalar("summary").not_in_2(),
    DESCRIPTION.not_in_2(),
    PARAMETERS,
];

const OPERATION: &[Keyword] = &[
    key("tags", Shape::List),
    scalar("summary"),
    DESCRIPTION,
    EXTERNAL_DOCS,
    scalar("operationId"),
    CONSUMES,
    PRODUCES,
    PARAMETERS,
    key("responses", Shape::Patterned(Kind::Response)),
    SCHEMES,
    scalar("deprecated"),
    key("security", Shape::List),
];

/// The keys of an object that describes a value without a schema: its own, and those of the value.
macro_rules! of_value {
    ($($own:expr),+ $(,)?) => {
        &[
            $($own,)+
            scalar("type"),
            scalar("format"),
            ITEMS,
            COLLECTION_FORMAT,
            free("default"),
            free("example").not_in_2(),
            scalar("maximum"),
            scalar("exclusiveMaximum"),
            scalar("minimum"),
            scalar("exclusiveMinimum"),
            scalar("maxLength"),
            scalar("minLength"),
            scalar("pattern"),
            scalar("maxItems"),
            scalar("minItems"),
            scalar("uniqueItems"),
            key("enum", Shape::List),
            scalar("multipleOf"),
        ]
    };
}

const PARAMETER: &[Keyword] = of_value![
    scalar("name"),
    scalar("in"),
    DESCRIPTION,
    scalar("required"),
    scalar("deprecated").not_in_2(),
    schema("schema"),
    scalar("allowEmptyValue"),
];

const ITEMS_OBJECT: &[Keyword] = of_value![scalar("$ref").not_in_2(), DESCRIPTION.not_in_2()];

const RESPONSE: &[Keyword] = &[
    DESCRIPTION,
    schema("schema"),
    key("headers", Shape::Named(Kind::Header)),
    // The examples by media type.
    free("examples"),
];

const HEADER: &[Keyword] = of_value![scalar("$ref").not_in_2(), DESCRIPTION];

const SECURITY_SCHEME: &[Keyword] = &[
    scalar("type"),
    DESCRIPTION,
    scalar("name"),
    scalar("in"),
    scalar("flow"),
    scalar("authorizationUrl"),
    scalar("tokenUrl"),
    free("scopes"),
    // Documents often declare bearer tokens as OpenAPI 3 does.
    scalar("scheme").not_in_2(),
    scalar("bearerFormat").not_in_2(),
];
