//! The resource tree: one file per resource, with its struct and its methods.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Resource, ResourceId};
use crate::rust::name::{Module, ResourceName};

use super::docs;
use super::imports;
use super::multipart;
use super::operation;
use super::operation::MethodContext;
use super::ty::Scope;
use super::whole_body;
use super::xml;
use crate::rust::context::{Emit, is_emitted};
use crate::rust::file::{File, rust};
use crate::rust::format::Source;
use crate::rust::plan::feature;
use crate::rust::tokens::{file_stem, ident, mentions_module};

/// `src/resources.rs` and one file per resource.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Vec<File> {
    let xml = xml::names(cx);
    let resources = cx.api.resources.iter().enumerate();
    resources
        .map(|(index, resource)| (ResourceId(index), resource))
        .filter(|(id, resource)| *id != ResourceId::ROOT || !is_empty(resource))
        .map(|(id, resource)| file(cx, id, resource, &xml))
        .collect()
}

fn is_empty(resource: &Resource) -> bool {
    resource.children.is_empty() && resource.operations.is_empty()
}

fn file(cx: Emit<'_>, id: ResourceId, resource: &Resource, xml: &[Option<String>]) -> File {
    let operations: Vec<(usize, &Operation)> = resource
        .operations
        .iter()
        .filter_map(|index| Some((*index, cx.api.operations.get(*index)?)))
        .collect();
    let handle = cx
        .names
        .resources()
        .get(id.0)
        .map(|name| name.handle.as_str());
    let requests = operations
        .iter()
        .filter_map(|(index, _)| cx.names.operations().get(*index));
    let own = requests.map(|name| name.request.as_str()).chain(handle);
    let scope = Scope::of_resource(cx, own);
    let chain = cx.chain(id);
    let method_cx = MethodContext {
        cx,
        scope: &scope,
        handle: handle.filter(|name| !name.is_empty()).unwrap_or("Client"),
        xml,
    };
    let mut methods = Vec::new();
    let mut requests = Vec::new();
    let mut setters = Vec::new();
    let mut bodies = Vec::new();
    for (index, operation) in &operations {
        if let Some(emitted) = operation::emit(&method_cx, *index, operation) {
            methods.push(emitted.method);
            methods.extend(whole_body::method(&method_cx, *index, operation));
            requests.push(emitted.request);
            setters.extend(emitted.setters);
            if let Some(body) = multipart::emit(&method_cx, *index, operation) {
                bodies.push(body.item);
                setters.extend(body.setters);
            }
        }
    }
    let mut code = handle_items(cx, id, resource, &methods);
    code.extend((!requests.is_empty()).then(|| quote!(operation! { #(#requests)* })));
    code.extend((!setters.is_empty()).then(|| quote!(setters! { #(#setters)* })));
    code.extend(bodies);
    let mut items = modules(cx, id, resource);
    items.push(imports(cx, &operations, &code));
    items.extend(code);
    let source = Source {
        docs: match id {
            ResourceId::ROOT => {
                vec!["The resources of the API, accessed from the client.".to_owned()]
            }
            _ => about_module(cx, resource, &chain),
        },
        items,
    };
    rust(&format!("{}.rs", cx.resource_folder(id)), source)
}

/// The first paragraph of a resource's description, and the chain of its accessors.
fn about_module(cx: Emit<'_>, resource: &Resource, chain: &str) -> Vec<String> {
    let mut lines = docs::first_paragraph(cx, &resource.docs, "");
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!("The resource `{chain}`."));
    lines
}

/// The modules of child resources, and of operations that have their own types.
fn modules(cx: Emit<'_>, id: ResourceId, resource: &Resource) -> Vec<TokenStream> {
    let children = resource.children.iter();
    let children = children.filter_map(|child| Some((*child, cx.names.resources().get(child.0)?)));
    let children = children.map(|(child, name)| (name.module.as_str(), Some(child)));
    let mut modules: Vec<(&str, Option<ResourceId>)> = children.collect();
    let emitted = cx.names.types().iter().zip(&cx.api.types);
    let emitted = emitted.filter(|(_, def)| is_emitted(def));
    for (name, _) in emitted {
        if let Module::Operation(resource, module) = &name.module
            && *resource == id
        {
            modules.push((module, None));
        }
    }
    modules.sort_unstable();
    modules.dedup_by_key(|(name, _)| *name);
    let declare = |(name, child): &(&str, Option<ResourceId>)| {
        let module = ident(name);
        let condition = child.and_then(|child| feature::condition_of(cx, child));
        quote!(#condition pub mod #module;)
    };
    modules.iter().map(declare).collect()
}

/// The struct of the resource, its accessors and its methods. Those of the root are methods of the
/// client.
fn handle_items(
    cx: Emit<'_>,
    id: ResourceId,
    resource: &Resource,
    methods: &[TokenStream],
) -> Vec<TokenStream> {
    let root = id == ResourceId::ROOT;
    let accessors = resource
        .children
        .iter()
        .filter_map(|child| accessor(cx, *child, root));
    let body = quote!(#(#accessors)* #(#methods)*);
    if root {
        return vec![quote!(impl Client { #body })];
    }
    let Some(name) = cx.names.resources().get(id.0) else {
        return Vec::new();
    };
    let handle = ident(&name.handle);
    let about = docs::attributes(&docs::lines(
        cx,
        &resource.docs,
        &format!("The resource `{}`.", cx.chain(id)),
    ));
    vec![
        quote! {
            #about
            #[derive(Clone, Debug)]
            pub struct #handle {
                pub(crate) client: Client,
            }
        },
        quote!(impl #handle { #body }),
    ]
}

fn accessor(cx: Emit<'_>, child: ResourceId, root: bool) -> Option<TokenStream> {
    let name = cx.names.resources().get(child.0)?;
    let resource = cx.api.resources.get(child.0)?;
    let chain = cx.chain(child);
    let fallback = format!("The resource `{chain}`.");
    let about = docs::attributes(&docs::first_paragraph(cx, &resource.docs, &fallback));
    let method = ident(&name.accessor);
    let handle = ident(&name.handle);
    let module = ident(&name.module);
    let path = quote!(#module::#handle);
    let client = if root {
        quote!(self.clone())
    } else {
        quote!(self.client.clone())
    };
    let condition = feature::condition_of(cx, child);
    Some(quote! {
        #about
        #condition
        #[must_use]
        pub fn #method(&self) -> #path {
            #path { client: #client }
        }
    })
}

fn imports(cx: Emit<'_>, operations: &[(usize, &Operation)], items: &[TokenStream]) -> TokenStream {
    let runtime = imports::runtime_items(operations);
    let runtime = (!operations.is_empty()).then(|| quote!(use crate::runtime::{#(#runtime),*};));
    let mut schemes: Vec<usize> = operations
        .iter()
        .flat_map(|(_, operation)| operation.security.iter().flatten())
        .map(|scheme| scheme.0)
        .collect();
    schemes.sort_unstable();
    schemes.dedup();
    let schemes = schemes
        .iter()
        .filter_map(|index| cx.names.schemes().get(*index));
    let schemes: Vec<_> = schemes.map(|name| ident(&name.constant)).collect();
    let schemes = (!schemes.is_empty()).then(|| quote!(use crate::client::{#(#schemes),*};));
    let types = mentions_module(items, "types").then(|| {
        quote!(
            use crate::types;
        )
    });
    quote! {
        use crate::Client;
        #schemes
        #runtime
        #types
    }
}

impl<'a> Emit<'a> {
    /// The chain of accessors as a caller writes it: `client.admin().organization()`.
    pub(in crate::rust) fn chain(self, id: ResourceId) -> String {
        let accessors = self.resource_names(id);
        let accessors = accessors.map(|name| format!(".{}()", name.accessor));
        format!("client{}", accessors.collect::<String>())
    }

    /// The folder of a resource's modules: `src/resources/admin`.
    pub(in crate::rust) fn resource_folder(self, id: ResourceId) -> String {
        let modules = self.resource_modules(id);
        let modules = modules.iter().map(|module| file_stem(module));
        let folders = ["src", "resources"].into_iter().chain(modules);
        folders.collect::<Vec<_>>().join("/")
    }

    /// The path of a resource's module: `crate::resources::admin`, or with the name of the crate.
    pub(in crate::rust) fn resource_path(
        self,
        id: ResourceId,
        from: Option<&proc_macro2::Ident>,
    ) -> TokenStream {
        let modules = self.resource_modules(id);
        let modules = modules.iter().map(|module| ident(module));
        if let Some(name) = from {
            quote!(#name::resources #(::#modules)*)
        } else {
            quote!(crate::resources #(::#modules)*)
        }
    }

    pub(in crate::rust) fn resource_modules(self, id: ResourceId) -> Vec<&'a str> {
        let names = self.resource_names(id);
        names.map(|name| name.module.as_str()).collect()
    }

    /// The accessors that lead from the client to a resource.
    pub(in crate::rust) fn resource_accessors(self, id: ResourceId) -> Vec<&'a str> {
        let names = self.resource_names(id);
        names.map(|name| name.accessor.as_str()).collect()
    }

    fn resource_names(self, id: ResourceId) -> impl Iterator<Item = &'a ResourceName> {
        let chain = self.api.ancestry(id).into_iter();
        chain.filter_map(move |id| self.names.resources().get(id.0))
    }
}
