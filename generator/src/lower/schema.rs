//! Decides which type a schema is.

use std::collections::HashMap;

use crate::ir::{Integer, Shape, Step, Type, TypeDef, TypeId, TypePath, Usage};
use crate::openapi::{Additional, Context, JsonType, Schema, SchemaObject};
use crate::source::{Node, Pointer, Site};

use super::{docs, object, string_enum};

/// The types of the API, while they are found.
pub(super) struct Types<'a> {
    pub(super) cx: Context<'a>,
    defs: Vec<TypeDef>,
    /// The type that each schema with a name has become.
    named: HashMap<Pointer, Type>,
}

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
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            defs: Vec::new(),
            named: HashMap::new(),
        }
    }

    /// Every type, in the order of their ids.
    pub(super) fn finish(self) -> Vec<TypeDef> {
        self.defs
    }

    /// The type of the schema at `site`, which has a name by itself.
    ///
    /// Its id is known before its inside is, so that it may contain itself.
    pub(super) fn component(&mut self, site: Site<'a>, path: TypePath) -> Type {
        if let Some(ty) = self.named.get(&site.at) {
            return ty.clone();
        }
        let origin = site.at.clone();
        let docs = self.docs(&site);
        // Until its inside is known, and for ever if it consists of nothing but itself, any JSON.
        let id = self.reserve(TypeDef {
            origin: origin.clone(),
            path: path.clone(),
            docs,
            shape: Shape::Alias(Type::Any),
            usage: Usage::default(),
        });
        let nullable = self.is_nullable(site.clone());
        let ty = wrap(Type::Named(id), nullable);
        self.named.insert(origin.clone(), ty.clone());
        let slot = Slot { path, id: Some(id) };
        let inner = unwrap(self.schema(site, slot));
        if inner != Type::Named(id) {
            self.put(id, Shape::Alias(inner));
        }
        ty
    }

    /// The type of a schema at a position that gives it a name if it needs one.
    pub(super) fn schema(&mut self, site: Site<'a>, slot: Slot) -> Type {
        let at = site.at.clone();
        let Some(schema) = Schema::read(self.cx, site.clone()) else {
            return Type::Any;
        };
        match schema {
            Schema::Boolean(_) => Type::Any,
            Schema::Object(schema) => {
                if let Some(reference) = &schema.reference {
                    self.reference(reference)
                } else {
                    let nullable = admits_null(&schema);
                    wrap(self.unreferenced(&at, &schema, slot), nullable)
                }
            }
        }
    }

    /// The type behind a `$ref`: a component's own, named by its key.
    fn reference(&mut self, reference: &Site<'a>) -> Type {
        let Some(target) = self.cx.target(reference) else {
            return Type::Any;
        };
        let name = target.at.last().unwrap_or("Root").to_owned();
        self.component(target, TypePath::component(&name))
    }

    fn unreferenced(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        if schema.only_null || schema.constant == Some(&Node::Null) {
            return Type::Any;
        }
        if let Some(values) = string_enum::values(schema) {
            return match values.as_slice() {
                [_] => Type::String,
                _ => self.define(at, slot, schema, Shape::StringEnum(values)),
            };
        }
        if !schema.all_of.is_empty() || !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            self.cx
                .diagnostics
                .warning(at, "schemas composed of others are taken as any JSON value");
            return Type::Any;
        }
        match schema.types.as_slice() {
            [] if !schema.properties.is_empty() => self.object(at, schema, slot),
            [] if schema.items.is_some() => self.list(schema, &slot),
            [] => Type::Any,
            [JsonType::Object] => self.object(at, schema, slot),
            [JsonType::Array] => self.list(schema, &slot),
            [one] => scalar(*one, schema.format),
            [_, ..] => {
                self.cx
                    .diagnostics
                    .warning(at, "a value of several types is taken as any JSON value");
                Type::Any
            }
        }
    }

    fn object(&mut self, at: &Pointer, schema: &SchemaObject<'a>, slot: Slot) -> Type {
        if schema.properties.is_empty() {
            let values = match &schema.additional {
                Additional::Schema(site) => self.schema(site.clone(), slot.step(Step::Value)),
                Additional::Unsaid | Additional::Forbidden => Type::Any,
            };
            return Type::Map(Box::new(values));
        }
        let shape = Shape::Struct(object::lower(self, schema, &slot));
        self.define(at, slot, schema, shape)
    }

    fn list(&mut self, schema: &SchemaObject<'a>, slot: &Slot) -> Type {
        let item = match &schema.items {
            Some(items) => self.schema(items.clone(), slot.step(Step::Item)),
            None => Type::Any,
        };
        Type::List(Box::new(item))
    }

    /// Makes a shape a type of its own.
    fn define(
        &mut self,
        at: &Pointer,
        slot: Slot,
        schema: &SchemaObject<'a>,
        shape: Shape,
    ) -> Type {
        let id = slot.id.unwrap_or_else(|| {
            self.reserve(TypeDef {
                origin: at.clone(),
                path: slot.path,
                docs: docs::of_schema(schema),
                shape: Shape::Alias(Type::Any),
                usage: Usage::default(),
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

    fn docs(&self, site: &Site<'a>) -> crate::ir::Docs {
        match Schema::read(self.cx, site.clone()) {
            Some(Schema::Object(schema)) => docs::of_schema(&schema),
            _ => crate::ir::Docs::default(),
        }
    }

    /// Whether `null` fits, seen through references; a cycle of them admits nothing.
    pub(super) fn is_nullable(&self, site: Site<'a>) -> bool {
        let mut site = site;
        let mut seen = Vec::new();
        while let Some(reference) = site.child("$ref") {
            if seen.contains(&site.at) {
                return false;
            }
            seen.push(site.at.clone());
            let Some(target) = self.cx.target(&reference) else {
                return false;
            };
            site = target;
        }
        matches!(Schema::read(self.cx, site), Some(Schema::Object(schema)) if admits_null(&schema))
    }
}

/// Whether `null` fits, as far as this schema itself says.
fn admits_null(schema: &SchemaObject<'_>) -> bool {
    let listed = schema
        .enumeration
        .as_ref()
        .map(|values| values.contains(&&Node::Null));
    match listed {
        // 3.0.3 proposal "Clarify Nullable": null must be listed too, but few documents do so.
        Some(listed) => listed || schema.nullable,
        None => schema.nullable,
    }
}

/// The type of a string, number or boolean. Formats that do not exist mean nothing.
fn scalar(ty: JsonType, format: Option<&str>) -> Type {
    match ty {
        JsonType::Boolean => Type::Bool,
        JsonType::Integer => Type::Integer(match format {
            Some("int32" | "int16" | "int8") => Integer::I32,
            Some("uint32" | "uint16" | "uint8") => Integer::U32,
            Some("uint64" | "uint") => Integer::U64,
            _ => Integer::I64,
        }),
        JsonType::Number => Type::Number,
        JsonType::String => Type::String,
        JsonType::Array => Type::List(Box::new(Type::Any)),
        JsonType::Object => Type::Map(Box::new(Type::Any)),
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

fn unwrap(ty: Type) -> Type {
    match ty {
        Type::Nullable(inner) => *inner,
        ty => ty,
    }
}
