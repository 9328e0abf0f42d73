//! Lowers `in: querystring`: one parameter that is the whole query string (OpenAPI 3.2, 4.12.1).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Guard, Kind, Location, QueryString, Shape, Type, Variant};
use crate::openapi::{self, Context, MediaType, Parameter};

use super::schema::Types;

/// Removes the parameters that cannot be sent beside a parameter that is the whole query string: those in the query,
/// and other whole query strings.
pub(super) fn alone<'a>(cx: Context<'a>, parameters: &mut Vec<Parameter<'a>>) {
    let is_whole = |one: &Parameter<'_>| one.location == openapi::Location::QueryString;
    let Some(first) = parameters.iter().find(|one| is_whole(one)).cloned() else {
        return;
    };
    parameters.retain(|one| {
        match one.location {
            openapi::Location::Query => {}
            openapi::Location::QueryString if one.at != first.at => {}
            openapi::Location::QueryString
            | openapi::Location::Path
            | openapi::Location::Header
            | openapi::Location::Cookie => return true,
        }
        cx.diagnostics
            .report(openapi::beside_query_string(one, &first));
        false
    });
}

/// The type of a parameter without a schema. The members of a form have names, so it is not a string.
pub(super) fn without_schema(parameter: &Parameter<'_>) -> Type {
    let is_whole = parameter.location == openapi::Location::QueryString;
    if is_whole && parameter.content.as_ref().is_none_or(MediaType::is_form) {
        Type::Any
    } else {
        Type::String
    }
}

/// The location of a whole query string with `content` that is not a form. A media type that is not JSON is text.
pub(super) fn location(content: &MediaType<'_>, is_scalar: bool) -> Location {
    Location::QueryString(if content.is_json() || !is_scalar {
        QueryString::Json
    } else {
        QueryString::Text
    })
}

/// The location of a whole query string that is a form. A value that is not an object has no form (OpenAPI 3.2,
/// 4.15.4): an array is sent as JSON, and other values as text.
pub(super) fn form<'a>(types: &Types<'a>, parameter: &Parameter<'a>, ty: &Type) -> Location {
    let found = of_type(types, ty);
    let how = match found {
        QueryString::Form(_) => return Location::QueryString(found),
        QueryString::Json => "JSON",
        QueryString::Text => "text",
    };
    let content = parameter.content.as_ref();
    let schema = content.map_or(&parameter.schema, |content| &content.schema);
    let at = schema.as_ref().map_or(&parameter.at, |site| &site.at);
    let message = format!(
        "the query string `{}` is a form, but its schema is not an object; it is sent as {how}, percent-encoded",
        parameter.name
    );
    let help = "describe an object, or change the media type to `text/plain` or `application/json`";
    let diagnostic = Diagnostic::new(Code::BesideQueryString, at, message);
    types.cx.diagnostics.report(diagnostic.help(help));
    Location::QueryString(found)
}

/// A form if values of the type may be JSON objects.
fn of_type(types: &Types<'_>, ty: &Type) -> QueryString {
    match types.plain(ty) {
        Type::Named(_) => match types.shape_of(ty) {
            Some(Shape::Union(variants)) if variants.iter().any(may_be_object) => {
                QueryString::Form(Vec::new())
            }
            Some(Shape::Struct(_) | Shape::Alias(_)) | None => QueryString::Form(Vec::new()),
            Some(Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_)) => {
                QueryString::Text
            }
            Some(Shape::Tuple(_)) => QueryString::Json,
        },
        Type::Any | Type::Map(_) | Type::Nullable(_) | Type::Boxed(_) => {
            QueryString::Form(Vec::new())
        }
        Type::List(_) => QueryString::Json,
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Text(_)
        | Type::Bytes
        | Type::File(_) => QueryString::Text,
    }
}

fn may_be_object(variant: &Variant) -> bool {
    match &variant.guard {
        Guard::Tag(..) | Guard::Object(..) | Guard::Any => true,
        Guard::Kind(kind) => *kind == Kind::Object,
        Guard::List(_) => false,
    }
}
