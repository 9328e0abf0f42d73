//! The Action Object (Overlay 1.1, 4.4.3).

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Context, Object};
use crate::source::{Node, Pointer, Site};

use super::query::Query;
use super::version::Version;

/// An action.
#[derive(Debug)]
pub(super) struct Action {
    /// The place of its `target`.
    pub(super) at: Pointer,
    pub(super) target: Query,
    pub(super) change: Change,
}

/// The change that an action makes to every node that its target selects.
#[derive(Debug)]
pub(super) enum Change {
    /// Removes the node from its parent.
    Remove,
    /// Merges this value into the node. Holds the place of `update`.
    Update(Node, Pointer),
    /// Merges the node that this query selects into the node. Holds the place of `copy`.
    Copy(Query, Pointer),
}

/// Reads an action. Returns `None` after reporting an error if it cannot be applied.
pub(super) fn read<'a>(cx: Context<'a>, site: Site<'a>, version: Version) -> Option<Action> {
    let action = Object::new(cx, site, "an action")?;
    let known = ["target", "description", "update", "copy", "remove"];
    action.check_keys("an action", &known);
    let _ = action.str("description");
    let target = action
        .required_str("target", "this action", "the action")
        .map(|text| (text, action.at().child("target")));
    let target = target.and_then(|(text, at)| Some((query(cx, text, &at)?, at)));
    let change = change(&action, version);
    let (target, at) = target?;
    Some(Action {
        at,
        target,
        change: change?,
    })
}

fn change(action: &Object<'_>, version: Version) -> Option<Change> {
    let diagnostics = action.context().diagnostics;
    let remove = action.bool("remove").unwrap_or_default();
    let (update, copy) = (action.get("update"), action.get("copy"));
    if remove {
        for (key, site) in [("update", &update), ("copy", &copy)] {
            if let Some(site) = site {
                let message = format!("`{key}` has no effect beside `remove: true`");
                diagnostics.tell(Code::UpdateBesideRemove, &site.at, message);
            }
        }
        return Some(Change::Remove);
    }
    match (update, copy) {
        (Some(update), Some(copy)) => {
            let message = "an action cannot have both `update` and `copy`";
            diagnostics.report(
                Diagnostic::new(Code::UpdateBesideCopy, &copy.at, message)
                    .related(&update.at, "`update` is here")
                    .help("split it into two actions"),
            );
            None
        }
        (Some(update), None) => Some(Change::Update(update.node.clone(), update.at)),
        (None, Some(copy)) => self::copy(action, &copy, version),
        (None, None) => {
            let message = match version {
                Version::V1_0 => "an action must have `update` or `remove: true`",
                Version::V1_1 => "an action must have `update`, `copy` or `remove: true`",
            };
            diagnostics.tell(Code::EmptyAction, action.at(), message);
            None
        }
    }
}

fn copy(action: &Object<'_>, copy: &Site<'_>, version: Version) -> Option<Change> {
    let cx = action.context();
    if version == Version::V1_0 {
        let message = "`copy` does not exist in Overlay 1.0";
        cx.diagnostics.report(
            Diagnostic::new(Code::CopyOfOverlay10, &copy.at, message)
                .help("change the version to `overlay: 1.1.0`"),
        );
        return None;
    }
    let Some(text) = copy.node.as_str() else {
        let kind = copy.node.kind();
        let message = format!("`copy` must be a JSONPath string, found {kind}");
        cx.diagnostics.tell(Code::InvalidTarget, &copy.at, message);
        return None;
    };
    Some(Change::Copy(query(cx, text, &copy.at)?, copy.at.clone()))
}

fn query(cx: Context<'_>, text: &str, at: &Pointer) -> Option<Query> {
    match Query::parse(text) {
        Ok(query) => Some(query),
        Err(reason) => {
            let message = format!("`{text}` is not a valid JSONPath: {reason}");
            cx.diagnostics.report(
                Diagnostic::new(Code::InvalidTarget, at, message)
                    .help("write keys that contain characters other than letters, digits and `_` as `['key']` (RFC 9535)"),
            );
            None
        }
    }
}
