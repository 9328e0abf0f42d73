//! The rule that gives an operation its position in the tree of resources, from its path and its HTTP
//! method.

use heck::ToSnakeCase;

use crate::openapi::METHODS;
use crate::spelling::squash;

use super::facts::Facts;
use super::prefix::Prefix;
use super::reply::Shape;
use super::said::Said;
use super::words::{
    is_action, is_action_on_item, is_format, is_only_action, is_plural, is_plural_in_form,
    is_state, undone, without_format,
};

/// A position in the resource tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The chain of resources, starting at the client.
    pub(super) chain: Vec<String>,
    /// The words of the method.
    pub(super) method: String,
    /// Whether the method is an action that the path names.
    pub(super) action: bool,
    /// Whether the operationId rather than the HTTP method names the method.
    pub(super) said: bool,
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
pub(super) fn place(facts: Facts<'_>, prefixes: &[(&str, &str)], common: &Prefix) -> Position {
    let Cut {
        mut chain,
        mut segments,
        query,
        version,
    } = cut(facts.path, prefixes, common);
    let mut last = segments.pop().unwrap_or_default();
    if is_format(last) {
        // `/containers/{id}/json` is `/containers/{id}` as JSON.
        last = segments.pop().unwrap_or(last);
    }
    let last = without_format(last);
    let is_inside = segments.last().is_some_and(|segment| segment.contains('{'));
    let fixed = segments.iter().filter_map(|segment| static_part(segment));
    chain.extend(fixed.map(str::to_owned));
    let position = |chain, method: &str, action| Position {
        chain: bounded(chain),
        method: method.to_owned(),
        action,
        said: false,
        item: last.contains('{'),
        query: query.clone(),
        version: version.clone(),
    };
    let verbal = |chain: Vec<String>, method: &str| {
        let said = Said::new(facts, &chain);
        // `link_account` at `/link` creates a link.
        let resource = chain.last().filter(|_| method == "create");
        let resource = resource.map(|name| name.to_snake_case());
        let verb = said.verb().filter(|verb| Some(verb) != resource.as_ref());
        let verb = verb.and_then(|verb| other_verb(facts, method, verb));
        let mut position = position(chain, verb.as_deref().unwrap_or(method), false);
        position.said = verb.is_some();
        position
    };
    if let Some((rest, action)) = custom_method(last) {
        chain.extend(static_part(rest).map(str::to_owned));
        return position(chain, action, true);
    }
    if last.contains('{') {
        chain.extend(static_part(last).map(str::to_owned));
        return match chain.pop_if(|name| is_only_action(name)) {
            Some(last) => {
                let said = Said::new(facts, &chain);
                position(chain, &action(&last, facts.method, false, &said), true)
            }
            None => without_stutter(verbal(chain, on_item(facts))),
        };
    }
    let (resources, last) = remote_procedure(last);
    if let Some(resources) = resources {
        chain.extend(resources.split('.').map(str::to_owned));
        return position(chain, last, true);
    }
    let said = Said::new(facts, &chain);
    if let Some(procedure) = procedure(facts, &chain, last) {
        return position(chain, procedure, true);
    }
    let is_said = matches!(facts.method, "post" | "put") && said.is_verb(last);
    let is_done = facts.method != "get" || said.does(last) || said.begins("check");
    let is_on_item = is_inside && is_done && is_action_on_item(last);
    if (is_action(last) && !said.makes(last)) || is_on_item || is_said {
        let method = action(last, facts.method, is_inside, &said);
        return position(chain, &method, true);
    }
    chain.extend((!last.is_empty()).then(|| last.to_owned()));
    let method = on_collection(facts, &chain, last);
    verbal(chain, method)
}

/// Removes the last resource if it only repeats the method: `update().update(id)` at `/template/update/{id}`.
fn without_stutter(mut position: Position) -> Position {
    let repeats = |name: &String| squash(name) == squash(&position.method);
    if position.chain.len() > 1 && position.chain.last().is_some_and(repeats) {
        position.chain.pop();
    }
    position
}

/// Splits a path into segments. Removes its configured prefix, or else segments such as a version
/// that all paths of an API have in common.
fn cut<'a>(path: &'a str, prefixes: &[(&str, &str)], common: &Prefix) -> Cut<'a> {
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
    let version = segments.drain(..common.length(&segments)).next_back();
    let version = version.map(str::to_owned);
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

/// The name of the procedure of gRPC-Gateway that a segment is. The operationIds name the service and the procedure:
/// `Range` for `KV_Range` at `/kv/range`, and `Grant` for `Lease_LeaseGrant` at `/lease/grant`. Those of its first
/// version only name the procedure, and the tag is the service. A number tells further paths of a procedure apart.
fn procedure<'a>(facts: Facts<'a>, chain: &[String], last: &str) -> Option<&'a str> {
    let id = facts.operation_id?;
    let of_tag = || {
        let is_service = |tag: &&str| chain.last().is_some_and(|name| squash(name) == squash(tag));
        Some((facts.tag.filter(is_service)?, id))
    };
    let (service, procedure) = id.split_once('_').or_else(of_tag)?;
    let is_name = |name: &str| {
        name.starts_with(|char: char| char.is_ascii_uppercase())
            && name.chars().all(|char| char.is_ascii_alphanumeric())
    };
    if facts.method != "post" || !is_name(service) || !is_name(procedure) {
        return None;
    }
    let procedure = procedure.trim_end_matches(|char: char| char.is_ascii_digit());
    let before = squash(chain.last()?);
    let last = squash(last);
    let named = [last.clone(), squash(service) + &last, before + &last];
    let is_named = !last.is_empty() && named.contains(&squash(procedure));
    let start = procedure.len().checked_sub(last.len())?;
    procedure.get(start..).filter(|_| is_named)
}

/// The name of a method on a single item.
fn on_item(facts: Facts<'_>) -> &str {
    match (facts.method, facts.reply) {
        ("get", Shape::Several) => "list",
        ("get", Shape::One | Shape::Paged | Shape::Wrapped | Shape::Unknown) => "retrieve",
        ("post" | "put" | "patch", _) => "update",
        (other, _) => other,
    }
}

/// The name of an action. Revoking or querying the action needs a different name than performing
/// it.
fn action(segment: &str, method: &str, is_inside: bool, said: &Said) -> String {
    let removes = [
        "delete", "remove", "clear", "revoke", "cancel", "un", "purge", "de",
    ];
    let snake = segment.to_snake_case();
    let named = removes.iter().any(|word| snake.starts_with(word));
    let other = || said.names(true, true).into_iter().next();
    match method {
        "get" if is_inside && is_state(segment) && !said.begins(&snake) => {
            let other = other().filter(|name| *name != snake);
            other.unwrap_or_else(|| format!("get_{snake}"))
        }
        "get" | "post" | "put" | "patch" | "query" => segment.to_owned(),
        "delete" if named => segment.to_owned(),
        "delete" => {
            let undone = undone(&snake).filter(|_| !said.deletes());
            undone.unwrap_or_else(|| format!("delete_{snake}"))
        }
        other => format!("{other}_{snake}"),
    }
}

/// The name of a method on a collection or a singleton.
fn on_collection<'a>(facts: Facts<'a>, chain: &[String], last: &str) -> &'a str {
    match facts.method {
        "get" => {
            let several = last.is_empty() || (is_plural(last) && !is_plural_in_form(last));
            let said = || Said::new(facts, chain);
            match facts.reply {
                Shape::One => "retrieve",
                Shape::Wrapped if said().begins("list") => "list",
                Shape::Wrapped | Shape::Unknown if !several || said().says_one() => "retrieve",
                Shape::Paged if said().says_one() => "retrieve",
                Shape::Several | Shape::Paged | Shape::Wrapped | Shape::Unknown => "list",
            }
        }
        "post" if changes(facts.operation_id, last) => "update",
        "post" => "create",
        "put" | "patch" => "update",
        other => other,
    }
}

/// The verb of an operationId if it contradicts the name that follows from the HTTP method: `upsert` where that
/// is `update`.
fn other_verb(facts: Facts<'_>, usual: &str, verb: String) -> Option<String> {
    let reads = ["get", "fetch", "find", "read", "retrieve", "show", "view"];
    let word = verb.as_str();
    let first = word.split('_').next().unwrap_or_default();
    let fits = match (facts.method, usual) {
        // A list is a list whether it is searched or not.
        ("get", _) => !matches!(first, "check" | "compare" | "count" | "download" | "export"),
        ("post", "create") => matches!(
            first,
            "create"
                | "add"
                | "assign"
                | "insert"
                | "invite"
                | "make"
                | "post"
                | "put"
                | "register"
                | "upload"
        ),
        (method, usual) if method == "query" || !METHODS.contains(&method) => {
            word.eq_ignore_ascii_case(usual)
        }
        ("delete", _) => matches!(first, "delete" | "destroy" | "drop" | "remove" | "unassign"),
        _ if word.contains("_or_") => false,
        (_, "update") => matches!(
            first,
            "edit"
                | "modify"
                | "patch"
                | "post"
                | "put"
                | "replace"
                | "save"
                | "set"
                | "store"
                | "update"
                | "write"
        ),
        _ => true,
    };
    if fits {
        return None;
    }
    let several = facts.reply == Shape::Several;
    match word {
        _ if facts.method == "get" => Some(verb),
        one if reads.contains(&one) => Some(if several { "list" } else { "retrieve" }.to_owned()),
        "edit" | "modify" | "set" => Some("update".to_owned()),
        "destroy" => Some("delete".to_owned()),
        _ => Some(verb),
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
