//! Decides the type of a schema.

mod named;
mod reference;
mod stand_in;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::model::{Docs, Scalar, Shape, Step, Struct, Type, TypeDef, TypeId, TypePath, Usage};
use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::evidence::Evidence;
use super::xml::{self, XmlRules};
use super::{
    all_of, docs, family, mapped_tag, nullable, object, scalar, string_enum, tuple, union,
};

/// Collects the types of the API.
pub(super) struct Types<'a> {
    pub(super) cx: Context<'a>,
    /// The evidence from the document's examples.
    pub(super) evidence: Evidence,
    /// The rules for XML.
    pub(super) xml: XmlRules,
    defs: Vec<TypeDef>,
    /// The types of named schemas.
    named: HashMap<Pointer, Type>,
    /// The structs of schemas that are enums of their children.
    bases: HashMap<Pointer, Type>,
    /// The schemas that are currently being lowered, outermost first.
    open: Vec<Pointer>,
    /// The nesting depth of the named schemas that are currently being lowered.
    depth: usize,
    /// Named schemas that are lowered later because the nesting is too deep.
    waiting: Vec<(Site<'a>, TypePath, TypeId)>,
    /// The names of components that refer to a schema in another file, by the place of that schema.
    outside: HashMap<Pointer, TypePath>,
}

/// The maximum nesting of unnamed types. References in `allOf` can produce more levels than the
/// document has, and parsers of Rust recurse for each level.
const STEPS: usize = 64;

/// The memory of a type, and of each of its members, until it is written, in bytes.
pub(super) const MEMBER: usize = 1 << 10;

/// The position of a new type, and its id if that was reserved.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) path: TypePath,
    id: Option<TypeId>,
}

impl Slot {
    /// The slot of a type that nothing refers to by name.
    pub(super) fn inline(path: TypePath) -> Self {
        Self { path, id: None }
    }

    /// The slot of a type inside this one.
    pub(super) fn step(&self, step: Step) -> Self {
        Self::inline(self.path.step(step))
    }
}

impl<'a> Types<'a> {
    pub(super) fn new(cx: Context<'a>, evidence: Evidence) -> Self {
        Self {
            cx,
            evidence,
            xml: XmlRules::of(cx),
            defs: Vec::new(),
            named: HashMap::new(),
            bases: HashMap::new(),
            open: Vec::new(),
            depth: 0,
            waiting: Vec::new(),
            outside: HashMap::new(),
        }
    }

    /// All types, in the order of their ids, and the findings about their forms in XML.
    pub(super) fn finish(self) -> (Vec<TypeDef>, Vec<xml::Note>) {
        (self.defs, self.xml.into_notes())
    }

    /// Returns the type of a schema. The slot names the type if it needs a name.
    pub(super) fn schema(&mut self, site: Site<'a>, slot: Slot) -> Type {
        if self.cx.output.is_full() {
            return Type::Any;
        }
        if self.open.contains(&site.at) {
            return self.inside_itself(&site.at);
        }
        if slot.path.steps.len() > STEPS {
            return self.too_deep(&site.at);
        }
        self.open.push(site.at.clone());
        let ty = self.opened(site, slot);
        self.open.pop();
        ty
    }

    fn opened(&mut self, site: Site<'a>, slot: Slot) -> Type {
        let at = site.at.clone();
        let Some(Schema::Object(schema)) = Schema::read(self.cx, site.clone()) else {
            return Type::Any;
        };
        let is_item = self.evidence.is_item(self.cx, &site);
        if let Some(item) = schema.items.clone().filter(|_| is_item) {
            let message = "the schema has no `type`, and all examples of the response have the type of its `items`; it is read as the schema of its items";
            self.cx
                .diagnostics
                .tell(Code::ExampleOfOtherKind, &at, message);
            let nullable = nullable::schema(self.cx, &schema);
            return wrap(self.schema(item, slot), nullable);
        }
        if self.evidence.is_other(&at) && !is_item {
            let message = "no example of the response has the type of this schema; any JSON value is accepted";
            self.cx
                .diagnostics
                .tell(Code::ExampleOfOtherKind, &at, message);
            return Type::Any;
        }
        let mut nullable = nullable::schema(self.cx, &schema);
        if !nullable && self.evidence.is_null(&at) {
            let message = "at least half of the examples of the response are null here; the schema becomes nullable";
            self.cx.diagnostics.tell(Code::ExampleOfNull, &at, message);
            nullable = true;
        }
        if slot.id.is_some()
            && let Some(ty) = family::lower(self, &site, &slot)
        {
            return wrap(ty, nullable);
        }
        let child = slot.id.is_some() && family::constant(self.cx, &site).is_some();
        let is_tagged = slot.id.is_some() && mapped_tag::constant(self.cx, &site).is_some();
        if !is_tagged && let Some(ty) = self.stand_in(&schema, &slot) {
            return wrap(ty, nullable);
        }
        if slot.id.is_none() {
            family::note_lost(self.cx, &schema);
        }
        let schema = Rc::unwrap_or_clone(schema);
        let flat = if child {
            all_of::flatten_child(self.cx, schema)
        } else {
            all_of::flatten(self.cx, schema)
        };
        wrap(self.composed(&at, flat, slot), nullable)
    }

    /// Returns the type of a flattened schema, without `null`.
    pub(super) fn composed(&mut self, at: &Pointer, schema: SchemaObject<'a>, slot: Slot) -> Type {
        if schema.one_of.is_empty() && schema.any_of.is_empty() {
            return self.flat(at, schema, slot);
        }
        union::lower(self, at, schema, slot)
    }

    /// Returns the type of a schema that has no alternatives, without `null`.
    pub(super) fn flat(&mut self, at: &Pointer, schema: SchemaObject<'a>, slot: Slot) -> Type {
        if schema.only_null || schema.constant == Some(&Node::Null) {
            return Type::Any;
        }
        if let Some(ty) = self.listed(at, &schema, &slot) {
            return ty;
        }
        match schema.types.as_slice() {
            [] if !schema.properties.is_empty() => self.object(at, &schema, slot),
            [] if matches!(schema.additional, Additional::Schema(_))
                || !schema.pattern_properties.is_empty() =>
            {
                self.object(at, &schema, slot)
            }
            [] if schema.items.is_some() || !schema.prefix_items.is_empty() => {
                self.list(at, &schema, slot)
            }
            [] => Type::Any,
            [JsonType::Object] => self.object(at, &schema, slot),
            [JsonType::Array] => self.list(at, &schema, slot),
            [one] => scalar::reported(self.cx, at, *one, &schema),
            [JsonType::Integer, JsonType::Number] | [JsonType::Number, JsonType::Integer] => {
                Type::Number
            }
            [_, ..] => union::of_kinds(self, at, schema, slot),
        }
    }

    /// Returns the type of a schema that lists its values.
    fn listed(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: &Slot) -> Option<Type> {
        let constant = schema.constant.into_iter();
        let nodes: Vec<&Node> = match &schema.enumeration {
            Some(values) => values.clone(),
            None => constant.collect(),
        };
        if nodes.is_empty() {
            return None;
        }
        if let Some(values) = string_enum::values(schema) {
            return Some(match values.as_slice() {
                [_] => Type::String,
                _ => self.define(at, slot.clone(), schema, Shape::StringEnum(values)),
            });
        }
        if let Some(values) = string_enum::integers(schema) {
            let shape = Shape::IntegerEnum(values);
            return Some(self.define(at, slot.clone(), schema, shape));
        }
        match (schema.types.as_slice(), scalar::of_values(&nodes)) {
            ([one], _) if !matches!(one, JsonType::Object | JsonType::Array) => {
                Some(scalar::reported(self.cx, at, *one, schema))
            }
            ([_, ..], _) => None,
            ([], Some(ty)) => Some(ty),
            ([], None) => Some(Type::Any),
        }
    }

    fn object(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        let tags = slot.id.map(|_| self.tags(at)).unwrap_or_default();
        if object::is_bare(schema) && tags.is_empty() {
            let message = "the schema says nothing about the members of this object; any JSON value is accepted";
            self.cx.diagnostics.tell(Code::BareObject, at, message);
            return Type::Any;
        }
        object::note_missing(self.cx, at, schema, &tags);
        if schema.properties.is_empty() && tags.is_empty() {
            object::note_unmatched(self.cx, at, schema);
            return Type::Map(Box::new(
                object::values(self, schema, &slot).unwrap_or(Type::Any),
            ));
        }
        let shape = Shape::Struct(object::lower(self, schema, &tags, &slot));
        self.define(at, slot, schema, shape)
    }

    /// The tags that all values of the named schema at `at` have.
    fn tags(&self, at: &Pointer) -> Vec<(&'a str, Scalar)> {
        let site = self.cx.sources.at(at);
        site.map(|site| mapped_tag::constants(self.cx, &site))
            .unwrap_or_default()
    }

    fn list(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        if let Some(items) = tuple::lower(self, at, schema, &slot) {
            return self.define(at, slot, schema, Shape::Tuple(items));
        }
        let slot = slot.step(Step::Item);
        let item = match (schema.prefix_items.first(), &schema.items) {
            (None, Some(items)) => self.schema(items.clone(), slot),
            (None, None) => Type::Any,
            (Some(_), _) if tuple::takes_anything(self, schema) => Type::Any,
            (Some(first), items) => {
                // Servers add and omit items in such arrays. The type of every item is therefore
                // the union of all listed types.
                let items = items.iter().filter(|site| *site.node != Node::Bool(false));
                let listed = schema.prefix_items.iter().chain(items);
                let any = SchemaObject {
                    any_of: listed.cloned().collect(),
                    ..SchemaObject::default()
                };
                let nullable = nullable::schema(self.cx, &any);
                wrap(union::lower(self, &first.at, any, slot), nullable)
            }
        };
        Type::List(Box::new(item))
    }

    /// Whether a type is named after a component.
    pub(super) fn is_component(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if self.defs.get(id.0).is_some_and(|def| def.path.steps.is_empty()))
    }

    /// The struct of a type, if it is one.
    pub(super) fn struct_of(&self, ty: &Type) -> Option<&Struct> {
        match self.shape_of(ty)? {
            Shape::Struct(object) => Some(object),
            _ => None,
        }
    }

    /// The shape of a named type.
    pub(super) fn shape_of(&self, ty: &Type) -> Option<&Shape> {
        match self.plain(ty) {
            Type::Named(id) => self.defs.get(id.0).map(|def| &def.shape),
            _ => None,
        }
    }

    /// Removes `Nullable` and resolves aliases.
    pub(super) fn plain<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Aliases may refer to each other. A longer chain is a cycle.
        for _ in 0..64 {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Named(id) => match self.defs.get(id.0).map(|def| &def.shape) {
                    Some(Shape::Alias(target)) => target,
                    _ => return ty,
                },
                _ => return ty,
            };
        }
        &Type::Any
    }

    /// Defines a type with a shape.
    pub(super) fn define(
        &mut self,
        at: &Pointer,
        slot: Slot,
        schema: &SchemaObject<'a>,
        shape: Shape,
    ) -> Type {
        self.define_as(at, slot, docs::of_schema(self.cx, at, schema), shape)
    }

    /// Like [`Types::define`], with documentation from another schema.
    pub(super) fn define_as(&mut self, at: &Pointer, slot: Slot, docs: Docs, shape: Shape) -> Type {
        let memory = MEMBER * shape.members();
        let output = self.cx.output;
        if !output.take(memory, at, self.cx.diagnostics) {
            return Type::Any;
        }
        let id = slot.id.unwrap_or_else(|| {
            self.reserve(TypeDef {
                origin: at.clone(),
                path: slot.path,
                docs: docs.clone(),
                shape: Shape::Alias(Type::Any),
                usage: Usage::default(),
                features: BTreeSet::new(),
                derives: Vec::new(),
            })
        });
        // The only alternative of a nullable component may document it.
        let undocumented = self.defs.get_mut(id.0).map(|def| &mut def.docs);
        if let Some(own) = undocumented.filter(|own| **own == Docs::default()) {
            *own = docs;
        }
        self.put(id, shape);
        Type::Named(id)
    }

    fn reserve(&mut self, def: TypeDef) -> TypeId {
        self.defs.push(def);
        TypeId(self.defs.len() - 1)
    }

    fn put(&mut self, id: TypeId, shape: Shape) {
        if let Some(def) = self.defs.get_mut(id.0) {
            def.shape = shape;
        }
    }

    /// The documentation of the schema at `site`.
    pub(super) fn docs(&self, site: &Site<'a>) -> Docs {
        match Schema::read(self.cx, site.clone()) {
            Some(Schema::Object(schema)) => docs::of_schema(self.cx, &site.at, &schema),
            _ => Docs::default(),
        }
    }
}

/// The type with `null` if it is nullable.
pub(super) fn wrap(ty: Type, nullable: bool) -> Type {
    match ty {
        // `Any` includes `null`.
        Type::Any | Type::Nullable(_) => ty,
        ty if nullable => Type::Nullable(Box::new(ty)),
        ty => ty,
    }
}

pub(super) fn unwrap(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => *inner,
        ty => ty,
    }
}
