//! The version of the specification that a document declares, and the places that differ between
//! versions.

use crate::source::Node;

/// The keys of a path item that are operations, in the order of the generated code. Their order in
/// the document has no meaning. `query` is one since version 3.2.
pub const METHODS: [&str; 9] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace", "query",
];

/// The version of the specification that a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Swagger 2.0.
    V20,
    /// 3.0.x.
    V30,
    /// 3.1.x.
    V31,
    /// 3.2.x.
    V32,
}

impl Version {
    /// The version of the document with this root; 3.1 if it declares none that can be read.
    #[must_use]
    pub fn of(root: &Node) -> Self {
        let text = |key| Some(declared(root.get(key)?));
        match (text("openapi"), text("swagger")) {
            (Some(version), _) if version.starts_with("3.0") => Self::V30,
            (Some(version), _) if version == "3.2" || version.starts_with("3.2.") => Self::V32,
            (None, Some(version)) if is_swagger_2(&version) => Self::V20,
            (None | Some(_), None | Some(_)) => Self::V31,
        }
    }

    /// The keys of a path item that are operations.
    pub(super) fn methods(self) -> &'static [&'static str] {
        match self {
            Self::V20 | Self::V30 | Self::V31 => METHODS.split_last().map_or(&[], |(_, rest)| rest),
            Self::V32 => &METHODS,
        }
    }

    /// The place of the named schemas.
    pub(super) fn schemas(self) -> &'static str {
        match self {
            Self::V20 => "definitions",
            Self::V30 | Self::V31 | Self::V32 => "components/schemas",
        }
    }

    /// The place of the security schemes.
    #[must_use]
    pub fn security_schemes(self) -> &'static str {
        match self {
            Self::V20 => "securityDefinitions",
            Self::V30 | Self::V31 | Self::V32 => "components/securitySchemes",
        }
    }

    /// The declaration of a path parameter that is a string.
    #[must_use]
    pub fn path_parameter(self, name: &str) -> String {
        let ty = match self {
            Self::V20 => "type: string",
            Self::V30 | Self::V31 | Self::V32 => "schema: { type: string }",
        };
        format!("{{ name: {name}, in: path, required: true, {ty} }}")
    }

    /// The name of the named schema that a place is, or is inside of, and the tokens inside.
    #[must_use]
    pub fn named_schema<'t>(self, tokens: &'t [&'t str]) -> Option<(&'t str, &'t [&'t str])> {
        match (self, tokens) {
            (Self::V20, ["definitions", name, inner @ ..])
            | (Self::V30 | Self::V31 | Self::V32, ["components", "schemas", name, inner @ ..]) => {
                Some((name, inner))
            }
            (Self::V20 | Self::V30 | Self::V31 | Self::V32, _) => None,
        }
    }

    /// The name of the shared response that a place is, or is inside of.
    #[must_use]
    pub fn shared_response<'t>(self, tokens: &'t [&'t str]) -> Option<&'t str> {
        match (self, tokens) {
            (Self::V20, ["responses", name, ..])
            | (Self::V30 | Self::V31 | Self::V32, ["components", "responses", name, ..]) => {
                Some(name)
            }
            (Self::V20 | Self::V30 | Self::V31 | Self::V32, _) => None,
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

/// Returns whether `swagger` declares version 2.0.
pub(super) fn is_swagger_2(version: &str) -> bool {
    version == "2" || version.starts_with("2.0")
}
