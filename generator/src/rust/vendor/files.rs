//! The text of every file of the runtime. A test compares the list with the folder.

/// A file of the runtime.
#[derive(Debug)]
pub struct File {
    /// The path below `src`.
    pub path: &'static str,
    /// The contents.
    pub text: &'static str,
}

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(File {
            path: $path,
            text: include_str!(concat!("../../../runtime/src/", $path)),
        }),*]
    };
}

/// The source of `runtime.rs`, from which the module list of a copy is generated.
pub(super) const MODULE_LIST: &str = include_str!("../../../runtime/src/runtime.rs");

/// The files of the modules, which are copied verbatim.
pub const FILES: &[File] = files![
    "runtime/argument.rs",
    "runtime/attempt.rs",
    "runtime/auth.rs",
    "runtime/base64.rs",
    "runtime/basic.rs",
    "runtime/body.rs",
    "runtime/body_parts.rs",
    "runtime/builder.rs",
    "runtime/bytes.rs",
    "runtime/client.rs",
    "runtime/credential.rs",
    "runtime/draft.rs",
    "runtime/error.rs",
    "runtime/error/body.rs",
    "runtime/error/kind.rs",
    "runtime/events.rs",
    "runtime/failure.rs",
    "runtime/file.rs",
    "runtime/file_source.rs",
    "runtime/format.rs",
    "runtime/format/dates.rs",
    "runtime/json.rs",
    "runtime/json/bridge.rs",
    "runtime/json/choice.rs",
    "runtime/json/enum_table.rs",
    "runtime/json/error.rs",
    "runtime/json/guard.rs",
    "runtime/json/marks.rs",
    "runtime/json/object.rs",
    "runtime/json/reader.rs",
    "runtime/json/scalar.rs",
    "runtime/json/struct_table.rs",
    "runtime/json/text.rs",
    "runtime/json/tree.rs",
    "runtime/json/union_table.rs",
    "runtime/json/wire.rs",
    "runtime/lines.rs",
    "runtime/list.rs",
    "runtime/mock.rs",
    "runtime/multipart.rs",
    "runtime/named_events.rs",
    "runtime/nullable.rs",
    "runtime/number.rs",
    "runtime/operation_table.rs",
    "runtime/options.rs",
    "runtime/ordered.rs",
    "runtime/pages.rs",
    "runtime/pages/next.rs",
    "runtime/pages/rules.rs",
    "runtime/params.rs",
    "runtime/parts.rs",
    "runtime/redaction.rs",
    "runtime/request.rs",
    "runtime/response.rs",
    "runtime/retry.rs",
    "runtime/route.rs",
    "runtime/stream.rs",
    "runtime/style.rs",
    "runtime/styles.rs",
    "runtime/syntax.rs",
    "runtime/transport.rs",
    "runtime/value.rs",
    "runtime/webhooks.rs",
    "runtime/xml.rs",
    "runtime/xml/choice.rs",
    "runtime/xml/read.rs",
    "runtime/xml/rest.rs",
    "runtime/xml/scalar.rs",
    "runtime/xml/tables.rs",
    "runtime/xml/tag.rs",
    "runtime/xml/text.rs",
    "runtime/xml/tree.rs",
    "runtime/xml/write.rs",
];
