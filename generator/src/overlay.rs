//! OpenAPI Overlays (Overlay Specification 1.0 and 1.1): changes to the tree of the entry document,
//! made before any other stage reads it.
//!
//! An overlay is a source file, too. Diagnostics about a node that it wrote therefore point into
//! the overlay. Diagnostics about a copied node point to its original place in the document.

mod action;
mod apply;
mod merge;
mod query;
mod read;
mod version;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Stopped};
use crate::openapi::{self, Context, Output, Schemas};
use crate::source::{FileId, Pointer, Sources};

use apply::Applied;
use read::Overlay;

/// Applies the overlays to the entry document, in order.
///
/// # Errors
///
/// Fails if one of them cannot be read, is not an overlay, or does not fit the document. Nothing is
/// generated in that case.
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

/// Checks the structure and the queries of an overlay that is the entry of `sources`. Whether they
/// fit a document is not checked.
///
/// # Errors
///
/// Fails if the overlay has an error.
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
        operations: 0,
        version: openapi::Version::V31,
    };
    read::overlay(cx, file, document)
}
