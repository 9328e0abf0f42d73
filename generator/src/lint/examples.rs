//! Checks the examples and defaults of a document against their schemas.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Stopped};
use crate::openapi::{
    Additional, Context, Document, MediaType, Output, Parameter, PathItem, Response, Schema,
    Schemas, Version,
};
use crate::source::{Node, Pointer, Site, Sources};

use super::judge::{Direction, Judge};

/// Reports every example and default that does not match its schema.
///
/// # Errors
///
/// Fails if the document cannot be read.
pub fn check(sources: &Sources, diagnostics: &Diagnostics) -> Result<(), Stopped> {
    let (schemas, output) = (Schemas::default(), Output::default());
    let root = sources.root(sources.entry()).ok_or(Stopped)?;
    let cx = Context {
        sources,
        diagnostics,
        schemas: &schemas,
        output: &output,
        operations: crate::openapi::operations(sources, &root),
        version: Version::of(root.node),
    };
    let document = Document::read(cx, root)?;
    let mut walk = Walk {
        cx,
        seen: HashSet::new(),
    };
    for (_, site) in &document.schemas {
        walk.schema(site.clone());
    }
    for (_, site) in document.paths.iter().chain(&document.webhooks) {
        if let Some(item) = PathItem::read(cx, site.clone()) {
            walk.item(&item);
        }
    }
    Ok(())
}

struct Walk<'a> {
    cx: Context<'a>,
    /// The schemas whose own examples and defaults were checked.
    seen: HashSet<Pointer>,
}

impl<'a> Walk<'a> {
    fn item(&mut self, item: &PathItem<'a>) {
        for operation in &item.operations {
            for parameter in &operation.parameters {
                self.parameter(parameter);
            }
            for media in operation.body.iter().flat_map(|body| &body.content) {
                self.media(media, Direction::Sent);
            }
            for (_, site) in &operation.responses {
                let response = Response::read(self.cx, site.clone());
                for media in response.iter().flat_map(|response| &response.content) {
                    self.media(media, Direction::Received);
                }
            }
        }
    }

    fn parameter(&mut self, parameter: &Parameter<'a>) {
        if let Some(media) = &parameter.content {
            self.media(media, Direction::Sent);
        }
        let Some(schema) = &parameter.schema else {
            return;
        };
        self.schema(schema.clone());
        for example in &parameter.examples {
            // A string in place of another value shows the serialized form.
            let is_text = matches!(example.node, Node::String(_));
            if !is_text || self.takes_text(schema) {
                self.judge(schema, example, Direction::Sent, Code::ExampleMisfit);
            }
        }
    }

    /// Returns whether a string is itself a value of the schema, rather than the serialized form of
    /// one.
    fn takes_text(&self, site: &Site<'a>) -> bool {
        let site = self.cx.follow(site.clone());
        match site.and_then(|site| Schema::read(self.cx, site)) {
            Some(Schema::Object(schema)) => {
                schema.types.as_slice() == [crate::openapi::JsonType::String]
            }
            _ => false,
        }
    }

    fn media(&mut self, media: &MediaType<'a>, direction: Direction) {
        let Some(schema) = &media.schema else {
            return;
        };
        self.schema(schema.clone());
        if !media.is_json() {
            return;
        }
        for example in &media.examples {
            let key = example.at.last();
            let is_text = matches!(example.node, Node::String(_));
            let of = |one: &str| key == Some(one);
            // A string in `value` shows the serialized JSON (4.8.19.1).
            let is_data = of("dataValue") || of("serializedValue");
            if !is_text || is_data || self.takes_text(schema) {
                self.judge(schema, example, direction, Code::ExampleMisfit);
            }
            if of("dataValue") {
                self.compare(example);
            }
        }
    }

    /// Reports a `serializedValue` that is not the JSON of the `dataValue` beside it.
    fn compare(&self, data: &Site<'a>) {
        let place = data
            .at
            .parent()
            .map(|parent| parent.child("serializedValue"));
        let serialized = place.and_then(|at| self.cx.sources.at(&at));
        let Some(serialized) = serialized else {
            return;
        };
        let text = serialized.node.as_str();
        let node = text.and_then(Node::from_json);
        let same = |node: &Node| node.to_json() == data.node.to_json();
        let message = match node {
            Some(node) if same(&node) => return,
            Some(_) => "`serializedValue` is not the JSON of `dataValue`",
            None => "the serialized example is not JSON",
        };
        let code = Code::ExampleMisfit;
        self.cx.diagnostics.tell(code, &serialized.at, message);
    }

    /// Checks the examples and the default of a schema and of all schemas in it.
    fn schema(&mut self, site: Site<'a>) {
        let mut open = vec![site];
        while let Some(site) = open.pop() {
            if !self.seen.insert(site.at.clone()) {
                continue;
            }
            let Some(Schema::Object(schema)) = Schema::read(self.cx, site.clone()) else {
                continue;
            };
            let listed = site.child("examples").into_iter();
            let listed = listed.filter(|list| matches!(list.node, Node::Array(_)));
            let listed = listed.flat_map(|list| list.items().collect::<Vec<_>>());
            for example in site.child("example").into_iter().chain(listed) {
                self.judge(&site, &example, Direction::Unknown, Code::ExampleMisfit);
            }
            if let Some(default) = site.child("default") {
                self.judge(&site, &default, Direction::Unknown, Code::DefaultMisfit);
            }
            open.extend(schema.reference.iter().filter_map(|it| self.cx.target(it)));
            open.extend(schema.properties.iter().map(|(_, site)| site.clone()));
            let parts = schema.items.iter().chain(&schema.prefix_items);
            let parts = parts.chain(&schema.all_of).chain(&schema.one_of);
            open.extend(parts.chain(&schema.any_of).cloned());
            if let Additional::Schema(site) = &schema.additional {
                open.push(site.clone());
            }
        }
    }

    fn judge(&self, schema: &Site<'a>, value: &Site<'a>, direction: Direction, code: Code) {
        let Some(misfit) = Judge::new(self.cx, direction).misfit(schema, value) else {
            return;
        };
        let what = match code {
            Code::DefaultMisfit => "the default",
            _ => "the example",
        };
        let message = format!("{what} does not match its schema: {}", misfit.why);
        self.cx.diagnostics.report(
            Diagnostic::new(code, &misfit.value, message)
                .related(&misfit.schema, "the schema is here"),
        );
    }
}
