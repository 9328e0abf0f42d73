//! What hangs on the client: resources, methods, and what requests have.

use std::collections::BTreeSet;

use crate::emit::ty::Scope;
use crate::emit::{Emit, argument, operation, page};
use crate::ir::{Argument, Operation, PathPart, ResourceId};
use crate::name::OperationName;

use super::{Item, ItemKind, fact, features_of, short, text, words};

/// The items of every resource and operation.
pub(super) fn items(cx: Emit<'_>) -> Vec<Item> {
    let scope = Scope::canonical(cx);
    let mut items = resources(cx);
    for (operation, name) in cx.api.operations.iter().zip(cx.names.operations()) {
        let of = Of {
            cx,
            scope: &scope,
            operation,
            name,
            path: format!("{}.{}", cx.chain(operation.resource), name.method),
            features: features_of(cx, operation.resource),
        };
        items.push(of.method());
        items.push(of.answer());
        items.extend(of.stream());
        items.extend(of.options());
    }
    items
}

fn resources(cx: Emit<'_>) -> Vec<Item> {
    let resources = cx.api.resources.iter().zip(cx.names.resources());
    resources
        .enumerate()
        .filter(|(index, _)| *index != ResourceId::ROOT.0)
        .map(|(index, (resource, name))| {
            let id = ResourceId(index);
            let handle = format!("{}::{}", text(cx.resource_path(id, None)), name.handle);
            let parent = resource.parent.filter(|id| *id != ResourceId::ROOT);
            Item {
                features: features_of(cx, id),
                docs: words(&resource.docs),
                parent: parent.map(|id| cx.chain(id)),
                ..Item::new(ItemKind::Resource, cx.chain(id)).signed(handle)
            }
        })
        .collect()
}

/// An operation whose items are listed.
struct Of<'a> {
    cx: Emit<'a>,
    scope: &'a Scope<'a>,
    operation: &'a Operation,
    name: &'a OperationName,
    path: String,
    features: BTreeSet<String>,
}

impl<'a> Of<'a> {
    fn arguments(&self) -> impl Iterator<Item = (&'a Argument, &'a String)> + use<'a> {
        self.operation.arguments.iter().zip(&self.name.arguments)
    }

    /// The arguments that the method asks for.
    fn asked(&self) -> impl Iterator<Item = (&'a Argument, &'a String)> + use<'a> {
        self.arguments()
            .filter(|(one, _)| one.required && one.constant.is_none())
    }

    fn part(&self, kind: ItemKind, path: String) -> Item {
        Item {
            parent: Some(self.path.clone()),
            features: self.features.clone(),
            origin: Some(self.operation.origin.clone()),
            ..Item::new(kind, path)
        }
    }

    fn method(&self) -> Item {
        let operation = self.operation;
        let mut types = Vec::new();
        let mut shown = Vec::new();
        for (argument, name) in self.asked() {
            let ty = text(argument::taken(self.scope, argument));
            shown.push(format!("{name}: {}", short(&ty)));
            types.push(ty);
        }
        let file = text(self.cx.resource_path(operation.resource, None));
        let request = format!("{file}::{}", self.name.request);
        let asked = self.asked().map(|(argument, name)| {
            let words = words(&argument.docs);
            format!("{name} {words}")
        });
        let asked: Vec<String> = asked.collect();
        let docs = words(&operation.docs);
        Item {
            parent: None,
            signature: format!("({}) -> {request}", types.join(", ")),
            shown: format!("({})", shown.join(", ")),
            order: self.asked().map(|(one, _)| one.wire.clone()).collect(),
            facts: self.facts(),
            docs: format!("{docs} {asked:?} {:?}", operation.example),
            deprecated: operation.docs.deprecated,
            identity: Some(format!("operation {}", self.route())),
            ..self.part(ItemKind::Method, self.path.clone())
        }
    }

    /// Verb and path, without the names of parameters: these are not on the wire.
    fn route(&self) -> String {
        let parts = self.operation.path.iter().map(|part| match part {
            PathPart::Literal(text) => text.as_str(),
            PathPart::Argument(_) => "{}",
        });
        let verb = self.operation.method.as_str();
        format!("{verb} {}", parts.collect::<String>())
    }

    fn facts(&self) -> Vec<(String, String)> {
        let operation = self.operation;
        let constants = operation.arguments.iter().filter_map(|one| {
            let text = one.constant.as_ref()?;
            Some(format!("`{}` = `{text}`", one.wire))
        });
        let failures = operation.failures.iter().map(|failure| {
            let ty = short(&text(self.scope.ty(&failure.ty)));
            format!("{ty} for {}", failure.statuses.join(", "))
        });
        let paged = page::is_paged(self.cx, operation);
        let pages = operation.pages.as_ref().filter(|_| paged);
        let pages = pages.map(|pages| format!("{:?} {:?}", pages.pager, pages.more));
        let server = operation.server.as_deref().unwrap_or("the API's own");
        let mut facts = vec![
            fact("request", &self.route()),
            fact("server", server),
            fact("media type", &said(operation.content_type.clone())),
            fact("accepts", &operation.accept),
            fact("credentials", &self.credentials()),
            fact("sends by itself", &said(join(constants))),
            fact("errors", &said(join(failures))),
        ];
        facts.extend(pages.map(|rule| ("rule of the pages".to_owned(), rule)));
        facts.extend(self.asked().map(|(argument, _)| placed(argument)));
        facts
    }

    fn credentials(&self) -> String {
        let schemes = |together: &Vec<crate::ir::SchemeId>| {
            let schemes = together.iter();
            let names = schemes.filter_map(|id| self.cx.api.schemes.get(id.0));
            let names: Vec<&str> = names.map(|scheme| scheme.wire.as_str()).collect();
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(" and ")
            }
        };
        said(join(self.operation.security.iter().map(schemes)))
    }

    fn answer(&self) -> Item {
        let page = page::of(self.cx, self.scope, self.operation);
        let output = page.map_or_else(
            || operation::reply(self.scope, &self.operation.reply).1,
            |page| page.output,
        );
        self.part(ItemKind::Answer, format!("{}.await", self.path))
            .signed(text(output))
    }

    fn stream(&self) -> Option<Item> {
        let part = || self.part(ItemKind::Stream, format!("{}.stream", self.path));
        if let Some(pages) = &self.operation.pages
            && page::is_paged(self.cx, self.operation)
        {
            let item = text(self.scope.ty(&pages.item));
            return Some(part().signed(format!("ItemStream<{item}>")));
        }
        let stream = self.operation.stream.as_ref()?;
        let (_, output) = operation::reply(self.scope, &stream.reply);
        Some(Item {
            facts: vec![
                fact("accepts", &stream.accept),
                fact("member that asks for it", &said(stream.member.clone())),
            ],
            ..part().signed(format!("Call<{}>", text(output)))
        })
    }

    fn options(&self) -> impl Iterator<Item = Item> {
        let optional = self.arguments().filter(|(one, _)| !one.required);
        optional.map(|(argument, name)| {
            let taken = argument::optional(self.scope, argument).as_type();
            Item {
                facts: vec![placed(argument)],
                docs: words(&argument.docs),
                deprecated: argument.docs.deprecated,
                identity: Some(format!("argument {}", argument.wire)),
                origin: Some(argument.origin.clone()),
                ..self
                    .part(ItemKind::Option, format!("{}.{name}", self.path))
                    .signed(format!("({})", text(taken)))
            }
        })
    }
}

/// Where an argument goes.
fn placed(argument: &Argument) -> (String, String) {
    let place = format!("{:?} `{}`", argument.location, argument.wire);
    (format!("place of `{}`", argument.wire), place)
}

fn join(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn said(value: Option<String>) -> String {
    value.unwrap_or_else(|| "none".to_owned())
}
