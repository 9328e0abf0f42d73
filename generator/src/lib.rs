//! Reads an OpenAPI description and makes a Rust crate of it.
//!
//! The whole way is [`generate`]. Each stage knows only what is listed behind it:
//!
//! - [`source`]: files, JSON Pointers, positions; nothing of OpenAPI.
//! - [`overlay`]: changes to the entry document, made before anything else reads it.
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
pub mod overlay;
pub mod source;
pub mod surface;
pub mod write;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use diagnostic::{Code, Diagnostic, Diagnostics, Place, Stopped};
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
    /// How many of them have a method.
    pub made: usize,
    /// How many types were made.
    pub types: usize,
    /// Which item stands for which place of the document.
    pub source_map: SourceMap,
}

/// Makes a crate of the description whose entry document is `entry`, with the OpenAPI Overlays
/// `overlays` laid over it one after the other.
///
/// What is to be said is reported to `diagnostics`; the sources that come back are there to render
/// it with.
///
/// # Errors
/// If the description has an error: then nothing is made.
pub fn generate(
    entry: &Path,
    overlays: &[PathBuf],
    diagnostics: &Diagnostics,
) -> (Sources, Result<Generated, Stopped>) {
    let (mut sources, parsed) = Sources::open(entry);
    if let Err(error) = parsed {
        diagnostics.report(Diagnostic::parse(sources.entry(), error));
        return (sources, Err(Stopped));
    }
    let laid = overlay::apply(&mut sources, overlays, diagnostics);
    sources.follow();
    let generated = laid.and_then(|()| stages(&sources, diagnostics));
    (sources, generated)
}

fn stages(sources: &Sources, diagnostics: &Diagnostics) -> Result<Generated, Stopped> {
    for (file, notice) in sources.notices() {
        diagnostics.tell(Code::NotUtf8, Place::Text(*file, Position::START), *notice);
    }
    for duplicate in sources.duplicate_keys() {
        let message =
            "this key stands twice in its mapping, with different values; the last one counts";
        diagnostics.tell(Code::DuplicateKey, &duplicate, message);
    }
    let api = lower::lower(sources, diagnostics)?;
    let names = name::Names::assign(&api);
    let places = diagnostics.places(sources);
    let files = std::thread::scope(|scope| {
        // Looked up beside the rest, so that printing the diagnostics has them at hand.
        scope.spawn(|| sources.positions(&places));
        texts(&api, &names, diagnostics)
    })?;
    Ok(Generated {
        files,
        surface: surface::lines(&api, &names),
        operations: api.total_operations,
        made: made(&api),
        types: api.types.len(),
        source_map: emit::source_map(&api, &names),
    })
}

/// Emits and formats the crate, each of its sections in a thread of its own: this is half of the
/// work of a run.
fn texts(api: &ir::Api, names: &name::Names, diagnostics: &Diagnostics) -> Result<Crate, Stopped> {
    let section = |emit: fn(&ir::Api, &name::Names) -> Vec<emit::File>| {
        let files = emit(api, names).into_iter();
        let texts = files.map(|file| match file.content {
            Content::Text(text) => (file.path, Ok(text)),
            Content::Rust(source) => {
                let text = format::file(&source).map_err(|error| error.to_string());
                (file.path, text)
            }
        });
        texts.collect::<Vec<_>>()
    };
    let made: Vec<Vec<_>> = std::thread::scope(|scope| {
        let threads = emit::SECTIONS.map(|emit| scope.spawn(move || section(emit)));
        let made = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        made.map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut files = Crate::default();
    for (path, text) in made.into_iter().flatten() {
        let text = text.map_err(|error| {
            let message =
                format!("the generator made no valid Rust of this ({error}); please report it");
            diagnostics.tell(Code::InvalidRust, Place::Path(path.clone().into()), message);
            Stopped
        })?;
        files.files.insert(path, text);
    }
    Ok(files)
}

/// An operation that has several names counts once.
fn made(api: &ir::Api) -> usize {
    let origins = api.operations.iter().map(|operation| &operation.origin);
    origins.collect::<HashSet<_>>().len()
}
