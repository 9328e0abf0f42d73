//! The types of a crate and their parts.

use std::collections::BTreeSet;

use crate::model::{EnumValue, Field, Guard, Shape, Struct, Type, TypeDef, TypeId, Variant};
use crate::rust::context::{Emit, is_emitted};
use crate::rust::items::facts;
use crate::rust::items::object;
use crate::rust::items::object::Given;
use crate::rust::items::shared;
use crate::rust::items::ty::Scope;
use crate::rust::name::{Module, TypeName};
use crate::rust::plan::feature;

use super::item::{Item, ItemKind, documented, fact, features_of, owned, short, text, words};

/// The items of every type.
pub(super) fn items(cx: Emit<'_>) -> Vec<Item> {
    let types = cx.api.types.iter().zip(cx.names.types()).enumerate();
    let emitted = types.filter(|(_, (def, _))| is_emitted(def));
    let own = Scope::canonical(cx);
    emitted
        .flat_map(|(index, (def, name))| {
            let path = text(own.path(TypeId(index)));
            let of = Of {
                scope: &own,
                def,
                path: path.trim_start_matches("crate::").to_owned(),
                features: features(cx, def, name),
            };
            of.items(TypeId(index), name)
        })
        .collect()
}

/// The cargo features that enable a type.
fn features(cx: Emit<'_>, def: &TypeDef, name: &TypeName) -> BTreeSet<String> {
    match &name.module {
        Module::Component(_) => owned(&feature::names(cx, &def.features)),
        Module::Operation(resource, _) => features_of(cx, *resource),
    }
}

/// The type whose items are listed.
struct Of<'a> {
    scope: &'a Scope<'a>,
    def: &'a TypeDef,
    path: String,
    features: BTreeSet<String>,
}

impl Of<'_> {
    fn items(&self, id: TypeId, name: &TypeName) -> Vec<Item> {
        let members = &name.members;
        let mut own = self.own();
        let inner = match &self.def.shape {
            Shape::Struct(object) => self.object(object, members),
            Shape::StringEnum(values) | Shape::IntegerEnum(values) => self.values(values, members),
            Shape::Union(variants) => {
                own.order.clone_from(members);
                let mut items = self.variants(variants, members);
                items.extend(self.shared(variants));
                items
            }
            Shape::Tuple(items) => self.elements(items),
            Shape::Alias(_) => Vec::new(),
        };
        let own = std::iter::once(own).chain(inner);
        own.chain(self.texts(id)).chain(self.traits()).collect()
    }

    /// The methods that return text.
    fn texts(&self, id: TypeId) -> impl Iterator<Item = Item> {
        let methods = self.scope.cx().api.text_methods.iter();
        let own = methods.filter(move |method| method.of == id);
        own.map(|method| {
            let separator = match method.separator.as_str() {
                "" => "none".to_owned(),
                separator => format!("{separator:?}"),
            };
            let path = format!("{}::{}", self.path, method.name);
            Item {
                facts: vec![fact("path", &method.path), fact("separator", &separator)],
                docs: documented(method.description.clone().unwrap_or_default()),
                ..self
                    .part(ItemKind::Function, path)
                    .signed("() -> String".to_owned())
            }
        })
    }

    /// The traits that only the document asks for: those of `derive`, and `Default` of an enum
    /// with a default value.
    fn traits(&self) -> impl Iterator<Item = Item> {
        let derives = self.def.derives.iter();
        let derived = derives.map(|name| self.implements(name));
        let values = match &self.def.shape {
            Shape::StringEnum(values) | Shape::IntegerEnum(values) => values.as_slice(),
            Shape::Struct(_) | Shape::Tuple(_) | Shape::Union(_) | Shape::Alias(_) => &[],
        };
        let default = values.iter().find(|value| value.is_default);
        let default = default.map(|value| Item {
            facts: vec![fact("value", &value.wire)],
            ..self.implements("Default")
        });
        derived.chain(default)
    }

    fn implements(&self, name: &str) -> Item {
        let path = format!("{}: {name}", self.path);
        self.part(ItemKind::Impl, path)
    }

    fn own(&self) -> Item {
        let (kind, signature) = match &self.def.shape {
            Shape::Struct(_) => (ItemKind::Struct, "struct".to_owned()),
            Shape::StringEnum(_) => (ItemKind::StringEnum, "enum of strings".to_owned()),
            Shape::IntegerEnum(_) => (ItemKind::StringEnum, "enum of integers".to_owned()),
            Shape::Tuple(_) => (ItemKind::Struct, "struct of elements".to_owned()),
            Shape::Union(_) => (ItemKind::Union, "enum of types".to_owned()),
            Shape::Alias(ty) => (ItemKind::Alias, text(self.scope.ty(ty))),
        };
        Item {
            features: self.features.clone(),
            docs: documented(words(self.scope.cx(), &self.def.docs)),
            origin: Some(self.def.origin.clone()),
            ..Item::new(kind, self.path.clone()).signed(signature)
        }
    }

    /// An item that is part of the type.
    fn part(&self, kind: ItemKind, path: String) -> Item {
        Item {
            parent: Some(self.path.clone()),
            features: self.features.clone(),
            origin: Some(self.def.origin.clone()),
            ..Item::new(kind, path)
        }
    }

    fn object(&self, object: &Struct, members: &[String]) -> Vec<Item> {
        let fields = || object.fields.iter().zip(members);
        let mut items: Vec<Item> = fields()
            .map(|(field, name)| self.field(field, name))
            .collect();
        let extra = text(self.scope.ty(&object.extra));
        if let Some(name) = members.last() {
            let path = format!("{}.{name}", self.path);
            let map = format!("BTreeMap<String, {extra}>");
            items.push(self.part(ItemKind::Field, path).signed(map));
        }
        if self.def.usage.is_made() {
            items.push(self.constructor(object, members));
            items.extend(fields().filter_map(|(field, name)| self.setter(field, name)));
            items.extend(members.last().map(|name| {
                let path = format!("{}::{name}", self.path);
                let signature = format!("(impl Into<String>, impl Into<{extra}>)");
                self.part(ItemKind::Setter, path).signed(signature)
            }));
        }
        items
    }

    fn field(&self, field: &Field, name: &str) -> Item {
        let ty = object::field_type(self.scope, field, self.def.usage.tells_null());
        let constant = field.constant.as_ref().map(ToString::to_string);
        Item {
            facts: vec![
                fact("key", &field.wire),
                fact("constant value", constant.as_deref().unwrap_or("none")),
            ],
            docs: documented(facts::of_field(self.scope.cx(), field).join("\n")),
            identity: Some(format!("field {}", field.wire)),
            member: Some(field.wire.clone()),
            ..self
                .part(ItemKind::Field, format!("{}.{name}", self.path))
                .signed(text(ty))
        }
    }

    fn constructor(&self, object: &Struct, members: &[String]) -> Item {
        let mut types = Vec::new();
        let mut shown = Vec::new();
        let mut order = Vec::new();
        for (field, name) in object.fields.iter().zip(members) {
            if let Given::First(taken) = object::given(self.scope, self.def, field) {
                let ty = text(taken.as_type(self.scope, None));
                shown.push(format!("{name}: {}", short(&ty)));
                types.push(ty);
                order.push(field.wire.clone());
            }
        }
        Item {
            signature: format!("({})", types.join(", ")),
            shown: format!("({})", shown.join(", ")),
            order,
            ..self.part(ItemKind::Constructor, format!("{}::new", self.path))
        }
    }

    fn setter(&self, field: &Field, name: &str) -> Option<Item> {
        let Given::Later(taken) = object::given(self.scope, self.def, field) else {
            return None;
        };
        let path = format!("{}::{name}", self.path);
        let signature = format!("({})", text(taken.as_optional()));
        Some(Item {
            identity: Some(format!("setter {}", field.wire)),
            member: Some(field.wire.clone()),
            ..self.part(ItemKind::Setter, path).signed(signature)
        })
    }

    fn values(&self, values: &[EnumValue], members: &[String]) -> Vec<Item> {
        let values = values.iter().zip(members);
        values
            .map(|(value, name)| Item {
                facts: vec![fact("value", &value.wire)],
                docs: documented(words(self.scope.cx(), &value.docs)),
                identity: Some(format!("value {}", value.wire)),
                member: Some(value.wire.clone()),
                ..self.part(ItemKind::Variant, format!("{}::{name}", self.path))
            })
            .collect()
    }

    fn elements(&self, items: &[Type]) -> Vec<Item> {
        let items = items.iter().enumerate();
        items
            .map(|(index, ty)| {
                let path = format!("{}.{index}", self.path);
                let ty = text(self.scope.ty(ty));
                self.part(ItemKind::Field, path).signed(ty)
            })
            .collect()
    }

    /// The methods that return what all variants have.
    fn shared(&self, variants: &[Variant]) -> impl Iterator<Item = Item> {
        let methods = shared::signatures(self.scope, self.def, variants).into_iter();
        methods.map(|(name, ty)| {
            let path = format!("{}.{name}()", self.path);
            self.part(ItemKind::Field, path).signed(text(ty))
        })
    }

    fn variants(&self, variants: &[Variant], members: &[String]) -> Vec<Item> {
        let variants = variants.iter().zip(members);
        variants
            .map(|(variant, name)| {
                let ty = text(self.scope.ty(&variant.ty));
                Item {
                    facts: vec![fact("matching rule", &guard(&variant.guard))],
                    docs: documented(words(self.scope.cx(), &variant.docs)),
                    identity: Some(format!("variant {}", identity(&variant.ty))),
                    ..self
                        .part(ItemKind::Variant, format!("{}::{name}", self.path))
                        .signed(format!("({ty})"))
                }
            })
            .collect()
    }
}

/// The identity of a variant: its type in the model, independent of its name.
fn identity(ty: &Type) -> String {
    format!("{ty:?}")
}

fn guard(guard: &Guard) -> String {
    match guard {
        Guard::Tag(key, values) => {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            format!("`{key}` is `{}`", values.join("` or `"))
        }
        Guard::Object(keys, _) if keys.is_empty() => "an object".to_owned(),
        Guard::Object(keys, _) => format!("the keys `{}`", keys.join("`, `")),
        Guard::Kind(kind) => format!("{kind:?}").to_lowercase(),
        Guard::List(kind) => format!("array of {kind:?}").to_lowercase(),
        Guard::Any => "any value".to_owned(),
    }
}
