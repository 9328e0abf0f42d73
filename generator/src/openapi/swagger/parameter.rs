//! The Parameter Object (Swagger 2.0, 5.2.7).

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::openapi::object::Loss;
use crate::openapi::{Context, Location, Object, Parameter, Style, parameter};
use crate::source::{Node, Site};

use super::body;
use super::{collection, extension};

/// Reads the entries of `parameters`.
pub(in crate::openapi) fn inputs<'a>(
    cx: Context<'a>,
    sites: Vec<Site<'a>>,
) -> parameter::Inputs<'a> {
    let mut inputs = parameter::Inputs::none();
    for site in sites {
        let place = site.child("$ref").map_or(site.at.clone(), |site| site.at);
        let followed = cx.follow(site);
        let object = followed.and_then(|site| Object::or(Loss::Operation, cx, site, "a parameter"));
        let Some(object) = object else {
            // It might be the one that describes the body.
            inputs.complete = false;
            inputs.body.unreadable.get_or_insert(place);
            continue;
        };
        match object.required_str("in", "this parameter", "the parameter") {
            Some("body") => body::add(&mut inputs.body, object),
            Some("formData") => {
                match object.required_str("name", "this parameter", "the parameter") {
                    Some(name) => inputs.body.fields.push((name, object)),
                    None => inputs.complete = false,
                }
            }
            Some(location) => match read(&object, location) {
                Some(parameter) => inputs.parameters.push(parameter),
                None => inputs.complete = false,
            },
            None => inputs.complete = false,
        }
    }
    body::settle(&mut inputs.body);
    inputs
}

fn read<'a>(object: &Object<'a>, location: &str) -> Option<Parameter<'a>> {
    let location = self::location(object, location)?;
    let name = object.required_str("name", "this parameter", "the parameter")?;
    let comma = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::QueryString | Location::Cookie => Style::Form,
    };
    let multi = matches!(location, Location::Query | Location::Cookie);
    let collection = collection::read(object, comma, multi);
    let (style, explode, inner) = match collection {
        Some(list) => (list.style, list.explode, list.inner),
        None => (comma, multi, Vec::new()),
    };
    Some(Parameter {
        at: object.at().clone(),
        name: name.into(),
        label: extension::client_name(object),
        location,
        required: location == Location::Path || object.bool("required").unwrap_or_default(),
        description: object.str("description"),
        deprecated: object.bool("deprecated").unwrap_or_default(),
        style,
        explode,
        inner,
        allow_reserved: object.bool("x-ms-skip-url-encoding").unwrap_or_default(),
        schema: schema(object),
        examples: examples(object),
        content: None,
    })
}

/// The schema of a parameter that is not the body: the parameter itself. Some documents have a
/// `schema` instead, as OpenAPI 3 does.
pub(super) fn schema<'a>(object: &Object<'a>) -> Option<Site<'a>> {
    if object.get("type").is_some() {
        return Some(object.site().clone());
    }
    let own = ["format", "enum", "items"].iter();
    let mut own = own.filter(|key| object.get(key).is_some());
    let schema = object.get("schema");
    schema.or_else(|| own.next().map(|_| object.site().clone()))
}

/// The values of `x-example`, and of the members or items of `x-examples`.
pub(super) fn examples<'a>(object: &Object<'a>) -> Vec<Site<'a>> {
    let one = object.get("x-example").into_iter();
    let several = object.get("x-examples");
    let several = several.into_iter().flat_map(|site| match site.node {
        Node::Array(_) => site.items().collect::<Vec<_>>(),
        _ => site.members().map(|(_, site)| site).collect(),
    });
    one.chain(several).collect()
}

fn location(object: &Object<'_>, location: &str) -> Option<Location> {
    let at = object.at().child("in");
    match location {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => {
            let message =
                "Swagger 2.0 does not allow `in: cookie`; the parameter is sent as a cookie";
            let mut diagnostic = Diagnostic::new(Code::UnknownValue, &at, message.to_owned());
            diagnostic.severity = Severity::Warning;
            object.context().diagnostics.report(diagnostic);
            Some(Location::Cookie)
        }
        other => {
            let message = format!(
                "the `in` of a parameter must be `path`, `query`, `header`, `body` or `formData`, found `{other}`"
            );
            let diagnostic = Diagnostic::new(Code::UnknownValue, &at, message);
            object.report(diagnostic, "the parameter");
            None
        }
    }
}
