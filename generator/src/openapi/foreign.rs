//! Recognizes files that are not OpenAPI documents, so that the error can say which kind of file
//! was given.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::Node;

/// A kind of file that is not an OpenAPI document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// The problem, as a sentence.
    message: &'static str,
    /// The fix.
    help: &'static str,
}

/// The help for files without a document.
const START: &str = "an OpenAPI document starts with a line such as `openapi: 3.1.0`";
const fn foreign(message: &'static str, help: &'static str) -> Foreign {
    Foreign { message, help }
}

const EMPTY: Foreign = foreign("the file is empty", START);
const COMMENTS: Foreign = foreign("the file contains only comments", START);
const BINARY: Foreign = foreign(
    "the file is binary",
    "an OpenAPI document is YAML or JSON text; if the file is an archive, unpack it first",
);
const HTML: Foreign = foreign(
    "this is an HTML page, not an OpenAPI document",
    "save the document itself; a documentation page usually loads it from a URL that ends in `.json` or `.yaml`",
);
const WSDL: Foreign = foreign(
    "this is WSDL, not an OpenAPI document",
    "methods are generated only for HTTP operations; if the server has an HTTP API besides SOAP, pass its OpenAPI document",
);
const WADL: Foreign = foreign(
    "this is WADL, not an OpenAPI document",
    "convert it first, for example with `npx api-spec-converter --from=wadl --to=openapi_3 FILE`",
);
const ODATA: Foreign = foreign(
    "this is the metadata of an OData service, not an OpenAPI document",
    "convert it first, for example with `npx odata-openapi FILE`",
);
const XML: Foreign = foreign(
    "this is XML, not an OpenAPI document",
    "an OpenAPI document is YAML or JSON",
);
const RAML: Foreign = foreign(
    "this is RAML, not an OpenAPI document",
    "convert it first, for example with `npx api-spec-converter --from=raml --to=openapi_3 FILE`",
);
const BLUEPRINT: Foreign = foreign(
    "this is API Blueprint, not an OpenAPI document",
    "convert it first, for example with `npx apib2swagger -i FILE`",
);
const GRAPHQL: Foreign = foreign(
    "this is a GraphQL schema, not an OpenAPI document",
    "GraphQL has no HTTP operations to generate methods for; use a client generator for GraphQL",
);
const PROTOBUF: Foreign = foreign(
    "this is a Protocol Buffers file, not an OpenAPI document",
    "use a gRPC generator; if the methods have HTTP rules, convert the file to OpenAPI 3",
);
const ASYNCAPI: Foreign = foreign(
    "this is an AsyncAPI document, not an OpenAPI document",
    "AsyncAPI describes message channels; methods are generated only for HTTP operations in an OpenAPI document",
);
const POSTMAN: Foreign = foreign(
    "this is a Postman collection, not an OpenAPI document",
    "convert it first, for example with `npx postman-to-openapi@3 FILE`",
);
const DISCOVERY: Foreign = foreign(
    "this is a Google API discovery document, not an OpenAPI document",
    "convert it first, for example with `npx api-spec-converter --from=google --to=openapi_3 FILE`",
);
const SWAGGER_1: Foreign = foreign(
    "this is a Swagger 1 document, not an OpenAPI document",
    "convert it first, for example with `npx api-spec-converter --from=swagger_1 --to=openapi_3 FILE`",
);
const OPENRPC: Foreign = foreign(
    "this is an OpenRPC document, not an OpenAPI document",
    "OpenRPC describes JSON-RPC calls; methods are generated only for HTTP operations in an OpenAPI document",
);
const HAR: Foreign = foreign(
    "this is a recording of requests (HAR), not an OpenAPI document",
    "derive a document from it first, for example with `npx har-to-openapi@3 FILE`, and review it",
);
const INSOMNIA: Foreign = foreign(
    "this is an Insomnia export, not an OpenAPI document",
    "export the API specification from Insomnia instead of the collection of requests",
);
const SMITHY: Foreign = foreign(
    "this is a Smithy model, not an OpenAPI document",
    "convert it first, with `smithy build` and its plugin `openapi`",
);
const TYPESPEC: Foreign = foreign(
    "this is TypeSpec, not an OpenAPI document",
    "compile it first, in a project that has its libraries installed: `npx -p @typespec/compiler tsp compile FILE --emit @typespec/openapi3`",
);
const OVERLAY: Foreign = foreign(
    "this is an OpenAPI Overlay, not an OpenAPI document",
    "pass the document that it applies to, and the overlay with `--overlay FILE`",
);
const ARAZZO: Foreign = foreign(
    "this is an Arazzo description of workflows, not an OpenAPI document",
    "pass an OpenAPI document that is listed in its `sourceDescriptions`",
);
const JSON_SCHEMA: Foreign = foreign(
    "this is a JSON Schema, not an OpenAPI document",
    "refer to it from an OpenAPI document that contains operations",
);

impl Foreign {
    /// Returns the diagnostic for a file of this kind.
    #[must_use]
    pub fn diagnostic(self, place: impl Into<Place>) -> Diagnostic {
        Diagnostic::new(Code::NotOpenApi, place, self.message).help(self.help)
    }
}

/// Recognizes a file by its text, and by its tree if it could be parsed. Returns `None` if the file
/// is none of the known kinds.
#[must_use]
pub fn recognize(text: &str, root: Option<&Node>) -> Option<Foreign> {
    root.and_then(of_tree).or_else(|| of_text(text, root))
}

/// Recognizes a file by the keys of its root object.
fn of_tree(root: &Node) -> Option<Foreign> {
    let has = |key: &str| root.get(key).is_some();
    let info = root
        .get("info")
        .or_else(|| root.get("collection")?.get("info"));
    let schema = |node: Option<&Node>, part: &str| {
        let schema = node.and_then(Node::as_str);
        schema.is_some_and(|url| url.contains(part))
    };
    let is_postman = info.is_some_and(|info| {
        info.get("_postman_id").is_some() || schema(info.get("schema"), "getpostman.com")
    });
    let introspection = root.get("data").unwrap_or(root).get("__schema");
    match root {
        _ if has("asyncapi") => Some(ASYNCAPI),
        _ if is_postman => Some(POSTMAN),
        _ if has("discoveryVersion") || schema(root.get("kind"), "discovery#") => Some(DISCOVERY),
        _ if has("swaggerVersion") => Some(SWAGGER_1),
        _ if has("openrpc") => Some(OPENRPC),
        _ if has("smithy") => Some(SMITHY),
        _ if has("__export_format") => Some(INSOMNIA),
        _ if root
            .get("log")
            .is_some_and(|log| log.get("entries").is_some()) =>
        {
            Some(HAR)
        }
        _ if has("$Version") && has("$EntityContainer") => Some(ODATA),
        _ if introspection.is_some() => Some(GRAPHQL),
        _ if has("overlay") => Some(OVERLAY),
        _ if has("arazzo") => Some(ARAZZO),
        _ if schema(root.get("$schema"), "json-schema.org/") => Some(JSON_SCHEMA),
        _ => None,
    }
}

/// The number of characters that are searched. Every kind of file is recognizable at its start.
const HEAD: usize = 64 << 10;

fn of_text(text: &str, root: Option<&Node>) -> Option<Foreign> {
    let text = text.trim_start();
    let end = text.char_indices().nth(HEAD).map(|(at, _)| at);
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let starts = |with: &str| {
        let start = text.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    match root {
        _ if text.is_empty() => Some(EMPTY),
        _ if text.contains('\0') || text.starts_with("\u{1f}\u{8b}") => Some(BINARY),
        _ if starts("#%RAML") => Some(RAML),
        Some(Node::Null) => Some(COMMENTS),
        _ if starts("<!doctype html") || starts("<html") => Some(HTML),
        _ if starts("<") && text.contains("schemas.xmlsoap.org/wsdl") => Some(WSDL),
        _ if starts("<") && text.contains("wadl.dev.java.net") => Some(WADL),
        _ if starts("<") && text.contains("oasis-open.org/odata/ns/edmx") => Some(ODATA),
        _ if starts("<?xml") => Some(XML),
        _ if starts("FORMAT: 1A") => Some(BLUEPRINT),
        // The remaining formats never parse as a YAML mapping.
        Some(Node::Object(_)) => None,
        _ if text.lines().any(is_typespec) => Some(TYPESPEC),
        _ if text.lines().any(is_protobuf) => Some(PROTOBUF),
        _ if text.lines().any(is_graphql) => Some(GRAPHQL),
        _ => None,
    }
}

/// Returns whether a line imports a library of `TypeSpec`: `import "@typespec/http";`.
fn is_typespec(line: &str) -> bool {
    let library = line.strip_prefix("import");
    library.is_some_and(|rest| rest.trim_start().starts_with("\"@typespec/"))
}

fn is_protobuf(line: &str) -> bool {
    let version = line.strip_prefix("syntax");
    version.is_some_and(|rest| rest.trim_start().starts_with('=') && rest.contains("\"proto"))
}

/// Returns whether a line opens a definition of the GraphQL schema language: `type Query {`.
fn is_graphql(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let definition = ["type", "interface", "input", "enum"];
    match words.as_slice() {
        ["schema", "{"] => !line.starts_with(' '),
        ["extend", keyword, name, .., "{"] | [keyword, name, .., "{"] => {
            definition.contains(keyword) && name.starts_with(|first: char| first.is_alphabetic())
        }
        _ => false,
    }
}
