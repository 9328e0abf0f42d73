//! Decides where a recursive type is boxed. A type of finite size cannot directly contain itself.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Api, Field, Presence, Shape, Type, TypeDef, TypeId};
use crate::openapi::Context;

mod groups;
mod unions;

pub(super) use groups::groups;

/// Boxes the fields that close a cycle, and breaks aliases and unions that refer only to themselves.
pub(super) fn cut(cx: Context<'_>, api: &mut Api) {
    cut_aliases(api, cx.diagnostics);
    unions::cut(cx, api);
    relax(api, cx.diagnostics);
    let groups = groups(api, successors);
    let group = |id: TypeId| groups.get(id.0).copied().flatten();
    for index in 0..api.types.len() {
        let Some(own) = group(TypeId(index)) else {
            continue;
        };
        let closes = |ty: &Type| direct(ty).and_then(group) == Some(own);
        let Some(def) = api.types.get_mut(index) else {
            continue;
        };
        match &mut def.shape {
            Shape::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty);
                fields.filter(|ty| closes(ty)).for_each(boxed);
            }
            Shape::Union(variants) => {
                let types = variants.iter_mut().map(|variant| &mut variant.ty);
                types.filter(|ty| closes(ty)).for_each(boxed);
            }
            Shape::Tuple(items) => {
                items.iter_mut().filter(|ty| closes(ty)).for_each(boxed);
            }
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Alias(_) => {}
        }
    }
}

/// Makes required properties optional if they would require infinitely nested values. Such a schema
/// cannot be meant literally.
fn relax(api: &mut Api, diagnostics: &Diagnostics) {
    let groups = groups(api, |api, index| {
        let fields = api.types.get(index).map(required).unwrap_or_default();
        fields.into_iter().map(|id| id.0).collect()
    });
    let group = |id: TypeId| groups.get(id.0).copied().flatten();
    for (index, def) in api.types.iter_mut().enumerate() {
        let (Some(own), Shape::Struct(object)) = (group(TypeId(index)), &mut def.shape) else {
            continue;
        };
        let endless = |field: &Field| always(field).and_then(group) == Some(own);
        for field in object.fields.iter_mut().filter(|field| endless(field)) {
            field.presence = Presence::Optional;
            let message = format!(
                "`{}` is required, which would make every value infinite; it becomes optional",
                field.wire
            );
            diagnostics.tell(Code::EndlessValue, &def.origin, message);
        }
    }
}

/// The types of which every value of this type contains a value.
fn required(def: &TypeDef) -> Vec<TypeId> {
    match &def.shape {
        Shape::Struct(object) => object.fields.iter().filter_map(always).collect(),
        Shape::Alias(Type::Named(id)) => vec![*id],
        _ => Vec::new(),
    }
}

/// The type of a field, if it always has a value.
fn always(field: &Field) -> Option<TypeId> {
    match (&field.ty, field.presence) {
        (Type::Named(id), Presence::Required) => Some(*id),
        _ => None,
    }
}

fn boxed(ty: &mut Type) {
    let inner = std::mem::replace(ty, Type::Any);
    *ty = match inner {
        Type::Nullable(inner) => Type::Nullable(Box::new(Type::Boxed(inner))),
        inner => Type::Boxed(Box::new(inner)),
    };
}

/// The type that a value of this type contains without indirection.
fn direct(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => direct(inner),
        _ => None,
    }
}

/// The types that a value of this type contains without indirection.
fn successors(api: &Api, index: usize) -> Vec<usize> {
    let types = api
        .types
        .get(index)
        .map(|def| def.shape.types())
        .unwrap_or_default();
    types
        .into_iter()
        .filter_map(direct)
        .map(|id| id.0)
        .collect()
}

/// Replaces aliases that refer to themselves, even through arrays. Rust expands aliases, so that
/// such an alias would be infinite.
fn cut_aliases(api: &mut Api, diagnostics: &Diagnostics) {
    for index in 0..api.types.len() {
        let mut at = TypeId(index);
        let mut steps = 0;
        while let Some(Shape::Alias(ty)) = api.types.get(at.0).map(|def| &def.shape) {
            let Some(next) = ty.named() else { break };
            at = next;
            steps += 1;
            if at.0 == index || steps > api.types.len() {
                break;
            }
        }
        if steps == 0 || at.0 != index {
            continue;
        }
        if let Some(def) = api.types.get_mut(index) {
            let message = if matches!(def.shape, Shape::Alias(Type::List(_))) {
                "this array contains only itself; its items are any JSON values"
            } else if matches!(def.shape, Shape::Alias(Type::Map(_))) {
                "this object contains only itself; its members are any JSON values"
            } else {
                "this schema refers only to itself; any JSON value is accepted"
            };
            diagnostics.tell(Code::EmptyCycle, &def.origin, message);
            if let Shape::Alias(ty) = &mut def.shape {
                replace_named(ty);
            }
        }
    }
}

fn replace_named(ty: &mut Type) {
    match ty {
        Type::Named(_) => *ty = Type::Any,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            replace_named(inner);
        }
        _ => {}
    }
}
