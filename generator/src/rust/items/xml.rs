//! `src/xml.rs`: tables that say where the members of types are in XML, for the bodies that are XML.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{
    Field, Guard, Operation, Shape, Struct, Type, TypeId, Variant, Xml, XmlItems, XmlName,
    XmlPlace, XmlRoot,
};
use crate::rust::context::Emit;
use crate::rust::file::{File, rust};
use crate::rust::format::Source;
use crate::rust::tokens::{file_stem, ident};

/// The names of the tables of operations: those of their methods. `None` for operations without XML.
pub(in crate::rust) fn names(cx: Emit<'_>) -> Vec<Option<String>> {
    let mut taken = BTreeSet::new();
    let operations = cx.api.operations.iter().zip(cx.names.operations());
    let name = |(operation, name): (&Operation, &crate::rust::name::OperationName)| {
        let modules = cx.resource_modules(operation.resource);
        let modules = modules.iter().map(|module| file_stem(module));
        let words: Vec<&str> = modules.chain([file_stem(&name.method)]).collect();
        operation
            .has_xml()
            .then(|| unique(&mut taken, &words.join("_")))
    };
    operations.map(name).collect()
}

/// The call that sets the table of an operation, given the names of all tables.
pub(super) fn call(names: &[Option<String>], index: usize) -> Option<TokenStream> {
    let name = ident(names.get(index)?.as_ref()?);
    Some(quote!(.xml(&crate::xml::#name)))
}

/// A name of a static that is not taken.
fn unique(taken: &mut BTreeSet<String>, words: &str) -> String {
    let name = words.to_shouty_snake_case();
    let mut candidate = name.clone();
    let mut count = 1;
    while !taken.insert(candidate.clone()) {
        count += 1;
        candidate = format!("{name}_{count}");
    }
    candidate
}

/// `src/xml.rs`, if a body is XML.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Option<File> {
    let mut tables = Tables {
        cx,
        names: BTreeMap::new(),
        taken: BTreeSet::new(),
        waiting: VecDeque::new(),
    };
    let names = names(cx);
    tables.taken.extend(names.iter().flatten().cloned());
    let operations = cx.api.operations.iter().zip(&names);
    let mut items: Vec<TokenStream> = operations
        .filter_map(|(operation, name)| Some(tables.bodies(operation, name.as_ref()?)))
        .collect();
    while let Some(id) = tables.waiting.pop_front() {
        items.extend(tables.table(id));
    }
    if items.is_empty() {
        return None;
    }
    items.insert(
        0,
        quote! {
            #[allow(clippy::wildcard_imports, reason = "all of it is for tables")]
            use crate::runtime::xml_tables::*;
        },
    );
    let docs = "The places of values in XML bodies.".to_owned();
    Some(rust(
        "src/xml.rs",
        Source {
            docs: vec![docs],
            items,
        },
    ))
}

struct Tables<'a> {
    cx: Emit<'a>,
    /// The names of the tables of types.
    names: BTreeMap<TypeId, String>,
    taken: BTreeSet<String>,
    /// The types whose tables are not emitted yet.
    waiting: VecDeque<TypeId>,
}

impl Tables<'_> {
    /// The table of the bodies of an operation.
    fn bodies(&mut self, operation: &Operation, name: &str) -> TokenStream {
        let name = ident(name);
        let sent = operation.sent_xml.as_ref();
        let request = self.root(sent.map(|sent| &sent.root), sent.map(|sent| &sent.ty));
        let response = self.root(operation.read_xml.as_ref(), operation.reply.ty());
        let errors: Vec<TokenStream> = operation
            .failures
            .iter()
            .filter_map(|failure| {
                let ty = failure.ty.as_ref()?;
                let statuses = failure.statuses.join(" ");
                let root = self.root_of(failure.xml.as_ref()?, ty);
                Some(quote!((#statuses, &#root)))
            })
            .collect();
        let about = format!(" `{} {}`", operation.method.as_str(), operation.template());
        quote! {
            #[doc = #about]
            pub(crate) static #name: Bodies = Bodies {
                request: #request,
                response: #response,
                errors: &[#(#errors),*],
            };
        }
    }

    fn root(&mut self, root: Option<&XmlRoot>, ty: Option<&Type>) -> TokenStream {
        match (root, ty) {
            (Some(root), Some(ty)) => {
                let root = self.root_of(root, ty);
                quote!(Some(&#root))
            }
            _ => quote!(None),
        }
    }

    fn root_of(&mut self, root: &XmlRoot, ty: &Type) -> TokenStream {
        match root {
            XmlRoot::OnlyMember => {
                let content = self.content(ty, None);
                quote!(bare(#content))
            }
            XmlRoot::Element(xml) => {
                let name = &xml.name.local;
                let content = self.content(ty, xml.items.as_deref());
                let within = within(&xml.name);
                quote!(root(member(#name, #content) #within))
            }
        }
    }

    /// The table of a type.
    fn table(&mut self, id: TypeId) -> Option<TokenStream> {
        let def = self.cx.api.types.get(id.0)?;
        let name = ident(self.names.get(&id)?);
        match &def.shape {
            Shape::Struct(object) => {
                let object = self.object(object);
                Some(quote!(static #name: Object = #object;))
            }
            Shape::Union(variants) => {
                let tag = variants.iter().find_map(|variant| match &variant.guard {
                    Guard::Tag(tag, _) => Some(tag.as_str()),
                    Guard::Object(..) | Guard::Kind(_) | Guard::List(_) | Guard::Any => None,
                });
                let tag = tag.unwrap_or_default();
                let variants: Vec<_> = variants.iter().map(|one| self.variant(one)).collect();
                Some(quote!(static #name: OneOf = one_of(#tag, &[#(#variants),*]);))
            }
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_) | Shape::Alias(_) => {
                None
            }
        }
    }

    fn variant(&mut self, variant: &Variant) -> TokenStream {
        let tags = match &variant.guard {
            Guard::Tag(_, values) => values.iter().map(ToString::to_string).collect(),
            Guard::Object(..) | Guard::Kind(_) | Guard::List(_) | Guard::Any => Vec::new(),
        };
        let content = self.content(&variant.ty, None);
        let is_default = variant.is_default.then(|| quote!(.by_default()));
        quote!(variant(&[#(#tags),*], #content) #is_default)
    }

    fn object(&mut self, object: &Struct) -> TokenStream {
        let members: Vec<_> = object
            .fields
            .iter()
            .map(|field| self.member(field))
            .collect();
        let rest = (object.extra != Type::Any).then(|| {
            let rest = self.content(&object.extra, None);
            quote!(.rest(#rest))
        });
        quote!(object(&[#(#members),*]) #rest)
    }

    fn member(&mut self, field: &Field) -> TokenStream {
        let plain = Xml::element(&field.wire);
        let xml = field.xml.as_deref().unwrap_or(&plain);
        let place = match xml.place {
            XmlPlace::Element => None,
            XmlPlace::Attribute => Some(quote!(.attribute())),
            XmlPlace::Text => Some(quote!(.text())),
            XmlPlace::Cdata => Some(quote!(.cdata())),
            XmlPlace::Inline => Some(quote!(.inline())),
        };
        let is_text = matches!(
            xml.place,
            XmlPlace::Attribute | XmlPlace::Text | XmlPlace::Cdata
        );
        let ty = bare_type(self.cx.api.resolved(&field.ty));
        let content = match (ty, is_text) {
            (Type::List(item), true) => {
                let item = self.content(item, None);
                quote!(Content::Words(&#item))
            }
            (Type::List(_), false) if xml.items.is_none() => {
                let items = XmlItems {
                    wrapped: false,
                    item: plain.clone(),
                };
                self.content(&field.ty, Some(&items))
            }
            _ => self.content(&field.ty, xml.items.as_deref()),
        };
        let key = &field.wire;
        let local = &xml.name.local;
        let named = (local != key).then(|| quote!(.named(#local)));
        let within = within(&xml.name);
        quote!(member(#key, #content) #named #within #place)
    }

    fn content(&mut self, ty: &Type, items: Option<&XmlItems>) -> TokenStream {
        match ty {
            Type::Any => quote!(Content::Any),
            Type::Bool => quote!(Content::Boolean),
            Type::Integer(_) | Type::Number => quote!(Content::Number),
            Type::String => quote!(Content::Text),
            Type::Text(_) | Type::Bytes | Type::File(_) => quote!(Content::Token),
            Type::Nullable(inner) | Type::Boxed(inner) => self.content(inner, items),
            Type::Map(value) => {
                let value = self.content(value, None);
                quote!(Content::Object(&object(&[]).rest(#value)))
            }
            Type::List(item) => self.array(item, items),
            Type::Named(id) => self.named(*id, items),
        }
    }

    fn array(&mut self, item: &Type, items: Option<&XmlItems>) -> TokenStream {
        let plain = Xml::element("item");
        let xml = items.map_or(&plain, |items| &items.item);
        let content = self.content(item, xml.items.as_deref());
        let name = &xml.name.local;
        let within = within(&xml.name);
        if items.is_some_and(|items| items.wrapped) {
            quote!(Content::Wrapped(&member(#name, #content) #within))
        } else {
            quote!(Content::Items(&member(#name, #content) #within))
        }
    }

    fn named(&mut self, id: TypeId, items: Option<&XmlItems>) -> TokenStream {
        let cx = self.cx;
        let Some(def) = cx.api.types.get(id.0) else {
            return quote!(Content::Any);
        };
        match &def.shape {
            Shape::Alias(Type::Named(inner)) if *inner == id => quote!(Content::Any),
            Shape::Alias(inner) => self.content(inner, items),
            Shape::StringEnum(_) => quote!(Content::Token),
            Shape::IntegerEnum(_) => quote!(Content::Number),
            Shape::Tuple(_) => self.array(&Type::Any, items),
            Shape::Struct(_) => {
                let name = self.name(id);
                quote!(Content::Object(&#name))
            }
            Shape::Union(_) => {
                let name = self.name(id);
                quote!(Content::OneOf(&#name))
            }
        }
    }

    /// The name of the table of a type, which is emitted later.
    fn name(&mut self, id: TypeId) -> proc_macro2::Ident {
        if let Some(name) = self.names.get(&id) {
            return ident(name);
        }
        let words = self.cx.names.ty(id).map_or("", |name| name.ident.as_str());
        let name = unique(&mut self.taken, words);
        let ident = ident(&name);
        self.names.insert(id, name);
        self.waiting.push_back(id);
        ident
    }
}

fn bare_type(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) | Type::Boxed(inner) => bare_type(inner),
        ty => ty,
    }
}

/// The call that sets the namespace of a name.
fn within(name: &XmlName) -> Option<TokenStream> {
    let prefix = name.prefix.as_deref().unwrap_or_default();
    let namespace = name.namespace.as_deref().unwrap_or_default();
    let is_set = !(prefix.is_empty() && namespace.is_empty());
    is_set.then(|| quote!(.within(#namespace, #prefix)))
}
