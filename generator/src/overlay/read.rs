//! The Overlay Object (Overlay 1.1, 4.4.1) and the Info Object (4.4.2).

use super::version::{Version, version};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::{Context, Object};
use crate::source::{FileId, Site};

use super::action::{self, Action};

/// An overlay.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) version: Version,
    /// The actions, in the order in which they are applied.
    pub(super) actions: Vec<Action>,
}

/// Reads an overlay for the document at this path and reports its errors. Returns `None` if it is
/// not an overlay.
pub(super) fn overlay(cx: Context<'_>, file: FileId, document: Option<&Path>) -> Option<Overlay> {
    let overlay = Object::new(cx, cx.sources.root(file)?, "an OpenAPI Overlay")?;
    let version = version(&overlay)?;
    let known = ["overlay", "info", "extends", "actions"];
    overlay.check_keys("an overlay", &known);
    info(&overlay);
    extends(&overlay, file, document);
    if overlay.get("actions").is_none() {
        overlay.missing("actions", "this overlay", "the overlay");
    }
    let sites = overlay.items("actions");
    if let Some(list) = overlay.get("actions").filter(|_| sites.is_empty()) {
        let message = "an overlay must have at least one action";
        cx.diagnostics.tell(Code::MissingMember, &list.at, message);
    }
    repeated(cx, &sites);
    let actions = sites.into_iter();
    let actions = actions.filter_map(|site| action::read(cx, site, version));
    Some(Overlay {
        version,
        actions: actions.collect(),
    })
}

fn info(overlay: &Object<'_>) {
    let diagnostics = overlay.context().diagnostics;
    let Some(info) = overlay.object("info") else {
        let message = "an overlay must have `info`";
        diagnostics.tell(Code::OverlayWithoutInfo, overlay.at(), message);
        return;
    };
    info.check_keys("`info`", &["title", "version", "description"]);
    for key in ["title", "version"] {
        if info.text(key).is_none() {
            let message = format!("the `info` of an overlay must have `{key}`");
            diagnostics.tell(Code::OverlayWithoutInfo, info.at(), message);
        }
    }
    let _ = info.str("description");
}

/// Checks `extends`, a URI reference to the document that the overlay is written for. Only
/// references to local files can be compared.
fn extends(overlay: &Object<'_>, file: FileId, document: Option<&Path>) {
    let cx = overlay.context();
    let Some(reference) = overlay.str("extends") else {
        return;
    };
    let reference = reference.strip_prefix("file://").unwrap_or(reference);
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.chars().all(|char| char.is_ascii_alphanumeric())) {
        return;
    }
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    let named = cx.sources.beside(file, path);
    let message = match (named.canonicalize().ok(), document) {
        (None, _) => format!(
            "the file `{}`, which this overlay extends, does not exist",
            named.display()
        ),
        (named, Some(document)) if document.canonicalize().ok() != named => {
            let document = document.display();
            format!("this overlay extends `{path}`, but it is applied to `{document}`")
        }
        _ => return,
    };
    cx.diagnostics.report(
        Diagnostic::new(
            Code::ExtendsOtherDocument,
            &overlay.at().child("extends"),
            message,
        )
        .help(
            "correct the path, which is relative to the folder of the overlay, or remove `extends`",
        ),
    );
}

/// Reports repeated actions. Actions must be unique, and appending the same value twice is rarely
/// intended.
fn repeated(cx: Context<'_>, actions: &[Site<'_>]) {
    for (index, action) in actions.iter().enumerate() {
        let mut earlier = actions.iter().take(index);
        let same = earlier.find(|other| other.node == action.node);
        if let Some(same) = same {
            cx.diagnostics.report(
                Diagnostic::new(
                    Code::RepeatedAction,
                    &action.at,
                    "this action repeats an earlier one; both are applied",
                )
                .related(&same.at, "the earlier action is here"),
            );
        }
    }
}
