//! Decides which of a schema's and an operation's words people get to read.

use crate::diagnostic::Code;
use crate::ir::Docs;
use crate::openapi::{Context, Operation, SchemaObject};
use crate::source::Pointer;

use super::nullable;

/// The bytes of the longest text that is taken: some ten times that of the longest in descriptions
/// that are published.
const LONGEST: usize = 1 << 20;

/// What a byte of a text takes in memory until its documentation is written, in bytes, and what a
/// line of its own takes besides: at ends of lines, and for each tag of HTML.
const BYTE: usize = 16;
const LINE: usize = 512;

/// The words of the schema at `at`: its own, or else those of what it is if it is not null, or its
/// title.
pub(super) fn of_schema<'a>(cx: Context<'a>, at: &Pointer, schema: &SchemaObject<'a>) -> Docs {
    let described = || {
        let inner = nullable::only_alternative(cx, schema)?;
        text(cx, at, inner.description).or_else(|| text(cx, at, inner.title))
    };
    Docs {
        summary: None,
        text: text(cx, at, schema.description)
            .or_else(described)
            .or_else(|| text(cx, at, schema.title)),
        deprecated: schema.deprecated,
    }
}

/// The words of an operation.
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

/// Trimmed text of the object at `at`; `None` if nothing is left, or, after an error was reported, if it is too much.
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
