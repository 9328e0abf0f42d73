//! How a type is written where it is used.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Integer, Shape, Type, TypeId};
use crate::name::Module;

use super::{Emit, ident};

/// The module in which types are written.
pub(super) struct Scope<'a> {
    cx: Emit<'a>,
    /// The module; `None` in a resource's own file.
    module: Option<&'a Module>,
    /// Names that the module gives to types of its own: they hide the prelude's.
    own: HashSet<&'a str>,
}

impl<'a> Scope<'a> {
    /// The scope of a module of types.
    pub(super) fn of_module(cx: Emit<'a>, module: &'a Module) -> Self {
        let here = cx.names.types().iter().filter(|ty| ty.module == *module);
        Self {
            cx,
            module: Some(module),
            own: here.map(|ty| ty.ident.as_str()).collect(),
        }
    }

    /// The scope of a resource's file, which has the `names` of its handle and requests.
    pub(super) fn of_resource(cx: Emit<'a>, names: impl Iterator<Item = &'a str>) -> Self {
        Self {
            cx,
            module: None,
            own: names.collect(),
        }
    }

    /// A name of the prelude, by its path if it is hidden here.
    pub(super) fn prelude(&self, name: &str) -> TokenStream {
        let bare = ident(name);
        if !self.own.contains(name) {
            return quote!(#bare);
        }
        match name {
            "String" => quote!(::std::string::String),
            "Box" => quote!(::std::boxed::Box),
            "Vec" => quote!(::std::vec::Vec),
            "Clone" => quote!(::std::clone::Clone),
            "Debug" => quote!(::std::fmt::Debug),
            "PartialEq" => quote!(::std::cmp::PartialEq),
            "Eq" => quote!(::std::cmp::Eq),
            "Hash" => quote!(::std::hash::Hash),
            "Option" => quote!(::std::option::Option),
            _ => quote!(#bare),
        }
    }

    /// A type.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Any => quote!(serde_json::Value),
            Type::Bool => quote!(bool),
            Type::Integer(Integer::I32) => quote!(i32),
            Type::Integer(Integer::I64) => quote!(i64),
            Type::Integer(Integer::U32) => quote!(u32),
            Type::Integer(Integer::U64) => quote!(u64),
            Type::Number => quote!(f64),
            Type::String => self.prelude("String"),
            Type::List(item) => {
                let vec = self.prelude("Vec");
                let item = self.ty(item);
                quote!(#vec<#item>)
            }
            Type::Map(value) => {
                let string = self.prelude("String");
                let value = self.ty(value);
                quote!(std::collections::BTreeMap<#string, #value>)
            }
            Type::Nullable(inner) => self.option(self.ty(inner)),
            Type::Boxed(inner) => {
                let boxed = self.prelude("Box");
                let inner = self.ty(inner);
                quote!(#boxed<#inner>)
            }
            Type::Named(id) => self.named(*id),
        }
    }

    /// `Option` of what is written.
    pub(super) fn option(&self, inner: TokenStream) -> TokenStream {
        let option = self.prelude("Option");
        quote!(#option<#inner>)
    }

    /// Whether a named type is a type of its own rather than another name for one.
    pub(super) fn is_nominal(&self, id: TypeId) -> bool {
        let def = self.cx.api.types.get(id.0);
        def.is_some_and(|def| !matches!(def.shape, Shape::Alias(_)))
    }

    fn named(&self, id: TypeId) -> TokenStream {
        let (Some(name), Some(def)) = (self.cx.names.ty(id), self.cx.api.types.get(id.0)) else {
            return quote!(serde_json::Value);
        };
        let bare = ident(&name.ident);
        if self.module == Some(&name.module) {
            return quote!(#bare);
        }
        let types = if let Some(Module::Component(_)) = self.module {
            quote!(super)
        } else {
            quote!(types)
        };
        match &name.module {
            Module::Component(_) if def.path.steps.is_empty() => quote!(#types::#bare),
            Module::Component(module) => {
                let module = ident(module);
                quote!(#types::#module::#bare)
            }
            Module::Operation(resource, module) => {
                let module = ident(module);
                if self.module.is_none() {
                    return quote!(#module::#bare);
                }
                let path = self.cx.resource_path(*resource);
                quote!(#path::#module::#bare)
            }
        }
    }
}
