//! The version of the specification that a document declares, and the places that differ between
//! versions.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Node;

use super::Object;
use super::near::nearest;

/// The version of the specification that a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Swagger 2.0.
    V20,
    /// 3.0.x.
    V30,
    /// 3.1.x, and those parts of 3.2.x that are identical.
    V31,
}

impl Version {
    /// The version of the document with this root; 3.1 if it declares none that can be read.
    #[must_use]
    pub fn of(root: &Node) -> Self {
        let text = |key| Some(declared(root.get(key)?));
        match (text("openapi"), text("swagger")) {
            (Some(version), _) if version.starts_with("3.0") => Self::V30,
            (None, Some(version)) if is_swagger_2(&version) => Self::V20,
            (None | Some(_), None | Some(_)) => Self::V31,
        }
    }

    /// The place of the named schemas.
    pub(super) fn schemas(self) -> &'static str {
        match self {
            Self::V20 => "definitions",
            Self::V30 | Self::V31 => "components/schemas",
        }
    }

    /// The place of the security schemes.
    #[must_use]
    pub fn security_schemes(self) -> &'static str {
        match self {
            Self::V20 => "securityDefinitions",
            Self::V30 | Self::V31 => "components/securitySchemes",
        }
    }

    /// The declaration of a path parameter that is a string.
    #[must_use]
    pub fn path_parameter(self, name: &str) -> String {
        let ty = match self {
            Self::V20 => "type: string",
            Self::V30 | Self::V31 => "schema: { type: string }",
        };
        format!("{{ name: {name}, in: path, required: true, {ty} }}")
    }

    /// The name of the named schema that a place is, or is inside of, and the tokens inside.
    #[must_use]
    pub fn named_schema<'t>(self, tokens: &'t [&'t str]) -> Option<(&'t str, &'t [&'t str])> {
        match (self, tokens) {
            (Self::V20, ["definitions", name, inner @ ..])
            | (Self::V30 | Self::V31, ["components", "schemas", name, inner @ ..]) => {
                Some((name, inner))
            }
            (Self::V20 | Self::V30 | Self::V31, _) => None,
        }
    }

    /// The name of the shared response that a place is, or is inside of.
    #[must_use]
    pub fn shared_response<'t>(self, tokens: &'t [&'t str]) -> Option<&'t str> {
        match (self, tokens) {
            (Self::V20, ["responses", name, ..])
            | (Self::V30 | Self::V31, ["components", "responses", name, ..]) => Some(name),
            (Self::V20 | Self::V30 | Self::V31, _) => None,
        }
    }
}

/// The text of a version, which YAML may have read as a number.
fn declared(node: &Node) -> String {
    match node {
        Node::String(text) => text.clone(),
        other => other.to_json().to_string(),
    }
}

fn is_swagger_2(version: &str) -> bool {
    version == "2" || version.starts_with("2.0")
}

/// Reads the version of the entry document. Returns `None` after reporting an error.
pub(super) fn read(document: &Object<'_>) -> Option<Version> {
    let cx = document.context();
    let unsupported = |key: &str, message: String| {
        let at = document.at().child(key);
        Diagnostic::new(Code::UnsupportedVersion, &at, message)
    };
    let Some(text) = document.text("openapi") else {
        let Some(swagger) = document.text("swagger") else {
            report_missing(document);
            return None;
        };
        if is_swagger_2(&swagger) {
            return Some(Version::V20);
        }
        let message = format!(
            "Swagger {swagger} is not supported; only Swagger 2.0 and OpenAPI 3.0 and 3.1 are"
        );
        let help = "convert the document, for example with `npx api-spec-converter --from=swagger_1 --to=openapi_3 FILE`";
        cx.diagnostics
            .report(unsupported("swagger", message).help(help));
        return None;
    };
    let version = match text.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] => Version::V30,
        ["3", "1" | "2"] => Version::V31,
        _ => {
            let message = format!(
                "OpenAPI {text} is not supported; only Swagger 2.0 and OpenAPI 3.0 and 3.1 are"
            );
            let diagnostic = unsupported("openapi", message);
            cx.diagnostics.report(if is_swagger_2(&text) {
                diagnostic.help("a document of version 2.0 starts with `swagger: '2.0'`")
            } else {
                diagnostic
            });
            return None;
        }
    };
    if text.starts_with("3.2") {
        cx.diagnostics.tell(
            Code::OtherVersion,
            &document.at().child("openapi"),
            format!("OpenAPI {text} is read as OpenAPI 3.1"),
        );
    }
    Some(version)
}

fn report_missing(document: &Object<'_>) {
    let message = "this is not an OpenAPI document: `openapi` is missing";
    let mut keys = document.site().members();
    let near = keys.find_map(|(key, _)| Some((key, nearest(key, ["openapi", "swagger"])?)));
    let help = match near {
        Some((key, near)) => format!("the document has `{key}`; did you mean `{near}`?"),
        None => "start the document with a line such as `openapi: 3.1.0`".to_owned(),
    };
    document
        .context()
        .diagnostics
        .report(Diagnostic::new(Code::NotOpenApi, document.at(), message).help(help));
}
