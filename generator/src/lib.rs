//! Reads an OpenAPI description and makes a Rust crate of it.
//!
//! The whole way is [`generate`]. Each stage knows only what is listed behind it:
//!
//! - [`source`]: files, JSON Pointers, positions; nothing of OpenAPI.
//! - [`openapi`]: the document as written; nothing of Rust. Versions of the specification differ
//!   here and nowhere behind.
//! - [`ir`]: the API as meant; data only, wire names only, no stage.
//! - [`lower`]: from the document to the IR; decides types, names of resources and methods.
//! - [`name`]: from IR to identifiers; the only place that makes them.
//! - [`emit`] and [`format`](mod@format): from IR and names to text; the only places that know
//!   tokens.
//! - [`write`](mod@write): from text to disk.
//!
//! Everyone reports to [`diagnostic`], and an error stops the pipeline at the next border.

pub mod diagnostic;
pub mod emit;
pub mod format;
pub mod ir;
pub mod lower;
pub mod name;
pub mod openapi;
pub mod source;
pub mod surface;
pub mod write;

use std::path::Path;

use diagnostic::{Diagnostics, Place, Stopped};
use emit::{Content, SourceMap};
use source::{Position, Sources};
use write::Crate;

/// What a run makes.
#[derive(Debug)]
pub struct Generated {
    /// The crate.
    pub files: Crate,
    /// A line for each operation: `GET /invites/{id} → client.invites().retrieve(id) -> Invite`.
    pub surface: Vec<String>,
    /// How many operations the document has.
    pub operations: usize,
    /// How many types were made.
    pub types: usize,
    /// Which item stands for which place of the document.
    pub source_map: SourceMap,
}

/// Makes a crate of the description whose entry document is `entry`.
///
/// What is to be said is reported to `diagnostics`; the sources that come back are there to render
/// it with.
///
/// # Errors
/// If the description has an error: then nothing is made.
pub fn generate(entry: &Path, diagnostics: &Diagnostics) -> (Sources, Result<Generated, Stopped>) {
    let (sources, parsed) = Sources::load(entry);
    let generated = match parsed {
        Ok(()) => stages(&sources, diagnostics),
        Err(error) => {
            let place = Place::Text(sources.entry(), error.position);
            diagnostics.error(place, error.message);
            Err(Stopped)
        }
    };
    (sources, generated)
}

fn stages(sources: &Sources, diagnostics: &Diagnostics) -> Result<Generated, Stopped> {
    for (file, notice) in sources.notices() {
        diagnostics.note(Place::Text(*file, Position::START), *notice);
    }
    for duplicate in sources.duplicate_keys() {
        let message = "this key stands twice in its mapping, with different values; the last one counts";
        diagnostics.warning(&duplicate, message);
    }
    let api = lower::lower(sources, diagnostics)?;
    let names = name::Names::assign(&api);
    let mut files = Crate::default();
    for file in emit::emit(&api, &names) {
        let text = match file.content {
            Content::Text(text) => text,
            Content::Rust(source) => format::file(&source).map_err(|error| {
                let message =
                    format!("the generator made no valid Rust of this ({error}); please report it");
                diagnostics.error(Place::Path(file.path.clone().into()), message);
                Stopped
            })?,
        };
        files.files.insert(file.path, text);
    }
    Ok(Generated {
        files,
        surface: surface::lines(&api, &names),
        operations: api.total_operations,
        types: api.types.len(),
        source_map: emit::source_map(&api, &names),
    })
}
