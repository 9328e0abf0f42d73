//! Decides what an operation sends and what comes back.

use heck::ToSnakeCase;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ir::{
    Argument, Docs, Location, Method, Operation, PathPart, Reply, Resource, ResourceId,
    Root, Scheme, Step, Type, TypePath,
};
use crate::openapi::{self, Context, Document, MediaType, Parameter, PathItem, Response, Status};
use crate::source::{Pointer, Site};

use super::resource::Placed;
use super::schema::{Slot, Types};
use super::{auth, docs, resource};

/// The operations of the API and the tree that they hang in, while they are found.
pub(super) struct Operations<'a, 'd> {
    cx: Context<'a>,
    document: &'d Document<'a>,
    schemes: &'d [Scheme],
    resources: Vec<Resource>,
    found: Vec<Operation>,
    /// How many the document has.
    total: usize,
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
        }
    }

    pub(super) fn finish(self) -> (Vec<Resource>, Vec<Operation>, usize) {
        (self.resources, self.found, self.total)
    }

    /// Lowers every operation of the document.
    pub(super) fn lower(&mut self, types: &mut Types<'a>) {
        let document = self.document;
        let mut items = Vec::new();
        for (path, site) in &document.paths {
            if !path.starts_with('/') {
                self.cx
                    .diagnostics
                    .warning(&site.at, "a path must start with `/`");
            }
            if let Some(item) = PathItem::read(self.cx, site.clone()) {
                items.push((*path, item));
            }
        }
        let mut placed = resource::assign(self.cx, document, &items).into_iter();
        let paths = document.at.child("paths");
        for (path, item) in &items {
            let at = paths.child(path);
            for operation in &item.operations {
                self.total += 1;
                for one in placed.next().unwrap_or_default() {
                    self.operation(types, (path, &at), operation, one);
                }
            }
        }
    }

    fn operation(
        &mut self,
        types: &mut Types<'a>,
        (path, path_at): (&str, &Pointer),
        operation: &openapi::Operation<'a>,
        placed: Placed,
    ) {
        let Some(method) = method(operation.method) else {
            return;
        };
        let resource = self.resource(&placed.chain);
        let name = placed.name;
        let slot = Slot::inline(TypePath {
            root: Root::Operation(resource, name.wire.clone()),
            steps: Vec::new(),
        });
        let Some(arguments) = self.arguments(types, operation, &slot) else {
            return;
        };
        let Some(path) = self.template(path, path_at, &arguments, operation) else {
            return;
        };
        if operation.body.is_some() {
            self.left_out(operation, "request bodies are not generated yet");
            return;
        }
        let Some((reply, example)) = self.reply(types, operation, &slot) else {
            return;
        };
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
            reply,
            example,
            security,
        });
    }

    fn left_out(&self, operation: &openapi::Operation<'a>, why: &str) {
        let message = format!("this operation is left out: {why}");
        self.cx.diagnostics.warning(&operation.at, message);
    }

    /// The resource at the end of a chain, made if it is not there yet.
    fn resource(&mut self, chain: &[String]) -> ResourceId {
        let mut at = ResourceId::ROOT;
        for wire in chain {
            let snake = wire.to_snake_case();
            let children = self
                .resources
                .get(at.0)
                .map(|resource| resource.children.clone());
            let named = |id: &ResourceId| {
                self.resources
                    .get(id.0)
                    .is_some_and(|resource| resource.wire.to_snake_case() == snake)
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

    fn arguments(
        &self,
        types: &mut Types<'a>,
        operation: &openapi::Operation<'a>,
        slot: &Slot,
    ) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        for parameter in &operation.parameters {
            let Some(location) = location(parameter) else {
                if parameter.required {
                    self.left_out(
                        operation,
                        &format!(
                            "it needs the parameter `{}`, which does not go into the path",
                            parameter.name
                        ),
                    );
                    return None;
                }
                let message = format!(
                    "the parameter `{}` is left out: it does not go into the path",
                    parameter.name
                );
                self.cx.diagnostics.warning(&parameter.at, message);
                continue;
            };
            let slot = slot.step(Step::Property(parameter.name.to_owned()));
            arguments.push(Argument {
                origin: parameter.at.clone(),
                wire: parameter.name.to_owned(),
                location,
                required: parameter.required,
                ty: match &parameter.schema {
                    Some(schema) => types.schema(schema.clone(), slot),
                    None => Type::String,
                },
                docs: Docs {
                    text: docs::text(parameter.description),
                    deprecated: parameter.deprecated,
                    ..Docs::default()
                },
            });
        }
        Some(arguments)
    }

    /// Cuts a path template at its expressions, each of which must be a declared parameter.
    fn template(
        &self,
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
            let declared =
                |argument: &Argument| argument.wire == name && argument.location == Location::Path;
            let Some(index) = arguments.iter().position(declared) else {
                let message = format!(
                    "the path has `{{{name}}}`, but no path parameter `{name}` is declared"
                );
                self.cx.diagnostics.report(
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

    /// What comes back on success, with an example of it.
    fn reply(
        &self,
        types: &mut Types<'a>,
        operation: &openapi::Operation<'a>,
        slot: &Slot,
    ) -> Option<(Reply, Option<serde_json::Value>)> {
        let Some(site) = success(&operation.responses) else {
            return Some((Reply::Empty, None));
        };
        let response = Response::read(self.cx, site)?;
        if response.content.is_empty() {
            return Some((Reply::Empty, None));
        }
        let Some(media) = response.content.iter().find(|media| media.is_json()) else {
            self.left_out(operation, "it does not answer in JSON");
            return None;
        };
        let ty = match &media.schema {
            Some(schema) => types.schema(
                schema.clone(),
                slot.step(Step::Named("response".to_owned())),
            ),
            None => Type::Any,
        };
        Some((Reply::Json(ty), example(media)))
    }
}

fn example(media: &MediaType<'_>) -> Option<serde_json::Value> {
    media.examples.first().map(|site| site.node.to_json())
}

/// The response of the lowest success status; `default` if nothing else is said.
fn success<'a>(responses: &[(Status, Site<'a>)]) -> Option<Site<'a>> {
    let successes = responses.iter().filter(|(status, _)| status.is_success());
    let first = successes.min_by_key(|(status, _)| *status);
    let only = || {
        responses
            .iter()
            .find(|(status, _)| *status == Status::Default)
    };
    first.or_else(only).map(|(_, site)| site.clone())
}

/// The first `{name}` of a template: what stands before it, the name, what follows.
fn expression(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn location(parameter: &Parameter<'_>) -> Option<Location> {
    (parameter.location == openapi::Location::Path).then_some(Location::Path)
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
