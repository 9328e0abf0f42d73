//! Decides which parts of a JSON example are shown, and which types it matches.

use std::borrow::Cow;

use crate::markdown;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::model::{Argument, Guard, Integer, Kind, Location, Shape, Type};
use crate::rust::items::ty::Scope;

/// The maximum length of a string in an example, in bytes.
pub(super) const LONGEST_TEXT: usize = 120;

/// The name of an argument in its value. The name of a part on the wire may be only a number.
pub(super) fn name(argument: &Argument) -> Cow<'_, str> {
    match argument.location {
        Location::OrderedPart { .. } => argument.words(),
        _ => argument.wire.as_str().into(),
    }
}

/// Whether a JSON example matches a type. Examples that do not match are not shown.
pub(super) fn fits(scope: &Scope<'_>, ty: &Type, json: &Value) -> bool {
    match scope.resolved(ty) {
        Type::Any => true,
        Type::Bool => json.is_boolean(),
        Type::Integer(_) => json.is_i64() || json.is_u64(),
        Type::Number => json.is_number(),
        Type::String | Type::Text(_) | Type::Bytes | Type::File(false) => json.is_string(),
        Type::File(true) | Type::List(_) => json.as_array().is_some_and(|items| !items.is_empty()),
        Type::Map(_) => json.as_object().is_some_and(|members| !members.is_empty()),
        Type::Nullable(inner) | Type::Boxed(inner) => fits(scope, inner, json),
        Type::Named(id) => match scope.cx().api.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => json.is_object(),
            Some(Shape::StringEnum(_)) => json.is_string(),
            Some(Shape::IntegerEnum(_)) => json.is_i64(),
            Some(Shape::Tuple(items)) => json.as_array().is_some_and(|values| {
                let mut each = items.iter().zip(values);
                items.len() == values.len() && each.all(|(ty, json)| fits(scope, ty, json))
            }),
            Some(Shape::Union(variants)) => {
                variants.iter().any(|variant| admits(&variant.guard, json))
            }
            Some(Shape::Alias(_)) | None => false,
        },
    }
}

/// A string literal: the example if it is short enough, otherwise `name`.
pub(super) fn text(json: Option<&Value>, name: &str) -> TokenStream {
    let shown = json.and_then(Value::as_str);
    let shown =
        shown.filter(|text| text.len() <= LONGEST_TEXT && !text.contains(markdown::is_hidden));
    let text = shown.unwrap_or(name);
    quote!(#text)
}

/// An integer literal: the example if it is in the range of the type, otherwise 1.
pub(super) fn integer(kind: Integer, json: Option<&Value>) -> TokenStream {
    let (least, most) = match kind {
        Integer::I32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Integer::I64 => (i64::MIN + 1, i64::MAX),
        Integer::U32 => (0, i64::from(u32::MAX)),
        Integer::U64 => (0, i64::MAX),
    };
    let number = json.and_then(Value::as_i64);
    let number = number
        .filter(|number| (least..=most).contains(number))
        .unwrap_or(1);
    let literal = Literal::u64_unsuffixed(number.unsigned_abs());
    if number < 0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// An integer literal for a place that takes integers of any width.
pub(super) fn of_any_width(kind: Integer, json: Option<&Value>) -> TokenStream {
    let plain = integer(kind, json);
    let small = plain.to_string().replace(' ', "").parse::<i32>().is_ok();
    if small { plain } else { inferred(kind, json) }
}

/// An integer literal for a place that converts integers: the compiler takes a literal without a suffix for an
/// `i32` there.
pub(super) fn inferred(kind: Integer, json: Option<&Value>) -> TokenStream {
    let plain = integer(kind, json);
    let small = plain.to_string().replace(' ', "").parse::<i32>().is_ok();
    let suffix = match kind {
        Integer::I32 => return plain,
        Integer::I64 if small => return plain,
        Integer::I64 => "i64",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
    };
    let text = format!("{plain}_{suffix}");
    text.parse().unwrap_or(plain)
}

/// A number literal: the example if it is finite, otherwise 1.
pub(super) fn number(json: Option<&Value>) -> TokenStream {
    let number = json
        .and_then(Value::as_f64)
        .filter(|number| number.is_finite());
    let number = number.unwrap_or(1.0);
    let literal = Literal::f64_unsuffixed(number.abs());
    if number < 0.0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// The first member of a map's example.
pub(super) fn pair(json: Option<&Value>) -> (&str, Option<&Value>) {
    let members = json.and_then(Value::as_object);
    let first = members.and_then(|members| members.iter().next());
    let first = first.filter(|(key, _)| !key.contains(markdown::is_hidden));
    first.map_or(("key", None), |(key, value)| (key.as_str(), Some(value)))
}

/// Whether a value matches a variant.
pub(super) fn admits(guard: &Guard, json: &Value) -> bool {
    match guard {
        Guard::Tag(key, tags) => {
            let tag = json.get(key);
            tag.is_some_and(|tag| tags.iter().any(|one| one.is(tag)))
        }
        Guard::Object(required, known) => json.as_object().is_some_and(|members| {
            let all = required.iter().all(|key| members.contains_key(key));
            all && (known.is_empty() || members.keys().all(|key| known.contains(key)))
        }),
        Guard::Kind(kind) => is_kind(*kind, json),
        Guard::List(kind) => json
            .as_array()
            .is_some_and(|items| items.first().is_none_or(|item| is_kind(*kind, item))),
        Guard::Any => true,
    }
}

fn is_kind(kind: Kind, json: &Value) -> bool {
    match kind {
        Kind::Boolean => json.is_boolean(),
        Kind::Integer => json.is_i64() || json.is_u64(),
        Kind::Number => json.is_number(),
        Kind::String => json.is_string(),
        Kind::Array => json.is_array(),
        Kind::Object => json.is_object(),
    }
}

/// The path of a file: that of the example, or one that is made from the name of the part.
pub(super) fn path(json: Option<&Value>, name: &str) -> String {
    let path = json.and_then(Value::as_str);
    let path = path.map(|path| path.trim_start_matches('@'));
    path.filter(|path| path.contains('.') && path.len() < LONGEST_TEXT)
        .map_or_else(
            || format!("path/to/{}", name.trim_end_matches("[]")),
            str::to_owned,
        )
}
