//! The keywords of all objects of OpenAPI 3.0, 3.1 and 3.2.

use super::{Keyword, Kind, Shape};

pub(super) const fn key(name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        since: 0,
        is_gated: false,
        not_in_2: false,
        without_effect: false,
        is_noted: false,
    }
}

pub(super) const fn scalar(name: &'static str) -> Keyword {
    key(name, Shape::Scalar)
}

pub(super) const fn free(name: &'static str) -> Keyword {
    key(name, Shape::Free)
}

pub(super) const fn schema(name: &'static str) -> Keyword {
    key(name, Shape::Schema)
}

pub(super) const fn schemas(name: &'static str) -> Keyword {
    key(name, Shape::Many(Kind::Schema))
}

pub(super) const fn operation(name: &'static str) -> Keyword {
    key(name, Shape::One(Kind::Operation))
}

pub(super) const DESCRIPTION: Keyword = scalar("description");
const SERVERS: Keyword = key("servers", Shape::Many(Kind::Server));
const PARAMETERS: Keyword = key("parameters", Shape::Many(Kind::Parameter));
pub(super) const EXTERNAL_DOCS: Keyword = key("externalDocs", Shape::One(Kind::ExternalDocs));
const EXAMPLES: Keyword = key("examples", Shape::Named(Kind::Example));
const CONTENT: Keyword = key("content", Shape::Named(Kind::MediaType));
const CALLBACKS: Keyword = key("callbacks", Shape::Callbacks);

impl Kind {
    /// The keywords of this kind of object in OpenAPI 3.
    pub(super) fn keywords_of_3(self) -> &'static [Keyword] {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => INFO,
            Self::Contact => CONTACT,
            Self::License => LICENSE,
            Self::Server => SERVER,
            Self::ServerVariable => SERVER_VARIABLE,
            Self::Components => COMPONENTS,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::ExternalDocs => EXTERNAL_DOCUMENTATION,
            Self::Parameter => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Response => RESPONSE,
            Self::Example => EXAMPLE,
            Self::Link => LINK,
            Self::Header => HEADER,
            Self::Tag => TAG,
            // Only version 2.0 has Items Objects.
            Self::Schema | Self::Items => SCHEMA,
            Self::Discriminator => DISCRIMINATOR,
            Self::Xml => XML,
            Self::SecurityScheme => SECURITY_SCHEME,
            Self::OAuthFlows => OAUTH_FLOWS,
            Self::OAuthFlow => OAUTH_FLOW,
        }
    }
}

const DOCUMENT: &[Keyword] = &[
    scalar("openapi"),
    key("info", Shape::One(Kind::Info)),
    SERVERS,
    key("paths", Shape::Patterned(Kind::PathItem)),
    key("webhooks", Shape::Patterned(Kind::PathItem))
        .since(1)
        .noted(),
    key("components", Shape::One(Kind::Components)),
    key("security", Shape::List),
    key("tags", Shape::Many(Kind::Tag)),
    EXTERNAL_DOCS,
    scalar("jsonSchemaDialect").since(1),
    scalar("$schema").since(1),
    scalar("$self").only_since(2),
];

const INFO: &[Keyword] = &[
    scalar("title"),
    scalar("summary").since(1),
    DESCRIPTION,
    scalar("termsOfService"),
    key("contact", Shape::One(Kind::Contact)),
    key("license", Shape::One(Kind::License)),
    scalar("version"),
];

const SERVER: &[Keyword] = &[
    scalar("url"),
    DESCRIPTION,
    key("variables", Shape::Named(Kind::ServerVariable)),
    scalar("name").since(2),
];

const COMPONENTS: &[Keyword] = &[
    key("schemas", Shape::Named(Kind::Schema)),
    key("responses", Shape::Named(Kind::Response)),
    key("parameters", Shape::Named(Kind::Parameter)),
    EXAMPLES,
    key("requestBodies", Shape::Named(Kind::RequestBody)),
    key("headers", Shape::Named(Kind::Header)),
    key("securitySchemes", Shape::Named(Kind::SecurityScheme)),
    key("links", Shape::Named(Kind::Link)),
    CALLBACKS,
    key("pathItems", Shape::Named(Kind::PathItem))
        .since(1)
        .noted(),
    key("mediaTypes", Shape::Named(Kind::MediaType)).since(2),
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
    operation("query").only_since(2),
    key("additionalOperations", Shape::Named(Kind::Operation)).only_since(2),
    scalar("$ref"),
    scalar("summary"),
    DESCRIPTION,
    SERVERS,
    PARAMETERS,
];

const OPERATION: &[Keyword] = &[
    key("tags", Shape::List),
    scalar("summary"),
    DESCRIPTION,
    EXTERNAL_DOCS,
    scalar("operationId"),
    PARAMETERS,
    key("requestBody", Shape::One(Kind::RequestBody)),
    key("responses", Shape::Patterned(Kind::Response)),
    CALLBACKS.without_effect(),
    scalar("deprecated"),
    key("security", Shape::List),
    SERVERS,
];

const PARAMETER: &[Keyword] = &[
    scalar("name"),
    scalar("in"),
    DESCRIPTION,
    scalar("required"),
    scalar("deprecated"),
    scalar("allowEmptyValue"),
    scalar("style"),
    scalar("explode"),
    scalar("allowReserved"),
    schema("schema"),
    free("example"),
    EXAMPLES,
    CONTENT,
];

const HEADER: &[Keyword] = &[
    DESCRIPTION,
    scalar("required"),
    scalar("deprecated"),
    scalar("allowEmptyValue"),
    scalar("style"),
    scalar("explode"),
    scalar("allowReserved"),
    schema("schema"),
    free("example"),
    EXAMPLES,
    CONTENT,
];

const MEDIA_TYPE: &[Keyword] = &[
    // OpenAPI's schema for version 3.2 allows it, although its text does not define it.
    scalar("description").only_since(2).without_effect(),
    schema("schema"),
    schema("itemSchema").since(2),
    free("example"),
    EXAMPLES,
    key("encoding", Shape::Named(Kind::Encoding)),
    key("itemEncoding", Shape::One(Kind::Encoding))
        .since(2)
        .noted(),
    key("prefixEncoding", Shape::Many(Kind::Encoding))
        .since(2)
        .noted(),
];

const ENCODING: &[Keyword] = &[
    scalar("contentType"),
    key("headers", Shape::Named(Kind::Header)),
    scalar("style"),
    scalar("explode"),
    scalar("allowReserved"),
    key("encoding", Shape::Named(Kind::Encoding))
        .since(2)
        .without_effect(),
    key("itemEncoding", Shape::One(Kind::Encoding))
        .since(2)
        .without_effect(),
    key("prefixEncoding", Shape::Many(Kind::Encoding))
        .since(2)
        .without_effect(),
];

const RESPONSE: &[Keyword] = &[
    scalar("summary").since(2),
    DESCRIPTION,
    key("headers", Shape::Named(Kind::Header)),
    CONTENT,
    key("links", Shape::Named(Kind::Link)).without_effect(),
];

const EXAMPLE: &[Keyword] = &[
    scalar("summary"),
    DESCRIPTION,
    free("value"),
    scalar("externalValue"),
    free("dataValue").since(2),
    scalar("serializedValue").since(2),
];

const LINK: &[Keyword] = &[
    scalar("operationRef"),
    scalar("operationId"),
    free("parameters"),
    free("requestBody"),
    DESCRIPTION,
    key("server", Shape::One(Kind::Server)),
];

const TAG: &[Keyword] = &[
    scalar("name"),
    DESCRIPTION,
    EXTERNAL_DOCS,
    scalar("summary").since(2),
    scalar("parent").since(2),
    scalar("kind").since(2),
];

const XML: &[Keyword] = &[
    scalar("name"),
    scalar("namespace"),
    scalar("prefix"),
    scalar("attribute"),
    scalar("wrapped"),
    scalar("nodeType").since(2),
];

const SECURITY_SCHEME: &[Keyword] = &[
    scalar("type"),
    DESCRIPTION,
    scalar("name"),
    scalar("in"),
    scalar("scheme"),
    scalar("bearerFormat"),
    key("flows", Shape::One(Kind::OAuthFlows)),
    scalar("openIdConnectUrl"),
    scalar("deprecated").since(2),
    scalar("oauth2MetadataUrl").since(2),
];

const OAUTH_FLOWS: &[Keyword] = &[
    key("implicit", Shape::One(Kind::OAuthFlow)),
    key("password", Shape::One(Kind::OAuthFlow)),
    key("clientCredentials", Shape::One(Kind::OAuthFlow)),
    key("authorizationCode", Shape::One(Kind::OAuthFlow)),
    key("deviceAuthorization", Shape::One(Kind::OAuthFlow)).since(2),
];

const OAUTH_FLOW: &[Keyword] = &[
    scalar("authorizationUrl"),
    scalar("deviceAuthorizationUrl").since(2),
    scalar("tokenUrl"),
    scalar("refreshUrl"),
    free("scopes"),
];

/// The Schema Object of 3.0, JSON Schema 2020-12, and the older drafts that documents still use.
///
/// The generated client does not validate values: it sends the values that it is given and accepts
/// those that the server sends. Keywords that only constrain values are therefore not reported. The
/// note on a keyword without effect means that the generated type is wider than the schema.
const SCHEMA: &[Keyword] = &[
    scalar("$ref"),
    free("type"),
    scalar("nullable").not_in_2(),
    scalar("title"),
    DESCRIPTION,
    scalar("deprecated").not_in_2(),
    scalar("readOnly"),
    scalar("writeOnly").not_in_2(),
    key("properties", Shape::Named(Kind::Schema)),
    // Draft 4 had a boolean `required` on the property itself.
    free("required"),
    schema("additionalProperties"),
    key("patternProperties", Shape::Named(Kind::Schema))
        .since(1)
        .noted(),
    key("items", Shape::Schemas),
    schemas("prefixItems").since(1).noted(),
    schemas("allOf"),
    schemas("oneOf").not_in_2(),
    schemas("anyOf").not_in_2(),
    key("enum", Shape::List),
    free("const").since(1).noted(),
    scalar("format"),
    scalar("minimum"),
    scalar("maximum"),
    scalar("exclusiveMinimum"),
    scalar("exclusiveMaximum"),
    free("default"),
    free("example"),
    free("examples").since(1),
    key("discriminator", Shape::One(Kind::Discriminator)),
    scalar("contentEncoding").since(1).noted(),
    scalar("contentMediaType").since(1).noted(),
    schema("contentSchema").since(1).noted(),
    scalar("multipleOf"),
    scalar("maxLength"),
    scalar("minLength"),
    scalar("pattern"),
    scalar("maxItems"),
    scalar("minItems"),
    scalar("uniqueItems"),
    schema("contains").since(1),
    scalar("maxContains").since(1),
    scalar("minContains").since(1),
    scalar("maxProperties"),
    scalar("minProperties"),
    free("dependentRequired").since(1),
    schema("propertyNames").since(1),
    schema("unevaluatedProperties").since(1).noted(),
    schema("unevaluatedItems").since(1),
    EXTERNAL_DOCS,
    key("xml", Shape::One(Kind::Xml)),
    scalar("$comment").since(1),
    scalar("$id").since(1).noted(),
    scalar("$schema").since(1),
    scalar("$anchor").since(1).noted(),
    scalar("$dynamicAnchor").since(1).noted(),
    scalar("$recursiveAnchor").since(1),
    free("$vocabulary").since(1),
    key("$defs", Shape::Named(Kind::Schema)).since(1).noted(),
    key("definitions", Shape::Named(Kind::Schema)).since(1),
    scalar("optional").since(1),
    schema("not").not_in_2().without_effect(),
    schema("if").since(1).without_effect(),
    schema("then").since(1).noted(),
    schema("else").since(1).noted(),
    key("dependentSchemas", Shape::Named(Kind::Schema))
        .since(1)
        .noted(),
    free("dependencies").since(1).without_effect(),
    scalar("$dynamicRef").since(1).noted(),
    scalar("$recursiveRef").since(1),
    schema("additionalItems").since(1),
];

const CONTACT: &[Keyword] = &[scalar("name"), scalar("url"), scalar("email")];

const LICENSE: &[Keyword] = &[scalar("name"), scalar("identifier").since(1), scalar("url")];

const SERVER_VARIABLE: &[Keyword] = &[key("enum", Shape::List), scalar("default"), DESCRIPTION];

const EXTERNAL_DOCUMENTATION: &[Keyword] = &[DESCRIPTION, scalar("url")];

const REQUEST_BODY: &[Keyword] = &[DESCRIPTION, CONTENT, scalar("required")];

const DISCRIMINATOR: &[Keyword] = &[
    scalar("propertyName").not_in_2(),
    free("mapping").not_in_2(),
    scalar("defaultMapping").since(2).noted(),
];
