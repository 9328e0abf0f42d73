//! Decides what an operation sends and what comes back.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{
    Argument, Docs, Location, Method, Operation, PathPart, Reply, Resource, ResourceId, Root,
    Scheme, Stream, Type, TypePath,
};
use crate::openapi::{self, Context, Document, PathItem};
use crate::source::Pointer;

use super::pagination::Answered;
use super::resource::Placed;
use super::schema::{Slot, Types};
use super::{argument, auth, body, docs, failure, pagination, reply, resource, server};

/// The operations of the API and the tree that they hang in, while they are found.
pub(super) struct Operations<'a, 'd> {
    cx: Context<'a>,
    document: &'d Document<'a>,
    schemes: &'d [Scheme],
    base_url: &'d str,
    resources: Vec<Resource>,
    /// The resources by what they hang on and their names, in the spelling of methods.
    by_name: HashMap<(ResourceId, String), ResourceId>,
    /// The tags by their names in lower case.
    tags: HashMap<String, &'d openapi::Tag<'a>>,
    found: Vec<Operation>,
    /// How many the document has.
    total: usize,
    /// What is wrong with operations that are left out.
    left_out: Vec<Diagnostic>,
}

/// What an operation takes in memory until it is written, in bytes.
const MEMORY: usize = 8 << 10;

/// The path items of the document, by their path templates.
pub(super) fn path_items<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
) -> Vec<(&'a str, PathItem<'a>)> {
    let mut items = Vec::new();
    for (path, site) in &document.paths {
        if !path.starts_with('/') {
            cx.diagnostics.tell(
                Code::PathWithoutSlash,
                &site.at,
                "a path must start with `/`",
            );
        }
        if let Some(item) = PathItem::read(cx, site.clone()) {
            items.push((*path, item));
        }
    }
    items
}

impl<'a, 'd> Operations<'a, 'd> {
    pub(super) fn new(
        cx: Context<'a>,
        document: &'d Document<'a>,
        schemes: &'d [Scheme],
        base_url: &'d str,
    ) -> Self {
        let root = Resource {
            wire: String::new(),
            parent: None,
            children: Vec::new(),
            operations: Vec::new(),
            docs: Docs::default(),
        };
        let tags = document.tags.iter();
        let tags = tags.map(|tag| (tag.name.to_ascii_lowercase(), tag));
        Self {
            cx,
            document,
            schemes,
            base_url,
            resources: vec![root],
            by_name: HashMap::new(),
            // Where two have one name, the first counts.
            tags: tags.rev().collect(),
            found: Vec::new(),
            total: 0,
            left_out: Vec::new(),
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
    pub(super) fn lower(&mut self, types: &mut Types<'a>, items: &[(&'a str, PathItem<'a>)]) {
        let document = self.document;
        let mut placed = resource::assign(self.cx, document, items).into_iter();
        let paths = document.at.child("paths");
        for (path, item) in items {
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
        if !self.is_callable(path, path_at, operation) {
            return;
        }
        let resource = self.resource(&placed.chain);
        let name = placed.name;
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
        let named = last_word(path).to_owned();
        let path = template(path, &arguments);
        let mut content_type = None;
        if let Some(body) = &operation.body {
            let (members, media) = body::lower(types, body, &slot);
            arguments.extend(members);
            content_type = media;
        }
        let answer = reply::lower(types, operation, &named, &slot);
        let stream = answer
            .stream
            .map(|(reply, accept)| streamed(reply, accept, &mut arguments));
        let pages = pagination::lower(
            types,
            &Answered {
                operation,
                method,
                resource: &named,
                arguments: &arguments,
                reply: &answer.reply,
                streams: stream.is_some(),
                links: answer.links,
            },
        );
        let security = operation
            .security
            .as_ref()
            .or(self.document.security.as_ref());
        let security = security.map_or_else(Vec::new, |security| {
            auth::alternatives(self.cx, self.document, self.schemes, security)
        });
        let output = self.cx.output;
        if !output.take(MEMORY, &operation.at, self.cx.diagnostics) {
            return;
        }
        if let Some(resource) = self.resources.get_mut(resource.0) {
            resource.operations.push(self.found.len());
        }
        self.found.push(Operation {
            origin: operation.at.clone(),
            method,
            path,
            server: server::of_operation(self.cx, self.base_url, operation),
            resource,
            name,
            docs: docs::of_operation(self.cx, operation),
            arguments,
            content_type,
            failures: failure::lower(types, operation, &slot),
            accept: answer.accept,
            reply: answer.reply,
            stream,
            alternatives: answer.alternatives,
            pages,
            example: answer.example,
            security,
        });
    }

    /// The resource at the end of a chain, made if it is not there yet.
    fn resource(&mut self, chain: &[String]) -> ResourceId {
        let mut at = ResourceId::ROOT;
        for wire in chain {
            let key = (at, resource::spelled(wire));
            at = match self.by_name.get(&key) {
                Some(child) => *child,
                None => {
                    let child = self.add_resource(at, wire);
                    self.by_name.insert(key, child);
                    child
                }
            };
        }
        at
    }

    fn add_resource(&mut self, parent: ResourceId, wire: &str) -> ResourceId {
        let id = ResourceId(self.resources.len());
        let tag = self.tags.get(&wire.to_ascii_lowercase()).copied();
        self.resources.push(Resource {
            wire: wire.to_owned(),
            parent: Some(parent),
            children: Vec::new(),
            operations: Vec::new(),
            docs: Docs {
                text: tag.and_then(|tag| {
                    docs::text(self.cx, &self.document.at.child("tags"), tag.description)
                }),
                ..Docs::default()
            },
        });
        if let Some(parent) = self.resources.get_mut(parent.0) {
            parent.children.push(id);
        }
        id
    }

    /// Reports a path template with an expression that no parameter is declared for.
    fn is_callable(
        &mut self,
        path: &str,
        path_at: &Pointer,
        operation: &openapi::Operation<'a>,
    ) -> bool {
        let names: Vec<&str> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == openapi::Location::Path)
            .map(|parameter| parameter.name)
            .collect();
        let mut rest = path;
        while let Some((_, name, after)) = expression(rest) {
            if !names.contains(&name) && !names.contains(&bare(name)) {
                // It may be the one that could not be read, which was told.
                if !operation.complete {
                    return false;
                }
                let message = format!(
                    "the path has `{{{name}}}`, but no path parameter `{name}` is declared"
                );
                self.left_out.push(
                    Diagnostic::new(Code::UndeclaredPathParameter, path_at, message)
                        .related(&operation.at, "for this operation")
                        .help(format!("add `{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}` to `parameters`")),
                );
                return false;
            }
            rest = after;
        }
        true
    }
}

/// The last step of a path that is no expression.
fn last_word(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut steps = path.rsplit('/');
    steps
        .find(|step| !step.is_empty() && !step.contains('{'))
        .unwrap_or_default()
}

/// Cuts a path template at its expressions.
fn template(path: &str, arguments: &[Argument]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((before, name, after)) = expression(rest) {
        if !before.is_empty() {
            parts.push(PathPart::Literal(before.to_owned()));
        }
        parts.extend(declared(arguments, name).map(PathPart::Argument));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(PathPart::Literal(rest.to_owned()));
    }
    parts
}

/// The path parameter that an expression stands for.
fn declared(arguments: &[Argument], name: &str) -> Option<usize> {
    let position = |name: &str| {
        let is = |one: &Argument| one.wire == name && matches!(one.location, Location::Path(_));
        arguments.iter().position(is)
    };
    position(name).or_else(|| position(bare(name)))
}

/// Some documents write the modifiers of URI templates (RFC 6570: `{;name*}`) into the path, though
/// `style` and `explode` say the same.
fn bare(name: &str) -> &str {
    name.trim_start_matches(['.', ';', '?', '&', '+', '#'])
        .trim_end_matches('*')
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

/// The stream that may be asked for. Where the body has a member that switches it on, that is no
/// argument of its own any more: the two have to agree.
fn streamed(reply: Reply, accept: String, arguments: &mut Vec<Argument>) -> Stream {
    let switch = |argument: &Argument| {
        argument.location == Location::Field
            && argument.wire == "stream"
            && argument.ty == Type::Bool
            && !argument.required
    };
    // Bytes are the same, streamed or not.
    let at = (reply != Reply::Pieces).then(|| arguments.iter().position(switch));
    let at = at.flatten();
    Stream {
        reply,
        accept,
        member: at.map(|at| arguments.remove(at).wire),
    }
}
