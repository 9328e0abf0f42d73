//! Decides which of several operations with the same name keeps it, and the names that the others may get.

use std::cmp::Reverse;

use heck::ToSnakeCase;

use crate::openapi::Operation;

use super::facts::Facts;
use super::position::{Position, without_query};
use super::reply::Shape;
use super::said::Said;
use super::words::{is_format, is_plural, without_format};

/// An operation whose name is not yet determined.
pub(super) struct Candidate<'i, 'a> {
    pub(super) operation: &'i Operation<'a>,
    pub(super) path: &'i str,
    pub(super) position: Position,
    pub(super) facts: Facts<'i>,
}

/// How soon an operation gets its name. Lower ones come first.
pub(super) type Rank = (u8, bool, bool, bool, Reverse<usize>);

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
        let narrow = self.path.matches('{').count();
        let narrow = if http == "delete" && !*item {
            narrow
        } else {
            0
        };
        (
            u8::from(!is_usual) + 2 * u8::from(*said),
            // `PATCH /things/{id}` updates an item, and so does `POST` unless there is one.
            http == "post" && method == "update",
            !said_plainly && by_id,
            // `/things/{id}/json` yields to `/things/{id}`, and `/thing.png` to `/thing.json`.
            ending(self.path).is_some() || extension(self.path).is_some_and(|one| !is_format(one)),
            Reverse(narrow),
        )
    }

    fn said(&self) -> Said {
        Said::new(self.facts, &self.position.chain)
    }
}

/// Returns alternative names of an operation, best first. Each adds information from the path, the
/// HTTP method or the operationId.
pub(super) fn alternatives(candidate: &Candidate<'_, '_>) -> Vec<String> {
    let Position {
        method,
        action,
        item,
        said: is_said,
        query,
        version,
        ..
    } = &candidate.position;
    let operation = candidate.operation;
    let said = candidate.said();
    let method = method.to_snake_case();
    let mut names = Vec::new();
    if !query.is_empty() {
        names.push(format!("{method} {}", query.join(" ")));
    }
    let extension = extension(candidate.path);
    // That of `/things.json` may be the one of the other operation, too.
    let other = extension.filter(|one| !is_format(one));
    if let Some(format) = ending(candidate.path).or(other) {
        names.push(format!("{method} {format}"));
    }
    // `patchDags` says nothing that the HTTP method does not say.
    let short = said.names(true, *action).into_iter();
    let is_new = |name: &String| {
        let reads = ["fetch", "get", "read", "show"].contains(&name.as_str());
        *action || (name != operation.method && !(operation.method == "get" && reads))
    };
    let may_be_list = match candidate.facts.reply {
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
    match (operation.method, method.as_str()) {
        ("put", "update") => names.push("replace".to_owned()),
        ("patch", "update") => names.push("patch".to_owned()),
        // `PATCH` has that name already.
        ("post", "update") if *item => names.push("post".to_owned()),
        _ => {}
    }
    let parameter = last_parameter(candidate.path).filter(|_| !*action);
    names.extend(parameter.map(|parameter| format!("{method} by {parameter}")));
    names.extend(said.names(false, *action));
    match (operation.method, method.as_str()) {
        ("post", "update") => names.push("post".to_owned()),
        (http, _) if *action => names.push(format!("{http} {method}")),
        _ => {}
    }
    names.extend(operation.operation_id.map(str::to_owned));
    names.extend(
        version
            .as_ref()
            .map(|version| format!("{method} {version}")),
    );
    let (path, _) = without_query(candidate.path);
    let mut fixed = path.rsplit('/').filter(|part| !part.contains('{'));
    names.extend(fixed.next().map(|last| format!("{method} {last}")));
    names.iter().map(|name| name.to_snake_case()).collect()
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
