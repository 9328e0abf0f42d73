//! Decides whether every value of one type is one of another type.

use std::collections::HashMap;

use crate::model::{Field, Guard, Presence, Shape, Struct, Type, TypeId, Variant};
use crate::rust::context::Emit;

/// Whether the members and variants of a type have the same types in another one, which may have more of them.
pub(super) fn contains(cx: Emit<'_>, source: &Shape, target: &Shape) -> bool {
    let mut comparison = Comparison {
        cx,
        found: HashMap::new(),
    };
    comparison.shapes(source, target)
}

struct Comparison<'a> {
    cx: Emit<'a>,
    /// The result for two types. While they are compared, they count as equal.
    found: HashMap<(TypeId, TypeId), bool>,
}

impl Comparison<'_> {
    fn shapes(&mut self, source: &Shape, target: &Shape) -> bool {
        match (source, target) {
            (Shape::Struct(source), Shape::Struct(target)) => self.structs(source, target),
            (Shape::Union(source), Shape::Union(target)) => source.iter().all(|one| {
                let mut others = target.iter();
                others.any(|other| self.variants(one, other))
            }),
            (Shape::Alias(source), Shape::Alias(target)) => self.types(source, target),
            (Shape::StringEnum(source), Shape::StringEnum(target))
            | (Shape::IntegerEnum(source), Shape::IntegerEnum(target)) => source
                .iter()
                .all(|one| target.iter().any(|other| other.wire == one.wire)),
            (
                Shape::Struct(_)
                | Shape::Union(_)
                | Shape::Alias(_)
                | Shape::StringEnum(_)
                | Shape::IntegerEnum(_)
                | Shape::Tuple(_),
                _,
            ) => false,
        }
    }

    fn variants(&mut self, source: &Variant, target: &Variant) -> bool {
        let guards = match (&source.guard, &target.guard) {
            (Guard::Tag(one, values), Guard::Tag(other, more)) => {
                one == other && values.iter().all(|value| more.contains(value))
            }
            (one, other) => one == other,
        };
        guards && self.types(&source.ty, &target.ty)
    }

    fn structs(&mut self, source: &Struct, target: &Struct) -> bool {
        let is_required = |field: &Field| field.presence == Presence::Required;
        let has = |field: &Field| {
            let own = source.fields.iter().find(|own| own.wire == field.wire);
            own.is_some_and(is_required)
        };
        let required = target.fields.iter();
        let mut required = required.filter(|field| is_required(field) && field.constant.is_none());
        !source.fields.is_empty()
            && source.extra == Type::Any
            && target.extra == Type::Any
            && required.all(has)
            && source.fields.iter().all(|field| {
                let mut others = target.fields.iter();
                let other = others.find(|other| other.wire == field.wire);
                other.is_some_and(|other| {
                    let same = other.constant == field.constant && other.only == field.only;
                    same && self.types(&field.ty, &other.ty)
                })
            })
    }

    fn types(&mut self, source: &Type, target: &Type) -> bool {
        let cx = self.cx;
        match (cx.api.resolved(source), cx.api.resolved(target)) {
            (one, other) if one == other => true,
            (Type::Boxed(one), other) | (other, Type::Boxed(one)) => self.types(one, other),
            (Type::Nullable(one), Type::Nullable(other))
            | (Type::List(one), Type::List(other))
            | (Type::Map(one), Type::Map(other)) => self.types(one, other),
            (one, Type::Nullable(other)) => self.types(one, other),
            (Type::Named(one), Type::Named(other)) => self.named(*one, *other),
            _ => false,
        }
    }

    fn named(&mut self, source: TypeId, target: TypeId) -> bool {
        if let Some(found) = self.found.get(&(source, target)) {
            return *found;
        }
        self.found.insert((source, target), true);
        let types = &self.cx.api.types;
        let shapes = types.get(source.0).zip(types.get(target.0));
        let found = shapes.is_some_and(|(one, other)| self.shapes(&one.shape, &other.shape));
        self.found.insert((source, target), found);
        found
    }
}
