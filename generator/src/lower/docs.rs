//! Decides which of a schema's and an operation's words people get to read.

use crate::ir::{Docs, Facts};
use crate::openapi::{Operation, SchemaObject};

/// The words of a schema. A title that only repeats the description is dropped.
pub(super) fn of_schema(schema: &SchemaObject<'_>) -> Docs {
    Docs {
        summary: None,
        text: text(schema.description).or_else(|| text(schema.title)),
        deprecated: schema.deprecated,
    }
}

/// What a schema says of its values that the type does not.
pub(super) fn facts(schema: &SchemaObject<'_>) -> Facts {
    Facts {
        format: schema.format.map(str::to_owned),
        default: schema.default.map(|node| node.to_json().to_string()),
        read_only: schema.read_only,
        write_only: schema.write_only,
    }
}

/// The words of an operation.
pub(super) fn of_operation(operation: &Operation<'_>) -> Docs {
    let summary = text(operation.summary);
    let description = text(operation.description).filter(|text| summary.as_ref() != Some(text));
    Docs {
        summary,
        text: description,
        deprecated: operation.deprecated,
    }
}

/// Trimmed text; `None` if nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
