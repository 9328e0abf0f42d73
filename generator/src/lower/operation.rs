//! Decides what an operation sends and what comes back.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ir::{
    Argument, Docs, Location, Method, MethodName, Operation, PathPart, Resource, ResourceId, Root,
    Scheme, TypePath,
};
use crate::openapi::{self, Context, Document, PathItem};
use crate::source::Pointer;

use super::schema::{Slot, Types};
use super::{argument, auth, body, docs, reply, resource};

/// The operations of the API and the tree that they hang in, while they are found.
pub(super) struct Operations<'a, 'd> {
    cx: Context<'a>,
    document: &'d Document<'a>,
    schemes: &'d [Scheme],
    resources: Vec<Resource>,
    found: Vec<Operation>,
    /// How many the document has.
    total: usize,
    /// What is wrong with operations that are left out.
    left_out: Vec<Diagnostic>,
    /// What each resource's methods are called already, and by whom.
    taken: HashMap<(ResourceId, String), Pointer>,
}

impl<'a, 'd> Operations<'a, 'd> {
    pub(super) fn new(cx: Context<'a>, document: &'d Document<'a>, schemes: &'d [Scheme]) -> Self {
        let root = Resource {
            wire: String::new(),
            parent: None,
            children: Vec::new(),
            operations: Vec::new(),
            docs: Docs::default(),
        };
        Self {
            cx,
            document,
            schemes,
            resources: vec![root],
            found: Vec::new(),
            total: 0,
            left_out: Vec::new(),
            taken: HashMap::new(),
        }
    }

    /// What was found, and how many operations the document has. An operation that is left out is
    /// a warning, as long as there are others.
    pub(super) fn finish(self) -> (Vec<Resource>, Vec<Operation>, usize) {
        for mut diagnostic in self.left_out {
            if !self.found.is_empty() {
                diagnostic.severity = Severity::Warning;
                diagnostic.message.push_str("; the operation is left out");
            }
            self.cx.diagnostics.report(diagnostic);
        }
        (self.resources, self.found, self.total)
    }

    /// Lowers every operation of the document.
    pub(super) fn lower(&mut self, types: &mut Types<'a>) {
        let document = self.document;
        for (prefix, _, at) in &document.sdk.resources {
            let matches = |(path, _): &(&str, _)| path.starts_with(prefix);
            if !document.paths.iter().any(matches) {
                let message = format!("no path starts with `{prefix}`");
                self.cx.diagnostics.error(at, message);
            }
        }
        for (path, site) in &document.paths {
            if !path.starts_with('/') {
                self.cx
                    .diagnostics
                    .warning(&site.at, "a path must start with `/`");
            }
            let at = site.at.clone();
            let Some(item) = PathItem::read(self.cx, site.clone()) else {
                continue;
            };
            for operation in &item.operations {
                self.total += 1;
                self.operation(types, path, &at, operation);
            }
        }
    }

    fn operation(
        &mut self,
        types: &mut Types<'a>,
        path: &str,
        path_at: &Pointer,
        operation: &openapi::Operation<'a>,
    ) {
        let Some(method) = method(operation.method) else {
            return;
        };
        let (resource, name) = self.place(path, operation);
        let slot = Slot::inline(TypePath {
            root: Root::Operation(resource, name.wire.clone()),
            steps: Vec::new(),
        });
        let mut arguments = argument::lower(types, operation, &slot);
        // Callers give what stands in the path in the path's order, and first.
        arguments.sort_by_key(|argument| match argument.location {
            Location::Path(_) => path.find(&format!("{{{}", argument.wire)),
            _ => Some(usize::MAX),
        });
        let Some(path) = self.template(path, path_at, &arguments, operation) else {
            return;
        };
        let mut content_type = None;
        if let Some(body) = &operation.body {
            let (members, media) = body::lower(types, body, &slot);
            arguments.extend(members);
            content_type = media;
        }
        let (reply, accept, example) = reply::lower(types, operation, &slot);
        let security = operation
            .security
            .as_ref()
            .or(self.document.security.as_ref());
        let security = security.map_or_else(Vec::new, |security| {
            auth::alternatives(self.cx, self.schemes, security)
        });
        if let Some(resource) = self.resources.get_mut(resource.0) {
            resource.operations.push(self.found.len());
        }
        self.found.push(Operation {
            origin: operation.at.clone(),
            method,
            path,
            resource,
            name,
            docs: docs::of_operation(operation),
            arguments,
            content_type,
            accept,
            reply,
            example,
            security,
        });
    }

    /// Where an operation hangs and what it is called: as `x-sdk` says, or as its path does.
    fn place(
        &mut self,
        path: &str,
        operation: &openapi::Operation<'a>,
    ) -> (ResourceId, MethodName) {
        let prefixes = self.document.sdk.resources.iter();
        let prefixes: Vec<(&str, &str)> = prefixes
            .map(|(prefix, chain, _)| (*prefix, *chain))
            .collect();
        let mut position = resource::place(path, operation.method, &prefixes);
        if let Some(chain) = operation.sdk.resource {
            let names = chain.split('.').filter(|name| !name.is_empty());
            position.chain = names.map(str::to_owned).collect();
        }
        let chosen = operation.sdk.method.as_ref();
        if let Some((name, _)) = chosen {
            (*name).clone_into(&mut position.method);
        }
        let resource = self.resource(&position.chain);
        let name = MethodName {
            wire: position.method,
            chosen: chosen.map(|(_, at)| at.clone()),
        };
        self.take(resource, &name, operation);
        (resource, name)
    }

    /// Two operations of one name would be one method.
    fn take(
        &mut self,
        resource: ResourceId,
        name: &MethodName,
        operation: &openapi::Operation<'a>,
    ) {
        let key = (resource, name.wire.clone());
        let at = name.chosen.as_ref().unwrap_or(&operation.at);
        if let Some(first) = self.taken.get(&key) {
            let chain = self.chain(resource);
            let message = format!("two operations are called `{chain}.{}`", name.wire);
            self.cx.diagnostics.report(
                Diagnostic::new(Severity::Error, at, message)
                    .related(first, "the first one is here")
                    .help("give one of them another name: `x-sdk: { method: … }`"),
            );
        } else {
            self.taken.insert(key, at.clone());
        }
    }

    fn chain(&self, resource: ResourceId) -> String {
        let mut names = Vec::new();
        let mut at = self.resources.get(resource.0);
        while let Some(resource) = at {
            names.push(if resource.wire.is_empty() {
                "client"
            } else {
                &resource.wire
            });
            at = resource.parent.and_then(|id| self.resources.get(id.0));
        }
        names.reverse();
        names.join(".")
    }

    /// The resource at the end of a chain, made if it is not there yet.
    fn resource(&mut self, chain: &[String]) -> ResourceId {
        let mut at = ResourceId::ROOT;
        for wire in chain {
            let children = self
                .resources
                .get(at.0)
                .map(|resource| resource.children.clone());
            let named = |id: &ResourceId| {
                self.resources
                    .get(id.0)
                    .is_some_and(|resource| resource.wire == *wire)
            };
            at = match children.unwrap_or_default().into_iter().find(named) {
                Some(child) => child,
                None => self.add_resource(at, wire),
            };
        }
        at
    }

    fn add_resource(&mut self, parent: ResourceId, wire: &str) -> ResourceId {
        let id = ResourceId(self.resources.len());
        let same_name = |tag: &&openapi::Tag<'_>| tag.name.eq_ignore_ascii_case(wire);
        let tag = self.document.tags.iter().find(same_name);
        self.resources.push(Resource {
            wire: wire.to_owned(),
            parent: Some(parent),
            children: Vec::new(),
            operations: Vec::new(),
            docs: Docs {
                text: tag.and_then(|tag| docs::text(tag.description)),
                ..Docs::default()
            },
        });
        if let Some(parent) = self.resources.get_mut(parent.0) {
            parent.children.push(id);
        }
        id
    }

    /// Cuts a path template at its expressions, each of which must be a declared parameter.
    fn template(
        &mut self,
        path: &str,
        path_at: &Pointer,
        arguments: &[Argument],
        operation: &openapi::Operation<'a>,
    ) -> Option<Vec<PathPart>> {
        let mut parts = Vec::new();
        let mut rest = path;
        while let Some((before, name, after)) = expression(rest) {
            if !before.is_empty() {
                parts.push(PathPart::Literal(before.to_owned()));
            }
            let Some(index) = declared(arguments, name) else {
                let message = format!(
                    "the path has `{{{name}}}`, but no path parameter `{name}` is declared"
                );
                self.left_out.push(
                    Diagnostic::new(Severity::Error, path_at, message)
                        .related(&operation.at, "for this operation")
                        .help(format!("add `{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}` to `parameters`")),
                );
                return None;
            };
            parts.push(PathPart::Argument(index));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(PathPart::Literal(rest.to_owned()));
        }
        Some(parts)
    }
}

/// The path parameter that an expression stands for. Some documents write the modifiers of URI
/// templates (RFC 6570: `{;name*}`) into the path, though `style` and `explode` say the same.
fn declared(arguments: &[Argument], name: &str) -> Option<usize> {
    let bare = name.trim_start_matches(['.', ';', '?', '&', '+', '#']).trim_end_matches('*');
    let position = |name: &str| {
        let is = |one: &Argument| one.wire == name && matches!(one.location, Location::Path(_));
        arguments.iter().position(is)
    };
    position(name).or_else(|| position(bare))
}

/// The first `{name}` of a template: what stands before it, the name, what follows.
fn expression(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn method(name: &str) -> Option<Method> {
    Some(match name {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
}
