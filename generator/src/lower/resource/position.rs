//! The rule that gives an operation its position in the tree of resources, from its path and its HTTP
//! method.

use heck::ToSnakeCase;

use super::reply::Shape;
use super::words::{is_action, is_boilerplate, is_only_action, is_plural, squash, without_format};

/// The facts that the rule depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// The path template.
    pub(super) path: &'a str,
    /// The HTTP method in lower case.
    pub(super) method: &'a str,
    pub(super) operation_id: Option<&'a str>,
    /// Whether the response is one item or several.
    pub(super) reply: Shape,
}

/// A position in the resource tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The chain of resources, starting at the client.
    pub(super) chain: Vec<String>,
    /// The words of the method.
    pub(super) method: String,
    /// Whether the method is an action that the path names.
    pub(super) action: bool,
    /// Whether the path ends in a parameter and thus denotes one item of a collection.
    pub(super) item: bool,
    /// Words from the path's query, for distinguishing two operations.
    pub(super) query: Vec<String>,
    /// The version segment that was removed from the path.
    pub(super) version: Option<String>,
}

/// A path, split into the parts that the rule depends on.
struct Cut<'a> {
    pub(super) chain: Vec<String>,
    segments: Vec<&'a str>,
    pub(super) query: Vec<String>,
    pub(super) version: Option<String>,
}

/// The maximum depth of resources, and the maximum total length of their names, in bytes. Folders
/// are named after resources, and file systems have limits.
const DEPTH: usize = 16;
const LENGTH: usize = 256;

/// Limits a chain of resources so that files can be named after it. The resources beyond [`DEPTH`]
/// or [`LENGTH`] are joined into one.
pub(super) fn bounded(mut chain: Vec<String>) -> Vec<String> {
    let mut length = 0;
    let fits = chain.iter().take(DEPTH).take_while(|name| {
        length += name.len();
        length <= LENGTH
    });
    let kept = fits.count();
    if kept < chain.len() {
        let rest = chain.split_off(kept.min(DEPTH - 1));
        chain.push(rest.join(" "));
    }
    chain
}

/// The name of a resource in the spelling of methods, without special characters. A name of only
/// special characters is kept.
pub(in crate::lower) fn spelled(name: &str) -> String {
    let snake = name.to_snake_case();
    if snake.is_empty() {
        return name.to_owned();
    }
    snake
}

/// Returns the position that the rule gives to an operation. `prefixes` are path prefixes with
/// their dotted chains of resources, longest first.
pub(super) fn place(facts: Facts<'_>, prefixes: &[(&str, &str)]) -> Position {
    let Cut {
        mut chain,
        mut segments,
        query,
        version,
    } = cut(facts.path, prefixes);
    let last = without_format(segments.pop().unwrap_or_default());
    let fixed = segments.iter().filter_map(|segment| static_part(segment));
    chain.extend(fixed.map(str::to_owned));
    let position = |chain, method: &str, action| Position {
        chain: bounded(chain),
        method: method.to_owned(),
        action,
        item: last.contains('{'),
        query: query.clone(),
        version: version.clone(),
    };
    if let Some((rest, action)) = custom_method(last) {
        chain.extend(static_part(rest).map(str::to_owned));
        return position(chain, action, true);
    }
    if last.contains('{') {
        chain.extend(static_part(last).map(str::to_owned));
        return match chain.pop_if(|name| is_only_action(name)) {
            Some(action) => position(chain, &action, true),
            None => position(chain, on_item(facts.method), false),
        };
    }
    let (resources, last) = remote_procedure(last);
    if let Some(resources) = resources {
        chain.extend(resources.split('.').map(str::to_owned));
        return position(chain, last, true);
    }
    if is_action(last) {
        let method = action(last, facts.method);
        return position(chain, &method, true);
    }
    chain.extend((!last.is_empty()).then(|| last.to_owned()));
    position(chain, on_collection(facts, last), false)
}

/// Splits a path into segments. Removes its configured prefix, or else segments such as a version
/// that all paths of an API have in common.
fn cut<'a>(path: &'a str, prefixes: &[(&str, &str)]) -> Cut<'a> {
    let prefix = prefixes
        .iter()
        .find_map(|(prefix, chain)| Some((chain, strip(path, prefix)?)));
    let split = |rest: &'a str| rest.split('/').filter(|segment| !segment.is_empty());
    if let Some((chain, rest)) = prefix {
        let names = chain.split('.').filter(|name| !name.is_empty());
        let (rest, told) = rest;
        return Cut {
            chain: names.map(str::to_owned).collect(),
            segments: split(rest).collect(),
            query: told.into_iter().flat_map(told_apart).collect(),
            version: None,
        };
    }
    let (rest, told) = without_query(path);
    let mut segments: Vec<&str> = split(rest).collect();
    let mut version = None;
    while segments.len() > 1 && segments.first().is_some_and(|first| is_boilerplate(first)) {
        version = Some(segments.remove(0).to_owned());
    }
    Cut {
        chain: Vec::new(),
        segments,
        query: told.into_iter().flat_map(told_apart).collect(),
        version,
    }
}

/// Returns the rest of `path` after `prefix`, and the query of `path` if `prefix` has none. Returns
/// `None` if the prefix does not end at the border of a segment. A prefix with a query only matches
/// paths with the same query.
pub(super) fn strip<'a>(path: &'a str, prefix: &str) -> Option<(&'a str, Option<&'a str>)> {
    let (path, query) = without_query(path);
    let (prefix, wanted) = without_query(prefix);
    if wanted.is_some() && wanted != query {
        return None;
    }
    let rest = path.strip_prefix(prefix.trim_end_matches('/'))?;
    let told = query.filter(|_| wanted.is_none());
    (rest.is_empty() || rest.starts_with('/')).then_some((rest, told))
}

/// Splits a path from the query or fragment that some documents append to list the same path twice.
pub(super) fn without_query(path: &str) -> (&str, Option<&str>) {
    match path.find(['?', '#']) {
        Some(at) => (path.get(..at).unwrap_or_default(), path.get(at + 1..)),
        None => (path, None),
    }
}

/// The words of a query: `beta` for `beta=true`, and both words for `Action=Send`.
fn told_apart(query: &str) -> impl Iterator<Item = String> {
    let words = query.split(['&', '=']);
    let says = |word: &&str| !word.is_empty() && !word.contains('{') && *word != "true";
    words.filter(says).map(str::to_owned)
}

/// The static part of a segment: `users` for `users` and `users({id})`.
fn static_part(segment: &str) -> Option<&str> {
    let Some((before, _)) = segment.split_once('{') else {
        return Some(segment);
    };
    let name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    let end = before.find(|char| !name(char)).unwrap_or(before.len());
    let name = before.get(..end)?.trim_end_matches(['_', '-']);
    (name.len() > 1).then_some(name)
}

/// Splits a custom method as in Google's API guide (AIP-136): `{id}:cancel` or `users:batchGet`.
fn custom_method(segment: &str) -> Option<(&str, &str)> {
    let (rest, action) = segment.rsplit_once(':')?;
    let name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    (!rest.is_empty() && !action.is_empty() && action.chars().all(name)).then_some((rest, action))
}

/// Splits the name of a remote procedure into resources and method: `chat.postMessage`.
fn remote_procedure(segment: &str) -> (Option<&str>, &str) {
    let named = |part: &str| part.len() > 1 && part.chars().all(|char| char.is_ascii_alphabetic());
    match segment.rsplit_once('.') {
        Some((resources, method)) if segment.split('.').all(named) => (Some(resources), method),
        _ => (None, segment),
    }
}

/// The name of a method on a single item.
fn on_item(method: &str) -> &str {
    match method {
        "get" => "retrieve",
        "post" | "put" | "patch" => "update",
        other => other,
    }
}

/// The name of an action. Revoking or querying the action needs a different name than performing
/// it.
fn action(segment: &str, method: &str) -> String {
    let removes = [
        "delete", "remove", "clear", "revoke", "cancel", "un", "purge", "de",
    ];
    let named = removes
        .iter()
        .any(|word| segment.to_lowercase().starts_with(word));
    match method {
        "get" | "post" | "put" | "patch" => segment.to_owned(),
        "delete" if named => segment.to_owned(),
        other => format!("{other}_{}", segment.to_snake_case()),
    }
}

/// The name of a method on a collection or a singleton.
fn on_collection<'a>(facts: Facts<'a>, last: &str) -> &'a str {
    match facts.method {
        "get" => {
            let several = last.is_empty() || is_plural(last);
            match facts.reply {
                Shape::One if several => "retrieve",
                Shape::Several => "list",
                _ if several => "list",
                _ => "retrieve",
            }
        }
        "post" if changes(facts.operation_id, last) => "update",
        "post" => "create",
        "put" | "patch" => "update",
        other => other,
    }
}

/// Returns whether the operationId says that the operation updates the `last` segment of its path:
/// `update-data-retention` at `/data_retention`.
fn changes(operation_id: Option<&str>, last: &str) -> bool {
    let id = squash(operation_id.unwrap_or_default());
    let rest = ["update", "modify", "set"]
        .into_iter()
        .find_map(|verb| id.strip_prefix(verb));
    rest.is_some_and(|rest| !last.is_empty() && rest.ends_with(&squash(last)))
}
