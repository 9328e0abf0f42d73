//! Decides which of several operations with the same name keeps it, and the names that the others may get.

use std::cmp::Reverse;

use heck::ToSnakeCase;

use crate::openapi::Operation;
use crate::source::Pointer;

use super::facts::Facts;
use super::position::{Position, without_query};
use super::reply::Shape;
use super::said::Said;
use super::words::{is_format, is_plural, is_plural_in_form, is_verb, without_format};

/// An operation whose name is not yet determined.
pub(super) struct Candidate<'i, 'a> {
    pub(super) operation: &'i Operation<'a>,
    pub(super) path: &'i str,
    pub(super) position: Position,
    pub(super) facts: Facts<'i>,
}

/// An operation that has a name.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) at: Pointer,
    path: String,
    /// The HTTP method.
    method: String,
}

impl Owner {
    pub(super) fn new(at: &Pointer, path: &str, method: &str) -> Self {
        Self {
            at: at.clone(),
            path: path.to_owned(),
            method: method.to_owned(),
        }
    }
}

/// How soon an operation gets its name. Lower ones come first.
pub(super) type Rank = (u8, bool, bool, bool, Reverse<usize>, (bool, usize));

impl Candidate<'_, '_> {
    /// Operations that most APIs have come first: methods on single items, listing and creating items, and
    /// performing actions. `DELETE /things` yields to `DELETE /things/{id}`, and of two of its kind, to the one that
    /// removes less.
    pub(super) fn rank(&self) -> Rank {
        let Position {
            method,
            action,
            item,
            said,
            ..
        } = &self.position;
        let http = self.operation.method;
        let said_plainly = self.said().is_plain();
        // `updatePet` at `/pet` is the method `update` rather than `updatePetWithForm` at `/pet/{id}`.
        let is_single = matches!(method.as_str(), "update" | "retrieve");
        let by_id = self.operation.operation_id.is_some() && is_single;
        let is_usual = match method.as_str() {
            _ if *action => http != "get",
            "list" | "query" => !item,
            "create" => true,
            _ if by_id && !item => said_plainly && !self.said().says_several(),
            _ => *item,
        };
        let parameters = self.path.matches('{').count();
        let (narrow, wide) = match http {
            "delete" if !*item => (parameters, (false, 0)),
            _ if *action => (0, (true, usize::MAX)),
            // `create(file)` and `create_by_folder(folder, file)`.
            _ => (0, (!*item, parameters)),
        };
        (
            u8::from(!is_usual) + 2 * u8::from(*said),
            // `PATCH /things/{id}` updates an item, and so does `POST` unless there is one.
            http == "post" && method == "update",
            !said_plainly && by_id,
            // `/things/{id}/json` yields to `/things/{id}`, and `/thing.png` to `/thing.json`.
            ending(self.path).is_some() || extension(self.path).is_some_and(|one| !is_format(one)),
            Reverse(narrow),
            wide,
        )
    }

    fn said(&self) -> Said {
        Said::new(self.facts, &self.position.chain)
    }
}

/// Returns alternative names of an operation, best first. Each adds information from the path, the
/// HTTP method or the operationId. The preferred name is that of another operation, the `owner`.
pub(super) fn alternatives(candidate: &Candidate<'_, '_>, owner: &Owner) -> Vec<String> {
    let Position {
        method,
        action,
        item,
        said: is_said,
        query,
        ..
    } = &candidate.position;
    let operation = candidate.operation;
    let said = candidate.said();
    let method = method.to_snake_case();
    let mut names = Vec::new();
    names.extend(by_query(query, &method));
    let extension = extension(candidate.path);
    // That of `/things.json` may be the one of the other operation, too.
    let other = extension.filter(|one| !is_format(one));
    if let Some(format) = ending(candidate.path).or(other) {
        names.push(format!("{method} {format}"));
    }
    // `patchDags` says nothing that the HTTP method does not say.
    let short = said.names(true, *action).into_iter();
    let is_new = |name: &String| {
        let reads = ["fetch", "get", "read", "show", "view"].contains(&name.as_str());
        *action || (name != operation.method && !(operation.method == "get" && reads))
    };
    let may_be_list = match candidate.facts.reply {
        Shape::Wrapped if is_plural_in_form(without_query(candidate.path).0) => false,
        Shape::Several | Shape::Paged | Shape::Wrapped => true,
        Shape::Unknown => is_plural(candidate.path),
        Shape::One => false,
    };
    if !*item && !*action && operation.method == "get" && may_be_list {
        names.push(extension.map_or_else(|| "list".to_owned(), |one| format!("{method} {one}")));
    }
    names.extend(short.filter(is_new));
    let may_be_several = said.is_empty() || said.says_several();
    match operation.method {
        _ if *item || *action => {}
        "delete" => names.push(format!("{method} all")),
        "put" | "patch" if may_be_several && !is_said => names.push(format!("{method} all")),
        _ => {}
    }
    names.extend(by_place(candidate, owner, &method));
    names.iter().map(|name| name.to_snake_case()).collect()
}

/// The names that add the query or the fragment of a path. A fragment that begins with a verb is a name by itself:
/// `/files/{id}#add_shared_link`.
fn by_query(query: &[String], method: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let [one] = query {
        let snake = one.to_snake_case();
        let first = snake.split_once('_').map(|(first, _)| first);
        names.extend(first.is_some_and(is_verb).then(|| snake.clone()));
    }
    if !query.is_empty() {
        names.push(format!("{method} {}", query.join(" ")));
    }
    names
}

/// The names that add the HTTP method, a parameter, the operationId or a part of the path.
fn by_place(candidate: &Candidate<'_, '_>, owner: &Owner, method: &str) -> Vec<String> {
    let Position {
        action,
        item,
        version,
        ..
    } = &candidate.position;
    let operation = candidate.operation;
    let said = candidate.said();
    let mut names = Vec::new();
    // The HTTP method tells nothing if both have the same.
    let differs = owner.method != operation.method;
    match (operation.method, method) {
        _ if !differs => {}
        ("put", "update") => names.push("replace".to_owned()),
        ("patch", "update") => names.push("patch".to_owned()),
        // `PATCH` has that name already.
        ("post", "update") if *item => names.push("post".to_owned()),
        _ => {}
    }
    let of_owner = last_parameter(&owner.path);
    let parameter =
        last_parameter(candidate.path).filter(|own| !*action || of_owner.as_ref() != Some(own));
    let by_parameter = parameter.map(|parameter| format!("{method} by {parameter}"));
    if *action {
        names.extend(said.names(false, true));
        names.extend(differs.then(|| format!("{} {method}", operation.method)));
    }
    names.extend(by_parameter.clone());
    names.extend(said.names(false, *action));
    match (operation.method, method) {
        ("post", "update") if differs => names.push("post".to_owned()),
        (http, _) if *action => {
            names.extend(by_parameter.map(|name| format!("{http} {name}")));
        }
        _ => {}
    }
    let is_numbered = |id: &&str| {
        let snake = id.to_snake_case();
        let last = snake.rsplit('_').next().unwrap_or_default();
        last.bytes().all(|digit| digit.is_ascii_digit())
    };
    let id = operation.operation_id.filter(|id| !is_numbered(id));
    names.extend(id.map(str::to_owned));
    names.extend(
        version
            .as_ref()
            .map(|version| format!("{method} {version}")),
    );
    let (path, _) = without_query(candidate.path);
    let mut fixed = path.rsplit('/').filter(|part| !part.contains('{'));
    names.extend(fixed.next().map(|last| format!("{method} {last}")));
    names
}

/// The last segment of a path, if it only names a format.
fn ending(path: &str) -> Option<&str> {
    path.rsplit('/').next().filter(|last| is_format(last))
}

/// The file extension of a path, if it names a format.
fn extension(path: &str) -> Option<&str> {
    let last = path.rsplit('/').next()?;
    let name = without_format(last);
    let extension = last.strip_prefix(name)?.strip_prefix('.')?;
    Some(extension)
}

/// The words of a path's last parameter: `owner` in `/teams/{owner_id}/members`.
fn last_parameter(path: &str) -> Option<String> {
    let (before, _) = path.rsplit_once('}')?;
    let (_, name) = before.rsplit_once('{')?;
    let snake = name.to_snake_case();
    let short = snake.strip_suffix("_id").filter(|rest| !rest.is_empty());
    Some(short.map_or(snake.clone(), str::to_owned))
}
