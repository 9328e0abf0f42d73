//! Conversions of parts of responses into parts of requests, such as of a model's message into the next request of a
//! chat.
//!
//! A schema of responses belongs to one of requests if their names are the same except for words such as `Response` and
//! `Request`, and if the tags and members of its values are found in the other one. So does a type inside of such a
//! schema, at the same place.

mod equal;
mod kinship;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Guard, Presence, Scalar, Shape, Struct, Type, TypeDef, TypeId, Variant};
use crate::rust::context::Emit;
use crate::rust::name::TypeName;
use crate::rust::plan::feature;

use super::ty::Scope;
use kinship::Kinship;

/// The conversion into the type, if there is one type that it is made from.
pub(super) fn conversion(
    cx: Emit<'_>,
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
) -> Option<TokenStream> {
    let kinship = def
        .usage
        .request
        .then(|| Kinship::of(&def.path))
        .flatten()?;
    if is_plain(&def.shape) {
        return None;
    }
    let is_received = |source: &TypeDef| {
        source.usage.response && !source.usage.request && !is_plain(&source.shape)
    };
    let sources = cx.api.types.iter().enumerate();
    let related: Vec<(usize, &TypeDef, bool)> = sources
        .filter(|(_, source)| is_received(source))
        .filter_map(|(index, source)| {
            let is_clear = kinship.relates(&def.path, source)?;
            let fits = (is_clear && fits(cx, source, def))
                || equal::contains(cx, &source.shape, &def.shape);
            fits.then_some((index, source, is_clear))
        })
        .collect();
    let clear: Vec<_> = related.iter().filter(|(.., is_clear)| *is_clear).collect();
    let (index, source) = match (clear.as_slice(), related.as_slice()) {
        ([(index, source, _)], _) | ([], [(index, source, _)]) => (*index, *source),
        _ => return None,
    };
    let from = scope.path(TypeId(index));
    let into = crate::rust::tokens::ident(&name.ident);
    let condition = (source.features != def.features)
        .then(|| feature::condition(&feature::names(cx, &source.features)))
        .flatten();
    Some(quote! {
        #condition
        impl ::std::convert::From<#from> for #into {
            fn from(value: #from) -> Self {
                crate::runtime::converted(&value)
            }
        }
    })
}

/// Whether values of a type convert without such an implementation, or are of no type of their own.
fn is_plain(shape: &Shape) -> bool {
    match shape {
        Shape::Struct(_) | Shape::Union(_) => false,
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_) | Shape::Alias(_) => true,
    }
}

/// Whether all values of one type are values of the other one.
fn fits(cx: Emit<'_>, source: &TypeDef, target: &TypeDef) -> bool {
    let targets = tagged(cx, target);
    let mut sources = tagged(cx, source).into_iter().peekable();
    sources.peek().is_some()
        && sources.all(|one| {
            let same = |other: &&Tagged<'_>| one.tag.is_some() && other.tag == one.tag;
            let mut others = targets.iter().filter(same);
            others.any(|other| holds(cx, one.object, other.object))
        })
}

/// A struct, and the tag by which it is recognized.
#[derive(Default)]
struct Tagged<'m> {
    tag: Option<(&'m str, &'m Scalar)>,
    object: Option<&'m Struct>,
}

/// The structs that the values of a type are.
fn tagged<'m>(cx: Emit<'m>, def: &'m TypeDef) -> Vec<Tagged<'m>> {
    match &def.shape {
        Shape::Struct(object) => {
            let tag = object.fields.iter().find_map(|field| {
                let constant = field.constant.as_ref()?;
                Some((field.wire.as_str(), constant))
            });
            vec![Tagged {
                tag,
                object: Some(object),
            }]
        }
        Shape::Union(variants) => variants
            .iter()
            .flat_map(|variant| of_variant(cx, variant))
            .collect(),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_) | Shape::Alias(_) => {
            Vec::new()
        }
    }
}

fn of_variant<'m>(cx: Emit<'m>, variant: &'m Variant) -> Vec<Tagged<'m>> {
    let unknown = Tagged::default();
    let Some(def) = target(cx, &variant.ty) else {
        return vec![unknown];
    };
    match (&def.shape, &variant.guard) {
        (Shape::Struct(object), Guard::Tag(property, values)) => {
            let tagged = values.iter().map(|value| Tagged {
                tag: Some((property, value)),
                object: Some(object),
            });
            tagged.collect()
        }
        // One level of unions among the variants.
        (Shape::Union(variants), _) => variants
            .iter()
            .flat_map(|variant| match (&variant.guard, target(cx, &variant.ty)) {
                (Guard::Tag(..), Some(inner)) if matches!(inner.shape, Shape::Struct(_)) => {
                    of_variant(cx, variant)
                }
                _ => vec![Tagged::default()],
            })
            .collect(),
        _ => vec![unknown],
    }
}

fn target<'m>(cx: Emit<'m>, ty: &'m Type) -> Option<&'m TypeDef> {
    match cx.api.resolved(ty) {
        Type::Named(id) => cx.api.types.get(id.0),
        Type::Boxed(inner) => target(cx, inner),
        _ => None,
    }
}

/// Whether the members of one struct are members of the other one, which keeps those that it does not know.
fn holds(cx: Emit<'_>, source: Option<&Struct>, target: Option<&Struct>) -> bool {
    let (Some(source), Some(target)) = (source, target) else {
        return false;
    };
    let in_source = |field: &Field| source.fields.iter().any(|own| own.wire == field.wire);
    let is_missing = |field: &Field| {
        field.presence == Presence::Required && field.constant.is_none() && !in_source(field)
    };
    target.extra == Type::Any
        && !target.fields.iter().any(is_missing)
        && source.fields.iter().all(|field| {
            let other = target.fields.iter().find(|other| other.wire == field.wire);
            other.is_none_or(|other| is_like(cx, &field.ty, &other.ty))
        })
}

/// Whether the values of two types are of the same kind.
fn is_like(cx: Emit<'_>, source: &Type, target: &Type) -> bool {
    match (cx.api.resolved(source), cx.api.resolved(target)) {
        (one, other) if one == other => true,
        (Type::Boxed(one), other) | (other, Type::Boxed(one)) => is_like(cx, one, other),
        (Type::Nullable(one), Type::Nullable(other))
        | (Type::List(one), Type::List(other))
        | (Type::Map(one), Type::Map(other)) => is_like(cx, one, other),
        (one, Type::Nullable(other)) => is_like(cx, one, other),
        (Type::Integer(_), Type::Number) => true,
        (Type::Named(id), Type::String) => {
            let shape = cx.api.types.get(id.0).map(|def| &def.shape);
            matches!(shape, Some(Shape::StringEnum(_)))
        }
        (one, Type::Named(id)) => {
            let other = cx.api.types.get(id.0).map(|def| &def.shape);
            matches!(
                (one, other),
                (Type::Named(_), Some(_))
                    | (_, Some(Shape::Union(_)))
                    | (Type::String, Some(Shape::StringEnum(_)))
            )
        }
        _ => false,
    }
}
