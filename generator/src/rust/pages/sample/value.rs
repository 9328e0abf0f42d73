//! Rust expressions for values: that of a JSON example if it matches, otherwise the shortest value.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::shown::{self, admits, fits, integer, pair, text};
use crate::markdown;
use crate::model::{
    Argument, EnumValue, Field, Integer, Location, PathStyle, Presence, Shape, Struct, Type,
    TypeId, Variant,
};
use crate::rust::context::{Emit, is_emitted};
use crate::rust::items::{conversion, ty::Scope};
use crate::rust::tokens::ident;

/// The maximum number of values in an expression, to keep examples readable.
const MOST_VALUES: usize = 24;

/// The maximum number of list items, and of optional members of an object.
const ENOUGH: usize = 3;

/// Makes one expression.
pub(super) struct Maker<'a> {
    cx: Emit<'a>,
    scope: Scope<'a>,
    /// The types that enclose the current value. They must not recur: the value would be infinite.
    open: Vec<TypeId>,
    /// The number of values that may still be made.
    left: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(cx: Emit<'a>) -> Self {
        Self {
            cx,
            scope: Scope::importing_types(cx),
            open: Vec::new(),
            left: MOST_VALUES,
        }
    }

    /// The expression for a required argument, in the form that [`argument::taken`] accepts.
    pub(super) fn asked(&mut self, argument: &Argument) -> Option<TokenStream> {
        let json = argument.example.as_ref();
        let json = json.or(argument.facts.example.as_ref());
        let wire = &*shown::name(argument);
        if argument.sends_null() {
            return self.exact(&argument.ty, json, wire);
        }
        match self.scope.resolved(&argument.ty).clone() {
            Type::String if matches!(argument.location, Location::Path(PathStyle::Simple)) => {
                Some(text(json, wire))
            }
            Type::List(item) => self.items(&item, json, wire),
            Type::File(true) => self.items(&Type::File(false), json, wire),
            _ => self.taken(&argument.ty, json, wire),
        }
    }

    /// The expression for the setter of an optional argument.
    pub(super) fn set(&mut self, argument: &Argument, json: &Value) -> Option<TokenStream> {
        if !fits(&self.scope, &argument.ty, json) {
            return None;
        }
        self.taken(&argument.ty, Some(json), &argument.wire)
    }

    /// The expression for a value, in the form that [`argument::Taken::of`] chooses.
    fn taken(&mut self, ty: &Type, json: Option<&Value>, name: &str) -> Option<TokenStream> {
        match self.scope.resolved(ty).clone() {
            Type::List(item) => self.items(&item, json, name),
            Type::File(true) => self.items(&Type::File(false), json, name),
            Type::Map(value) => {
                let (key, json) = pair(json);
                let value = self.into(&value, json, name)?;
                Some(quote!([(#key, #value)]))
            }
            Type::Integer(kind) => {
                self.count()?;
                Some(shown::of_any_width(kind, json))
            }
            resolved @ (Type::Bool | Type::Number) => self.exact(&resolved, json, name),
            _ => self.into(ty, json, name),
        }
    }

    /// An expression that converts into a type.
    fn into(&mut self, ty: &Type, json: Option<&Value>, name: &str) -> Option<TokenStream> {
        match self.scope.resolved(ty).clone() {
            Type::Text(format) => {
                self.count()?;
                Some(text(json, format.example()))
            }
            Type::String | Type::Bytes => {
                self.count()?;
                Some(text(json, name))
            }
            Type::Boxed(inner) | Type::Nullable(inner) => self.exact(&inner, json, name),
            Type::Named(id) => {
                let shape = self.cx.api.types.get(id.0).map(|def| &def.shape)?;
                match shape {
                    Shape::StringEnum(values) => {
                        let first = values.first().map_or(name, |value| &value.wire);
                        self.count()?;
                        Some(text(json, first))
                    }
                    Shape::IntegerEnum(values) => {
                        self.count()?;
                        let first = values.first().and_then(|value| value.wire.parse().ok());
                        let first = first.map(|number: i64| Value::from(number));
                        Some(integer(Integer::I64, json.or(first.as_ref())))
                    }
                    Shape::Union(variants) => self.for_union(id, variants, json, name),
                    Shape::Struct(_) | Shape::Tuple(_) | Shape::Alias(_) => {
                        self.exact(ty, json, name)
                    }
                }
            }
            Type::Integer(kind) => {
                self.count()?;
                Some(shown::inferred(kind, json))
            }
            _ => self.exact(ty, json, name),
        }
    }

    /// An expression of exactly this type.
    fn exact(&mut self, ty: &Type, json: Option<&Value>, name: &str) -> Option<TokenStream> {
        self.count()?;
        match self.scope.resolved(ty).clone() {
            Type::Any => {
                let json = json.cloned().unwrap_or_else(|| Value::from(name));
                let json = json.to_string();
                if json.contains(markdown::is_hidden) {
                    return None;
                }
                let json: TokenStream = json.parse().ok()?;
                Some(quote!(serde_json::json!(#json)))
            }
            Type::Bool => Some(match json {
                Some(Value::Bool(false)) => quote!(false),
                _ => quote!(true),
            }),
            Type::Integer(kind) => Some(integer(kind, json)),
            Type::Number => Some(shown::number(json)),
            Type::String => {
                let text = text(json, name);
                Some(quote!(#text.to_owned()))
            }
            Type::Text(format) => {
                let text = text(json, format.example());
                let ty = self.scope.ty(ty);
                Some(quote!(#ty::from(#text)))
            }
            Type::Bytes => {
                let text = text(json, name);
                Some(quote!(bytes::Bytes::from(#text)))
            }
            Type::File(_) => {
                let file = self.scope.ty(&Type::File(false));
                let path = shown::path(json, name);
                Some(quote!(#file::from_path(#path)))
            }
            Type::List(item) => {
                let items = self.list(&item, json, name, Self::exact)?;
                Some(quote!(vec![#(#items),*]))
            }
            Type::Map(value) => {
                let (key, json) = pair(json);
                let value = self.exact(&value, json, name)?;
                Some(quote!(std::collections::BTreeMap::from([(#key.to_owned(), #value)])))
            }
            Type::Nullable(inner) => {
                let inner = self.exact(&inner, json, name)?;
                Some(quote!(Some(#inner)))
            }
            Type::Boxed(inner) => {
                let inner = self.exact(&inner, json, name)?;
                Some(quote!(Box::new(#inner)))
            }
            Type::Named(id) => self.named(id, json, name),
        }
    }

    fn named(&mut self, id: TypeId, json: Option<&Value>, name: &str) -> Option<TokenStream> {
        let def = self.cx.api.types.get(id.0)?;
        if self.open.contains(&id) || !is_emitted(def) {
            return None;
        }
        self.open.push(id);
        let made = match &def.shape {
            Shape::Struct(object) => self.object(id, object, json),
            Shape::StringEnum(values) => {
                let wanted = json.and_then(Value::as_str);
                self.enum_value(id, values, wanted)
            }
            Shape::IntegerEnum(values) => {
                let wanted = json
                    .and_then(Value::as_i64)
                    .map(|number| number.to_string());
                self.enum_value(id, values, wanted.as_deref())
            }
            Shape::Tuple(items) => self.tuple(id, items, json, name),
            Shape::Union(variants) => self.union(id, variants, json, name),
            Shape::Alias(_) => None,
        };
        self.open.pop();
        made
    }

    /// The variant of an enum that matches a value, or the first one.
    fn enum_value(
        &self,
        id: TypeId,
        values: &[EnumValue],
        wanted: Option<&str>,
    ) -> Option<TokenStream> {
        let at = values.iter().position(|value| Some(&*value.wire) == wanted);
        let member = self.cx.names.ty(id)?.members.get(at.unwrap_or_default());
        let (path, member) = (self.scope.path(id), ident(member?));
        Some(quote!(#path::#member))
    }

    /// The constructor of a tuple struct: `Type(…, …)`.
    fn tuple(
        &mut self,
        id: TypeId,
        items: &[Type],
        json: Option<&Value>,
        name: &str,
    ) -> Option<TokenStream> {
        let mut made = Vec::new();
        for (index, ty) in items.iter().enumerate() {
            let json = json.and_then(|json| json.get(index));
            made.push(self.exact(ty, json, name)?);
        }
        let path = self.scope.path(id);
        Some(quote!(#path(#(#made),*)))
    }

    /// The construction of a struct: `Type::new(…).option(…)`.
    fn object(&mut self, id: TypeId, object: &Struct, json: Option<&Value>) -> Option<TokenStream> {
        let def = self.cx.api.types.get(id.0)?;
        if !def.usage.is_made() {
            return None;
        }
        let members = &self.cx.names.ty(id)?.members;
        let member = |field: &Field| json.and_then(|json| json.get(&field.wire));
        let mut asked = Vec::new();
        let mut set = Vec::new();
        for (field, name) in object.fields.iter().zip(members) {
            let shown = member(field).filter(|json| !json.is_null());
            match field.presence {
                Presence::Required | Presence::RequiredNullable if field.constant.is_some() => {}
                Presence::Required => {
                    let json = shown.or(field.facts.example.as_ref());
                    asked.push(self.taken(&field.ty, json, &field.wire)?);
                }
                Presence::RequiredNullable => {
                    let json = shown.or(field.facts.example.as_ref());
                    asked.push(self.exact(&field.ty, json, &field.wire)?);
                }
                Presence::Optional | Presence::OptionalNullable => {
                    let (Some(json), true) = (shown, set.len() < ENOUGH) else {
                        continue;
                    };
                    let unsent = field.facts.read_only && def.usage.request;
                    let fixed = field.constant.is_some() || unsent;
                    if fixed || !fits(&self.scope, &field.ty, json) {
                        continue;
                    }
                    let left = self.left;
                    let value = self.taken(&field.ty, Some(json), &field.wire);
                    let Some(value) = value else {
                        self.left = left;
                        continue;
                    };
                    let setter = ident(name);
                    set.push(quote!(.#setter(#value)));
                }
            }
        }
        let path = self.scope.path(id);
        Some(quote!(#path::new(#(#asked),*) #(#set)*))
    }

    /// An expression that converts into a union. Prefers a string literal.
    fn for_union(
        &mut self,
        id: TypeId,
        variants: &[Variant],
        json: Option<&Value>,
        name: &str,
    ) -> Option<TokenStream> {
        let text_too = conversion::takes_text(&self.scope, variants);
        if text_too && json.is_none_or(Value::is_string) {
            self.count()?;
            return Some(text(json, name));
        }
        // The value of a variant converts into the union.
        let meant = variants
            .iter()
            .find(|variant| json.is_some_and(|json| admits(&variant.guard, json)));
        let def = self.cx.api.types.get(id.0)?;
        let converts =
            |variant: &&Variant| conversion::converts(&self.scope, def, variants, &variant.ty);
        if let Some(variant) = meant.filter(converts) {
            let left = self.left;
            if let Some(value) = self.exact(&variant.ty, json, name) {
                return Some(value);
            }
            self.left = left;
        }
        self.exact(&Type::Named(id), json, name)
    }

    fn union(
        &mut self,
        id: TypeId,
        variants: &[Variant],
        json: Option<&Value>,
        name: &str,
    ) -> Option<TokenStream> {
        let members = &self.cx.names.ty(id)?.members;
        let path = self.scope.path(id);
        let all = || variants.iter().zip(members);
        let meant =
            all().filter(|(variant, _)| json.is_some_and(|json| admits(&variant.guard, json)));
        let first = meant.map(|(variant, member)| (variant, member, json));
        let simple = |variant: &Variant| !variant.ty.is_text();
        let mut others: Vec<_> = all().collect();
        others.sort_by_key(|(variant, _)| simple(variant));
        let others = others
            .into_iter()
            .map(|(variant, member)| (variant, member, None));
        for (variant, member, json) in first.chain(others) {
            let left = self.left;
            if let Some(value) = self.exact(&variant.ty, json, name) {
                let member = ident(member);
                return Some(quote!(#path::#member(#value)));
            }
            // A failed variant costs the others only a small part of the budget. This bounds the
            // time for unions with many variants.
            self.left = left.saturating_sub(2);
        }
        None
    }

    /// An array expression whose items all have the same Rust type.
    fn items(&mut self, item: &Type, json: Option<&Value>, name: &str) -> Option<TokenStream> {
        self.count()?;
        let several = json
            .and_then(Value::as_array)
            .is_some_and(|items| items.len() > 1);
        let is_union = match self.scope.resolved(item) {
            Type::Named(id) => {
                let def = self.cx.api.types.get(id.0);
                def.is_some_and(|def| matches!(def.shape, Shape::Union(_)))
            }
            _ => false,
        };
        let make = if several && is_union {
            Self::exact
        } else {
            Self::into
        };
        let items = self.list(item, json, name, make)?;
        Some(quote!([#(#items),*]))
    }

    fn list(
        &mut self,
        item: &Type,
        json: Option<&Value>,
        name: &str,
        make: impl Fn(&mut Self, &Type, Option<&Value>, &str) -> Option<TokenStream>,
    ) -> Option<Vec<TokenStream>> {
        let shown = json
            .and_then(Value::as_array)
            .filter(|items| !items.is_empty());
        let Some(shown) = shown else {
            return Some(vec![make(self, item, None, name)?]);
        };
        let mut items = Vec::new();
        for json in shown.iter().take(ENOUGH) {
            items.push(make(self, item, Some(json), name)?);
        }
        Some(items)
    }

    fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}
