//! The version of the specification that a document declares, and the places that differ between
//! versions.

use crate::source::Node;

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

/// Returns whether `swagger` declares version 2.0.
pub(super) fn is_swagger_2(version: &str) -> bool {
    version == "2" || version.starts_with("2.0")
}
