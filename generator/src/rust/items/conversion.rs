//! Decides which values convert into a union: those of its variants, those of unions among them, and text.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Integer, Shape, Type, TypeDef, TypeId, Variant};

use super::ty::Scope;

/// A kind of values that convert into a union, in the notation of the table `union!`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// `&str` and `String`.
    Text,
    /// Arrays of `&str`.
    Texts,
    /// The type itself, written in one way only.
    Value(String),
    /// Arrays and `Vec`s of the type.
    Items(String),
    /// Maps of the type.
    Pairs(String),
}

impl Source {
    /// The type of the value, of its items, or of the values of its keys.
    fn ty(&self) -> Option<&str> {
        match self {
            Self::Text | Self::Texts => None,
            Self::Value(ty) | Self::Items(ty) | Self::Pairs(ty) => Some(ty),
        }
    }
}

/// The number of conversions between a value and a variant. Of two variants, the nearer one is meant.
type Distance = usize;

/// The maximum nesting of unions whose values convert into the outermost one.
const DEPTH: usize = 2;

/// The conversions into each variant of a union. No value converts into two variants: if either could be meant,
/// the caller names the variant.
pub(in crate::rust) fn of(
    scope: &Scope<'_>,
    def: &TypeDef,
    variants: &[Variant],
) -> Vec<TokenStream> {
    let mut chosen = if is_made(def) {
        chosen(scope, variants, DEPTH)
    } else {
        BTreeMap::new()
    };
    // A type converts into itself already.
    chosen.retain(|_, (_, _, ty)| match scope.resolved(ty) {
        Type::Named(id) => {
            let target = scope.cx().api.types.get(id.0);
            !target.is_some_and(|target| std::ptr::eq(target, def))
        }
        _ => true,
    });
    let list = only_list(&chosen);
    if list.is_some() {
        // Arrays of what converts into an item include those of texts.
        chosen.remove(&Source::Texts);
    }
    let maps = chosen.keys();
    let maps = maps
        .filter(|source| matches!(source, Source::Pairs(_)))
        .count();
    let mut notations: Vec<Vec<TokenStream>> = vec![Vec::new(); variants.len()];
    for (source, (index, distance, ty)) in chosen {
        let boxed = variants
            .get(index)
            .is_some_and(|one| matches!(one.ty, Type::Boxed(_)));
        let ty = scope.ty(&ty);
        let notation = match source {
            Source::Text => quote!(&str),
            Source::Texts if distance > 0 => quote!({ &str }),
            Source::Texts => quote!([&str]),
            Source::Value(_) if distance == 0 && !boxed => quote!(own),
            Source::Value(_) => quote!((#ty)),
            Source::Items(_) if list.is_some() => quote!([into #ty]),
            Source::Items(_) if distance > 0 => quote!({ #ty }),
            Source::Items(_) => quote!([#ty]),
            Source::Pairs(_) if maps == 1 => quote!(({ #ty })),
            // Pairs could be meant for any of them.
            Source::Pairs(_) => quote!((::std::collections::BTreeMap<::std::string::String, #ty>)),
        };
        if let Some(notations) = notations.get_mut(index) {
            notations.push(notation);
        }
    }
    let notations = notations.into_iter();
    notations
        .map(|sources| {
            if sources.is_empty() {
                quote!()
            } else {
                quote!(from #(#sources)|*)
            }
        })
        .collect()
}

/// The variant that takes lists, if it is the only one.
fn only_list(chosen: &Chosen) -> Option<usize> {
    let lists = chosen
        .iter()
        .filter_map(|(source, (index, ..))| match source {
            Source::Items(_) | Source::Texts => Some((source, *index)),
            Source::Text | Source::Value(_) | Source::Pairs(_) => None,
        });
    let lists: Vec<(&Source, usize)> = lists.collect();
    let items = lists.iter().filter(|(source, _)| **source != Source::Texts);
    let (_, first) = lists.first()?;
    let is_one = items.count() == 1 && lists.iter().all(|(_, index)| index == first);
    is_one.then_some(*first)
}

/// Whether JSON is taken where the union is an argument. If it converts into the union already, there is one way only.
pub(in crate::rust) fn takes_json(scope: &Scope<'_>, def: &TypeDef, variants: &[Variant]) -> bool {
    let json = Source::Value(written(scope, &Type::Any));
    is_made(def) && !chosen(scope, variants, DEPTH).contains_key(&json)
}

/// Whether lists convert into the union, but each only if its items have a given type.
pub(in crate::rust) fn takes_lists(scope: &Scope<'_>, variants: &[Variant]) -> bool {
    let chosen = chosen(scope, variants, DEPTH);
    let is_list = |source: &Source| match source {
        Source::Items(_) | Source::Texts => true,
        Source::Text | Source::Value(_) | Source::Pairs(_) => false,
    };
    chosen.keys().any(is_list) && only_list(&chosen).is_none()
}

/// Whether the values of a variant convert into the union.
pub(in crate::rust) fn converts(
    scope: &Scope<'_>,
    def: &TypeDef,
    variants: &[Variant],
    ty: &Type,
) -> bool {
    let chosen = chosen(scope, variants, DEPTH);
    let value = Source::Value(written(scope, ty));
    is_made(def)
        && chosen
            .get(&value)
            .is_some_and(|(_, distance, _)| *distance == 0)
}

/// Whether text converts into the union.
pub(in crate::rust) fn takes_text(scope: &Scope<'_>, variants: &[Variant]) -> bool {
    chosen(scope, variants, DEPTH).contains_key(&Source::Text)
}

/// Whether users make values of the type. They only read those of responses.
fn is_made(def: &TypeDef) -> bool {
    def.usage.is_made()
}

type Chosen = BTreeMap<Source, (usize, Distance, Type)>;

/// The variant that each source is meant for, by its index, with its distance and its type.
fn chosen(scope: &Scope<'_>, variants: &[Variant], depth: usize) -> Chosen {
    let mut chosen = Chosen::new();
    let mut unclear: BTreeSet<Source> = BTreeSet::new();
    for (index, variant) in variants.iter().enumerate() {
        for (source, distance, ty) in sources(scope, &variant.ty, depth) {
            let earlier = chosen.get(&source).map(|(_, distance, _)| *distance);
            // Text is the same on the wire, whichever variant holds it.
            let text = matches!(source, Source::Text | Source::Texts);
            match earlier {
                Some(earlier) if earlier < distance || text && earlier == distance => {}
                Some(earlier) if earlier == distance => {
                    unclear.insert(source);
                }
                Some(_) | None => {
                    unclear.remove(&source);
                    chosen.insert(source, (index, distance, ty));
                }
            }
        }
    }
    chosen.retain(|source, _| !unclear.contains(source));
    chosen
}

/// The sources of a value of the type.
fn sources(scope: &Scope<'_>, ty: &Type, depth: usize) -> Vec<(Source, Distance, Type)> {
    let value = |distance| (Source::Value(written(scope, ty)), distance, ty.clone());
    match scope.resolved(ty) {
        Type::String => vec![(Source::Text, 0, Type::String)],
        Type::Text(_) => vec![(Source::Text, 0, Type::String), value(0)],
        // No other integer converts into an unsigned one: the compiler would take a literal for an `i32`.
        Type::Bool | Type::Integer(Integer::I32 | Integer::U32 | Integer::U64) | Type::Any => {
            vec![value(0)]
        }
        Type::Integer(Integer::I64) => numbers(value(0), 1),
        Type::Number => numbers(value(0), 2),
        Type::Map(item) => {
            let item = scope.resolved(item).clone();
            vec![(Source::Pairs(written(scope, &item)), 0, item)]
        }
        Type::List(item) => {
            let item = scope.resolved(item).clone();
            let written = written(scope, &item);
            let texts = is_text(scope, &item).then_some((Source::Texts, 0, Type::String));
            let items = (Source::Items(written), 0, item);
            std::iter::once(items).chain(texts).collect()
        }
        Type::Boxed(inner) => match scope.resolved(inner) {
            inner @ Type::Named(_) => {
                vec![(Source::Value(written(scope, inner)), 0, inner.clone())]
            }
            _ => Vec::new(),
        },
        Type::Named(id) => {
            let mut sources = vec![value(0)];
            let def = scope.cx().api.types.get(id.0);
            match def.filter(|def| is_made(def)).map(|def| &def.shape) {
                Some(Shape::StringEnum(_)) => sources.push((Source::Text, 1, Type::String)),
                Some(Shape::Union(variants)) if depth > 0 => {
                    let inner = chosen(scope, variants, depth - 1).into_iter();
                    let own = written(scope, ty);
                    // Neither itself nor lists and maps of itself convert into the inner union.
                    let inner = inner.filter(|(source, _)| source.ty() != Some(own.as_str()));
                    sources.extend(
                        inner.map(|(source, (_, distance, ty))| (source, distance + 2, ty)),
                    );
                }
                Some(
                    Shape::Union(_)
                    | Shape::Struct(_)
                    | Shape::IntegerEnum(_)
                    | Shape::Tuple(_)
                    | Shape::Alias(_),
                )
                | None => {}
            }
            sources
        }
        Type::Bytes | Type::File(_) | Type::Nullable(_) => Vec::new(),
    }
}

/// A number, and the integers that fit into it, whatever they are: literals are an `i32`.
fn numbers(own: (Source, Distance, Type), distance: Distance) -> Vec<(Source, Distance, Type)> {
    let integer = |kind, name: &str| {
        let source = Source::Value(name.to_owned());
        (source, distance, Type::Integer(kind))
    };
    vec![
        own,
        integer(Integer::I32, "i32"),
        integer(Integer::U32, "u32"),
    ]
}

/// Whether text converts into the type.
fn is_text(scope: &Scope<'_>, ty: &Type) -> bool {
    match scope.resolved(ty) {
        Type::String | Type::Text(_) => true,
        Type::Named(id) => matches!(shape(scope, *id), Some(Shape::StringEnum(_))),
        _ => false,
    }
}

fn shape<'s>(scope: &'s Scope<'_>, id: TypeId) -> Option<&'s Shape> {
    scope.cx().api.types.get(id.0).map(|def| &def.shape)
}

/// A type, written in the same way whatever its aliases are.
fn written(scope: &Scope<'_>, ty: &Type) -> String {
    Scope::canonical(scope.cx()).ty(ty).to_string()
}
