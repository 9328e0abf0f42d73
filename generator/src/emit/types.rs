//! The modules of types: one file per component and per operation that has types of its own.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Root, Shape, Step, TypeDef, TypeId};
use crate::name::{Module, TypeName};

use super::ty::Scope;
use super::{Emit, File, Source, docs, file_stem, ident, object, rust, string_enum, union};

/// `src/types.rs` and the files of its modules.
pub(super) fn emit(cx: Emit<'_>) -> Vec<File> {
    let mut modules: BTreeMap<&Module, Vec<TypeId>> = BTreeMap::new();
    for (index, name) in cx.names.types().iter().enumerate() {
        if cx
            .api
            .types
            .get(index)
            .is_some_and(|def| !super::is_emitted(def))
        {
            continue;
        }
        modules.entry(&name.module).or_default().push(TypeId(index));
    }
    let mut files = Vec::new();
    let mut index = Source {
        docs: vec!["What goes over the wire: the schemas of the API by their names.".to_owned()],
        items: Vec::new(),
    };
    let mut reexports = Vec::new();
    for (module, ids) in &modules {
        let path = match module {
            Module::Component(name) => {
                let inner = ids.iter().any(|id| is_inner(cx, *id));
                index.items.push(declare(name, inner));
                reexports.extend(ids.iter().filter_map(|id| reexport(cx, name, *id)));
                format!("src/types/{}.rs", file_stem(name))
            }
            Module::Operation(resource, name) => {
                format!("{}/{}.rs", cx.resource_folder(*resource), file_stem(name))
            }
        };
        files.push(rust(&path, module_file(cx, module, ids)));
    }
    index.items.extend(reexports);
    if !index.items.is_empty() {
        files.push(rust("src/types.rs", index));
    }
    files
}

fn is_inner(cx: Emit<'_>, id: TypeId) -> bool {
    cx.api
        .types
        .get(id.0)
        .is_some_and(|def| !def.path.steps.is_empty())
}

/// A module is public if it holds more than the type that is re-exported from it.
fn declare(name: &str, public: bool) -> TokenStream {
    let module = ident(name);
    if public {
        return quote!(pub mod #module;);
    }
    quote!(mod #module;)
}

fn reexport(cx: Emit<'_>, module: &str, id: TypeId) -> Option<TokenStream> {
    if is_inner(cx, id) {
        return None;
    }
    let module = ident(module);
    let item = ident(&cx.names.ty(id)?.ident);
    Some(quote!(pub use #module::#item;))
}

fn module_file(cx: Emit<'_>, module: &Module, ids: &[TypeId]) -> Source {
    let scope = Scope::of_module(cx, module);
    let mut code = Vec::new();
    let mut root = None;
    for id in ids {
        let (Some(def), Some(name)) = (cx.api.types.get(id.0), cx.names.ty(*id)) else {
            continue;
        };
        if def.path.steps.is_empty() {
            root = Some(&name.ident);
        }
        code.extend(definition(&scope, def, name));
    }
    let imports = imports(cx, module, ids, &code);
    let about = match (root, module) {
        (Some(root), _) => format!("[`{root}`] and what it consists of."),
        (None, Module::Component(name)) => format!("What `{name}` consists of."),
        (None, Module::Operation(_, name)) => format!("The types of `{}`.", file_stem(name)),
    };
    Source {
        docs: vec![about],
        items: imports.into_iter().chain(code).collect(),
    }
}

/// The macros and types of the runtime that a module's items use, and `types` if they refer there.
fn imports(
    cx: Emit<'_>,
    module: &Module,
    ids: &[TypeId],
    items: &[TokenStream],
) -> Option<TokenStream> {
    let shapes = || {
        ids.iter()
            .filter_map(|id| cx.api.types.get(id.0))
            .map(|def| &def.shape)
    };
    let structs = shapes()
        .any(|shape| matches!(shape, Shape::Struct(_)))
        .then(|| quote!(object));
    let enums = shapes().any(|shape| matches!(shape, Shape::StringEnum(_)));
    let enums = enums.then(|| quote!(string_enum));
    let sent = ids.iter().filter_map(|id| cx.api.types.get(id.0));
    let sent = sent.filter(|def| def.usage.request && matches!(def.shape, Shape::Struct(_)));
    let constructor = sent.take(1).map(|_| quote!(constructor)).next();
    let unions = shapes().any(|shape| matches!(shape, Shape::Union(_)));
    let unions = unions.then(|| quote!(union));
    let scope = Scope::of_module(cx, module);
    let converts = |shape: &Shape| match shape {
        Shape::Union(variants) => variants.iter().any(|one| union::is_plain(&scope, &one.ty)),
        _ => false,
    };
    let conversions = shapes().any(converts).then(|| quote!(conversions));
    let unknown = enums.as_ref().map(|_| quote!(UnknownValue));
    let used: Vec<TokenStream> = unknown
        .into_iter()
        .chain(constructor)
        .chain(conversions)
        .chain(structs)
        .chain(enums)
        .chain(unions)
        .collect();
    let runtime = (!used.is_empty()).then(|| quote!(use crate::runtime::{#(#used),*};));
    let types = matches!(module, Module::Operation(..)) && super::mentions_module(items, "types");
    let types = types.then(|| {
        quote!(
            use crate::types;
        )
    });
    (runtime.is_some() || types.is_some()).then(|| quote!(#runtime #types))
}

/// What to say of a type of which the document says nothing: where it belongs.
pub(super) fn described(def: &TypeDef, name: &TypeName) -> String {
    match (def.path.steps.as_slice(), &def.path.root) {
        ([.., Step::Property(name)], _) => format!("The value of {}.", docs::code(name)),
        ([.., Step::Property(name), Step::Item], _) => {
            format!("An element of {}.", docs::code(name))
        }
        ([.., Step::Property(name), Step::Value], _) => format!("A value of {}.", docs::code(name)),
        ([], Root::Component(name)) => format!("The schema {}.", docs::code(name)),
        _ => format!("`{}`.", name.ident),
    }
}

fn definition(scope: &Scope<'_>, def: &TypeDef, name: &TypeName) -> Vec<TokenStream> {
    match &def.shape {
        Shape::Struct(object) => object::emit(scope, def, name, object),
        Shape::Union(variants) => union::emit(scope, def, name, variants),
        Shape::StringEnum(values) => string_enum::emit(scope, def, name, values),
        Shape::Alias(ty) => {
            let about = docs::attributes(&docs::lines(&def.docs, &described(def, name)));
            let item = ident(&name.ident);
            let ty = scope.ty(ty);
            vec![quote!(#about pub type #item = #ty;)]
        }
    }
}
