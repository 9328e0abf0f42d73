//! Decides which descriptions of schemas and operations appear in the documentation.

use crate::diagnostic::Code;
use crate::model::Docs;
use crate::openapi::{Context, Operation, SchemaObject};
use crate::source::Pointer;
use crate::spelling::squash;

use super::nullable;

/// The maximum length of a description, in bytes. About ten times that of the longest one in
/// published documents.
const LONGEST: usize = 1 << 20;

/// The memory per byte of a description until the documentation is written, and the additional
/// memory per line, in bytes. HTML tags count as lines, too.
const BYTE: usize = 16;
const LINE: usize = 512;

/// The documentation of the schema at `at`: its own description, or else that of its only non-null
/// alternative, or else its title.
pub(super) fn of_schema<'a>(cx: Context<'a>, at: &Pointer, schema: &SchemaObject<'a>) -> Docs {
    let name = at.last().unwrap_or_default();
    let described = || {
        let inner = nullable::only_alternative(cx, schema)?;
        text(cx, at, inner.description).or_else(|| text(cx, at, title(name, &inner)))
    };
    Docs {
        summary: None,
        text: text(cx, at, schema.description)
            .or_else(described)
            .or_else(|| text(cx, at, title(name, schema))),
        deprecated: schema.deprecated,
    }
}

/// The title of a schema, if it says more than the `name` that has the schema. Frameworks write the names of types and
/// properties as titles: `user_name`, `User Name`.
pub(super) fn title<'a>(name: &str, schema: &SchemaObject<'a>) -> Option<&'a str> {
    let title = schema.title?.trim();
    // Languages without spaces have titles without them.
    let is_text = title.contains(char::is_whitespace) || !title.is_ascii();
    (is_text && squash(title) != squash(name)).then_some(title)
}

/// The documentation of an operation.
pub(super) fn of_operation(cx: Context<'_>, operation: &Operation<'_>) -> Docs {
    let at = &operation.at;
    let summary = text(cx, at, operation.summary);
    let description = text(cx, at, operation.description);
    let description = description.filter(|text| summary.as_ref() != Some(text));
    Docs {
        summary,
        text: description,
        deprecated: operation.deprecated,
    }
}

/// Trims a description of the object at `at`. Returns `None` if it is empty, or after reporting an
/// error if it is too large.
pub(super) fn text(cx: Context<'_>, at: &Pointer, text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    if text.is_empty() {
        return None;
    }
    if text.len() > LONGEST {
        let message = format!("this description is larger than {} MiB", LONGEST >> 20);
        cx.diagnostics.tell(Code::TooLarge, at, message);
        return None;
    }
    let lines = text.bytes().filter(|byte| matches!(byte, b'\n' | b'<'));
    let memory = BYTE * text.len() + LINE * lines.count();
    let fits = cx.output.take(memory, at, cx.diagnostics);
    fits.then(|| text.to_owned())
}
