//! Parameters with `content` instead of `schema`.

use crate::diagnostic::Code;
use crate::model::{Location, PathStyle, QueryStyle, Shape, Type};
use crate::openapi::{self, MediaType, Parameter};

use super::schema::Types;
use super::{cookie, query_string};

/// Whether a parameter is the whole query string, as a form.
fn is_form(parameter: &Parameter<'_>, content: &MediaType<'_>) -> bool {
    parameter.location == openapi::Location::QueryString && content.is_form()
}

/// The type of a parameter without a schema: any value if it is JSON or the members of a form, otherwise a string.
pub(super) fn without_schema(parameter: &Parameter<'_>) -> Type {
    if parameter.content.as_ref().is_some_and(MediaType::is_json) {
        return Type::Any;
    }
    query_string::without_schema(parameter)
}

/// Notes that a parameter is serialized as JSON although its `content` has another media type.
pub(super) fn note_json(types: &Types<'_>, parameter: &Parameter<'_>, ty: &Type) {
    let Some(content) = &parameter.content else {
        return;
    };
    if content.is_json() || is_scalar(types, ty) || is_form(parameter, content) {
        return;
    }
    let message = format!(
        "a parameter with the media type `{}` is serialized as JSON",
        content.name
    );
    let code = Code::ParameterAsJson;
    types.cx.diagnostics.tell(code, &content.at, message);
}

/// Returns the location of a parameter with `content`. It is serialized as JSON, or sent as plain
/// text if it is a scalar that has another media type.
pub(super) fn in_content<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    content: &MediaType<'a>,
    ty: &Type,
) -> Location {
    let text = !content.is_json() && is_scalar(types, ty);
    if is_form(parameter, content) {
        return query_string::form(types, parameter, ty);
    }
    let explode = false;
    match (parameter.location, text) {
        (openapi::Location::Path, true) => Location::Path(PathStyle::Simple),
        (openapi::Location::Path, false) => Location::Path(PathStyle::Json),
        (openapi::Location::QueryString, _) => query_string::location(content, text),
        (openapi::Location::Query, true) => Location::Query(QueryStyle::Form),
        (openapi::Location::Query, false) => Location::Query(QueryStyle::Json),
        (openapi::Location::Header, true) => Location::Header { explode },
        (openapi::Location::Header, false) => Location::JsonHeader,
        (openapi::Location::Cookie, true) => Location::Cookie {
            explode,
            encoding: cookie::encoding(content),
        },
        (openapi::Location::Cookie, false) => Location::JsonCookie,
    }
}

/// Whether all values of the type are written as text: strings, numbers and booleans.
pub(super) fn is_scalar(types: &Types<'_>, ty: &Type) -> bool {
    match types.plain(ty) {
        Type::Bool | Type::Integer(_) | Type::Number | Type::String | Type::Text(_) => true,
        Type::Named(_) => matches!(
            types.shape_of(ty),
            Some(Shape::StringEnum(_) | Shape::IntegerEnum(_))
        ),
        Type::Any
        | Type::Bytes
        | Type::File(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Boxed(_) => false,
    }
}
