//! OpenAPI Overlays (Overlay Specification 1.0): changes to the entry document, made on its tree
//! before anything else reads it.
//!
//! An overlay is a source file as well, so that what it wrote is cited where it stands.

mod apply;
mod query;

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Stopped};
use crate::openapi::{Context, Object, Schemas};
use crate::source::{FileId, Node, Pointer, Site, Sources};

use apply::Applied;
use query::Query;

/// The Action Object (4.4.3), read.
#[derive(Debug)]
struct Action {
    /// The place of its `target`.
    at: Pointer,
    target: Query,
    change: Change,
}

/// What an action does to each node that its target selects.
#[derive(Debug)]
enum Change {
    /// Takes it out of what holds it.
    Remove,
    /// Merges this into it; the place of `update`.
    Update(Node, Pointer),
}

/// Lays the overlays over the entry document, one after the other.
///
/// # Errors
/// If one of them cannot be read or is no overlay: nothing is to be made then.
pub fn apply(
    sources: &mut Sources,
    overlays: &[PathBuf],
    diagnostics: &Diagnostics,
) -> Result<(), Stopped> {
    for path in overlays {
        let (file, parsed) = sources.add(path.clone());
        if let Err(error) = parsed {
            diagnostics.report(Diagnostic::parse(file, error));
            return Err(Stopped);
        }
        let schemas = Schemas::default();
        let cx = Context {
            sources,
            diagnostics,
            schemas: &schemas,
        };
        let actions = read(cx, file);
        diagnostics.barrier()?;
        let entry = sources.entry();
        let root = sources.take(entry).ok_or(Stopped)?;
        let mut applied = Applied::new(root, Pointer::root(entry), diagnostics);
        for action in &actions {
            applied.action(action);
        }
        let (root, grafts) = applied.finish();
        sources.put(entry, root, grafts);
    }
    diagnostics.barrier()
}

/// Reads the Overlay Object (4.4.1); what is wrong with it is reported.
fn read(cx: Context<'_>, file: FileId) -> Vec<Action> {
    let Some(overlay) = cx
        .sources
        .root(file)
        .and_then(|root| Object::new(cx, root, "an OpenAPI Overlay"))
    else {
        return Vec::new();
    };
    if !is_overlay(&overlay) {
        return Vec::new();
    }
    overlay.check_keys(
        "an overlay",
        &["overlay", "info", "extends", "actions"],
        &[],
    );
    match overlay.object("info") {
        Some(info) => info.check_keys("`info`", &["title", "version", "description"], &[]),
        None => cx.diagnostics.tell(
            Code::OverlayWithoutInfo,
            overlay.at(),
            "an overlay must have `info`",
        ),
    }
    if overlay.get("actions").is_none() {
        overlay.missing("actions", "an overlay");
    }
    let actions = overlay.items("actions").into_iter();
    actions.filter_map(|site| action(cx, site)).collect()
}

/// Whether the document says that it is an overlay of a version that is understood.
fn is_overlay(overlay: &Object<'_>) -> bool {
    let diagnostics = overlay.context().diagnostics;
    let Some(version) = overlay.text("overlay") else {
        let message = "this is no OpenAPI Overlay: it has no `overlay` version";
        diagnostics.report(
            Diagnostic::new(Code::NotAnOverlay, overlay.at(), message)
                .help("an overlay starts with the line `overlay: 1.0.0`"),
        );
        return false;
    };
    let at = &overlay.at().child("overlay");
    match version.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["1", "0"] => {}
        ["1", _] => diagnostics.tell(
            Code::OtherVersion,
            at,
            format!("Overlay {version} is read as 1.0"),
        ),
        _ => {
            let message = format!("Overlay {version} is not supported; Overlay 1.0 is");
            diagnostics.tell(Code::UnsupportedVersion, at, message);
            return false;
        }
    }
    true
}

fn action<'a>(cx: Context<'a>, site: Site<'a>) -> Option<Action> {
    let action = Object::new(cx, site, "an action")?;
    action.check_keys(
        "an action",
        &["target", "description", "update", "remove"],
        &[],
    );
    let text = action.required_str("target", "an action");
    let remove = action.bool("remove").unwrap_or_default();
    let change = match action.get("update") {
        Some(update) if remove => {
            let message = "`update` has no effect beside `remove: true`";
            cx.diagnostics
                .tell(Code::UpdateBesideRemove, &update.at, message);
            Change::Remove
        }
        Some(update) => Change::Update(update.node.clone(), update.at),
        None if remove => Change::Remove,
        None => {
            let message = "an action must have `update` or `remove: true`";
            cx.diagnostics.tell(Code::EmptyAction, action.at(), message);
            return None;
        }
    };
    let text = text?;
    let at = action.at().child("target");
    match Query::parse(text) {
        Ok(target) => Some(Action { at, target, change }),
        Err(reason) => {
            let message = format!("`{text}` is no JSONPath: {reason}");
            cx.diagnostics.report(
                Diagnostic::new(Code::InvalidTarget, &at, message)
                    .help("RFC 9535 defines it; a key with other signs than letters, digits and `_` is written `['key']`"),
            );
            None
        }
    }
}
