//! Decides how a method takes the request body: an object as one argument per member, anything else
//! as a single argument.

use crate::diagnostic::Code;
use crate::model::{
    Argument, Body, BodyKind, ContentType, Docs, Field, FormStyle, Location, Presence, SentXml,
    Step, Type,
};
use crate::openapi::{Context, MediaType, RequestBody};
use crate::source::{Node, Site};

use super::body_argument::{argument, content_of, one};
use super::content::Content;
use super::form_style::form_style;
use super::media::{self, Kind};
use super::part::{self, Parts};
use super::schema::{Slot, Types};
use super::{
    all_of, encoding, facts, media_type_argument, ordered, part_file, part_header, required_body,
    sent_media_type, xml,
};

/// The maximum number of required members that become separate arguments. A longer call would be
/// unreadable, so the body is a single argument then.
const REQUIRED_MEMBERS: usize = 6;

/// The context of a body beside its content.
#[derive(Clone, Copy)]
pub(super) struct Sending<'s, 'a> {
    pub(super) body: &'s RequestBody<'a>,
    /// Whether a body is required.
    pub(super) required: bool,
    /// Whether styles apply to multipart bodies (OpenAPI 3.1, 4.8.15.1).
    pub(super) is_v31: bool,
    /// Shell commands that the document shows.
    pub(super) samples: &'s [&'a str],
}

/// A body in one of its media types.
#[derive(Default)]
pub(super) struct Sent {
    /// The arguments for the body.
    pub(super) arguments: Vec<Argument>,
    /// The type of the whole body, if its members are the arguments, and they are sent in the usual way.
    pub(super) whole: Option<Body>,
    /// The media type.
    pub(super) content_type: Option<String>,
    /// Other media types that the same body can be sent as.
    pub(super) content_types: Vec<ContentType>,
    /// The form of the body, if it is XML.
    pub(super) xml: Option<SentXml>,
}

/// Lowers a body in one media type.
pub(super) fn lower<'a>(
    types: &mut Types<'a>,
    sending: Sending<'_, 'a>,
    content: &Content<'_, 'a>,
    slot: &Slot,
) -> Sent {
    let media = content.media;
    if !sending.required && required_body::is_nothing(types.cx, media) {
        return Sent::default();
    }
    let essence = media.essence();
    let (mut body, mut sent_xml) = (None, None);
    ordered::note_unused(types.cx, media);
    let mut arguments = match content.kind {
        Kind::Json if content.is_patch_list => patch_list(types.cx, sending),
        Kind::Json | Kind::Xml | Kind::Form => {
            let described = described(types, media.schema.as_ref(), slot);
            let is_form = content.kind == Kind::Form;
            let is_xml = content.kind == Kind::Xml;
            let root = is_xml.then(|| xml::root(types.cx, &types.xml, media));
            sent_xml = root.flatten().map(|root| SentXml {
                root,
                ty: super::schema::unwrap(described.0.clone()),
            });
            let place = |field: &Field| {
                let style = || form_style(types, media, field);
                let form = is_form.then(|| Location::FormField(style()));
                (form.unwrap_or(Location::Field), field.ty.clone())
            };
            let members = members(types, sending, content, &described.0, place);
            let usual = [Location::Field, Location::FormField(FormStyle::Repeated)];
            let is_usual = |members: &Vec<Argument>| {
                let mut members = members.iter();
                members.all(|member| usual.contains(&member.location))
            };
            // A merge patch removes members by null, which the fields of a body may not have.
            let merges = content.merges();
            body = members
                .as_ref()
                .filter(|members| !merges && is_usual(members))
                .map(|_| Body {
                    ty: super::schema::unwrap(described.0.clone()),
                    is_form,
                    nullable: !is_form && matches!(described.0, Type::Nullable(_)),
                });
            if is_form && members.is_none() && !media.encoding.is_empty() {
                let message = "`encoding` has no effect on a form whose schema is not an object with properties";
                let place = media.at.child("encoding");
                let code = Code::KeywordWithoutEffect;
                types.cx.diagnostics.tell(code, &place, message);
            } else if is_form {
                encoding::note_unknown(types.cx, media);
            }
            let kind = if is_form {
                BodyKind::Form
            } else {
                BodyKind::Json
            };
            members.unwrap_or_else(|| whole(types, sending, content, described, kind))
        }
        Kind::Multipart => multipart(types, sending, content, slot),
        Kind::Lines => {
            let kind = BodyKind::Lines(media::is_sequence(&essence));
            lines(types, sending, content, slot, kind)
        }
        Kind::Text | Kind::LooseText => content_of(types, sending.body, media, BodyKind::Text),
        Kind::Bytes | Kind::Events => content_of(types, sending.body, media, BodyKind::Binary),
    };
    let written = written(types.cx, content);
    media_type_argument::add(
        &mut arguments,
        media,
        content.kind,
        &written,
        sending.body.required,
    );
    Sent {
        arguments,
        whole: body,
        content_type: Some(written),
        content_types: content.choices(types.cx),
        xml: sent_xml,
    }
}

/// The media type that is sent. A range is replaced by the usual media type of the content.
fn written<'a>(cx: Context<'a>, content: &Content<'_, 'a>) -> String {
    if !content.media.is_open() {
        return sent_media_type::of(cx, content.media, content.kind);
    }
    match content.kind {
        Kind::Json => "application/json",
        Kind::Xml => "application/xml",
        Kind::Text | Kind::LooseText => "text/plain; charset=utf-8",
        Kind::Multipart if ordered::is(cx, content.media) => "multipart/mixed",
        Kind::Multipart => "multipart/form-data",
        Kind::Bytes | Kind::Events | Kind::Lines | Kind::Form => "application/octet-stream",
    }
    .to_owned()
}

fn multipart<'a>(
    types: &mut Types<'a>,
    sending: Sending<'_, 'a>,
    content: &Content<'_, 'a>,
    slot: &Slot,
) -> Vec<Argument> {
    if ordered::is(types.cx, content.media)
        && let Some(arguments) = ordered::arguments(types, sending.required, content.media, slot)
    {
        return arguments;
    }
    let parts = Parts::read(types.cx, sending, content.media);
    let ty = match part::of_alternatives(types.cx, content.media) {
        Some((at, schema)) => types.flat(&at, schema, slot.clone()),
        None => described(types, content.media.schema.as_ref(), slot).0,
    };
    let arguments = members(types, sending, content, &ty, |field| {
        parts.location(types, field)
    });
    let files = part_file::named_files(types.cx, sending.required, content.media);
    if files.is_none() && arguments.is_some() {
        part::note_additional(types.cx, content.media);
    }
    let arguments = match (arguments, files) {
        (Some(arguments), files) => Some(arguments.into_iter().chain(files).collect()),
        (None, files) => files.map(|files| vec![files]),
    };
    let mut arguments: Vec<Argument> = arguments.unwrap_or_else(|| {
        let schema = content.media.schema.as_ref();
        // An unresolved reference was already reported.
        if schema.is_none_or(|site| !is_dangling(types.cx, site)) {
            types.cx.diagnostics.tell(
                Code::MultipartAsBytes,
                schema.map_or(&content.media.at, |site| &site.at),
                "the schema of a multipart request body must be an object with properties; the body is sent as raw bytes, with the media type that the caller passes",
            );
        }
        // The caller writes the parts, so only the caller knows their boundary.
        let mut bytes = one(types.cx, sending.body, Type::Bytes, BodyKind::Binary);
        bytes.insert(0, media_type_argument::of(content.media, sending.body.required));
        bytes
    });
    for argument in &mut arguments {
        parts.describe(argument);
        if let Some(wire) = parts.wire(argument) {
            argument.label = Some(std::mem::replace(&mut argument.wire, wire));
        }
    }
    part_header::of_properties(types, content.media, slot, &mut arguments);
    arguments
}

fn is_dangling<'a>(cx: Context<'a>, site: &Site<'a>) -> bool {
    let reference = site.child("$ref");
    reference.is_some_and(|reference| match reference.node.as_str() {
        Some(text) => cx.sources.resolve(&site.at, text).is_err(),
        None => true,
    })
}

/// Returns the arguments for a body that is an object with fixed members. Returns `None` for any
/// other body.
fn members<'a>(
    types: &Types<'a>,
    sending: Sending<'_, 'a>,
    content: &Content<'_, 'a>,
    ty: &Type,
    location: impl Fn(&Field) -> (Location, Type),
) -> Option<Vec<Argument>> {
    let site = content.media.schema.as_ref()?;
    let form = !matches!(content.kind, Kind::Json | Kind::Xml);
    // RFC 7396: a member that is `null` removes the member of the target.
    let merges = content.merges();
    // The method that takes the whole body also takes `null`, but only as JSON.
    let takes_null = content.kind == Kind::Json && !merges;
    if !form && !takes_null && matches!(ty, Type::Nullable(_)) {
        return None;
    }
    let object = types.struct_of(ty)?;
    let required = |field: &&Field| field.constant.is_none() && is_required(field);
    let many = object.fields.iter().filter(required).count() > REQUIRED_MEMBERS;
    // The method that takes the whole body also takes members without a name in the document.
    let unnamed = object.open && object.fields.iter().all(|field| field.facts.read_only);
    if !form && !merges && (unnamed || many) {
        return None;
    }
    let origin = site.at.clone();
    let whole = shown(types.cx, sending.body, content.media);
    let listed = required_body::listed(types.cx, content.media);
    let argument = |field: &Field| {
        let (location, ty) = location(field);
        // The required constants of an optional body belong to all its values, and need no argument.
        let constant = field.constant.clone().filter(|_| is_required(field));
        let usual = [Location::Field, Location::FormField(FormStyle::Repeated)];
        // Documentation shows the only value of an `enum`, and there may be more of them later.
        let is_default = constant.is_some()
            && usual.contains(&location)
            && listed.contains(&field.wire.as_str());
        let required =
            is_required(field) && (sending.required || constant.is_some()) && !is_default;
        let nullable = matches!(
            field.presence,
            Presence::OptionalNullable | Presence::RequiredNullable
        );
        let mut facts = field.facts.clone();
        if let Some(value) = constant.as_ref().filter(|_| is_default) {
            facts.default = Some(value.to_json().to_string());
        }
        Argument {
            origin: origin.clone(),
            wire: field.wire.clone(),
            label: field.label.clone(),
            required,
            nullable: nullable || (merges && !required),
            ty,
            location,
            constant,
            docs: field.docs.clone(),
            facts,
            example: whole
                .as_ref()
                .and_then(|whole| facts::short(whole.get(&field.wire)?)),
        }
    };
    let fields = object.fields.iter().filter(|field| !field.facts.read_only);
    Some(fields.map(argument).collect())
}

fn is_required(field: &Field) -> bool {
    matches!(
        field.presence,
        Presence::Required | Presence::RequiredNullable
    ) && !field.facts.read_only
}

/// Returns the body as a single argument.
fn whole<'a>(
    types: &Types<'a>,
    sending: Sending<'_, 'a>,
    content: &Content<'_, 'a>,
    (ty, docs): (Type, Docs),
    kind: BodyKind,
) -> Vec<Argument> {
    let nullable = matches!(ty, Type::Nullable(_));
    let ty = super::schema::unwrap(ty);
    let mut argument = argument(types.cx, sending.body, ty, kind, docs, nullable);
    argument.required |= sending.required && required_body::asks(types.cx, content.media);
    argument.example = shown(types.cx, sending.body, content.media).and_then(facts::short);
    vec![argument]
}

/// The document's first example of a body that is not `null`.
fn shown<'n, 'a: 'n>(
    cx: Context<'a>,
    body: &'n RequestBody<'a>,
    media: &MediaType<'a>,
) -> Option<&'n Node> {
    let mut written = media.examples.iter().map(|site| site.node);
    let written = written.find(|node| **node != Node::Null);
    let of_schema = || {
        let schema = all_of::resolve(cx, media.schema.clone()?)?;
        let mut nodes = schema.examples.into_iter();
        nodes.find(|node| matches!(node, Node::Object(_)))
    };
    written.or(body.sample.as_ref()).or_else(of_schema)
}

/// Returns the argument for a body of JSON lines.
fn lines<'a>(
    types: &mut Types<'a>,
    sending: Sending<'_, 'a>,
    content: &Content<'_, 'a>,
    slot: &Slot,
    kind: BodyKind,
) -> Vec<Argument> {
    let item = content.media.item_schema.as_ref();
    let site = item.or(content.media.schema.as_ref());
    let (ty, docs) = described(types, site, &slot.step(Step::Item));
    let ty = match ty {
        Type::List(item) if content.media.item_schema.is_none() => Type::List(item),
        // A schema of the whole body does not describe its lines.
        Type::String | Type::Text(_) if item.is_none() => Type::List(Box::new(Type::Any)),
        item => Type::List(Box::new(super::schema::unwrap(item))),
    };
    vec![argument(types.cx, sending.body, ty, kind, docs, false)]
}

fn described<'a>(types: &mut Types<'a>, site: Option<&Site<'a>>, slot: &Slot) -> (Type, Docs) {
    match site {
        Some(site) => {
            let ty = types.schema(site.clone(), slot.clone());
            (ty, types.docs(site))
        }
        None => (Type::Any, Docs::default()),
    }
}

/// Returns the argument for a JSON Patch (RFC 6902, section 3): an array, regardless of the schema.
fn patch_list(cx: Context<'_>, sending: Sending<'_, '_>) -> Vec<Argument> {
    one(
        cx,
        sending.body,
        Type::List(Box::new(Type::Any)),
        BodyKind::Json,
    )
}

/// The step from an operation to the type of its response.
pub(super) fn response_step() -> Step {
    Step::Named("response".to_owned())
}
