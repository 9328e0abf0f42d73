//! Decides the serialization of the members of a form (OpenAPI 3.1, 4.8.14.4 and 4.8.15).

use crate::diagnostic::Code;
use crate::model::{Field, FormStyle, Shape, Type};
use crate::openapi::{MediaType, Style, is_json};

use super::delimiter;
use super::encoding::note_unstyled;
use super::part::{may_be_object, nested, properties};
use super::part_file::media_type;
use super::schema::Types;

/// The serialization of a field of a form. The default of `style` is `form`, and exploded, but
/// without any of these keywords, an object is not serialized in that style: the names of its
/// members follow its own.
pub(super) fn form_style<'a>(types: &Types<'a>, media: &MediaType<'a>, field: &Field) -> FormStyle {
    let style = encoded_form_style(types, media, field);
    let encoding = media.encoding(&field.wire);
    if encoding.is_some_and(|encoding| encoding.allow_reserved) {
        FormStyle::Reserved(Box::new(style))
    } else {
        style
    }
}

fn encoded_form_style<'a>(types: &Types<'a>, media: &MediaType<'a>, field: &Field) -> FormStyle {
    let Some(encoding) = media.encoding(&field.wire) else {
        note_objects(types, media, field);
        return FormStyle::Repeated;
    };
    let properties = properties(types.cx, media).into_iter();
    let mut own = properties.filter(|(name, _)| *name == field.wire);
    let held = own.find_map(|(_, site)| media_type(types.cx, &site));
    if encoding.content_type.is_some_and(is_json) && !held.is_some_and(is_json) {
        note_unstyled(types.cx, media, &field.wire);
        return FormStyle::Json;
    }
    if let Some((explode, delimiters)) = nested(encoding) {
        return FormStyle::Delimited(explode, delimiters);
    }
    if let Some(delimiter) = encoding.style.and_then(delimiter::unusual) {
        return FormStyle::Joined(delimiter.encoded());
    }
    match (encoding.style, encoding.explode) {
        (Some(Style::DeepObject), _) => FormStyle::Indexed,
        (_, Some(false)) => FormStyle::Joined(","),
        (Some(Style::Form), _) | (None, Some(true)) if may_be_object(types, &field.ty) => {
            FormStyle::Exploded
        }
        _ => FormStyle::Repeated,
    }
}

/// Notes objects that are not sent as JSON, which is the default for them (4.8.15.1).
fn note_objects<'a>(types: &Types<'a>, media: &MediaType<'a>, field: &Field) {
    let name = &field.wire;
    let message = match keys(types, &field.ty, LEVELS) {
        Some(keys) if keys == "[key]" => {
            format!("the object `{name}` in a form is sent as `{name}[key]=value`, not as JSON")
        }
        Some(keys) => format!(
            "the objects in the array `{name}` in a form are sent as `{name}{keys}=value`, not as JSON"
        ),
        None => return,
    };
    if !field.facts.read_only {
        let diagnostics = types.cx.diagnostics;
        diagnostics.tell(Code::ObjectInForm, &media.at, message);
    }
}

/// The number of nested arrays and unions in which objects are searched for. Types may contain themselves.
const LEVELS: usize = 4;

/// The keys of the members of objects that a value of the type is or holds.
fn keys(types: &Types<'_>, ty: &Type, levels: usize) -> Option<String> {
    let levels = levels.checked_sub(1)?;
    match (types.plain(ty), types.shape_of(ty)) {
        (Type::Map(_), _) | (_, Some(Shape::Struct(_))) => Some("[key]".to_owned()),
        (Type::List(item), _) => Some(format!("[0]{}", keys(types, item, levels)?)),
        (_, Some(Shape::Union(variants))) => {
            let mut variants = variants.iter();
            variants.find_map(|variant| keys(types, &variant.ty, levels))
        }
        _ => None,
    }
}
