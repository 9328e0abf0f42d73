//! Resources, methods, and the requests that methods return.

use std::collections::BTreeSet;

use crate::model::{Argument, Docs, Operation, Pager, Pages, PathPart, ResourceId, SchemeId};
use crate::rust::context::Emit;
use crate::rust::items::ty::Scope;
use crate::rust::items::{argument, docs, operation, page, whole_body};
use crate::rust::name::OperationName;

use super::item::{Item, ItemKind, documented, fact, features_of, short, text, words};
use super::place;

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
        items.extend(of.with_body());
        items.push(of.request());
        items.push(of.answer());
        items.extend(of.stream());
        items.extend(of.alternatives());
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
                docs: documented(words(cx, &resource.docs)),
                parent: parent.map(|id| cx.chain(id)),
                ..Item::new(ItemKind::Resource, cx.chain(id)).signed(handle)
            }
        })
        .collect()
}

/// The operation whose items are listed.
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

    /// The required arguments, except constants.
    fn asked(&self) -> impl Iterator<Item = (&'a Argument, &'a String)> + use<'a> {
        self.arguments().filter(|(one, _)| one.is_asked())
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
            let ty = text(argument::taken(self.scope, argument, None));
            shown.push(format!("{name}: {}", short(&ty)));
            types.push(ty);
        }
        let asked = self.asked();
        let asked = asked.map(|(one, name)| (name.clone(), said_of(self.cx, &one.docs)));
        let own = format!(
            "{} {:?}",
            said_of(self.cx, &operation.docs),
            operation.example
        );
        let docs = documented(own).into_iter().chain(asked).collect();
        Item {
            parent: None,
            signature: format!("({})", types.join(", ")),
            shown: format!("({})", shown.join(", ")),
            order: self.asked().map(|(_, name)| name.clone()).collect(),
            facts: self.facts(),
            locations: self.locations(),
            docs,
            deprecated: operation.docs.deprecated,
            identity: Some(format!("operation {}", self.route())),
            ..self.part(ItemKind::Method, self.path.clone())
        }
    }

    /// The method that takes the whole body.
    fn with_body(&self) -> Option<Item> {
        let name = self.name.with_body.as_ref()?;
        let body = if let Some(parts) = &self.name.parts {
            let file = text(self.cx.resource_path(self.operation.resource, None));
            format!("Borrow<{}::{parts}>", file.trim_start_matches("crate::"))
        } else {
            let body = self.operation.body.as_ref()?;
            let taken = if body.nullable {
                "crate::runtime::IntoNullable"
            } else if whole_body::is_cloned(self.scope, &body.ty) {
                "crate::runtime::IntoBody"
            } else {
                "Into"
            };
            format!("{taken}<{}>", text(self.scope.ty(&body.ty)))
        };
        let other = self.asked().filter(|(one, _)| !whole_body::is_member(one));
        let types = other.map(|(one, _)| text(argument::taken(self.scope, one, None)));
        let types: Vec<String> = types.chain([format!("impl {body}")]).collect();
        let path = format!("{}.{name}", self.cx.chain(self.operation.resource));
        Some(Item {
            deprecated: self.operation.docs.deprecated,
            identity: Some("whole body".to_owned()),
            ..self
                .part(ItemKind::Setter, path)
                .signed(format!("({})", types.join(", ")))
        })
    }

    /// The request type that the method returns.
    fn request(&self) -> Item {
        let file = text(self.cx.resource_path(self.operation.resource, None));
        let file = file.trim_start_matches("crate::");
        let path = format!("{file}::{}", self.name.request);
        Item {
            identity: Some("request".to_owned()),
            ..self.part(ItemKind::Request, path)
        }
    }

    /// The HTTP method and the path, without the names of parameters, which are not sent.
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
            let text = one.only_value()?;
            Some(format!("`{}` = `{text}`", one.wire))
        });
        let defaults = operation.arguments.iter().filter_map(|one| {
            let text = one.constant.as_ref().filter(|_| !one.required)?;
            Some(format!("`{}` = `{text}`", one.wire))
        });
        let failures = operation.failures.iter().filter_map(|failure| {
            let ty = short(&text(self.scope.ty(failure.ty.as_ref()?)));
            Some(format!("{ty} for {}", failure.statuses.join(", ")))
        });
        let pages = operation.pages.as_ref().map(rule);
        let server = operation.server.as_deref().unwrap_or("the default");
        vec![
            fact("request", &self.route()),
            fact("server", server),
            fact("media type", &said(operation.content_type.clone())),
            fact("accepted media type", &operation.accept),
            fact("credentials", &self.credentials()),
            fact("constant values", &said(join(constants))),
            fact("default values", &said(join(defaults))),
            fact("errors", &said(join(failures))),
            fact("pagination", &said(pages)),
        ]
    }

    fn locations(&self) -> Vec<(String, String)> {
        let asked = self.asked();
        asked
            .map(|(argument, name)| (name.clone(), place::of(argument)))
            .collect()
    }

    fn credentials(&self) -> String {
        let schemes = |together: &Vec<SchemeId>| {
            let schemes = together.iter();
            let names = schemes.filter_map(|id| self.cx.api.schemes.get(id.0));
            let names: Vec<&str> = names.map(|scheme| scheme.wire.as_str()).collect();
            if names.is_empty() {
                "none".to_owned()
            } else {
                names.join(" and ")
            }
        };
        let alternatives: Vec<String> = self.operation.security.iter().map(schemes).collect();
        said((!alternatives.is_empty()).then(|| alternatives.join(" or ")))
    }

    fn answer(&self) -> Item {
        let page = page::of(self.cx, self.scope, self.operation);
        let output = page.map_or_else(
            || operation::reply(self.scope, &self.operation.reply).1,
            |page| page.output,
        );
        self.part(ItemKind::Response, format!("{}().await", self.path))
            .signed(text(output))
    }

    fn stream(&self) -> Option<Item> {
        let part = || self.part(ItemKind::Stream, format!("{}().stream", self.path));
        if let Some(pages) = &self.operation.pages
            && self.operation.pages.is_some()
        {
            let item = text(self.scope.ty(&pages.item));
            return Some(part().signed(format!("ItemStream<{item}>")));
        }
        let stream = self.operation.stream.as_ref()?;
        let (_, output) = operation::reply(self.scope, &stream.reply);
        Some(Item {
            facts: vec![
                fact("accepted media type", &stream.accept),
                fact(
                    "member that requests the stream",
                    &said(stream.member.as_ref().map(|member| member.wire.clone())),
                ),
            ],
            ..part().signed(format!("Call<{}>", text(output)))
        })
    }

    /// The methods that request another media type.
    fn alternatives(&self) -> impl Iterator<Item = Item> {
        let alternatives = self.operation.alternatives.iter();
        alternatives
            .zip(&self.name.alternatives)
            .map(|(one, name)| {
                let (_, output) = operation::reply(self.scope, &one.reply);
                Item {
                    facts: vec![fact("accepted media type", &one.accept)],
                    ..self
                        .part(ItemKind::Stream, format!("{}().{name}", self.path))
                        .signed(format!("Call<{}>", text(output)))
                }
            })
    }

    fn options(&self) -> impl Iterator<Item = Item> {
        let optional = self.arguments().filter(|(one, _)| !one.required);
        optional.map(|(argument, name)| {
            let taken = argument::Taken::of(self.scope, &argument.ty).as_optional();
            Item {
                facts: vec![fact("location", &place::of(argument))],
                docs: documented(said_of(self.cx, &argument.docs)),
                deprecated: argument.docs.deprecated,
                identity: Some(format!("argument {}", argument.wire)),
                origin: Some(argument.origin.clone()),
                ..self
                    .part(ItemKind::Option, format!("{}().{name}", self.path))
                    .signed(format!("({})", text(taken)))
            }
        })
    }
}

/// The description of a method. Deprecation is not mentioned, because it is an attribute of the
/// method.
fn said_of(cx: Emit<'_>, docs: &Docs) -> String {
    docs::words(cx, docs, "").join("\n")
}

/// The rule for requesting the next page.
fn rule(pages: &Pages) -> String {
    let rule = match &pages.pager {
        Pager::Cursor {
            parameter,
            from,
            header,
        } => {
            let header = header.iter().map(|name| format!("the header `{name}`"));
            let from: Vec<String> = from.iter().cloned().chain(header).collect();
            format!("`{parameter}` from {}", from.join(" or "))
        }
        Pager::Offset {
            parameter, first, ..
        } => format!("`{parameter}`, the number of preceding items, starting at {first}"),
        Pager::Number {
            parameter,
            current: Some(current),
            ..
        } => format!("`{parameter}`, the page number after {current}"),
        Pager::Number {
            parameter, first, ..
        } => format!("`{parameter}`, the page number, starting at {first}"),
        Pager::Url { from } => format!("the URL at {}", from.join(" or ")),
        Pager::Link => "the header `link`".to_owned(),
    };
    match &pages.more {
        Some(more) => format!("{rule}, while {} is {}", more.at, more.is),
        None => rule,
    }
}

fn join(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn said(value: Option<String>) -> String {
    value.unwrap_or_else(|| "none".to_owned())
}
