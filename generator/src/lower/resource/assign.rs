//! Assigns each operation its resource and method name: those in `x-sdk`, or else those that follow
//! from its path. Two operations with the same result get names that express their difference.

use std::collections::HashMap;

use heck::ToSnakeCase;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::MethodName;
use crate::openapi::{Context, Document, Operation, PathItem};
use crate::source::Pointer;

use super::candidate::{Candidate, Owner, alternatives};
use super::facts::Facts;
use super::position::{Position, bounded, place, spelled, strip};
use super::prefix::Prefix;
use super::reply::Shape;

/// The position and the name of a method.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Placed {
    /// The chain of resources, starting at the client.
    pub(in crate::lower) chain: Vec<String>,
    /// The name of the method.
    pub(in crate::lower) name: MethodName,
}

impl Placed {
    /// The key that identifies the method: its resources and name in the spelling of methods.
    pub(in crate::lower) fn key(&self) -> (Vec<String>, String) {
        key(&self.chain, &self.name.wire)
    }
}

/// The names that are taken, in the spelling of methods, and the operations that have them.
#[derive(Default)]
struct Taken(HashMap<(Vec<String>, String), Owner>);

/// Returns the positions of all operations, in order. An operation has several if `x-sdk` gives it
/// several names.
///
/// Explicit names take precedence regardless of the order in the document.
pub(in crate::lower) fn assign<'a>(
    cx: Context<'a>,
    document: &Document<'a>,
    items: &[(&'a str, PathItem<'a>)],
) -> Vec<Vec<Placed>> {
    check_matches(cx, document, items);
    let mut taken = Taken::default();
    let mut placed = Vec::new();
    let mut rest = Vec::new();
    let paths: Vec<&str> = operations(items).map(|(path, _)| path).collect();
    let common = Prefix::of(&paths);
    for (path, operation) in operations(items) {
        let by_hand = chosen(document, path, operation);
        if !by_hand.is_empty() {
            taken.by_hand(cx, &by_hand, path, operation.method);
            placed.push(by_hand);
            continue;
        }
        let facts = Facts {
            path,
            method: operation.method,
            operation_id: operation.operation_id,
            tag: match operation.tags.as_slice() {
                [tag] => Some(*tag),
                _ => None,
            },
            reply: reply(cx, path, operation),
        };
        let position = position(document, facts, operation, &common);
        let by_vendor = |one: &Placed| {
            let at = one.name.chosen.as_ref();
            !at.is_some_and(|at| at.tokens().contains(&"x-sdk"))
        };
        let one = named(operation, &position);
        // Names for other generators may be given to two operations. Those in `x-sdk` must be
        // unique.
        let one = one.filter(|one| !by_vendor(one) || !taken.0.contains_key(&one.key()));
        if let Some(one) = one {
            taken.by_hand(cx, std::slice::from_ref(&one), path, operation.method);
            placed.push(vec![one]);
        } else {
            let candidate = Candidate {
                operation,
                path,
                position,
                facts,
            };
            rest.push((placed.len(), candidate));
            placed.push(Vec::new());
        }
    }
    // Operations that most APIs have keep the plain name, regardless of the order in the document.
    rest.sort_by_cached_key(|(_, candidate)| candidate.rank());
    for (index, candidate) in rest {
        let one = taken.settle(cx, &candidate);
        if let Some(slot) = placed.get_mut(index) {
            slot.push(one);
        }
    }
    placed
}

fn operations<'i, 'a>(
    items: &'i [(&'a str, PathItem<'a>)],
) -> impl Iterator<Item = (&'a str, &'i Operation<'a>)> {
    items
        .iter()
        .flat_map(|(path, item)| item.operations.iter().map(move |one| (*path, one)))
}

/// Whether the response of an operation is one item or several.
fn reply<'a>(cx: Context<'a>, path: &str, operation: &Operation<'a>) -> Shape {
    let last = path.rsplit('/').next().unwrap_or_default();
    match operation.method {
        "get" | "post" | "query" => Shape::of(cx, operation, last),
        _ => Shape::Unknown,
    }
}

/// Returns the position that follows from an operation's path, or the resource in its `x-sdk`.
fn position<'a>(
    document: &Document<'a>,
    facts: Facts<'_>,
    operation: &Operation<'a>,
    common: &Prefix,
) -> Position {
    let prefixes = document.sdk.resources.iter();
    let prefixes: Vec<(&str, &str)> = prefixes
        .map(|(prefix, chain, _)| (*prefix, *chain))
        .collect();
    let mut position = place(facts, &prefixes, common);
    if let Some(chain) = &operation.sdk.resource {
        position.chain = dotted(chain);
    }
    position
}

/// The names of an operation in the document's `x-sdk.methods`.
fn chosen(document: &Document<'_>, path: &str, operation: &Operation<'_>) -> Vec<Placed> {
    let entries = document.sdk.methods.iter();
    let own = entries.filter(|entry| is_meant(entry.operation, path, operation));
    let names = own.flat_map(|entry| &entry.names);
    names
        .filter_map(|(name, at)| {
            let mut chain = dotted(name);
            Some(Placed {
                name: MethodName {
                    wire: chain.pop()?,
                    chosen: Some(at.clone()),
                },
                chain,
            })
        })
        .collect()
}

/// The position of an operation that is named in its own `x-sdk`.
fn named(operation: &Operation<'_>, position: &Position) -> Option<Placed> {
    let (name, at) = operation.sdk.method.as_ref()?;
    Some(Placed {
        chain: position.chain.clone(),
        name: MethodName {
            wire: (*name).to_owned(),
            chosen: Some(at.clone()),
        },
    })
}

/// Returns whether an entry of `x-sdk` matches an operation: `POST /images/generations` or its
/// operationId.
fn is_meant(entry: &str, path: &str, operation: &Operation<'_>) -> bool {
    match entry.split_once(' ') {
        Some((method, wanted)) if wanted.trim_start().starts_with('/') => {
            method.eq_ignore_ascii_case(operation.method) && wanted.trim() == path
        }
        _ => operation.operation_id == Some(entry),
    }
}

/// The operation in the document's `x-sdk.example`.
pub(in crate::lower) fn shown_first<'i>(
    document: &Document<'_>,
    items: &'i [(&str, PathItem<'_>)],
) -> Option<&'i Pointer> {
    let (entry, _) = document.sdk.example.as_ref()?;
    let mut operations = items
        .iter()
        .flat_map(|(path, item)| item.operations.iter().map(move |one| (*path, one)));
    operations
        .find(|(path, operation)| is_meant(entry, path, operation))
        .map(|(_, operation)| &operation.at)
}

/// Reports entries of `x-sdk` that match no operation, and duplicate operationIds.
fn check_matches<'a>(cx: Context<'a>, document: &Document<'a>, items: &[(&'a str, PathItem<'a>)]) {
    for (prefix, _, at) in &document.sdk.resources {
        if !items.iter().any(|(path, _)| strip(path, prefix).is_some()) {
            let message = format!("no path starts with `{prefix}`");
            let help = "write the beginning of a path exactly as in the document, such as `/users`, or remove the entry";
            cx.diagnostics
                .report(Diagnostic::new(Code::UnmatchedSdkEntry, at, message).help(help));
        }
    }
    let methods = document.sdk.methods.iter();
    let methods = methods.map(|entry| (entry.operation, &entry.at));
    let example = document.sdk.example.as_ref();
    for (entry, at) in methods.chain(example.map(|(entry, at)| (*entry, at))) {
        if !operations(items).any(|(path, operation)| is_meant(entry, path, operation)) {
            let message = format!("no operation matches `{entry}`");
            cx.diagnostics.report(
                Diagnostic::new(Code::UnmatchedSdkEntry, at, message)
                    .help("write the operation as `POST /path/{id}`, or use its `operationId`"),
            );
        }
    }
    let mut ids: HashMap<&str, &Pointer> = HashMap::new();
    for (_, operation) in operations(items) {
        let Some(id) = operation.operation_id else {
            continue;
        };
        // Two paths may refer to the same path item, and thus to the same operation.
        if let Some(first) = ids.get(id).filter(|first| **first != &operation.at) {
            let at = operation.at.child("operationId");
            let message = format!(
                "two operations have the `operationId` `{id}`; both methods are generated, with names from their paths"
            );
            cx.diagnostics.report(
                Diagnostic::new(Code::DuplicateOperationId, &at, message)
                    .related(&first.child("operationId"), "the first operation is here")
                    .help("make each `operationId` unique"),
            );
        } else {
            ids.insert(id, &operation.at);
        }
    }
}

impl Taken {
    /// Reserves explicit names. Duplicates are an error.
    fn by_hand(&mut self, cx: Context<'_>, chosen: &[Placed], path: &str, method: &str) {
        for one in chosen {
            let Some(at) = &one.name.chosen else { continue };
            let key = key(&one.chain, &one.name.wire);
            match self.0.get(&key) {
                Some(first) => clash(cx, one, at, &first.at),
                None => {
                    self.0.insert(key, Owner::new(at, path, method));
                }
            }
        }
    }

    /// A name from the HTTP method and all words of the path. It is numbered if it is taken, which
    /// happens if paths differ only in special characters.
    fn numbered(&self, candidate: &Candidate<'_, '_>) -> String {
        let full = format!("{} {}", candidate.operation.method, candidate.path);
        let full = full.to_snake_case();
        let chain = &candidate.position.chain;
        let mut name = full.clone();
        let mut number = 2;
        while self.0.contains_key(&key(chain, &name)) {
            name = format!("{full}_{number}");
            number += 1;
        }
        name
    }

    /// Reserves the first unused name for an operation without an explicit one.
    fn settle(&mut self, cx: Context<'_>, candidate: &Candidate<'_, '_>) -> Placed {
        let Position { chain, method, .. } = &candidate.position;
        let at = &candidate.operation.at;
        let owner = || Owner::new(at, candidate.path, candidate.operation.method);
        let placed = |wire: String| Placed {
            chain: chain.clone(),
            name: MethodName { wire, chosen: None },
        };
        let Some(first) = self.0.get(&key(chain, method)).cloned() else {
            self.0.insert(key(chain, method), owner());
            return placed(method.clone());
        };
        let others = alternatives(candidate, &first).into_iter();
        let free = others
            .filter(|name| !name.is_empty())
            .find(|name| !self.0.contains_key(&key(chain, name)));
        let name = free.unwrap_or_else(|| self.numbered(candidate));
        self.0.insert(key(chain, &name), owner());
        let (full, other) = (shown(chain, method), shown(chain, &name));
        cx.diagnostics.report(
            Diagnostic::new(
                Code::OtherMethodName,
                at,
                format!(
                    "the method is named `{other}`, because `{full}` is the method of another operation"
                ),
            )
            .related(&first.at, "the other operation is here"),
        );
        placed(name)
    }
}

/// Reports two operations with the same explicit name.
fn clash(cx: Context<'_>, one: &Placed, at: &Pointer, first: &Pointer) {
    let full = shown(&one.chain, &one.name.wire);
    let message = format!("two operations have the method name `{full}`");
    cx.diagnostics.report(
        Diagnostic::new(Code::DuplicateMethod, at, message)
            .related(first, "the first operation is here")
            .help("rename one of them with `x-sdk: { method: … }`"),
    );
}

fn dotted(chain: &str) -> Vec<String> {
    let names = chain.split('.').map(str::trim);
    let names = names.filter(|name| !name.is_empty()).map(str::to_owned);
    bounded(names.collect())
}

/// A name in the spelling of methods. Names that differ only in case or special characters are the
/// same.
fn key(chain: &[String], method: &str) -> (Vec<String>, String) {
    let chain = chain.iter().map(|name| spelled(name));
    (chain.collect(), method.to_snake_case())
}

/// A method in the syntax of a call: `client.comic_strip().post_search()`.
fn shown(chain: &[String], method: &str) -> String {
    let chain = chain
        .iter()
        .map(|name| format!("{}().", name.to_snake_case()));
    let chain: String = chain.collect();
    format!("client.{chain}{}()", method.to_snake_case())
}
