//! The parts of an operation's page, for HTML and Markdown.

use crate::model::{Argument, Docs, Location, Operation, Reply, ResourceId};
use crate::rust::name::OperationName;
use crate::spelling::singular;
use crate::surface::Entry;

use super::context::Site;
use super::fields::View;
use super::place::bare;
use super::preview;
use super::samples::{self, Sample};
use super::tree::{BUDGET, Tree};
use super::word;

/// The parts of an operation's page, for HTML and Markdown.
pub(super) struct Parts<'s, 'a> {
    pub(super) site: &'s Site<'a>,
    pub(super) index: usize,
    pub(super) operation: &'a Operation,
    pub(super) name: &'a OperationName,
    pub(super) path: &'s str,
    pub(super) title: String,
    pub(super) entry: Entry,
    pub(super) tree: Tree<'a>,
    /// The parameters, and the members of the body.
    pub(super) parameters: Vec<usize>,
    pub(super) body: Vec<usize>,
    /// The response, and what can be requested instead of it.
    pub(super) returns: Vec<(String, Option<usize>)>,
    /// Error responses: the status codes and the type.
    pub(super) failures: Vec<(String, Option<usize>)>,
    pub(super) samples: Vec<Sample>,
    pub(super) message: String,
    /// The example of the response, and whether it is whole.
    pub(super) example: Option<(String, bool)>,
}

impl<'s, 'a> Parts<'s, 'a> {
    pub(super) fn of(site: &'s Site<'a>, index: usize) -> Option<Self> {
        let operation = site.api.operations.get(index)?;
        let name = site.names.operations().get(index)?;
        let mut tree = Tree::default();
        let (mut parameters, mut body) = (Vec::new(), Vec::new());
        for (argument, name) in operation.arguments.iter().zip(&name.arguments) {
            let added = tree.argument(site, argument, name, place(argument));
            if argument.location.is_in_body() {
                body.push(added);
            } else {
                parameters.push(added);
            }
        }
        let mut root =
            |reply: &'a Reply, anchor: String| reply.ty().map(|ty| tree.root(site, ty, &anchor));
        let mut returns = vec![(String::new(), root(&operation.reply, "returns".to_owned()))];
        let stream = operation.stream.iter();
        returns
            .extend(stream.map(|one| ("stream".to_owned(), root(&one.reply, "stream".to_owned()))));
        let others = operation.alternatives.iter().zip(&name.alternatives);
        returns.extend(others.map(|(one, name)| {
            (
                bare(name).to_owned(),
                root(&one.reply, bare(name).to_owned()),
            )
        }));
        let failures = operation.failures.iter().map(|failure| {
            let statuses = failure.statuses.join(", ");
            let ty = failure
                .ty
                .as_ref()
                .map(|ty| tree.root(site, ty, &format!("error.{}", failure.statuses.join("."))));
            (statuses, ty)
        });
        let failures = failures.collect();
        tree.grow(site, BUDGET);
        let (samples, message) = samples::of(site, operation, name);
        Some(Self {
            site,
            index,
            operation,
            name,
            path: site.places.operation(index),
            title: title(site, operation, name),
            entry: Entry::of(site.api, site.names, operation, name),
            tree,
            parameters,
            body,
            returns,
            failures,
            samples,
            message,
            example: operation
                .example
                .as_ref()
                .and_then(|example| site.rust.example(example)),
        })
    }

    pub(super) fn view(&self) -> View<'_, 'a> {
        View {
            site: self.site,
            tree: &self.tree,
            page: self.path,
        }
    }

    /// The response with the members of its type: `Invite { id, created_at, email, 6 more }`.
    pub(super) fn answer(&self) -> String {
        let answer = &self.entry.answer;
        let item = self.operation.pages.as_ref().map(|pages| &pages.item);
        let Some(ty) = item.or(self.operation.reply.ty()) else {
            return answer.clone();
        };
        let plain = preview::ty(self.site, ty);
        let Some(before) = answer.rfind(&plain) else {
            return answer.clone();
        };
        let (before, rest) = answer.split_at(before);
        let after = rest.get(plain.len()..).unwrap_or_default();
        format!("{before}{}{after}", preview::with_members(self.site, ty))
    }

    /// The summary of the response.
    pub(super) fn about_reply(&self) -> Docs {
        Docs {
            summary: self.operation.reply_summary.clone(),
            ..Docs::default()
        }
    }

    /// `struct Invite { id, created_at, email, 6 more }`, or the type of a response that is not JSON.
    pub(super) fn kind(&self, top: Option<usize>, reply: &Reply) -> String {
        if let Some(ty) = reply.ty().filter(|_| top.is_some())
            && let Some((def, _)) = ty.named().and_then(|id| self.site.ty(id))
        {
            let shown = preview::with_members(self.site, ty);
            return format!("{} {shown}", preview::keyword(&def.shape));
        }
        self.entry.answer.clone()
    }

    /// Notes about the call: cargo feature, credentials, pages and streams.
    pub(super) fn notes(&self) -> Vec<(&'static str, String)> {
        let mut notes = Vec::new();
        let security = self.operation.security.iter().map(|together| {
            let schemes = together
                .iter()
                .filter_map(|id| self.site.names.schemes().get(id.0));
            let names = schemes.map(|name| word::span(&name.env));
            names.collect::<Vec<_>>().join(" and ")
        });
        let security: Vec<String> = security.filter(|names| !names.is_empty()).collect();
        if !security.is_empty() {
            notes.push(("Credential", security.join(" or ")));
        }
        if let Some(feature) = self.site.rust.feature(self.operation) {
            notes.push(("Cargo feature", format!("`{feature}`, on by default")));
        }
        if self.operation.pages.is_some() {
            notes.push((
                "Pages",
                "`.stream()` returns the items of all pages".to_owned(),
            ));
        }
        if let Some(stream) = &self.entry.stream {
            notes.push(("Stream", format!("`.stream()` returns `{stream}`")));
        }
        let others = self.entry.alternatives.iter();
        notes.extend(
            others.map(|(name, ty)| ("Alternative", format!("`.{name}()` returns `{ty}`"))),
        );
        if let Some(name) = &self.name.with_body {
            let body = self.operation.body.as_ref();
            let body = body.map(|body| preview::ty(self.site, &body.ty));
            let body = body.or_else(|| self.name.parts.clone());
            notes.push((
                "Whole body",
                format!("`.{name}(body)` takes `{}`", body.unwrap_or_default()),
            ));
        }
        if let Some(kind) = self
            .operation
            .content_type
            .as_ref()
            .filter(|kind| *kind != "application/json")
        {
            notes.push(("Sent as", word::span(kind)));
        }
        notes
    }

    /// The operations before and after this one.
    pub(super) fn neighbours(&self) -> (Option<usize>, Option<usize>) {
        let order = &self.site.order;
        let Some(at) = order.iter().position(|one| *one == self.index) else {
            return (None, None);
        };
        let before = at.checked_sub(1).and_then(|at| order.get(at));
        (before.copied(), order.get(at + 1).copied())
    }
}

/// The place of an argument in the request; empty for a member of the body.
fn place(argument: &Argument) -> &'static str {
    match &argument.location {
        Location::Path(_) => "path",
        Location::Query(_) => "query",
        Location::QueryString(_) => "query string",
        Location::Header { .. } | Location::DelimitedHeader(_) | Location::JsonHeader => "header",
        Location::Cookie { .. } | Location::JsonCookie => "cookie",
        Location::Field | Location::Body(_) => "",
        Location::FormField(_) => "form",
        Location::Part(_) | Location::OrderedPart { .. } => "part",
        Location::FilePart(_) | Location::ExplodedFiles(_) => "file",
        Location::PartHeader { .. } => "header of a part",
    }
}

/// The title of an operation's page: `Retrieve invite`, `List invites`.
pub(super) fn title(site: &Site<'_>, operation: &Operation, name: &OperationName) -> String {
    let words = |name: &str| bare(name).replace('_', " ");
    let mut title = words(&name.method);
    let resource = site.names.resources().get(operation.resource.0);
    if let Some(resource) = resource.filter(|_| operation.resource != ResourceId::ROOT) {
        let many = bare(&resource.accessor);
        let plural = title.split(' ').next() == Some("list");
        let one = singular(many).filter(|_| !plural);
        title = format!("{title} {}", words(one.as_deref().unwrap_or(many)));
    }
    let mut chars = title.chars();
    let first = chars.next().map(|char| char.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
