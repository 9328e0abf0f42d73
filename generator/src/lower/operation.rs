//! Lowers operations: the request and the responses.

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{
    Argument, Docs, Failure, Method, MethodName, Operation, Resource, ResourceId, Root, Scheme,
    SchemeId, TypePath,
};
use crate::openapi::{self, Context, Document, PathItem};
use crate::source::Pointer;

use super::auth::Headers;
use super::body::{Sending, Sent};
use super::content::Content;
use super::pagination::Answered;
use super::reply::Answer;
use super::resource::Placed;
use super::schema::{Slot, Types};
use super::tags::Tags;
use super::template::{is_malformed, last_word, template, without_queries};
use super::{
    argument, auth, body, content, cookie, described, docs, example, failure, pagination,
    query_form, reply, required_body, resource, server, stream,
};

/// Collects the operations of the API and the tree of resources.
pub(super) struct Operations<'a, 'd> {
    cx: Context<'a>,
    document: &'d Document<'a>,
    schemes: &'d [Scheme],
    /// The parameters that are credentials.
    headers: &'d Headers,
    /// Whether any request body of the document has the keyword `required`.
    says_required: bool,
    base_url: &'d str,
    resources: Vec<Resource>,
    /// The names of the methods that exist so far, with the chains of their resources.
    names: HashSet<(Vec<String>, String)>,
    /// The resources by their parents and their names in the spelling of methods.
    by_name: HashMap<(ResourceId, String), ResourceId>,
    tags: Tags<'d, 'a>,
    found: Vec<Operation>,
    /// The number of operations in the document.
    total: usize,
    /// Diagnostics about skipped operations.
    left_out: Vec<Diagnostic>,
}

/// The memory of an operation until it is written, in bytes.
const MEMORY: usize = 8 << 10;

/// Reads the path items of the document, with their path templates.
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
                "a path must start with `/`; the client adds it",
            );
        }
        if is_malformed(path) {
            cx.diagnostics.tell(
                Code::MalformedPath,
                &site.at,
                "the path has an unmatched brace; the path is sent unchanged",
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
        (schemes, headers): (&'d [Scheme], &'d Headers),
        base_url: &'d str,
        items: &[(&'a str, PathItem<'a>)],
    ) -> Self {
        let root = Resource {
            wire: String::new(),
            parent: None,
            children: Vec::new(),
            operations: Vec::new(),
            docs: Docs::default(),
            groups: Vec::new(),
        };
        Self {
            cx,
            document,
            schemes,
            headers,
            says_required: required_body::is_said(cx, items),
            base_url,
            resources: vec![root],
            names: HashSet::new(),
            by_name: HashMap::new(),
            tags: Tags::of(cx, &document.tags),
            found: Vec::new(),
            total: 0,
            left_out: Vec::new(),
        }
    }

    /// Returns the resources, the operations, and the number of operations in the document. A
    /// skipped operation is an error if no other operation is generated, and a warning otherwise.
    pub(super) fn finish(mut self) -> (Vec<Resource>, Vec<Operation>, usize) {
        described::by_tags(&mut self.resources, &self.found, &self.tags);
        for mut diagnostic in self.left_out {
            if !self.found.is_empty() {
                diagnostic.severity = Severity::Warning;
                diagnostic.message.push_str("; the operation is skipped");
            }
            self.cx.diagnostics.report(diagnostic);
        }
        (self.resources, self.found, self.total)
    }

    /// Lowers all operations of the document.
    pub(super) fn lower(&mut self, types: &mut Types<'a>, items: &[(&'a str, PathItem<'a>)]) {
        let document = self.document;
        let placed = resource::assign(self.cx, document, items);
        self.names = placed.iter().flatten().map(Placed::key).collect();
        let mut placed = placed.into_iter();
        for (path, item) in items {
            for operation in &item.operations {
                self.total += 1;
                for one in placed.next().unwrap_or_default() {
                    self.operation(types, (path, &item.at), operation, one);
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
        if let Some(at) = &operation.unreadable_body {
            let message = "the request body cannot be read".to_owned();
            let code = Code::UnreadableBody;
            self.left_out.push(Diagnostic::new(code, at, message));
            return;
        }
        let path = &*without_queries(path, &operation.parameters);
        let resource = self.resource(&placed.chain);
        let contents = operation.body.as_ref();
        let contents = contents.map(|body| content::choose(self.cx, &types.xml, body));
        let mut contents = contents.unwrap_or_default().into_iter();
        let slot = slot(resource, &placed.name);
        let named = last_word(path);
        let call = Call {
            method: method(operation),
            resource,
            named,
            answer: reply::lower(types, operation, named, &slot),
            parameters: argument::lower(
                types,
                operation,
                (path, path_at),
                (self.headers, &self.required_credentials(operation)),
                &slot,
            ),
            failures: failure::lower(types, operation, &slot),
            operation,
        };
        self.call(types, path, &call, contents.next(), placed.name.clone());
        for content in contents {
            let name = MethodName {
                wire: self.free(&placed, &content.words()),
                chosen: None,
            };
            self.call(types, path, &call, Some(content), name);
        }
    }

    /// Adds the method of an operation that sends the body in one media type.
    fn call(
        &mut self,
        types: &mut Types<'a>,
        path: &str,
        call: &Call<'_, 'a>,
        content: Option<Content<'_, 'a>>,
        name: MethodName,
    ) {
        let operation = call.operation;
        let mut arguments = call.parameters.clone();
        let mut sent = Sent::default();
        let mut required = false;
        if let (Some(body), Some(content)) = (&operation.body, content) {
            required = required_body::is_required(self.cx, body, content.media, self.says_required);
            let sending = Sending {
                body,
                required,
                is_v31: matches!(
                    self.document.version,
                    openapi::Version::V31 | openapi::Version::V32
                ),
                samples: &operation.samples,
            };
            sent = body::lower(types, sending, &content, &slot(call.resource, &name));
            arguments.append(&mut sent.arguments);
        }
        query_form::style(types, operation, &mut arguments);
        cookie::describe(&mut arguments);
        argument::tell_apart(&mut arguments);
        let path = template(path, &arguments);
        let answer = call.answer.clone();
        example::show_id(&path, &mut arguments, answer.example.as_ref());
        let stream = answer
            .stream
            .map(|(reply, accept)| stream::requested(types, reply, accept, &mut arguments));
        let pages = pagination::lower(
            types,
            &Answered {
                operation,
                method: &call.method,
                resource: resource::without_format(call.named),
                arguments: &arguments,
                reply: &answer.reply,
                streams: stream.is_some(),
                headers: &answer.headers,
            },
        );
        let output = self.cx.output;
        if !output.take(MEMORY, &operation.at, self.cx.diagnostics) {
            return;
        }
        if let Some(resource) = self.resources.get_mut(call.resource.0) {
            resource.operations.push(self.found.len());
        }
        self.found.push(Operation {
            origin: operation.at.clone(),
            method: call.method.clone(),
            path,
            server: server::of_operation(self.cx, self.base_url, operation),
            tag: self.tags.of_operation(&operation.tags),
            resource: call.resource,
            name,
            docs: docs::of_operation(self.cx, operation),
            arguments,
            body: sent.whole,
            content_type: sent.content_type,
            content_types: sent.content_types,
            sent_xml: sent.xml,
            read_xml: answer.xml,
            sends_body: required,
            failures: call.failures.clone(),
            reply_summary: answer.summary,
            accept: answer.accept,
            reply: answer.reply,
            stream,
            alternatives: answer.alternatives,
            pages,
            example: answer.example,
            security: self.security(operation),
        });
    }

    /// The credentials that an operation requires.
    fn required_credentials(&self, operation: &openapi::Operation<'a>) -> Vec<Vec<SchemeId>> {
        let security = operation.security.as_ref();
        let security = security.or(self.document.security.as_ref());
        security.map_or_else(Vec::new, |security| {
            auth::alternatives(self.cx, self.document, self.schemes, security)
        })
    }

    /// The credentials of an operation, including those that it declares as parameters.
    fn security(&self, operation: &openapi::Operation<'a>) -> Vec<Vec<SchemeId>> {
        let alternatives = self.required_credentials(operation);
        let alternatives = self.headers.add(operation, alternatives);
        query_form::note_credentials(self.cx, operation, self.schemes, &alternatives);
        alternatives
    }

    /// Returns an unused name for the method of another body.
    fn free(&mut self, placed: &Placed, words: &str) -> String {
        let chain: Vec<String> = placed
            .chain
            .iter()
            .map(|name| resource::spelled(name))
            .collect();
        let mut name = format!("{} {words}", placed.name.wire);
        while !self.names.insert((chain.clone(), name.to_snake_case())) {
            name.push_str(" body");
        }
        name
    }

    /// Returns the resource at the end of a chain. Creates it if it does not exist.
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
        self.resources.push(Resource {
            wire: wire.to_owned(),
            parent: Some(parent),
            children: Vec::new(),
            operations: Vec::new(),
            docs: self.tags.docs(wire).unwrap_or_default(),
            groups: Vec::new(),
        });
        if let Some(parent) = self.resources.get_mut(parent.0) {
            parent.children.push(id);
        }
        id
    }
}

/// The common parts of all methods of an operation.
struct Call<'o, 'a> {
    operation: &'o openapi::Operation<'a>,
    method: Method,
    resource: ResourceId,
    /// The last word of the path.
    named: &'o str,
    parameters: Vec<Argument>,
    answer: Answer,
    failures: Vec<Failure>,
}

fn slot(resource: ResourceId, name: &MethodName) -> Slot {
    Slot::inline(TypePath {
        root: Root::Operation(resource, name.wire.clone()),
        steps: Vec::new(),
    })
}

fn method(operation: &openapi::Operation<'_>) -> Method {
    match operation.method {
        name if operation.is_additional => Method::Other(name.to_owned()),
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        "query" => Method::Query,
        name => Method::Other(name.to_uppercase()),
    }
}
