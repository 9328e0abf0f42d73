//! The parameters that describe the request body: `in: body` and `in: formData` (Swagger 2.0,
//! 5.2.7).

use crate::diagnostic::Code;
use crate::openapi::{Encoding, JsonType, MediaType, Object, RequestBody, SchemaObject, Style};
use crate::source::{Node, Pointer, Site};

use super::content::{self, Medium};
use super::{collection, parameter};

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// The parameters of an operation or a path item that describe the body.
#[derive(Clone, Debug, Default)]
pub(in crate::openapi) struct Inputs<'a> {
    body: Option<Object<'a>>,
    /// The fields of a form, by name.
    pub(super) fields: Vec<(&'a str, Object<'a>)>,
    /// The place of a parameter that could not be read, which may have described the body.
    pub(super) unreadable: Option<Pointer>,
}

impl Inputs<'_> {
    /// Adds the parameters of the path item. Those of an operation override them: a request has one
    /// body, and a form has one field of each name.
    pub(in crate::openapi) fn inherit(&mut self, other: &Self) {
        let own = (self.body.is_some(), !self.fields.is_empty());
        if own == (false, false) {
            self.body.clone_from(&other.body);
        }
        if !own.0 && self.body.is_none() {
            for field in &other.fields {
                if self.fields.iter().all(|(name, _)| *name != field.0) {
                    self.fields.push(field.clone());
                }
            }
        }
        let unreadable = other.unreadable.as_ref();
        self.unreadable = self.unreadable.take().or_else(|| unreadable.cloned());
    }
}

/// Adds the parameter that is the whole body.
pub(super) fn add<'a>(inputs: &mut Inputs<'a>, object: Object<'a>) {
    if inputs.body.is_some() {
        let message =
            "an operation can have only one parameter with `in: body`; the first one is used";
        tell_twice(&object, message);
        return;
    }
    inputs.body = Some(object);
}

/// Ignores the fields of a form beside a whole body.
pub(super) fn settle(inputs: &mut Inputs<'_>) {
    if inputs.body.is_some() {
        for (_, field) in inputs.fields.drain(..) {
            let message =
                "`in: formData` is not allowed together with `in: body`; the parameter is ignored";
            tell_twice(&field, message);
        }
    }
}

fn tell_twice(object: &Object<'_>, message: &str) {
    let diagnostics = object.context().diagnostics;
    diagnostics.tell(Code::DuplicateParameter, object.at(), message);
}

/// The request body of an operation, and the place of a parameter that could not be read and may be
/// the body. Requests with some methods have none.
pub(in crate::openapi) fn body<'a>(
    operation: &Object<'a>,
    inputs: &Inputs<'a>,
    method: &str,
) -> (Option<RequestBody<'a>>, Option<Pointer>) {
    let body = match (&inputs.body, inputs.fields.as_slice()) {
        (Some(body), _) => Some(whole(operation, body)),
        (None, []) => None,
        (None, fields) => Some(form(operation, fields)),
    };
    let may_be = body.is_none() && !matches!(method, "get" | "head" | "delete" | "options");
    let unreadable = inputs.unreadable.clone().filter(|_| may_be);
    (body, unreadable)
}

fn whole<'a>(operation: &Object<'a>, body: &Object<'a>) -> RequestBody<'a> {
    let schema = body.get("schema");
    // A body with a `type` beside its name is a common mistake.
    let schema = schema.or_else(|| parameter::schema(body));
    let mut media = content::listed(operation, "consumes");
    if media.is_empty() {
        let file = schema.as_ref().is_some_and(content::is_file);
        let usual = content::usual(file, body.at());
        content::note_assumed(body.context(), "consumes", "send", usual.name);
        media.push(usual);
    }
    let example = body.get("x-example");
    let examples = body.get("x-examples");
    let content = media.into_iter().map(|Medium { name, at }| MediaType {
        examples: content::of_media(examples.as_ref(), name)
            .or_else(|| example.clone())
            .into_iter()
            .collect(),
        ..content::media_type(name, at, schema.clone())
    });
    RequestBody {
        at: body.at().clone(),
        description: body.str("description"),
        required: body.bool("required").unwrap_or_default(),
        says_required: body.bool("required").is_some(),
        content: content.collect(),
        sample: None,
    }
}

/// The body of a form. Its schema is an object whose properties are the parameters.
fn form<'a>(operation: &Object<'a>, fields: &[(&'a str, Object<'a>)]) -> RequestBody<'a> {
    let mut fields = fields.to_vec();
    let mut names: Vec<&str> = Vec::new();
    fields.retain(|(name, field)| {
        let known = names.contains(name);
        if known {
            let message =
                format!("the parameter `{name}` is declared twice; the first declaration is used");
            tell_twice(field, &message);
        }
        names.push(name);
        !known
    });
    let is_required = |field: &Object<'_>| field.bool("required").unwrap_or_default();
    let required: Vec<&str> = fields
        .iter()
        .filter(|(_, field)| is_required(field))
        .map(|(name, _)| *name)
        .collect();
    let at = operation.at().child("parameters");
    let first = fields.first().map_or(&at, |(_, field)| field.at());
    let needed = !required.is_empty();
    let schema = SchemaObject {
        types: vec![JsonType::Object],
        properties: fields
            .iter()
            .map(|(name, field)| (*name, property(field)))
            .collect(),
        required,
        ..SchemaObject::default()
    };
    let schema = operation.context().schemas.combine(&at, first, schema);
    let encoding: Vec<_> = fields
        .iter()
        .filter_map(|(name, field)| Some((*name, encoding(field)?)))
        .collect();
    let has_files = fields.iter().any(|(_, field)| is_file(field));
    let media = media(operation, has_files);
    let content = media.into_iter().map(|Medium { name, at }| MediaType {
        encoding: encoding.clone(),
        ..content::media_type(name, at, Some(schema.clone()))
    });
    RequestBody {
        at: at.clone(),
        description: None,
        required: needed,
        says_required: true,
        content: content.collect(),
        sample: None,
    }
}

fn property<'a>(field: &Object<'a>) -> Site<'a> {
    parameter::schema(field).unwrap_or_else(|| field.site().clone())
}

/// Returns whether a field is a file, or an array of files.
fn is_file(field: &Object<'_>) -> bool {
    let items = field.get("items");
    content::is_file(field.site()) || items.as_ref().is_some_and(content::is_file)
}

fn encoding<'a>(field: &Object<'a>) -> Option<Encoding<'a>> {
    let collection = collection::read(field, Style::Form, true)?;
    Some(Encoding {
        content_type: None,
        style: Some(collection.style),
        explode: Some(collection.explode),
        inner: collection.inner,
        allow_reserved: false,
        headers: Vec::new(),
    })
}

/// The media types of a form: those of `consumes` that are forms. A form with files is always
/// `multipart/form-data`, and one without any media type is `application/x-www-form-urlencoded`.
fn media<'a>(operation: &Object<'a>, has_files: bool) -> Vec<Medium<'a>> {
    let mut media = content::listed(operation, "consumes");
    let listed = !media.is_empty();
    media.retain(|medium| {
        let essence = medium.essence();
        essence == MULTIPART || (essence == URLENCODED && !has_files)
    });
    if !media.is_empty() {
        return media;
    }
    let name = if has_files { MULTIPART } else { URLENCODED };
    let own = operation.get("consumes");
    if let Some(own) = own.filter(|own| listed && matches!(own.node, Node::Array(_))) {
        let message = format!("a form is sent as `{name}`, which `consumes` does not list");
        let diagnostics = operation.context().diagnostics;
        diagnostics.tell(Code::OtherBodyKind, &own.at, message);
    }
    if !listed && !has_files {
        content::note_assumed(operation.context(), "consumes", "send forms as", name);
    }
    let at = operation.at().child("parameters");
    vec![Medium { name, at }]
}
