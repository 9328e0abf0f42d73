//! Decides which type a schema is.

mod named;
mod reference;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{Scalar, Shape, Step, Struct, Type, TypeDef, TypeId, TypePath, Usage};
use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::evidence::Evidence;
use super::{all_of, docs, family, nullable, object, scalar, string_enum, tuple, union};

/// The types of the API, while they are found.
pub(super) struct Types<'a> {
    pub(super) cx: Context<'a>,
    /// What the document's examples show.
    pub(super) evidence: Evidence,
    defs: Vec<TypeDef>,
    /// The type that each schema with a name has become.
    named: HashMap<Pointer, Type>,
    /// The types of schemas that are enums of others, by themselves.
    bases: HashMap<Pointer, Type>,
    /// The schemas that are being looked into, the outermost first.
    open: Vec<Pointer>,
    /// How many schemas with a name are being lowered, each inside of the one before.
    depth: usize,
    /// Those that wait until these are done.
    waiting: Vec<(Site<'a>, TypePath, TypeId)>,
    /// The names of components that stand for a schema in another file, by the place of that.
    outside: HashMap<Pointer, TypePath>,
}

/// How many types that have no name of their own may stand in each other. References in `allOf` can
/// make more of them than a document has levels; what reads Rust calls itself for each.
const STEPS: usize = 64;

/// What a type, and a member of it, takes in memory until it is written, in bytes.
const MEMBER: usize = 1 << 10;

/// Where a new type goes: its position, and the id that is kept for it if there is one.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) path: TypePath,
    id: Option<TypeId>,
}

impl Slot {
    /// The place of a type that nothing refers to by name.
    pub(super) fn inline(path: TypePath) -> Self {
        Self { path, id: None }
    }

    /// The place of a type inside of this one.
    pub(super) fn step(&self, step: Step) -> Self {
        Self::inline(self.path.step(step))
    }
}

impl<'a> Types<'a> {
    pub(super) fn new(cx: Context<'a>, evidence: Evidence) -> Self {
        Self {
            cx,
            evidence,
            defs: Vec::new(),
            named: HashMap::new(),
            bases: HashMap::new(),
            open: Vec::new(),
            depth: 0,
            waiting: Vec::new(),
            outside: HashMap::new(),
        }
    }

    /// Every type, in the order of their ids.
    pub(super) fn finish(self) -> Vec<TypeDef> {
        self.defs
    }

    /// The type of a schema at a position that gives it a name if it needs one.
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

    /// The type of a schema that is met again on the way into it. By a `$ref` that is a component; but
    /// a `$ref` in place of all properties can lead there, too.
    fn inside_itself(&self, at: &Pointer) -> Type {
        if let Some(ty) = self.named.get(at) {
            return ty.clone();
        }
        let message = "this schema contains itself; the inner occurrence accepts any JSON value";
        self.cx.diagnostics.tell(Code::EmptyCycle, at, message);
        Type::Any
    }

    /// The type of a schema that has more around it than a type can have.
    fn too_deep(&self, at: &Pointer) -> Type {
        let message = format!(
            "more than {STEPS} unnamed types are nested; deeper ones accept any JSON value"
        );
        let mut diagnostic = Diagnostic::new(Code::TooLarge, at, message);
        diagnostic.severity = Severity::Warning;
        self.cx.diagnostics.report(diagnostic);
        Type::Any
    }

    fn opened(&mut self, site: Site<'a>, slot: Slot) -> Type {
        let at = site.at.clone();
        let Some(Schema::Object(schema)) = Schema::read(self.cx, site.clone()) else {
            return Type::Any;
        };
        if self.evidence.is_other(&at) {
            let message =
                "an example does not have the type of this schema; any JSON value is accepted";
            self.cx
                .diagnostics
                .tell(Code::ExampleOfOtherKind, &at, message);
            return Type::Any;
        }
        let mut nullable = nullable::schema(self.cx, &schema);
        if !nullable && self.evidence.is_null(&at) {
            let message = "an example of the response is null here; the schema becomes nullable";
            self.cx.diagnostics.tell(Code::ExampleOfNull, &at, message);
            nullable = true;
        }
        if slot.id.is_some()
            && let Some(ty) = family::lower(self, &site, &slot)
        {
            return wrap(ty, nullable);
        }
        let child = slot.id.is_some() && family::constant(self.cx, &site).is_some();
        if !child && let Some(ty) = self.stand_in(&schema, &slot) {
            return wrap(ty, nullable);
        }
        let schema = Rc::unwrap_or_clone(schema);
        let flat = if child {
            all_of::flatten_child(self.cx, schema)
        } else {
            all_of::flatten(self.cx, schema)
        };
        wrap(self.composed(&at, flat, slot), nullable)
    }

    /// The type of a schema that only stands for another one: a `$ref`, or an `allOf` around one
    /// schema, which is how 3.0 documents put words beside a reference.
    fn stand_in(&mut self, schema: &SchemaObject<'a>, slot: &Slot) -> Option<Type> {
        let adds = !schema.properties.is_empty()
            || !schema.one_of.is_empty()
            || !schema.any_of.is_empty()
            || schema.items.is_some()
            || schema.enumeration.is_some()
            || matches!(schema.additional, Additional::Schema(_));
        match (&schema.reference, schema.all_of.as_slice()) {
            (Some(reference), []) if !adds => Some(unwrap(self.reference(reference))),
            (None, [one]) if !adds && schema.required.is_empty() && slot.id.is_none() => {
                Some(unwrap(self.schema(one.clone(), slot.clone())))
            }
            (None, [one]) if !adds && schema.required.is_empty() && one.child("$ref").is_some() => {
                Some(unwrap(self.schema(one.clone(), slot.clone())))
            }
            _ => None,
        }
    }

    /// The type of a flattened schema, without its null.
    pub(super) fn composed(&mut self, at: &Pointer, schema: SchemaObject<'a>, slot: Slot) -> Type {
        if schema.one_of.is_empty() && schema.any_of.is_empty() {
            return self.flat(at, schema, slot);
        }
        union::lower(self, at, schema, slot)
    }

    /// The type of a schema that is composed of no others, without its null.
    pub(super) fn flat(&mut self, at: &Pointer, schema: SchemaObject<'a>, slot: Slot) -> Type {
        if schema.only_null || schema.constant == Some(&Node::Null) {
            return Type::Any;
        }
        if let Some(ty) = self.listed(at, &schema, &slot) {
            return ty;
        }
        match schema.types.as_slice() {
            [] if !schema.properties.is_empty() => self.object(at, &schema, slot),
            [] if matches!(schema.additional, Additional::Schema(_)) => {
                self.object(at, &schema, slot)
            }
            [] if schema.items.is_some() || !schema.prefix_items.is_empty() => {
                self.list(at, &schema, slot)
            }
            [] => Type::Any,
            [JsonType::Object] => self.object(at, &schema, slot),
            [JsonType::Array] => self.list(at, &schema, slot),
            [one] => scalar::lower(*one, &schema),
            [JsonType::Integer, JsonType::Number] | [JsonType::Number, JsonType::Integer] => {
                Type::Number
            }
            [_, ..] => union::of_kinds(self, at, schema, slot),
        }
    }

    /// The type of a schema that lists its values.
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
                Some(scalar::lower(*one, schema))
            }
            ([_, ..], _) => None,
            ([], Some(ty)) => Some(ty),
            ([], None) => Some(Type::Any),
        }
    }

    fn object(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        let tag = slot.id.and_then(|_| self.tag(at));
        if object::is_bare(schema) && tag.is_none() {
            let message = "the schema says nothing about the members of this object; any JSON value is accepted";
            self.cx.diagnostics.tell(Code::BareObject, at, message);
            return Type::Any;
        }
        if schema.properties.is_empty() && tag.is_none() {
            return Type::Map(Box::new(
                object::values(self, schema, &slot).unwrap_or(Type::Any),
            ));
        }
        let shape = Shape::Struct(object::lower(self, schema, tag.as_ref(), &slot));
        self.define(at, slot, schema, shape)
    }

    /// The tag that values of the schema at `at`, which has a name, always have.
    fn tag(&self, at: &Pointer) -> Option<(&'a str, Scalar)> {
        let site = self.cx.sources.at(at)?;
        family::constant(self.cx, &site)
    }

    fn list(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        if let Some(items) = tuple::lower(self, at, schema, &slot) {
            return self.define(at, slot, schema, Shape::Tuple(items));
        }
        let slot = slot.step(Step::Item);
        let item = match (schema.prefix_items.first(), &schema.items) {
            (None, Some(items)) => self.schema(items.clone(), slot),
            (None, None) => Type::Any,
            (Some(first), items) => {
                // Servers add elements to such lists, and leave some out: the type of an element is
                // any of those that are listed, wherever it stands.
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

    /// The members of a type that is an object with named ones.
    pub(super) fn struct_of(&self, ty: &Type) -> Option<&Struct> {
        match self.shape_of(ty)? {
            Shape::Struct(object) => Some(object),
            _ => None,
        }
    }

    /// What a type with a name is.
    pub(super) fn shape_of(&self, ty: &Type) -> Option<&Shape> {
        match self.plain(ty) {
            Type::Named(id) => self.defs.get(id.0).map(|def| &def.shape),
            _ => None,
        }
    }

    /// A type without its null, seen through other names for it.
    pub(super) fn plain<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // Aliases may lead to each other; a chain of more than these is a cycle.
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

    /// Makes a shape a type of its own.
    pub(super) fn define(
        &mut self,
        at: &Pointer,
        slot: Slot,
        schema: &SchemaObject<'a>,
        shape: Shape,
    ) -> Type {
        self.define_as(at, slot, docs::of_schema(self.cx, at, schema), shape)
    }

    /// The same for a shape that is described elsewhere.
    pub(super) fn define_as(
        &mut self,
        at: &Pointer,
        slot: Slot,
        docs: crate::ir::Docs,
        shape: Shape,
    ) -> Type {
        let memory = MEMBER * shape.members();
        let output = self.cx.output;
        if !output.take(memory, at, self.cx.diagnostics) {
            return Type::Any;
        }
        let id = slot.id.unwrap_or_else(|| {
            self.reserve(TypeDef {
                origin: at.clone(),
                path: slot.path,
                docs,
                shape: Shape::Alias(Type::Any),
                usage: Usage::default(),
                features: BTreeSet::new(),
            })
        });
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

    /// The words of the schema at `site`.
    pub(super) fn docs(&self, site: &Site<'a>) -> crate::ir::Docs {
        match Schema::read(self.cx, site.clone()) {
            Some(Schema::Object(schema)) => docs::of_schema(self.cx, &site.at, &schema),
            _ => crate::ir::Docs::default(),
        }
    }
}

fn wrap(ty: Type, nullable: bool) -> Type {
    match ty {
        // Any JSON value may be null as it is.
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
