//! Edits that break the text of a document, and the diagnostics that they produce.

use generator::diagnostic::Code;

use super::breaks::{
    Break, beside, in_keys, opened, renamed, renamed_in_element, replaced, requirements, suffixed,
    tabbed, unclosed, unquoted, values,
};

/// An edit that breaks documents.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// The code of the resulting diagnostic.
    pub(crate) code: Code,
    /// Finds the places of a text where the edit applies.
    pub(crate) places: fn(&str) -> Vec<Break>,
}

pub(crate) const EDITS: &[Edit] = &[
    Edit {
        name: "type",
        code: Code::UnknownType,
        places: |text| {
            values(
                text,
                "type",
                &["string", "integer", "boolean", "number"],
                "strnig",
            )
        },
    },
    Edit {
        name: "reference",
        code: Code::UnresolvedReference,
        places: |text| suffixed(text, "$ref", "#/", "_gone"),
    },
    Edit {
        name: "reference of a number",
        code: Code::InvalidReference,
        places: |text| replaced(text, "$ref", "5"),
    },
    Edit {
        name: "keyword",
        code: Code::UnknownKeyword,
        places: |text| renamed(text, "description", "descripton"),
    },
    Edit {
        name: "keyword of an operation",
        code: Code::UnknownKeyword,
        places: |text| renamed(text, "operationId", "operationid"),
    },
    Edit {
        name: "kind of a boolean",
        code: Code::WrongKind,
        places: |text| values(text, "required", &["true", "false"], "\"sometimes\""),
    },
    Edit {
        name: "kind of a text",
        code: Code::WrongKind,
        places: |text| replaced(text, "operationId", "[a]"),
    },
    Edit {
        name: "kind of a list",
        code: Code::WrongKind,
        places: |text| opened(text, "required", "12"),
    },
    Edit {
        name: "place of a parameter",
        code: Code::UnknownValue,
        places: |text| values(text, "in", &["query", "path", "header"], "body"),
    },
    Edit {
        name: "style",
        code: Code::UnknownStyle,
        places: |text| {
            values(
                text,
                "style",
                &["form", "simple", "deepObject", "label", "matrix"],
                "fancy",
            )
        },
    },
    Edit {
        name: "collection format",
        code: Code::UnknownStyle,
        places: |text| {
            values(
                text,
                "collectionFormat",
                &["csv", "ssv", "tsv", "pipes", "multi"],
                "fancy",
            )
        },
    },
    Edit {
        name: "path parameter",
        code: Code::UndeclaredPathParameter,
        places: |text| in_keys(text, "/", "}", "_x}"),
    },
    Edit {
        name: "slash",
        code: Code::PathWithoutSlash,
        places: |text| in_keys(text, "/", "/", ""),
    },
    Edit {
        name: "status",
        code: Code::UnknownStatus,
        places: |text| in_keys(text, "2", "0", "o"),
    },
    Edit {
        name: "version",
        code: Code::UnsupportedVersion,
        places: |text| replaced(text, "openapi", "\"4.0.0\""),
    },
    Edit {
        name: "version 2.0",
        code: Code::UnsupportedVersion,
        places: |text| replaced(text, "swagger", "\"1.0\""),
    },
    Edit {
        name: "flow",
        code: Code::UnknownValue,
        places: |text| values(text, "flow", &["implicit", "accessCode"], "implict"),
    },
    Edit {
        name: "security scheme",
        code: Code::UnknownSecurityScheme,
        places: requirements,
    },
    Edit {
        name: "type of a security scheme",
        code: Code::UnknownValue,
        places: |text| values(text, "type", &["http", "apiKey", "oauth2", "basic"], "htpt"),
    },
    Edit {
        name: "twice",
        code: Code::DuplicateKey,
        places: |text| beside(text, "operationId", "operationId", "\"other\""),
    },
    Edit {
        name: "x-sdk",
        code: Code::UnknownSdkKey,
        places: |text| beside(text, "operationId", "x-sdk", "{\"nonsense\": 1}"),
    },
    Edit {
        name: "x-sdk of another kind",
        code: Code::WrongKind,
        places: |text| beside(text, "operationId", "x-sdk", "1"),
    },
    Edit {
        name: "missing member",
        code: Code::MissingMember,
        places: |text| renamed_in_element(text, "in", "x-in"),
    },
    Edit {
        name: "unclosed quote",
        code: Code::InvalidSyntax,
        places: unquoted,
    },
    Edit {
        name: "unclosed bracket",
        code: Code::InvalidSyntax,
        places: unclosed,
    },
    Edit {
        name: "tab",
        code: Code::InvalidSyntax,
        places: tabbed,
    },
    Edit {
        name: "type of a file",
        code: Code::UnknownType,
        places: |text| values(text, "type", &["file"], "flie"),
    },
    Edit {
        name: "place of a body",
        code: Code::UnknownValue,
        places: |text| values(text, "in", &["formData", "body"], "form"),
    },
    Edit {
        name: "kind of media types",
        code: Code::WrongKind,
        places: |text| {
            let mut all = opened(text, "consumes", "12");
            all.extend(opened(text, "produces", "12"));
            all
        },
    },
    Edit {
        name: "kind of a host",
        code: Code::WrongKind,
        places: |text| replaced(text, "host", "[a]"),
    },
    Edit {
        name: "method",
        code: Code::InvalidMethod,
        places: |text| renamed(text, "COPY", "PUT"),
    },
    Edit {
        name: "own URI",
        code: Code::InvalidSelf,
        places: |text| suffixed(text, "$self", "http", "#/a"),
    },
    Edit {
        name: "parent of a tag",
        code: Code::UnknownParentTag,
        places: |text| suffixed(text, "parent", "", "_gone"),
    },
    Edit {
        name: "default mapping",
        code: Code::DanglingMapping,
        places: |text| suffixed(text, "defaultMapping", "", "_gone"),
    },
    Edit {
        name: "node of XML",
        code: Code::UnknownValue,
        places: |text| {
            let known = ["element", "attribute", "text", "cdata", "none"];
            values(text, "nodeType", &known, "elment")
        },
    },
    Edit {
        name: "node of XML, told twice",
        code: Code::ExcludedKey,
        places: |text| beside(text, "nodeType", "wrapped", "true"),
    },
    Edit {
        name: "value of an example, told twice",
        code: Code::ExcludedKey,
        places: |text| beside(text, "dataValue", "value", "1"),
    },
];
