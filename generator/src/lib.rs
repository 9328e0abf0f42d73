//! Reads an OpenAPI description and makes a Rust crate of it.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("generator-example-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let document = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders/{id}:\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: It is there.}}\n";
//! # std::fs::write(folder.join("openapi.yaml"), document)?;
//! use generator::Generator;
//!
//! let generated = Generator::new(folder.join("openapi.yaml")).generate().into_result()?;
//! assert_eq!(
//!     generated.surface,
//!     ["GET /orders/{id} → client.orders().retrieve(id) -> ()"]
//! );
//! let changes = generated.files.write(&folder.join("sdk"))?;
//! assert!(!changes.is_empty());
//! # std::fs::remove_dir_all(folder)?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Generator`] is all that a `build.rs` or a test needs. The way of a run is short: a private
//! function for each step of [`Generator::generate`]. Each stage knows only what is listed behind
//! it:
//!
//! - [`source`]: files, JSON Pointers, positions; nothing of OpenAPI.
//! - [`overlay`]: changes to the entry document, made before anything else reads it.
//! - [`openapi`]: the document as written; nothing of Rust. Versions of the specification differ
//!   here and nowhere behind.
//! - [`ir`]: the API as meant; data only, wire names only, no stage.
//! - [`lower`]: from the document to the IR; decides types, names of resources and methods.
//! - [`lint`]: what is worth to be known of the document and makes nothing wrong.
//! - [`name`]: from IR to identifiers; the only place that makes them.
//! - [`emit`] and [`format`](mod@format): from IR and names to text; the only places that know
//!   tokens.
//! - [`write`](mod@write): from text to disk.
//! - [`diff`]: two crates as their users see them, item by item as [`emit`] lists them.
//!
//! Everyone reports to [`diagnostic`], and an error stops the pipeline at the next border.

pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod format;
pub mod ir;
pub mod lint;
pub mod lower;
pub mod name;
pub mod openapi;
mod outcome;
pub mod overlay;
mod progress;
pub mod source;
mod spec;
pub mod surface;
pub mod write;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use diagnostic::{Code, Diagnostic, Diagnostics, Place, Stopped};
use emit::{Content, PublicApi, SourceMap};
use progress::Progress;
use source::{Access, Files, Position, RevisionError, Sources};
use write::Crate;

pub use outcome::{Outcome, Problems};
pub use progress::Stage;
pub use spec::is_overlay;

/// A description, and how it is to be read. What it says is looked up anew by each call.
#[derive(Clone, Debug, Default)]
pub struct Generator {
    spec: PathBuf,
    overlays: Vec<PathBuf>,
    strict: bool,
    access: Access,
    progress: Progress,
}

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

/// What a description means.
#[derive(Debug)]
pub struct Meaning {
    /// The API.
    pub api: ir::Api,
    /// What its parts are called in Rust.
    pub names: name::Names,
}

impl Generator {
    /// Reads the OpenAPI document at `spec`: a file, or a folder that holds just one. Files in such
    /// a folder that are called `overlay.yaml`, `NAME.overlay.yaml` or the same with `.yml` or
    /// `.json` are laid over it, in the order of their names.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            ..Self::default()
        }
    }

    /// Lays an OpenAPI Overlay over the document, after those given before.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Takes the files of the description from elsewhere than the disk. `spec` and overlays are
    /// paths there.
    #[must_use]
    pub fn files(mut self, files: Files) -> Self {
        self.access.files = files;
        self
    }

    /// The same description as it was in a revision of the git repository that it is in: its files
    /// by the paths that they have now. Overlays that the revision does not have are left out.
    ///
    /// # Errors
    /// If `git` cannot be run, or the document is in no repository, or that has no such revision.
    pub fn at_revision(&self, revision: &str) -> Result<Self, RevisionError> {
        spec::at_revision(&self.spec, &self.overlays, revision).map(|(spec, overlays, revision)| {
            Self {
                spec,
                overlays,
                access: Access {
                    files: Files::Revision(revision),
                    ..self.access.clone()
                },
                ..self.clone()
            }
        })
    }

    /// Fetches files from `host`, `HOST` or `HOST:PORT`, where a `$ref` names it. By default none is.
    #[must_use]
    pub fn allow_remote(mut self, host: impl Into<String>) -> Self {
        self.access.hosts.push(host.into());
        self
    }

    /// Follows references into `folder`. By default none leads out of the folder of the document.
    #[must_use]
    pub fn allow_outside(mut self, folder: impl Into<PathBuf>) -> Self {
        self.access.folders.push(folder.into());
        self
    }

    /// Takes warnings and notes as errors.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Calls `report` whenever a stage begins.
    #[must_use]
    pub fn on_stage(mut self, report: impl Fn(Stage) + Send + Sync + 'static) -> Self {
        self.progress = Progress::new(report);
        self
    }

    /// Makes the crate. If the description has an error, nothing is made.
    #[must_use]
    pub fn generate(&self) -> Outcome<Generated> {
        self.run(|sources, diagnostics| {
            let meaning = self.meaning(sources, diagnostics)?;
            self.crate_of(&meaning, sources, diagnostics)
        })
    }

    /// Finds out what the description means, and makes nothing of it.
    #[must_use]
    pub fn describe(&self) -> Outcome<Meaning> {
        self.run(|sources, diagnostics| self.meaning(sources, diagnostics))
    }

    /// Lists what users of the crate can name, and makes nothing else: what [`diff`] compares.
    #[must_use]
    pub fn public_api(&self) -> Outcome<PublicApi> {
        self.run(|sources, diagnostics| {
            let Meaning { api, names } = self.meaning(sources, diagnostics)?;
            Ok(emit::public_api(&api, &names))
        })
    }

    /// Finds out what the description means, and looks for what makes nothing of it wrong but is
    /// worth to be known: examples that break their own schemas.
    #[must_use]
    pub fn check(&self) -> Outcome<Meaning> {
        self.run(|sources, diagnostics| {
            let meaning = self.meaning(sources, diagnostics)?;
            lint::check(sources, diagnostics)?;
            Ok(meaning)
        })
    }

    /// Reads the description and hands it to `stages`.
    fn run<T>(
        &self,
        stages: impl FnOnce(&Sources, &Diagnostics) -> Result<T, Stopped>,
    ) -> Outcome<T> {
        let diagnostics = Diagnostics::default();
        self.progress.enter(Stage::Reading);
        let (sources, opened) = self.open(&diagnostics);
        let made = opened.and_then(|()| stages(&sources, &diagnostics));
        if self.strict {
            diagnostics.deny_all();
        }
        let made = made.and_then(|made| diagnostics.barrier().map(|()| made));
        Outcome::new(sources, &diagnostics, made.ok())
    }

    fn open(&self, diagnostics: &Diagnostics) -> (Sources, Result<(), Stopped>) {
        let found = match self.access.files {
            Files::Disk => spec::find(&self.spec),
            _ => Ok((self.spec.clone(), Vec::new())),
        };
        let (entry, found) = match found {
            Ok(found) => found,
            Err(diagnostic) => {
                diagnostics.report(diagnostic);
                return (Sources::default(), Err(Stopped));
            }
        };
        let (mut sources, parsed) = Sources::open(&entry, self.access.clone());
        if let Err(error) = parsed {
            diagnostics.report(Diagnostic::parse(sources.entry(), error));
            return (sources, Err(Stopped));
        }
        let overlays: Vec<PathBuf> = found.into_iter().chain(self.overlays.clone()).collect();
        let laid = overlay::apply(&mut sources, &overlays, diagnostics);
        sources.follow();
        (sources, laid)
    }

    fn meaning(&self, sources: &Sources, diagnostics: &Diagnostics) -> Result<Meaning, Stopped> {
        tell_of_files(sources, diagnostics);
        self.progress.enter(Stage::Lowering);
        let api = lower(sources, diagnostics)?;
        let names = name::Names::assign(&api);
        Ok(Meaning { api, names })
    }

    fn crate_of(
        &self,
        meaning: &Meaning,
        sources: &Sources,
        diagnostics: &Diagnostics,
    ) -> Result<Generated, Stopped> {
        let Meaning { api, names } = meaning;
        self.progress.enter(Stage::Emitting);
        let places = diagnostics.places(sources);
        let files = std::thread::scope(|scope| {
            // Looked up beside the rest, so that printing the diagnostics has them at hand.
            scope.spawn(|| sources.positions(&places));
            texts(api, names, diagnostics)
        })?;
        Ok(Generated {
            files,
            surface: surface::lines(api, names),
            operations: api.total_operations,
            made: made(api),
            types: api.types.len(),
            source_map: emit::source_map(api, names),
        })
    }
}

/// Checks an OpenAPI Overlay without the document that it is for. Whether its targets select something
/// can only be said with that at hand.
#[must_use]
pub fn check_overlay(path: &Path) -> Outcome<()> {
    let diagnostics = Diagnostics::default();
    let (sources, parsed) = Sources::open(path, Access::default());
    let checked = match parsed {
        Ok(()) => {
            tell_of_files(&sources, &diagnostics);
            overlay::check(&sources, &diagnostics)
        }
        Err(error) => {
            diagnostics.report(Diagnostic::parse(sources.entry(), error));
            Err(Stopped)
        }
    };
    Outcome::new(sources, &diagnostics, checked.ok())
}

/// The size of the stack for lowering, in bytes: address space, of which only what is used takes
/// memory.
const STACK: usize = 512 << 20;

/// Lowers the document in a thread of its own: schemas are lowered inside of each other, which takes
/// more than the stack that others have.
fn lower(sources: &Sources, diagnostics: &Diagnostics) -> Result<ir::Api, Stopped> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, || lower::lower(sources, diagnostics)) {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => {
                let message = format!("no thread can be started: {error}");
                let place = Place::Path(sources.path(sources.entry()).to_owned());
                diagnostics.tell(Code::UnreadableFile, place, message);
                Err(Stopped)
            }
        }
    })
}

/// Tells what is odd in the files as such.
fn tell_of_files(sources: &Sources, diagnostics: &Diagnostics) {
    for (file, notice) in sources.notices() {
        diagnostics.tell(Code::NotUtf8, Place::Text(*file, Position::START), *notice);
    }
    for duplicate in sources.duplicate_keys() {
        let message =
            "this key stands twice in its mapping, with different values; the last one counts";
        diagnostics.tell(Code::DuplicateKey, &duplicate, message);
    }
}

/// Emits and formats the crate, each of its sections in a thread of its own: this is half of the
/// work of a run.
fn texts(api: &ir::Api, names: &name::Names, diagnostics: &Diagnostics) -> Result<Crate, Stopped> {
    let section = |emit: fn(&ir::Api, &name::Names) -> Vec<emit::File>| {
        let files = emit(api, names).into_iter();
        let texts = files.map(|file| match file.content {
            Content::Copy(text) => (file.path, Ok(text.to_owned())),
            Content::Text(text) => {
                let text = format::marked(&file.path, &text);
                (file.path, Ok(text))
            }
            Content::Rust(source) => {
                let text = format::file(&source).map(|text| format::marked(&file.path, &text));
                (file.path, text.map_err(|error| error.to_string()))
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
