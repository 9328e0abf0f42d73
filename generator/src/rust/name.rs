//! Decides every Rust identifier. No other module makes names.
//!
//! The name of an item depends only on its position in the document. If two positions in a scope
//! lead to the same name, the item whose wire name is closest to it keeps it. The others get a
//! longer name (`AscUpper`, `ADashB`). Names therefore do not depend on the order of items or on
//! unrelated additions.

mod abbreviation;
mod assigned;
mod case;
mod feature;
mod reserved;
mod scheme;
mod scope;
mod setter;
mod words;

use std::collections::HashMap;

use crate::model::{
    Api, EnumValue, Field, Operation, Resource, ResourceId, Root, Shape, Step, TypeDef, TypeId,
    TypePath,
};

pub use assigned::{Ident, Module, OperationName, ResourceName, SchemeName, TypeName};
use case::{pascal, snake};
pub(crate) use feature::WEBHOOK_EVENTS;
use reserved::{Reserved, is_imported};
use scope::{Wanted, assign, assign_one};
use words::Words;

/// The names of all items of an [`Api`].
#[derive(Debug)]
pub struct Names {
    types: Vec<TypeName>,
    resources: Vec<ResourceName>,
    operations: Vec<OperationName>,
    schemes: Vec<SchemeName>,
    server_variables: Vec<Ident>,
    servers: Vec<Ident>,
    response_headers: Vec<Ident>,
    features: Vec<String>,
}

impl Names {
    /// Assigns a name to every item of the API.
    #[must_use]
    pub fn assign(api: &Api) -> Self {
        let resources = resources(api);
        let operations = operations(api);
        let schemes = api
            .schemes
            .iter()
            .map(|scheme| Wanted::new(&scheme.name, snake));
        let variables = api.server_variables().into_iter();
        let variables = variables.map(|variable| Wanted::new(&variable.name, snake));
        let mut setters = assign(schemes.chain(variables).collect(), Reserved::Setter);
        let server_variables = setters.split_off(api.schemes.len());
        let servers = api.servers.iter();
        let servers = servers.map(|server| Wanted::new(&server.name, pascal));
        let headers = api.response_headers.iter();
        let headers = headers.map(|header| Wanted::new(&header.wire, snake));
        Self {
            server_variables,
            servers: assign(servers.collect(), Reserved::Variant),
            response_headers: assign(headers.collect(), Reserved::Header),
            types: types(api),
            features: feature::names(api, &resources),
            resources,
            operations,
            schemes: scheme::names(api, setters),
        }
    }

    /// The names of a type.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> Option<&TypeName> {
        self.types.get(id.0)
    }

    /// The names of every type, in the order of the model.
    #[must_use]
    pub fn types(&self) -> &[TypeName] {
        &self.types
    }

    /// The names of every resource, in the order of the model. Those of the root are empty.
    #[must_use]
    pub fn resources(&self) -> &[ResourceName] {
        &self.resources
    }

    /// The names of every operation, in the order of the model.
    #[must_use]
    pub fn operations(&self) -> &[OperationName] {
        &self.operations
    }

    /// The names of every credential, in the order of the model.
    #[must_use]
    pub fn schemes(&self) -> &[SchemeName] {
        &self.schemes
    }

    /// The variant of every server, in the order of the model.
    #[must_use]
    pub fn servers(&self) -> &[Ident] {
        &self.servers
    }

    /// The setter of every variable of the base URL, in the order of the model.
    #[must_use]
    pub fn server_variables(&self) -> &[Ident] {
        &self.server_variables
    }

    /// The accessor of every response header, in the order of the model.
    #[must_use]
    pub fn response_headers(&self) -> &[Ident] {
        &self.response_headers
    }

    /// The name of every cargo feature, in the order of the model.
    #[must_use]
    pub fn features(&self) -> &[String] {
        &self.features
    }
}

fn types(api: &Api) -> Vec<TypeName> {
    let mut modules: HashMap<&Root, Vec<TypeId>> = HashMap::new();
    for (index, def) in api.types.iter().enumerate() {
        modules
            .entry(&def.path.root)
            .or_default()
            .push(TypeId(index));
    }
    let roots = component_names(api);
    let mut idents = vec![String::new(); api.types.len()];
    for (root, ids) in &modules {
        let root = roots.get(root).map(|(_, ident)| ident.as_str());
        let wanted = ids.iter().filter_map(|id| api.types.get(id.0));
        let wanted = wanted.map(|def| relative(&def.path, root)).collect();
        for (id, ident) in ids.iter().zip(assign(wanted, Reserved::Type)) {
            if let Some(slot) = idents.get_mut(id.0) {
                *slot = ident;
            }
        }
    }
    let module = |def: &TypeDef| match &def.path.root {
        Root::Operation(resource, method) => {
            Module::Operation(*resource, assign_one(method, snake, Reserved::Module))
        }
        root @ Root::Component(_) => {
            let names = roots.get(root).map(|(module, _)| module.clone());
            Module::Component(names.unwrap_or_default())
        }
    };
    let named = api.types.iter().zip(idents);
    named
        .map(|(def, ident)| TypeName {
            module: module(def),
            ident,
            members: members(def),
        })
        .collect()
}

/// The module and type name of each component. All components share one scope.
fn component_names(api: &Api) -> HashMap<&Root, (Ident, Ident)> {
    let mut names: Vec<(&Root, &str)> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for def in &api.types {
        if let Root::Component(name) = &def.path.root
            && seen.insert(name)
        {
            names.push((&def.path.root, name));
        }
    }
    let wanted = |convert| {
        names
            .iter()
            .map(|(_, name)| Wanted::new(name, convert))
            .collect()
    };
    let modules = assign(wanted(snake), Reserved::Module);
    let idents = assign(wanted(pascal), Reserved::Type);
    let roots = names.iter().map(|(root, _)| *root);
    roots.zip(modules.into_iter().zip(idents)).collect()
}

/// The name of a type within its module: that of its component, or one made from its position.
fn relative(path: &TypePath, root: Option<&str>) -> Wanted {
    let root = root.unwrap_or_default();
    let mut short = Words::default();
    let mut long = Words::default();
    for (index, step) in path.steps.iter().enumerate() {
        match step {
            // The item of the only list of a union is named as if there were no union.
            Step::Named(name)
                if name == "List" && path.steps.get(index + 1) == Some(&Step::Item) =>
            {
                long.push("List");
            }
            Step::Property(name) => {
                short.push(&pascal(name));
                long.push(&pascal(name));
            }
            Step::Named(name) => {
                short.push_title(&pascal(name));
                long.push_title(&pascal(name));
            }
            Step::Item => {
                short.one(root);
                long.push("Item");
            }
            Step::Value => {
                short.push("Value");
                long.push("Value");
            }
        }
    }
    let mut short = short.end();
    let prefix = if root.is_empty() { "Body" } else { root };
    let long = format!("{prefix}{}", long.ident());
    if path.steps.is_empty() {
        return match path.root {
            Root::Component(_) => Wanted::fixed(root),
            Root::Operation(..) => Wanted::fixed("Body"),
        };
    }
    if short == root {
        short = format!("{root}{short}");
    }
    Wanted::either(short, long)
}

fn members(def: &TypeDef) -> Vec<Ident> {
    match &def.shape {
        Shape::Struct(object) => {
            let words = |field: &Field| field.label.clone().unwrap_or_else(|| field.wire.clone());
            let names = object.fields.iter().map(words);
            let wanted = names.map(|words| Wanted::new(&words, snake));
            // Properties take precedence: `extra` can be renamed.
            let wanted = wanted.chain([Wanted::ours("extra", "extra_members")]);
            assign(wanted.collect(), Reserved::Field)
        }
        Shape::StringEnum(values) | Shape::IntegerEnum(values) => {
            let name = |value: &EnumValue| value.name.clone().unwrap_or_else(|| value.wire.clone());
            let wanted = values.iter().map(|value| Wanted::new(&name(value), pascal));
            assign(wanted.collect(), Reserved::Variant)
        }
        Shape::Union(variants) => {
            let wanted = variants
                .iter()
                .map(|variant| Wanted::new(&variant.name, pascal));
            assign(wanted.collect(), Reserved::Variant)
        }
        Shape::Tuple(_) | Shape::Alias(_) => Vec::new(),
    }
}

fn resources(api: &Api) -> Vec<ResourceName> {
    let mut names: Vec<ResourceName> = Vec::new();
    names.resize_with(api.resources.len(), ResourceName::default);
    for (index, parent) in api.resources.iter().enumerate() {
        let methods = parent
            .operations
            .iter()
            .filter_map(|index| api.operations.get(*index));
        let methods: Vec<String> = methods
            .map(|operation| snake(&operation.name.wire))
            .collect();
        let children = parent
            .children
            .iter()
            .filter_map(|id| api.resources.get(id.0));
        let wanted = children.map(|child| accessor(child, &methods)).collect();
        let root = index == ResourceId::ROOT.0;
        let reserved = if root {
            Reserved::ClientMethod
        } else {
            Reserved::Method
        };
        for (id, accessor) in parent.children.iter().zip(assign(wanted, reserved)) {
            if let (Some(slot), Some(child)) = (names.get_mut(id.0), api.resources.get(id.0)) {
                let mut handle = assign_one(&child.wire, pascal, Reserved::Type);
                if is_imported(&handle) {
                    handle.push_str("Resource");
                }
                *slot = ResourceName {
                    module: Reserved::Module.legal(accessor.trim_start_matches("r#")),
                    accessor,
                    handle,
                };
            }
        }
    }
    names
}

/// The name of the method that takes the whole body: `create_with`, unless another method or a child resource
/// has that name.
fn with_body(api: &Api, operation: &Operation, method: &str) -> Ident {
    let resource = api.resources.get(operation.resource.0);
    let operations = resource
        .into_iter()
        .flat_map(|resource| &resource.operations);
    let methods = operations.filter_map(|index| api.operations.get(*index));
    let children = resource.into_iter().flat_map(|resource| &resource.children);
    let children = children.filter_map(|id| api.resources.get(id.0));
    let taken = methods.map(|one| snake(&one.name.wire));
    let taken: Vec<String> = taken
        .chain(children.map(|child| snake(&child.wire)))
        .collect();
    let mut name = format!(
        "{}_with",
        method.trim_start_matches("r#").trim_end_matches('_')
    );
    while taken.contains(&name) {
        name.push_str("_body");
    }
    name
}

/// The name of the struct of a multipart body: `CreateBody`, unless another item of the file has that name.
fn parts(api: &Api, operation: &Operation) -> Ident {
    let resource = api.resources.get(operation.resource.0);
    let operations = resource
        .into_iter()
        .flat_map(|resource| &resource.operations);
    let operations = operations.filter_map(|index| api.operations.get(*index));
    let taken = operations.map(|one| pascal(&one.name.wire));
    let handle = resource.map(|resource| pascal(&resource.wire));
    let taken: Vec<String> = taken.chain(handle).collect();
    let mut name = format!("{}Body", pascal(&operation.name.wire));
    while taken.contains(&name) || is_imported(&name) {
        name.push_str("Parts");
    }
    name
}

/// The accessor of a resource. If a method has the same name, the accessor gets another one.
fn accessor(resource: &Resource, methods: &[String]) -> Wanted {
    let name = snake(&resource.wire);
    if methods.contains(&name) {
        return Wanted::either(format!("{name}_resource"), format!("{name}_resources"));
    }
    Wanted::new(&resource.wire, snake)
}

fn operations(api: &Api) -> Vec<OperationName> {
    let name = |operation: &Operation| {
        let resource = api.resources.get(operation.resource.0);
        let handle = resource
            .map(|resource| pascal(&resource.wire))
            .unwrap_or_default();
        let reserved = match operation.resource {
            ResourceId::ROOT => Reserved::ClientMethod,
            _ => Reserved::Method,
        };
        let request = assign_one(&operation.name.wire, pascal, Reserved::Type);
        let arguments = operation.arguments.iter();
        let arguments = arguments.map(|argument| Wanted::new(&setter::words(argument), snake));
        // Arguments take precedence: these methods can be renamed.
        let ours = |prefix: &str, words: &str| {
            let name = snake(words);
            Wanted::ours(&name, &format!("{prefix}_{name}"))
        };
        let alternatives = operation.alternatives.iter();
        let alternatives = alternatives.map(|one| ours("accept", &one.name));
        let content_types = operation.content_types.iter();
        let content_types = content_types.map(|one| ours("send", &one.name));
        let all = arguments.chain(alternatives).chain(content_types);
        let mut arguments = assign(all.collect(), Reserved::Argument);
        let mut alternatives = arguments.split_off(operation.arguments.len());
        let content_types = alternatives.split_off(operation.alternatives.len());
        let method = assign_one(&operation.name.wire, snake, reserved);
        OperationName {
            with_body: (operation.body.is_some() || operation.is_multipart())
                .then(|| with_body(api, operation, &method)),
            parts: operation.is_multipart().then(|| parts(api, operation)),
            method,
            request: if request == handle || is_imported(&request) {
                format!("{request}Request")
            } else {
                request
            },
            arguments,
            alternatives,
            content_types,
        }
    };
    api.operations.iter().map(name).collect()
}
