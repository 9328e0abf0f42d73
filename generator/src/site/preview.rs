//! Types in one line: `Vec<Project { id, role }>`.

use crate::model::{Scalar, Shape, Type, TypeId};
use crate::surface;

use super::context::Site;
use super::place::bare;
use super::word::word;

/// The maximum number of fields and values in a line.
const MOST: usize = 3;

/// The maximum number of the values of an enum beside a field.
const VALUES: usize = 6;

/// The restrictions on a value beyond its type.
#[derive(Debug)]
pub(super) enum Value {
    /// Nothing.
    Any,
    /// The only value.
    Constant(String),
    /// The known values of an enum in a line, and whether they are all.
    Known { line: String, complete: bool },
}

/// A type as the crate writes it.
pub(super) fn ty(site: &Site<'_>, ty: &Type) -> String {
    surface::show(site.names, ty)
}

/// The members of a type in a line: `{ id, created_at, email, 6 more }`.
pub(super) fn members(site: &Site<'_>, id: TypeId) -> Option<String> {
    let (def, name) = site.ty(id)?;
    let members: Vec<&str> = name.members.iter().map(|name| bare(name)).collect();
    let (members, separator) = match &def.shape {
        Shape::Struct(object) => (members.get(..object.fields.len())?, ", "),
        Shape::Union(_) => (members.as_slice(), " | "),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_) | Shape::Alias(_) => {
            return None;
        }
    };
    let shown = members.get(..MOST).filter(|_| members.len() > MOST + 1);
    let more = shown.map(|shown| format!("{} more", members.len() - shown.len()));
    let shown = shown.unwrap_or(members).iter().copied();
    let all: Vec<&str> = shown.chain(more.as_deref()).collect();
    match all.as_slice() {
        [] => Some("{}".to_owned()),
        all => Some(format!("{{ {} }}", all.join(separator))),
    }
}

/// A type with the members of the type that it contains: `Vec<Project { id, role }>`.
pub(super) fn with_members(site: &Site<'_>, ty: &Type) -> String {
    let shown = self::ty(site, ty);
    let Some(id) = ty.named() else {
        return shown;
    };
    let (Some((_, name)), Some(members)) = (site.ty(id), members(site, id)) else {
        return shown;
    };
    // The name is at the end, after those of the types around it.
    let end = shown.rfind(&name.ident).map(|at| at + name.ident.len());
    match end.and_then(|end| shown.split_at_checked(end)) {
        Some((before, behind)) => format!("{before} {members}{behind}"),
        None => shown,
    }
}

/// The known values of an enum in a line: `"member" | "owner"`.
pub(super) fn values(site: &Site<'_>, ty: &Type) -> Value {
    let Some((def, _)) = site.content(ty).and_then(|id| site.ty(id)) else {
        return Value::Any;
    };
    let (values, text) = match &def.shape {
        Shape::StringEnum(values) => (values, true),
        Shape::IntegerEnum(values) => (values, false),
        Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) | Shape::Alias(_) => {
            return Value::Any;
        }
    };
    let shown = values
        .iter()
        .take(VALUES)
        .map(|value| literal(&value.wire, text));
    let more = values.len().checked_sub(VALUES).filter(|more| *more > 0);
    let more = more.map(|more| format!("{more} more"));
    let complete = more.is_none();
    let line = shown.chain(more).collect::<Vec<_>>().join(" | ");
    Value::Known { line, complete }
}

/// A known value as JSON.
pub(super) fn literal(wire: &str, text: bool) -> String {
    if text {
        word(&serde_json::Value::from(wire).to_string()).into_owned()
    } else {
        word(wire).into_owned()
    }
}

/// A constant as JSON.
pub(super) fn constant(value: &Scalar) -> String {
    word(&value.to_json().to_string()).into_owned()
}

/// The word that declares a type in Rust.
pub(super) fn keyword(shape: &Shape) -> &'static str {
    match shape {
        Shape::Struct(_) | Shape::Tuple(_) => "struct",
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) => "enum",
        Shape::Alias(_) => "type",
    }
}
