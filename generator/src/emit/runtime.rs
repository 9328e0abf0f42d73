//! Which parts of the runtime a crate needs: `src/runtime.rs` and the copies below it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Field, Integer, Location, Operation, PathStyle, Placement, Presence, Reply, Shape, Type};

use super::{Emit, File, Source, ident, rust, text};

/// A file of the runtime.
struct Part {
    name: &'static str,
    source: &'static str,
    /// What users of the crate may import.
    public: &'static [&'static str],
    /// What the rest of the crate imports.
    exports: &'static [&'static str],
    /// Whether a crate needs it.
    needed: fn(Emit<'_>) -> bool,
}

macro_rules! part {
    ($name:literal, [$($public:ident),*], [$($export:ident),*], $needed:expr) => {
        Part {
            name: $name,
            source: include_str!(concat!("../../runtime/", $name, ".rs")),
            public: &[$(stringify!($public)),*],
            exports: &[$(stringify!($export)),*],
            needed: $needed,
        }
    };
}

const PARTS: &[Part] = &[
    part!("any", [], [], |cx| has_type(cx, |ty| *ty == Type::Any)),
    part!("auth", [], [], has_schemes),
    part!("authorization", [], [authorization], |cx| has_placement(
        cx,
        |placement| matches!(placement, Placement::Bearer | Placement::Authorization(_))
    )),
    part!("basic", [], [basic], |cx| has_placement(
        cx,
        |placement| matches!(placement, Placement::Basic)
    )),
    part!("key_header", [], [key_header], |cx| has_placement(
        cx,
        |placement| matches!(placement, Placement::Header(_))
    )),
    part!("key_query", [], [key_query], has_key_query),
    part!("key_cookie", [], [key_cookie], |cx| has_placement(
        cx,
        |placement| matches!(placement, Placement::Cookie(_))
    )),
    part!("boolean", [], [], |cx| has_type(cx, |ty| *ty == Type::Bool)),
    part!("builder", [ClientBuilder], [], always),
    part!("call", [Call], [], always),
    part!("client", [Client], [Api], always),
    part!("constant", [], [], |cx| has_field(cx, |field| field
        .constant
        .is_some())),
    part!("credentials", [], [Credentials, Scheme], always),
    part!("empty", [], [Empty], |cx| has_reply(cx, |reply| *reply
        == Reply::Empty)),
    part!("error", [Error], [], always),
    part!("error_body", [], [], always),
    part!("error_kind", [], [], always),
    part!("execute", [], [], always),
    part!("in_field", [], [], |cx| has_shape(cx, |shape| matches!(
        shape,
        Shape::Struct(_)
    )) || has_type(cx, |ty| matches!(
        ty,
        Type::Map(_)
    ))),
    part!("integer", [], [], |cx| has_type(cx, |ty| matches!(
        ty,
        Type::Integer(_)
    ))),
    part!("json", [], [Json], |cx| has_reply(cx, |reply| matches!(
        reply,
        Reply::Json(_)
    ))),
    part!("json_text", [], [], |cx| has_reply(cx, |reply| matches!(
        reply,
        Reply::Json(_)
    ))),
    part!("list", [], [], |cx| has_type(cx, |ty| matches!(
        ty,
        Type::List(_)
    ))),
    part!("map", [], [], |cx| has_type(cx, |ty| matches!(
        ty,
        Type::Map(_)
    ))),
    part!("narrow_integer", [], [], |cx| has_integer(cx, Integer::I32)),
    part!("narrow_unsigned", [], [], |cx| has_integer(
        cx,
        Integer::U32
    )),
    part!("nullable", [], [], |cx| has_field(cx, |field| field
        .presence
        == Presence::RequiredNullable)),
    part!("number", [], [], |cx| has_type(cx, |ty| *ty
        == Type::Number)),
    part!("object", [], [object, write_object], |cx| has_shape(
        cx,
        |shape| matches!(shape, Shape::Struct(_))
    )),
    part!("operation", [], [operation], has_operations),
    part!("option", [], [], |cx| has_field(cx, |field| field.presence
        != Presence::Required)),
    part!("path", [], [], |cx| has_argument(cx, |location| matches!(location, Location::Path(PathStyle::Simple)))),
    part!("path_template", [], [], |cx| has_argument(cx, |location| matches!(location, Location::Path(_)))),
    part!("percent", [], [], has_key_query),
    part!("reserved", [], [], |cx| has_key_query(cx) || has_argument(cx, |location| matches!(location, Location::Path(_)))),
    part!("request", [], [Endpoint, Request], has_operations),
    part!("response", [Response], [Reply], has_operations),
    part!("rest", [], [], |cx| has_shape(
        cx,
        |shape| matches!(shape, Shape::Struct(object) if object.extra.is_some())
    )),
    part!("retry", [], [], always),
    part!(
        "serde_traits",
        [],
        [deserialize, serde_traits, serialize],
        |cx| !cx.api.types.is_empty()
    ),
    part!("written", [], [], |cx| !cx.api.types.is_empty()),
    part!(
        "string_enum",
        [UnknownValue],
        [string_enum],
        has_string_enums
    ),
    part!("tape", [], [Tape], has_types),
    part!("text", [], [], has_types),
    part!("undecodable", [], [], |cx| has_reply(cx, |reply| matches!(
        reply,
        Reply::Json(_)
    ))),
    part!("unsigned", [], [], |cx| has_integer(cx, Integer::U64)),
    part!("wire", [], [Mismatch, Value, Wire], has_types),
    // No document is read to this depth yet.
    part!("argument", [], [argument], never),
    part!("binary_body", [], [], never),
    part!("body", [], [], never),
    part!("boxed", [], [], never),
    part!("constructor", [], [constructor], never),
    part!("content_type", [], [], never),
    part!("cookie", [], [], never),
    part!("deep", [], [], never),
    part!("expand", [], [], never),
    part!("file", [File], [], never),
    part!("file_part", [], [], never),
    part!("flatten", [], [], never),
    part!("form", [], [], never),
    part!("form_body", [], [], never),
    part!("form_field", [], [], never),
    part!("form_style", [], [], never),
    part!("header_value", [], [], never),
    part!("json_body", [], [], never),
    part!("json_fields", [], [], never),
    part!("json_members", [], [], never),
    part!("json_object", [], [], never),
    part!("multipart", [], [], never),
    part!("multipart_body", [], [], never),
    part!("part_file", [], [], never),
    part!("part_files", [], [], never),
    part!("path_exploded", [], [], never),
    part!("path_label", [], [], never),
    part!("path_matrix", [], [], never),
    part!("path_value", [], [], never),
    part!("query", [], [], never),
    part!("query_deep", [], [], never),
    part!("query_joined", [], [], never),
    part!("query_json", [], [], never),
    part!("query_reserved", [], [], never),
    part!("query_string", [], [], never),
    part!("reply_binary", [], [Binary], never),
    part!("reply_events", [EventStream], [Events], never),
    part!("reply_lines", [LineStream], [Lines], never),
    part!("reply_optional", [], [OptionalJson], never),
    part!("reply_text", [], [Text], never),
    part!("simple_style", [], [], never),
    part!("stream", [], [], never),
    part!("streamed", [], [], never),
    part!("text_body", [], [], never),
    part!("three_state", [], [], never),
    part!("union", [], [Candidate, Guard, read_union, union], never),
    part!("whole_body", [], [], never),
];

fn always(_: Emit<'_>) -> bool {
    true
}

fn never(_: Emit<'_>) -> bool {
    false
}

fn has_schemes(cx: Emit<'_>) -> bool {
    !cx.api.schemes.is_empty()
}

fn has_placement(cx: Emit<'_>, is: fn(&Placement) -> bool) -> bool {
    cx.api.schemes.iter().any(|scheme| is(&scheme.placement))
}

fn has_key_query(cx: Emit<'_>) -> bool {
    has_placement(cx, |placement| matches!(placement, Placement::Query(_)))
}

fn has_operations(cx: Emit<'_>) -> bool {
    !cx.api.operations.is_empty()
}

fn has_reply(cx: Emit<'_>, is: fn(&Reply) -> bool) -> bool {
    cx.api
        .operations
        .iter()
        .any(|operation| is(&operation.reply))
}

fn has_argument(cx: Emit<'_>, is: fn(&Location) -> bool) -> bool {
    let mut arguments = cx.api.operations.iter().flat_map(|operation| &operation.arguments);
    arguments.any(|argument| is(&argument.location))
}

fn has_types(cx: Emit<'_>) -> bool {
    !cx.api.types.is_empty() || has_reply(cx, |reply| *reply != Reply::Empty)
}

fn has_integer(cx: Emit<'_>, integer: Integer) -> bool {
    has_type(cx, move |ty| *ty == Type::Integer(integer))
}

fn has_shape(cx: Emit<'_>, is: fn(&Shape) -> bool) -> bool {
    cx.api.types.iter().any(|def| is(&def.shape))
}

fn has_field(cx: Emit<'_>, is: fn(&Field) -> bool) -> bool {
    let shapes = cx.api.types.iter().map(|def| &def.shape);
    let mut fields = shapes.flat_map(|shape| match shape {
        Shape::Struct(object) => object.fields.as_slice(),
        _ => &[],
    });
    fields.any(is)
}

/// Whether a type occurs anywhere, be it inside of another one.
fn has_type(cx: Emit<'_>, is: impl Fn(&Type) -> bool) -> bool {
    let within = |ty: &Type| std::iter::successors(Some(ty), |ty| ty.inner()).any(&is);
    let mut defs = cx.api.types.iter().flat_map(|def| def.shape.types());
    let mut operations = cx.api.operations.iter().flat_map(Operation::types);
    defs.any(within) || operations.any(within)
}

/// `src/runtime.rs` and the needed parts.
pub(super) fn emit(cx: Emit<'_>) -> Vec<File> {
    let needed: Vec<&Part> = PARTS.iter().filter(|part| (part.needed)(cx)).collect();
    let mut files: Vec<File> = needed
        .iter()
        .map(|part| text(&format!("src/runtime/{}.rs", part.name), part.source))
        .collect();
    let modules = needed.iter().map(|part| {
        let module = ident(part.name);
        quote!(mod #module;)
    });
    let export = |part: &&&Part, names: &[&str], visibility: &TokenStream| {
        let module = ident(part.name);
        let names = names.iter().map(|name| ident(name));
        quote!(#visibility use #module::{#(#names),*};)
    };
    let public = needed.iter().filter(|part| !part.public.is_empty());
    let public = public.map(|part| export(&part, part.public, &quote!(pub)));
    let internal = needed.iter().filter(|part| !part.exports.is_empty());
    let internal = internal.map(|part| export(&part, part.exports, &quote!(pub(crate))));
    let source = Source {
        docs: vec![
            "The hand-written core of the client: the same in every generated crate.".to_owned(),
        ],
        items: modules.chain(public).chain(internal).collect(),
    };
    files.push(rust("src/runtime.rs", source));
    files
}

/// Whether there is an open enum of texts.
pub(super) fn has_string_enums(cx: Emit<'_>) -> bool {
    cx.api
        .types
        .iter()
        .any(|def| matches!(def.shape, Shape::StringEnum(_)))
}
