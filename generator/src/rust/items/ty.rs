//! Writes types in code.

use std::collections::HashSet;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Integer, Shape, Type, TypeId};
use crate::rust::name::Module;

use crate::rust::context::{Emit, crate_ident};
use crate::rust::tokens::ident;

/// The place where types are written.
pub(in crate::rust) struct Scope<'a> {
    cx: Emit<'a>,
    /// The module; `None` in the file of a resource and outside of the crate.
    module: Option<&'a Module>,
    /// The name of the crate, if paths start outside of it.
    outside: Option<proc_macro2::Ident>,
    /// Names that the module defines and that shadow those of the prelude.
    own: Rc<HashSet<&'a str>>,
    /// Whether an alias is replaced with its target, which is what the compiler sees.
    through: bool,
    /// Whether the module `types` of the crate is imported.
    imported: bool,
}

impl<'a> Scope<'a> {
    /// The scope of a module of types, whose file defines the types `own`.
    pub(in crate::rust) fn of_module(
        cx: Emit<'a>,
        module: &'a Module,
        own: &Rc<HashSet<&'a str>>,
    ) -> Self {
        Self {
            cx,
            module: Some(module),
            outside: None,
            own: Rc::clone(own),
            through: false,
            imported: false,
        }
    }

    /// The scope of a resource's file, which defines the `names` of its struct and requests.
    pub(in crate::rust) fn of_resource(cx: Emit<'a>, names: impl Iterator<Item = &'a str>) -> Self {
        Self {
            cx,
            module: None,
            outside: None,
            own: Rc::new(names.collect()),
            through: false,
            imported: false,
        }
    }

    /// The scope outside of the crate, as in examples of its documentation.
    pub(in crate::rust) fn outside(cx: Emit<'a>) -> Self {
        Self {
            cx,
            module: None,
            outside: Some(crate_ident(cx)),
            own: Rc::default(),
            through: false,
            imported: false,
        }
    }

    /// The scope outside of the crate, with its module `types` imported.
    pub(in crate::rust) fn importing_types(cx: Emit<'a>) -> Self {
        Self {
            imported: true,
            ..Self::outside(cx)
        }
    }

    /// The scope of the crate's root with aliases resolved, so that the same type is always written
    /// in the same way.
    pub(in crate::rust) fn canonical(cx: Emit<'a>) -> Self {
        Self {
            through: true,
            outside: Some(ident("crate")),
            ..Self::outside(cx)
        }
    }

    /// The context of the emitters.
    pub(in crate::rust) fn cx(&self) -> Emit<'a> {
        self.cx
    }

    /// A name of the prelude, or its full path if the name is shadowed.
    pub(in crate::rust) fn prelude(&self, name: &str) -> TokenStream {
        let bare = ident(name);
        if !self.own.contains(name) {
            return quote!(#bare);
        }
        match name {
            "String" => quote!(::std::string::String),
            "Box" => quote!(::std::boxed::Box),
            "Vec" => quote!(::std::vec::Vec),
            "Option" => quote!(::std::option::Option),
            "Some" => quote!(::std::option::Option::Some),
            "Into" => quote!(::std::convert::Into),
            "AsRef" => quote!(::std::convert::AsRef),
            "IntoIterator" => quote!(::std::iter::IntoIterator),
            _ => quote!(#bare),
        }
    }

    /// Writes a type.
    pub(in crate::rust) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Any => quote!(serde_json::Value),
            Type::Bool => quote!(bool),
            Type::Integer(Integer::I32) => quote!(i32),
            Type::Integer(Integer::I64) => quote!(i64),
            Type::Integer(Integer::U32) => quote!(u32),
            Type::Integer(Integer::U64) => quote!(u64),
            Type::Number => quote!(f64),
            Type::String => self.prelude("String"),
            Type::Text(format) => {
                let name = ident(format.name());
                match &self.outside {
                    Some(outside) => quote!(#outside::#name),
                    None => quote!(crate::#name),
                }
            }
            Type::Bytes => quote!(bytes::Bytes),
            Type::File(_) => {
                if let Some(name) = &self.outside {
                    quote!(#name::File)
                } else {
                    quote!(File)
                }
            }
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

    /// Writes a type for documentation, with links to types that have a page.
    pub(in crate::rust) fn link(&self, ty: &Type) -> String {
        let file = matches!(ty, Type::File(true));
        if ty.named().is_none() && ty.format().is_none() && !file {
            return self.one_link(ty);
        }
        match ty {
            Type::File(true) => format!("`Vec<`{}`>`", self.one_link(&Type::File(false))),
            Type::List(item) => format!("`Vec<`{}`>`", self.link(item)),
            Type::Map(value) => format!("`BTreeMap<String, `{}`>`", self.link(value)),
            Type::Nullable(inner) => format!("`Option<`{}`>`", self.link(inner)),
            Type::Boxed(inner) => format!("`Box<`{}`>`", self.link(inner)),
            _ => self.one_link(ty),
        }
        // Adjacent code spans are merged.
        .replace("``", "")
    }

    fn one_link(&self, ty: &Type) -> String {
        let text = self.ty(ty).to_string().replace(' ', "");
        let own = self.outside.as_ref().map(|name| format!("{name}::"));
        let text = own.map_or(text.clone(), |own| from_inside(&text, &own));
        match (ty, text.rsplit("::").next()) {
            (Type::Named(_) | Type::Text(_) | Type::File(false), Some(bare)) => {
                format!("[`{bare}`]({text})")
            }
            _ => {
                let text = text.replace("std::collections::", "");
                format!("`{}`", text.replace(',', ", "))
            }
        }
    }

    /// Writes the `Option` of a type.
    pub(in crate::rust) fn option(&self, inner: TokenStream) -> TokenStream {
        let option = self.prelude("Option");
        quote!(#option<#inner>)
    }

    /// Resolves aliases.
    pub(in crate::rust) fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        self.cx.api.resolved(ty)
    }

    fn named(&self, id: TypeId) -> TokenStream {
        match self.cx.api.types.get(id.0).map(|def| &def.shape) {
            Some(Shape::Alias(target)) if self.through => self.ty(target),
            _ => self.path(id),
        }
    }

    /// The path of a named type, even if it is an alias.
    pub(in crate::rust) fn path(&self, id: TypeId) -> TokenStream {
        let (Some(name), Some(def)) = (self.cx.names.ty(id), self.cx.api.types.get(id.0)) else {
            return quote!(serde_json::Value);
        };
        let bare = ident(&name.ident);
        if self.module == Some(&name.module) {
            return quote!(#bare);
        }
        let types = match (self.module, &self.outside) {
            (_, Some(_)) if self.imported => quote!(types),
            (_, Some(name)) => quote!(#name::types),
            (Some(Module::Component(_)), None) => quote!(super),
            _ => quote!(types),
        };
        match &name.module {
            Module::Component(_) if def.path.steps.is_empty() => quote!(#types::#bare),
            Module::Component(module) => {
                let module = ident(module);
                quote!(#types::#module::#bare)
            }
            Module::Operation(resource, module) => {
                let module = ident(module);
                if self.module.is_none() && self.outside.is_none() {
                    return quote!(#module::#bare);
                }
                let path = self.cx.resource_path(*resource, self.outside.as_ref());
                quote!(#path::#module::#bare)
            }
        }
    }
}

/// Replaces the name of the crate with `crate` in paths, but not a module of the same name.
fn from_inside(text: &str, own: &str) -> String {
    let mut inside = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(own) {
        inside.push_str(before);
        let goes_on = |char: char| char.is_alphanumeric() || matches!(char, '_' | ':' | '#');
        let starts = !inside.ends_with(goes_on);
        inside.push_str(if starts { "crate::" } else { own });
        rest = behind;
    }
    inside + rest
}
