//! The parts of the runtime, and when a crate needs each.

use crate::ir::{
    Argument, BodyKind, Field, FormStyle, Integer, Location, Operation, Pager, PartStyle,
    PathStyle, Placement, Presence, QueryStyle, Reply, Shape, Type, TypeDef,
};

use super::ty::Scope;
use super::{Emit, page};

/// A file of the runtime.
pub(super) struct Part {
    /// The module.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) source: &'static str,
    /// What users of the crate may import.
    pub(super) public: &'static [&'static str],
    /// What the rest of the crate imports.
    pub(super) exports: &'static [&'static str],
    /// The cargo feature without which nothing but this part uses it.
    pub(super) feature: Option<&'static str>,
    /// Whether the generated code itself uses it; `None` if only other parts do.
    needed: Option<fn(Emit<'_>) -> bool>,
}

impl Part {
    /// Whether the generated code itself uses it.
    pub(super) fn is_needed(&self, cx: Emit<'_>) -> bool {
        self.needed.is_some_and(|needed| needed(cx))
    }

    /// Whether another part stands for this one: it exports the same, and is the one that is needed.
    pub(super) fn is_replaced(&self, cx: Emit<'_>) -> bool {
        let replaces = |other: &Part| {
            other.name != self.name
                && other.public.iter().any(|name| self.public.contains(name))
                && other.is_needed(cx)
        };
        PARTS.iter().any(replaces)
    }

    /// Whether only other parts use it.
    pub(super) fn is_dependency(&self) -> bool {
        self.needed.is_none()
    }
}

macro_rules! part {
    ($name:literal, [$($public:ident),*], [$($export:ident),*], dependency) => {
        part!(@ $name, [$($public),*], [$($export),*], None, None)
    };
    ($name:literal, [$($public:ident),*], [$($export:ident),*], $needed:expr, $feature:literal) => {
        part!(@ $name, [$($public),*], [$($export),*], Some($needed), Some($feature))
    };
    ($name:literal, [$($public:ident),*], [$($export:ident),*], $needed:expr) => {
        part!(@ $name, [$($public),*], [$($export),*], Some($needed), None)
    };
    (@ $name:literal, [$($public:ident),*], [$($export:ident),*], $needed:expr, $feature:expr) => {
        Part {
            name: $name,
            source: include_str!(concat!("../../runtime/", $name, ".rs")),
            public: &[$(stringify!($public)),*],
            exports: &[$(stringify!($export)),*],
            needed: $needed,
            feature: $feature,
        }
    };
}

#[rustfmt::skip]
pub(super) const PARTS: &[Part] = &[
    part!("any", [], [], has_any),
    part!("argument", [], [argument], dependency),
    part!("assemble", [], [], has_operations),
    part!("attempt", [Attempt], [], has_operations),
    part!("auth", [], [], has_schemes),
    part!("authorization", [], [authorization], |cx| has_placement(cx, |placement| matches!(placement, Placement::Bearer | Placement::Authorization(_)))),
    part!("basic", [], [basic], |cx| has_placement(cx, |placement| matches!(placement, Placement::Basic))),
    part!("binary_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Body(BodyKind::Binary)))),
    part!("blocking", [], [], has_operations, "blocking"),
    part!("body", [], [], dependency),
    part!("boolean", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Bool)) || has_operation(cx, is_switched)),
    part!("boxed", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Boxed(_)))),
    part!("broken_at", [], [], dependency),
    part!("builder", [ClientBuilder], [], has_operations),
    part!("call", [Call], [], has_operations),
    part!("call_of", [], [], has_pages),
    part!("chained", [], [], dependency),
    part!("client", [Client], [Api], has_operations),
    part!("constant", [], [], |cx| has_field(cx, |_, field| field.constant.is_some())),
    part!("content_type", [], [], |cx| has_operation(cx, |operation| super::operation::sets_content_type(operation) || !operation.content_types.is_empty())),
    part!("cookie", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Cookie { .. }))),
    part!("cookie_json", [], [], |cx| has_argument(cx, |at| matches!(at, Location::JsonCookie))),
    part!("credential", [Credential, Token], [], has_operations),
    part!("credentials", [], [Credentials, Scheme], has_operations),
    part!("decoded", [], [], dependency),
    part!("deep", [], [], dependency),
    part!("empty", [], [Empty], |cx| has_reply(cx, |reply| matches!(reply, Reply::Empty))),
    part!("error", [Error], [], has_operations),
    part!("error_alone", [Error], [], |cx| has_webhooks(cx) && !has_operations(cx), "webhooks"),
    part!("error_body", [], [], has_operations),
    part!("error_json", [], [], |cx| has_operation(cx, |operation| operation.failures.iter().any(|failure| failure.ty.is_some()))),
    part!("error_kind", [], [], has_operations),
    part!("error_write", [], [], dependency),
    part!("error_webhook", [], [], |cx| has_webhooks(cx) && has_operations(cx), "webhooks"),
    part!("execute", [], [], has_operations),
    part!("expand", [], [], dependency),
    part!("file", [File], [], |cx| has_type(cx, |ty| matches!(ty, Type::File(_)))),
    part!("file_part", [], [], dependency),
    part!("file_path", [], [], dependency),
    part!("file_stream", [], [], dependency),
    part!("flatten", [], [], dependency),
    part!("form", [], [], dependency),
    part!("form_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Body(BodyKind::Form)))),
    part!("form_field", [], [], |cx| has_form(cx, |style| matches!(style, FormStyle::Repeated))),
    part!("form_indexed", [], [], |cx| has_form(cx, |style| matches!(style, FormStyle::Indexed))),
    part!("form_joined", [], [], |cx| has_form(cx, |style| matches!(style, FormStyle::Joined(_)))),
    part!("form_json", [], [], |cx| has_form(cx, |style| matches!(style, FormStyle::Json))),
    part!("form_style", [], [], dependency),
    part!("header_json", [], [], |cx| has_argument(cx, |at| matches!(at, Location::JsonHeader))),
    part!("header_value", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Header { .. }))),
    part!("in_field", [], [], dependency),
    part!("input", [], [input], has_inputs),
    part!("integer", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Integer(_)))),
    part!("item_stream", [ItemStream], [], has_pages),
    part!("json", [], [Json], has_plain_json),
    part!("json_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Body(BodyKind::Json)))),
    part!("json_fields", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Field)) || has_operation(cx, is_switched)),
    part!("json_members", [], [], dependency),
    part!("json_object", [], [], |cx| has_operation(cx, super::operation::sends_object)),
    part!("json_read", [], [], dependency),
    part!("json_tape", [], [], dependency),
    part!("json_text", [], [], dependency),
    part!("json_traits", [], [debug, equal, json_traits], |cx| has_shape(cx, |shape| matches!(shape, Shape::Struct(_) | Shape::Union(_)))),
    part!("key_cookie", [], [key_cookie], |cx| has_placement(cx, |placement| matches!(placement, Placement::Cookie(_)))),
    part!("key_header", [], [key_header], |cx| has_placement(cx, |placement| matches!(placement, Placement::Header(_)))),
    part!("key_query", [], [key_query], |cx| has_placement(cx, |placement| matches!(placement, Placement::Query(_)))),
    part!("key_step", [], [], dependency),
    part!("lines_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Body(BodyKind::Lines(_))))),
    part!("list", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::List(_)))),
    part!("map", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Map(_)))),
    part!("mismatch", [], [], dependency),
    part!("mock", [Mock, MockRequest, Operation], [], has_operations, "mock"),
    part!("mocked", [], [Mocked], has_operations, "mock"),
    part!("mocked_json", [], [], |cx| has_reply(cx, |reply| reply.ty().is_some()), "mock"),
    part!("modules", [], [modules], super::types::has_sections),
    part!("multipart", [], [], dependency),
    part!("multipart_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Part(PartStyle::Plain)))),
    part!("narrow_integer", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Integer(Integer::I32)))),
    part!("narrow_unsigned", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Integer(Integer::U32)))),
    part!("node", [], [], dependency),
    part!("nullable", [], [], |cx| has_field(cx, |_, field| field.presence == Presence::RequiredNullable)),
    part!("number", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Number))),
    part!("object", [], [object, write_object], |cx| has_shape(cx, |shape| matches!(shape, Shape::Struct(_)))),
    part!("operation", [], [operation], has_operations),
    part!("option", [], [], has_options),
    part!("options", [RequestOptions], [], has_operations),
    part!("page", [Page], [Paged, Pages, Paging], has_pages),
    part!("page_address", [], [], dependency),
    part!("page_count", [], [given], dependency),
    part!("page_cursor", [], [Cursor, cursor], |cx| has_pager(cx, |pager| matches!(pager, Pager::Cursor { .. }))),
    part!("page_link", [], [NextLink, next_link], |cx| has_pager(cx, |pager| matches!(pager, Pager::Link))),
    part!("page_number", [], [Numbers, numbers], |cx| has_pager(cx, |pager| matches!(pager, Pager::Number { .. }))),
    part!("page_offset", [], [Offset, offset], |cx| has_pager(cx, |pager| matches!(pager, Pager::Offset { .. }))),
    part!("page_parameter", [], [], dependency),
    part!("page_request", [], [pages], has_pages),
    part!("page_url", [], [NextUrl, next_url], |cx| has_pager(cx, |pager| matches!(pager, Pager::Url { .. }))),
    part!("page_value", [], [], dependency),
    part!("pager", [], [more], dependency),
    part!("file_type", [], [], dependency),
    part!("part_file", [], [], |cx| has_file_part(cx, false, false)),
    part!("part_file_typed", [], [], |cx| has_file_part(cx, false, true)),
    part!("part_files", [], [], |cx| has_file_part(cx, true, false)),
    part!("part_files_typed", [], [], |cx| has_file_part(cx, true, true)),
    part!("part_nested", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Part(PartStyle::Nested)))),
    part!("part_typed", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Part(PartStyle::Typed(_))))),
    part!("path", [], [], |cx| has_path(cx, true)),
    part!("path_exploded", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Path(PathStyle::Exploded)))),
    part!("path_json", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Path(PathStyle::Json)))),
    part!("path_label", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Path(PathStyle::Label(_))))),
    part!("path_matrix", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Path(PathStyle::Matrix(_))))),
    part!("path_segment", [], [], dependency),
    part!("path_template", [], [], dependency),
    part!("path_value", [], [], |cx| has_path(cx, false)),
    part!("percent", [], [], dependency),
    part!("put_cookies", [], [], dependency),
    part!("put_header", [], [], dependency),
    part!("query", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Query(QueryStyle::Form)))),
    part!("query_deep", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Query(QueryStyle::Deep)))),
    part!("query_joined", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Query(QueryStyle::Joined(_))))),
    part!("query_json", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Query(QueryStyle::Json)))),
    part!("query_reserved", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Query(QueryStyle::Reserved(_))))),
    part!("query_string", [], [], dependency),
    part!("reply_binary", [], [Binary], |cx| has_reply(cx, |reply| matches!(reply, Reply::Binary))),
    part!("reply_events", [EventStream], [Events], |cx| has_reply(cx, |reply| matches!(reply, Reply::Events(_)))),
    part!("reply_loose_text", [], [LooseText], |cx| has_reply(cx, |reply| matches!(reply, Reply::LooseText))),
    part!("reply_lines", [LineStream], [Lines], |cx| has_reply(cx, |reply| matches!(reply, Reply::Lines(_)))),
    part!("reply_optional", [], [OptionalJson], |cx| has_reply(cx, |reply| matches!(reply, Reply::OptionalJson(_)))),
    part!("reply_pieces", [ByteStream], [Pieces], |cx| has_reply(cx, |reply| matches!(reply, Reply::Pieces))),
    part!("reply_text", [], [Text], |cx| has_reply(cx, |reply| matches!(reply, Reply::Text))),
    part!("records", [], [], dependency),
    part!("redirect", [], [], has_operations),
    part!("request", [], [Endpoint, Request], has_operations),
    part!("reserved", [], [], dependency),
    part!("response", [Response], [Reply], has_operations),
    part!("rest", [], [], |cx| has_shape(cx, |shape| matches!(shape, Shape::Struct(_)))),
    part!("retry", [], [], has_operations),
    part!("route_match", [], [], has_operations, "mock"),
    part!("scalar", [], [], dependency),
    part!("serde_traits", [], [deserialize, serde_traits, serialize], has_serde),
    part!("server", [], [], |cx| has_operation(cx, |operation| operation.server.is_some())),
    part!("setters", [], [setters], |cx| has_operation(cx, super::operation::has_setters)),
    part!("simple_style", [], [], dependency),
    part!("stream", [], [], dependency),
    part!("stream_instead", [], [], |cx| has_operation(cx, |operation| operation.stream.is_some() || !operation.alternatives.is_empty())),
    part!("streamed", [], [], dependency),
    part!("string_enum", [UnknownValue], [string_enum], has_string_enums),
    part!("tape", [], [Tape], dependency),
    part!("text", [], [], has_text),
    part!("text_body", [], [], |cx| has_argument(cx, |at| matches!(at, Location::Body(BodyKind::Text)))),
    part!("three_state", [], [], |cx| has_field(cx, |def, field| def.usage.request && field.presence == Presence::OptionalNullable)),
    part!("trace", [], [], has_operations, "tracing"),
    part!("transport", [Sending, Transport], [], has_operations),
    part!("undecodable", [], [], dependency),
    part!("union", [], [Choice, Guard, union], |cx| has_shape(cx, |shape| matches!(shape, Shape::Union(_)))),
    part!("unreadable", [], [], dependency),
    part!("unsigned", [], [], |cx| has_type(cx, |ty| matches!(ty, Type::Integer(Integer::U64)))),
    part!("waiting", [Waiting], [], has_streams, "blocking"),
    part!("webhook", [Webhooks], [], has_webhooks, "webhooks"),
    part!("webhook_key", [], [], dependency),
    part!("whole_body", [], [], dependency),
    part!("wire", [], [Reading, Value, Wire], dependency),
    part!("written", [], [], dependency),
];

fn has_schemes(cx: Emit<'_>) -> bool {
    has_operations(cx) && !cx.api.schemes.is_empty()
}

fn has_placement(cx: Emit<'_>, is: fn(&Placement) -> bool) -> bool {
    has_operations(cx) && cx.api.schemes.iter().any(|scheme| is(&scheme.placement))
}

/// Whether there is anything to call: a description of webhooks alone needs no client.
pub(super) fn has_operations(cx: Emit<'_>) -> bool {
    !cx.api.operations.is_empty()
}

/// Whether the API sends anything by itself.
pub(super) fn has_webhooks(cx: Emit<'_>) -> bool {
    cx.api.webhook_event.is_some()
}

fn has_operation(cx: Emit<'_>, is: fn(&Operation) -> bool) -> bool {
    cx.api.operations.iter().any(is)
}

/// Whether a member of the body asks for a stream.
fn is_switched(operation: &Operation) -> bool {
    let stream = operation.stream.as_ref();
    stream.is_some_and(|stream| stream.member.is_some())
}

/// Whether some answers are read as they come.
fn has_streams(cx: Emit<'_>) -> bool {
    let streams =
        |reply: &Reply| matches!(reply, Reply::Events(_) | Reply::Lines(_) | Reply::Pieces);
    has_pages(cx) || has_reply(cx, streams)
}

fn has_reply(cx: Emit<'_>, is: fn(&Reply) -> bool) -> bool {
    cx.api.operations.iter().any(|operation| {
        let stream = operation.stream.as_ref();
        let mut alternatives = operation.alternatives.iter();
        is(&operation.reply)
            || stream.is_some_and(|stream| is(&stream.reply))
            || alternatives.any(|one| is(&one.reply))
    })
}

/// Whether there is an answer that is one page out of several.
pub(super) fn has_pages(cx: Emit<'_>) -> bool {
    has_pager(cx, |_| true)
}

fn has_pager(cx: Emit<'_>, is: fn(&Pager) -> bool) -> bool {
    cx.api.operations.iter().any(|operation| {
        let pages = operation.pages.as_ref();
        pages.is_some_and(|pages| is(&pages.pager)) && page::is_paged(cx, operation)
    })
}

/// Whether there is a JSON answer that is no page.
fn has_plain_json(cx: Emit<'_>) -> bool {
    cx.api.operations.iter().any(|operation| {
        matches!(operation.reply, Reply::Json(_)) && !page::is_paged(cx, operation)
    })
}

fn has_argument(cx: Emit<'_>, is: fn(&Location) -> bool) -> bool {
    let mut arguments = cx
        .api
        .operations
        .iter()
        .flat_map(|operation| &operation.arguments);
    arguments.any(|argument| is(&argument.location))
}

/// Whether there is a plain path argument that is text, or one that is something else.
fn has_path(cx: Emit<'_>, text: bool) -> bool {
    let scope = Scope::outside(cx);
    let mut arguments = cx
        .api
        .operations
        .iter()
        .flat_map(|operation| &operation.arguments);
    arguments.any(|argument| {
        let plain = argument.location == Location::Path(PathStyle::Simple);
        plain && (*scope.resolved(&argument.ty) == Type::String) == text
    })
}

fn has_form(cx: Emit<'_>, is: fn(&FormStyle) -> bool) -> bool {
    let mut arguments = arguments(cx);
    arguments.any(|one| matches!(&one.location, Location::FormField(style) if is(style)))
}

fn has_file_part(cx: Emit<'_>, several: bool, typed: bool) -> bool {
    arguments(cx).any(|one| {
        let is_typed = matches!(&one.location, Location::FilePart(media) if media.is_some());
        one.ty == Type::File(several) && is_typed == typed
    })
}

fn arguments(cx: Emit<'_>) -> impl Iterator<Item = &Argument> {
    cx.api
        .operations
        .iter()
        .flat_map(|operation| &operation.arguments)
}

fn has_shape(cx: Emit<'_>, is: fn(&Shape) -> bool) -> bool {
    cx.types().any(|def| is(&def.shape))
}

/// Whether there is an open enum of texts.
pub(super) fn has_string_enums(cx: Emit<'_>) -> bool {
    has_shape(cx, |shape| matches!(shape, Shape::StringEnum(_)))
}

fn has_serde(cx: Emit<'_>) -> bool {
    has_shape(cx, |shape| !matches!(shape, Shape::Alias(_)))
}

/// Whether there is an object that users make.
fn has_inputs(cx: Emit<'_>) -> bool {
    cx.types()
        .any(|def| def.usage.request && matches!(def.shape, Shape::Struct(_)))
}

fn has_field(cx: Emit<'_>, is: fn(&TypeDef, &Field) -> bool) -> bool {
    cx.types().any(|def| match &def.shape {
        Shape::Struct(object) => object.fields.iter().any(|field| is(def, field)),
        _ => false,
    })
}

/// Unions and objects keep what they do not know as JSON.
fn has_any(cx: Emit<'_>) -> bool {
    has_type(cx, |ty| *ty == Type::Any) || has_shape(cx, |shape| matches!(shape, Shape::Union(_)))
}

/// Constants and maps of a body are texts, too.
fn has_text(cx: Emit<'_>) -> bool {
    has_type(cx, |ty| *ty == Type::String)
        || has_shape(cx, |shape| matches!(shape, Shape::StringEnum(_)))
}

fn has_options(cx: Emit<'_>) -> bool {
    has_field(cx, |_, field| field.presence != Presence::Required)
        || has_type(cx, |ty| matches!(ty, Type::Nullable(_)))
        || cx
            .api
            .operations
            .iter()
            .flat_map(|one| &one.arguments)
            .any(super::argument::sends_null)
}

/// Whether a type occurs anywhere, be it inside of another one.
fn has_type(cx: Emit<'_>, is: impl Fn(&Type) -> bool) -> bool {
    let within = |ty: &Type| std::iter::successors(Some(ty), |ty| ty.inner()).any(&is);
    let mut defs = cx.types().flat_map(|def| def.shape.types());
    let mut operations = cx.api.operations.iter().flat_map(Operation::types);
    defs.any(within) || operations.any(within)
}
