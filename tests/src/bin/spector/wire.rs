//! Values that the text of paths, queries and headers stands for.

use generator::model::{Api, PathStyle, Shape, Type};
use serde_json::{Map, Value};

/// The values of the expressions of a URI template in a text, if the text matches it. An expression
/// stands for at least one character.
pub(crate) fn captures(template: &str, text: &str) -> Option<Vec<(String, String)>> {
    let Some(open) = template.find('{') else {
        return (template == text).then(Vec::new);
    };
    let rest = text.strip_prefix(&template[..open])?;
    let (name, behind) = template[open + 1..].split_once('}')?;
    let ends = rest.char_indices().map(|(index, c)| index + c.len_utf8());
    ends.rev().find_map(|end| {
        let mut found = captures(behind, &rest[end..])?;
        found.insert(0, (name.to_owned(), rest[..end].to_owned()));
        Some(found)
    })
}

/// The value of a path parameter, as its style writes it (RFC 6570, 3.2).
pub(crate) fn of_path(api: &Api, ty: &Type, style: &PathStyle, name: &str, text: &str) -> Value {
    let text = percent_decoded(text);
    match style {
        PathStyle::Simple | PathStyle::Json => of_text(api, ty, &text, ",", false),
        PathStyle::Exploded => of_text(api, ty, &text, ",", true),
        PathStyle::Reserved(explode) => of_text(api, ty, &text, ",", *explode),
        PathStyle::Delimited(delimiters) => {
            let separator = delimiters.first().map_or(",", |one| one.text());
            of_text(api, ty, &text, separator, false)
        }
        PathStyle::Label(explode) | PathStyle::ReservedLabel(explode) => {
            let separator = if *explode { "." } else { "," };
            let text = text.strip_prefix('.').unwrap_or(&text);
            of_text(api, ty, text, separator, *explode)
        }
        PathStyle::Matrix(explode) | PathStyle::ReservedMatrix(explode) => {
            let text = text.strip_prefix(';').unwrap_or(&text);
            let named = format!("{name}=");
            let whole = text.replace(&format!(";{named}"), ";");
            let whole = whole.strip_prefix(&named).unwrap_or(&whole);
            of_text(api, ty, whole, if *explode { ";" } else { "," }, *explode)
        }
    }
}

/// The value of a text whose items have a separator between them; members are written `k=v` if
/// `explode`, and `k`, separator, `v` otherwise.
pub(crate) fn of_text(api: &Api, ty: &Type, text: &str, separator: &str, explode: bool) -> Value {
    match resolved(api, ty) {
        Type::List(item) => {
            let items = text.split(separator);
            items.map(|one| scalar(api, item, one)).collect()
        }
        ty if is_object(api, ty) => {
            let mut members = Map::new();
            let mut pieces = text.split(separator);
            while let Some(piece) = pieces.next() {
                let (key, value) = match piece.split_once('=').filter(|_| explode) {
                    Some(pair) => pair,
                    None => (piece, pieces.next().unwrap_or_default()),
                };
                members.insert(key.to_owned(), scalar(api, member(api, ty, key), value));
            }
            Value::Object(members)
        }
        ty => scalar(api, ty, text),
    }
}

/// The members of an object that are written by themselves.
pub(crate) fn of_members(api: &Api, ty: &Type, texts: &Map<String, Value>) -> Value {
    let members = texts.iter().map(|(key, value)| {
        let ty = member(api, resolved(api, ty), key);
        let value = value
            .as_str()
            .map_or_else(|| value.clone(), |text| scalar(api, ty, text));
        (key.clone(), value)
    });
    Value::Object(members.collect())
}

/// A value without members of this type.
pub(crate) fn scalar(api: &Api, ty: &Type, text: &str) -> Value {
    let is_text = match resolved(api, ty) {
        Type::String | Type::Text(_) => true,
        Type::Named(id) => api
            .types
            .get(id.0)
            .is_some_and(|def| matches!(def.shape, Shape::StringEnum(_))),
        _ => false,
    };
    let json = serde_json::from_str(text).ok().filter(|_| !is_text);
    json.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The type behind aliases, boxes and null.
pub(crate) fn resolved<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) => resolved(api, inner),
        Type::Named(id) => match api.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Alias(inner)) => resolved(api, inner),
            _ => ty,
        },
        _ => ty,
    }
}

/// Whether the values are objects.
pub(crate) fn is_object(api: &Api, ty: &Type) -> bool {
    match resolved(api, ty) {
        Type::Map(_) => true,
        Type::Named(id) => {
            let def = api.types.get(id.0);
            def.is_some_and(|def| matches!(def.shape, Shape::Struct(_)))
        }
        _ => false,
    }
}

/// The type of a member of an object.
fn member<'a>(api: &'a Api, ty: &'a Type, key: &str) -> &'a Type {
    match ty {
        Type::Map(value) => value,
        Type::Named(id) => match api.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Struct(object)) => {
                let field = object.fields.iter().find(|field| field.wire == key);
                field.map_or(&object.extra, |field| &field.ty)
            }
            _ => &Type::Any,
        },
        _ => &Type::Any,
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(rest.get(..at).unwrap_or_default().as_bytes());
        let digits = rest.get(at + 1..at + 3);
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[at + 3..];
            }
            None => {
                bytes.push(b'%');
                rest = &rest[at + 1..];
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
