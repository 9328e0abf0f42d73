//! The keywords of all objects of Swagger 2.0, and those of OpenAPI 3 that replaced other ones.

use super::table::{DESCRIPTION, EXTERNAL_DOCS, free, key, operation, scalar, schema};
use super::{Keyword, Kind, Shape};

const PARAMETERS: Keyword = key("parameters", Shape::Many(Kind::Parameter));
const SCHEMES: Keyword = key("schemes", Shape::List);
const CONSUMES: Keyword = key("consumes", Shape::List);
const PRODUCES: Keyword = key("produces", Shape::List);
const ITEMS: Keyword = key("items", Shape::One(Kind::Items));
const COLLECTION_FORMAT: Keyword = scalar("collectionFormat");

/// The keywords of a kind of object. The kinds that only OpenAPI 3 has are never reached from the
/// root of a document of version 2.0.
pub(super) fn keywords(kind: Kind) -> &'static [Keyword] {
    match kind {
        Kind::Document => DOCUMENT,
        Kind::PathItem => PATH_ITEM,
        Kind::Operation => OPERATION,
        Kind::Parameter => PARAMETER,
        Kind::Items => ITEMS_OBJECT,
        Kind::Response => RESPONSE,
        Kind::Header => HEADER,
        Kind::SecurityScheme => SECURITY_SCHEME,
        Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::Server
        | Kind::ServerVariable
        | Kind::Components
        | Kind::ExternalDocs
        | Kind::RequestBody
        | Kind::MediaType
        | Kind::Encoding
        | Kind::Example
        | Kind::Link
        | Kind::Tag
        | Kind::Schema
        | Kind::Discriminator
        | Kind::Xml
        | Kind::OAuthFlows
        | Kind::OAuthFlow => kind.keywords_of_3(),
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
    scalar("$schema"),
];

const PATH_ITEM: &[Keyword] = &[
    operation("get"),
    operation("post"),
    operation("put"),
    operation("patch"),
    operation("delete"),
    operation("head"),
    operation("options"),
    operation("trace"),
    scalar("$ref"),
    scalar("summary"),
    DESCRIPTION,
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

const PARAMETER: &[Keyword] = &[
    scalar("name"),
    scalar("in"),
    DESCRIPTION,
    scalar("required"),
    scalar("deprecated"),
    schema("schema"),
    scalar("allowEmptyValue"),
    scalar("type"),
    scalar("format"),
    ITEMS,
    COLLECTION_FORMAT,
    free("default"),
    free("example"),
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
];

const ITEMS_OBJECT: &[Keyword] = &[
    scalar("$ref"),
    DESCRIPTION,
    scalar("type"),
    scalar("format"),
    ITEMS,
    COLLECTION_FORMAT,
    free("default"),
    free("example"),
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
];

const RESPONSE: &[Keyword] = &[
    DESCRIPTION,
    schema("schema"),
    key("headers", Shape::Named(Kind::Header)),
    // The examples by media type.
    free("examples"),
];

const HEADER: &[Keyword] = ITEMS_OBJECT;

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
    scalar("scheme"),
    scalar("bearerFormat"),
];

/// The way to write a keyword of OpenAPI 3 in version 2.0, if an object of this kind does not have
/// the keyword there.
pub(in super::super) fn replacement(kind: Kind, key: &str) -> Option<&'static str> {
    Some(match (kind, key) {
        (Kind::Document | Kind::Operation | Kind::PathItem, "servers") => {
            "in Swagger 2.0, write the URL as `schemes`, `host` and `basePath`"
        }
        (Kind::Document, "components") => {
            "in Swagger 2.0, write `definitions`, `parameters`, `responses` and `securityDefinitions` in the document itself"
        }
        (Kind::Document, "webhooks") | (Kind::Operation, "callbacks") => {
            "Swagger 2.0 cannot describe requests of the server; use OpenAPI 3"
        }
        (Kind::Operation, "requestBody") => {
            "in Swagger 2.0, declare a parameter with `in: body` and a `schema`"
        }
        (Kind::Parameter | Kind::Header, "style" | "explode") => {
            "in Swagger 2.0, write `collectionFormat`"
        }
        (Kind::Parameter, "examples") => "in Swagger 2.0, write `x-example`",
        (Kind::Parameter, "content") => "in Swagger 2.0, write `type`, or `schema` for a body",
        (Kind::Header, "schema" | "content") => {
            "in Swagger 2.0, write the `type` in the header itself"
        }
        (Kind::Response, "content") => {
            "in Swagger 2.0, write `schema` in the response, and the media types in `produces`"
        }
        (Kind::Response, "links") => "Swagger 2.0 has no links; use OpenAPI 3",
        (Kind::SecurityScheme, "flows") => {
            "in Swagger 2.0, write `flow`, and the URLs in the security scheme itself"
        }
        _ => return None,
    })
}
