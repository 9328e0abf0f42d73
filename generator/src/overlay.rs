//! OpenAPI Overlays (Overlay Specification 1.0 and 1.1): changes to the entry document, made on its
//! tree before anything else reads it.
//!
//! An overlay is a source file as well, so that what it wrote is cited where it stands. What it
//! copied stands in the document, and is cited there.

mod action;
mod apply;
mod merge;
mod query;
mod read;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Stopped};
use crate::openapi::{Context, Output, Schemas};
use crate::source::{FileId, Pointer, Sources};

use apply::Applied;
use read::Overlay;

/// Lays the overlays over the entry document, one after the other.
///
/// # Errors
/// If one of them cannot be read, is no overlay, or does not fit the document: nothing is to be made
/// then.
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
        let document = sources.path(sources.entry()).to_owned();
        let overlay = understand(sources, file, Some(&document), diagnostics);
        diagnostics.barrier()?;
        let overlay = overlay.ok_or(Stopped)?;
        let at = Pointer::root(sources.entry());
        let (root, grafts) = sources.take().ok_or(Stopped)?;
        let mut applied = Applied::new(root, at, grafts, overlay.version, diagnostics);
        for action in &overlay.actions {
            applied.action(action);
        }
        let (root, grafts) = applied.finish();
        sources.put(root, grafts);
    }
    diagnostics.barrier()
}

/// Checks an overlay without a document, as the entry of `sources`: its structure and its queries.
/// Whether they fit a document can only be said with that at hand.
///
/// # Errors
/// If something is wrong with it.
pub fn check(sources: &Sources, diagnostics: &Diagnostics) -> Result<(), Stopped> {
    understand(sources, sources.entry(), None, diagnostics);
    diagnostics.barrier()
}

fn understand(
    sources: &Sources,
    file: FileId,
    document: Option<&Path>,
    diagnostics: &Diagnostics,
) -> Option<Overlay> {
    let (schemas, output) = (Schemas::default(), Output::default());
    let cx = Context {
        sources,
        diagnostics,
        schemas: &schemas,
        output: &output,
        is_alone: true,
    };
    read::overlay(cx, file, document)
}
