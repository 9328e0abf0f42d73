//! The modules of types: one file per component, and per operation that has its own types.

use std::collections::BTreeMap;
use std::rc::Rc;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{ResourceId, Shape, TypeDef, TypeId};
use crate::rust::name::{Module, TypeName};

use super::ty::Scope;
use super::{answer, docs, object, shared, string_enum, text_method, tuple, union};
use crate::rust::context::{Emit, is_emitted};
use crate::rust::file::{File, rust};
use crate::rust::format::Source;
use crate::rust::plan::feature;
use crate::rust::tokens::{file_stem, ident, mentions_module};

/// Every `of`th file, from the one at the position `first`.
pub(in crate::rust) fn emit(cx: Emit<'_>, first: usize, of: usize) -> Vec<File> {
    let files = by_file(cx).into_iter().skip(first).step_by(of);
    files
        .map(|((resource, module), ids)| {
            let folder = resource.map_or_else(
                || "src/types".to_owned(),
                |resource| cx.resource_folder(resource),
            );
            let path = format!("{folder}/{}.rs", file_stem(module));
            rust(&path, module_file(cx, &ids))
        })
        .collect()
}

/// `src/types.rs`, if there are types of components.
pub(in crate::rust) fn index(cx: Emit<'_>) -> Option<File> {
    let mut modules = Vec::new();
    let mut reexports = Vec::new();
    let mut sections: BTreeMap<_, Vec<TokenStream>> = BTreeMap::new();
    let files = by_file(cx);
    for ((_, module), ids) in files.iter().filter(|((resource, _), _)| resource.is_none()) {
        let inner = ids.iter().any(|id| is_inner(cx, *id));
        let declared = declare(module, inner);
        let roots = roots(cx, ids);
        if cx.api.features.is_empty() {
            let module = ident(module);
            let reexport = |root: Ident| quote!(#[doc(inline)] pub use #module::#root;);
            reexports.extend(roots.into_iter().map(reexport));
            modules.push(quote!(#declared;));
        } else {
            let def = ids.first().and_then(|id| cx.api.types.get(id.0));
            let with = def.map(|def| feature::names(cx, &def.features));
            let entries = sections.entry(with).or_default();
            entries.push(quote!(#declared #(: #roots)*;));
        }
    }
    let sections = sections.into_iter().map(|(with, entries)| {
        let condition = with.and_then(|with| feature::condition(&with));
        quote!(#condition crate::runtime::modules! { #(#entries)* })
    });
    let about = "The types of requests and responses, named after their schemas.";
    let index = Source {
        docs: vec![about.to_owned()],
        items: modules
            .into_iter()
            .chain(reexports)
            .chain(sections)
            .collect(),
    };
    (!index.items.is_empty()).then(|| rust("src/types.rs", index))
}

/// The types of each file. The file of an operation is in the folder of its resource.
fn by_file(cx: Emit<'_>) -> BTreeMap<(Option<ResourceId>, &str), Vec<TypeId>> {
    let mut files: BTreeMap<(Option<ResourceId>, &str), Vec<TypeId>> = BTreeMap::new();
    let types = cx.names.types().iter().zip(&cx.api.types).enumerate();
    for (index, (name, _)) in types.filter(|(_, (_, def))| is_emitted(def)) {
        let file = match &name.module {
            Module::Component(module) => (None, module.as_str()),
            Module::Operation(resource, module) => (Some(*resource), module.as_str()),
        };
        let ids = files.entry(file).or_default();
        ids.push(TypeId(index));
    }
    files
}

fn is_inner(cx: Emit<'_>, id: TypeId) -> bool {
    let def = cx.api.types.get(id.0);
    def.is_some_and(|def| !def.path.steps.is_empty())
}

/// The lints that types break, for the modules that contain them: an attribute of each type would take longer to compile.
pub(in crate::rust) fn lints() -> TokenStream {
    let reason = "a field may have no description, and `new` no parameters";
    quote!(#[allow(missing_docs, unused_mut, clippy::new_without_default, reason = #reason)])
}

/// Declares a module. It is public if it contains types that are not re-exported.
fn declare(name: &str, public: bool) -> TokenStream {
    let module = ident(name);
    if public {
        return quote!(pub mod #module);
    }
    quote!(mod #module)
}

/// The types of a file that the others are nested in. Schemas of the same name in several files share one.
fn roots(cx: Emit<'_>, ids: &[TypeId]) -> Vec<Ident> {
    let roots = ids.iter().filter(|id| !is_inner(cx, **id));
    let mut roots: Vec<&str> = roots
        .filter_map(|id| cx.names.ty(*id))
        .map(|name| name.ident.as_str())
        .collect();
    roots.sort_unstable();
    roots.into_iter().map(ident).collect()
}

fn module_file(cx: Emit<'_>, ids: &[TypeId]) -> Source {
    let types: Vec<(&TypeDef, &TypeName)> = ids
        .iter()
        .filter_map(|id| Some((cx.api.types.get(id.0)?, cx.names.ty(*id)?)))
        .collect();
    let own: Vec<&str> = types.iter().map(|(_, name)| name.ident.as_str()).collect();
    let tables = [
        Table::Objects,
        Table::Inputs,
        Table::Unions,
        Table::StringEnums,
        Table::IntegerEnums,
        Table::Tuples,
        Table::Aliases,
    ];
    let code: Vec<TokenStream> = tables
        .into_iter()
        .flat_map(|table| items(cx, table, &types, &own))
        .chain(conversions(cx, &types, &own))
        .collect();
    let imports = imports(&types, &code);
    // Only public modules have a documentation page.
    let public = types.iter().any(|(def, name)| {
        !def.path.steps.is_empty() || matches!(name.module, Module::Operation(..))
    });
    Source {
        docs: public.then(|| about(&types)).into_iter().collect(),
        items: imports.into_iter().chain(code).collect(),
    }
}

/// The documentation of a file.
fn about(types: &[(&TypeDef, &TypeName)]) -> String {
    let root = types.iter().find(|(def, _)| def.path.steps.is_empty());
    match (root, types.first()) {
        (Some((_, root)), _) => format!("[`{}`] and the types that it contains.", root.ident),
        (None, Some((_, name))) => match &name.module {
            Module::Component(name) => format!("The types that `{name}` contains."),
            Module::Operation(_, name) => format!("The types of `{}`.", file_stem(name)),
        },
        (None, None) => String::new(),
    }
}

/// The import of `types`, if the file refers to it.
fn imports(types: &[(&TypeDef, &TypeName)], items: &[TokenStream]) -> Option<TokenStream> {
    let inner = |(_, name): &(_, &TypeName)| matches!(name.module, Module::Operation(..));
    let types = types.iter().any(inner) && mentions_module(items, "types");
    types.then(|| {
        quote!(
            use crate::types;
        )
    })
}

/// The macro that defines the types of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Objects,
    Inputs,
    Unions,
    StringEnums,
    IntegerEnums,
    Tuples,
    Aliases,
}

/// The types of a file that one macro defines, each in an invocation of its own: the time to expand a
/// macro grows with the square of its input.
fn items(
    cx: Emit<'_>,
    table: Table,
    types: &[(&TypeDef, &TypeName)],
    own: &[&str],
) -> Vec<TokenStream> {
    let own = Rc::new(own.iter().copied().collect());
    let item = |(def, name): &(&TypeDef, &TypeName)| {
        let scope = Scope::of_module(cx, &name.module, &own);
        item(cx, table, &scope, def, name)
    };
    types.iter().filter_map(item).collect()
}

/// The conversions from types of responses into those of a file, and methods that return text.
fn conversions(cx: Emit<'_>, types: &[(&TypeDef, &TypeName)], own: &[&str]) -> Vec<TokenStream> {
    let own = Rc::new(own.iter().copied().collect());
    let conversion = |(def, name): &(&TypeDef, &TypeName)| {
        let scope = Scope::of_module(cx, &name.module, &own);
        let texts = text_method::emit(&scope, def, name);
        answer::conversion(cx, &scope, def, name)
            .into_iter()
            .chain(texts)
    };
    types.iter().flat_map(conversion).collect()
}

/// The item of a type, if it is one of a table.
fn item(
    cx: Emit<'_>,
    table: Table,
    scope: &Scope<'_>,
    def: &TypeDef,
    name: &TypeName,
) -> Option<TokenStream> {
    match (table, &def.shape) {
        (Table::Inputs, Shape::Struct(object)) if def.usage.is_made() => {
            let object = object::emit(scope, def, name, object);
            Some(quote!(crate::runtime::input! { #object }))
        }
        (Table::Objects, Shape::Struct(object)) if !def.usage.is_made() => {
            let object = object::emit(scope, def, name, object);
            Some(quote!(crate::runtime::object! { #object }))
        }
        (Table::Unions, Shape::Union(variants)) => {
            let union = union::emit(scope, def, name, variants);
            let events = union::events(name, variants);
            let id = union::id(scope, name, variants);
            let shared = shared::emit(scope, def, name, variants);
            Some(quote!(crate::runtime::union! { #union } #events #id #shared))
        }
        (Table::StringEnums, Shape::StringEnum(values)) => {
            let values = string_enum::emit(cx, def, name, values);
            Some(quote!(crate::runtime::string_enum! { #values }))
        }
        (Table::IntegerEnums, Shape::IntegerEnum(values)) => {
            let values = string_enum::of_integers(cx, def, name, values);
            Some(quote!(crate::runtime::integer_enum! { #values }))
        }
        (Table::Tuples, Shape::Tuple(items)) => {
            let tuple = tuple::emit(scope, def, name, items);
            Some(quote!(crate::runtime::tuple! { #tuple }))
        }
        (Table::Aliases, Shape::Alias(ty)) => {
            let about = docs::attributes(&docs::lines(cx, &def.docs, &docs::described(def)));
            let item = ident(&name.ident);
            let ty = scope.ty(ty);
            Some(quote!(#about pub type #item = #ty;))
        }
        (
            Table::Objects
            | Table::Inputs
            | Table::Unions
            | Table::StringEnums
            | Table::IntegerEnums
            | Table::Tuples
            | Table::Aliases,
            _,
        ) => None,
    }
}
