//! Generates a Rust crate from an OpenAPI document.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("generator-example-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let document = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders/{id}:\n    get:\n      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: The order exists.}}\n";
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
//! A `build.rs` or a test needs only [`Generator`]. [`Generator::generate`] runs these stages. Each
//! one knows only what its line names:
//!
//! - [`source`]: files, JSON Pointers and positions; nothing about OpenAPI.
//! - [`overlay`]: changes to the entry document, made before any other stage reads it.
//! - [`openapi`]: the document as written; nothing about Rust. Versions of the specification differ
//!   only here.
//! - [`model`]: the API that the document describes; data only, under its wire names.
//! - [`lower`]: from the document to the model; decides types, resources and method names.
//! - [`lint`]: mistakes that do not affect the generated crate.
//! - [`rust`]: from the model to the text of a crate; the only module that knows Rust. In it, `name`
//!   makes identifiers, `vendor` knows the source of the runtime, and `format` prints tokens.
//! - [`site`]: from the model and its names to the pages of a reference site.
//! - [`write`](mod@write): from text to disk.
//! - [`diff`]: compares the public APIs of two crates, item by item as [`rust`] lists them.
//!
//! Every stage reports to [`diagnostic`]. After an error, the next stage does not run.

pub mod diagnostic;
pub mod diff;
pub mod lint;
pub mod lower;
mod markdown;
pub mod model;
pub mod openapi;
mod outcome;
pub mod overlay;
mod print;
mod progress;
pub mod rust;
pub mod site;
pub mod source;
mod spec;
mod spelling;
pub mod surface;
pub mod write;

use std::path::PathBuf;

use diagnostic::{Code, Diagnostic, Diagnostics, Place, Stopped};
use progress::Progress;
use rust::{PublicApi, SourceMap};
use source::{Access, Fault, Files, Position, RevisionError, Sources};
use write::Crate;

pub use outcome::{Outcome, Problems};
pub use progress::Stage;
pub use spec::{is_document, is_overlay};

/// An OpenAPI document and the settings for reading it. Each call reads the files again.
#[derive(Clone, Debug, Default)]
pub struct Generator {
    spec: PathBuf,
    overlays: Vec<PathBuf>,
    strict: bool,
    memory_limit: Option<usize>,
    access: Access,
    progress: Progress,
}

/// The result of [`Generator::generate`].
#[derive(Debug)]
pub struct Generated {
    /// The crate.
    pub files: Crate,
    /// The package name of the crate.
    pub package: String,
    /// One line per operation: `GET /invites/{id} → client.invites().retrieve(id) -> Invite`.
    pub surface: Vec<String>,
    /// The number of operations in the document.
    pub operations: usize,
    /// The number of operations that have a method.
    pub made: usize,
    /// The number of generated types.
    pub types: usize,
    /// The place in the document of each generated item.
    pub source_map: SourceMap,
}

/// The result of [`Generator::describe`] and [`Generator::check`].
#[derive(Debug)]
pub struct Meaning {
    /// The API that the document describes.
    pub api: model::Api,
    /// The Rust names of its parts.
    pub names: rust::name::Names,
}

impl Generator {
    /// Uses the OpenAPI document at `spec`: a file, a URL (see [`Self::allow_remote`]), or a folder
    /// that contains exactly one document.
    ///
    /// Overlays in such a folder are applied to the document in the order of their names. They are
    /// named `overlay.yaml` or `NAME.overlay.yaml`, or the same with `.yml` or `.json`.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            ..Self::default()
        }
    }

    /// Applies an OpenAPI Overlay to the document, after all overlays that were added before.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Reads the files of the document from `files` instead of the disk. The paths of the document
    /// and its overlays are then resolved in `files`.
    #[must_use]
    pub fn files(mut self, files: Files) -> Self {
        self.access.files = files;
        self
    }

    /// Uses `bytes` as the contents of the file at `path`, whether or not it exists. This is meant
    /// for documents that are read from a pipe. References in it are relative to `path`.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Vec<u8> = bytes.into();
        self.access.given.insert(path.into(), bytes.into());
        self
    }

    /// Returns a generator for the same document at another revision of its git repository. Files
    /// are looked up by their current paths. Overlays that the revision does not contain are
    /// ignored.
    ///
    /// # Errors
    /// If `git` cannot be run, the document is not in a repository, or the repository does not have
    /// that revision.
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

    /// Allows the document and its `$ref`s to be fetched from `host` (`HOST` or `HOST:PORT`). By
    /// default, nothing is fetched.
    #[must_use]
    pub fn allow_remote(mut self, host: impl Into<String>) -> Self {
        self.access.hosts.push(host.into());
        self
    }

    /// Allows references to files in `folder`. By default, references cannot leave the folder of
    /// the document.
    #[must_use]
    pub fn allow_outside(mut self, folder: impl Into<PathBuf>) -> Self {
        self.access.folders.push(folder.into());
        self
    }

    /// Treats warnings and notes as errors.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Sets the memory that the generated code and its documentation may take until they are written,
    /// in MiB. By default, it is [`openapi::MEMORY_LIMIT`].
    #[must_use]
    pub fn memory_limit(mut self, mib: usize) -> Self {
        self.memory_limit = Some(mib);
        self
    }

    /// Calls `report` at the start of each stage.
    #[must_use]
    pub fn on_stage(mut self, report: impl Fn(Stage) + Send + Sync + 'static) -> Self {
        self.progress = Progress::new(report);
        self
    }

    /// Generates the crate. If the document has an error, the outcome has no crate.
    #[must_use]
    pub fn generate(&self) -> Outcome<Generated> {
        self.run(|sources, diagnostics| {
            let meaning = self.meaning(sources, diagnostics)?;
            self.crate_of(&meaning, sources, diagnostics)
        })
    }

    /// Resolves the API of the document, without generating a crate.
    #[must_use]
    pub fn describe(&self) -> Outcome<Meaning> {
        self.run(|sources, diagnostics| self.meaning(sources, diagnostics))
    }

    /// Lists the public API of the crate, which [`diff`] compares, without generating it.
    #[must_use]
    pub fn public_api(&self) -> Outcome<PublicApi> {
        self.run(|sources, diagnostics| {
            let Meaning { api, names } = self.meaning(sources, diagnostics)?;
            Ok(rust::public_api(&api, &names))
        })
    }

    /// Generates the reference site, the pages that document the crate. `changelog` is the changelog
    /// of the crate, in Markdown.
    #[must_use]
    pub fn site(&self, changelog: Option<&str>) -> Outcome<Crate> {
        self.run(|sources, diagnostics| {
            let Meaning { api, names } = self.meaning(sources, diagnostics)?;
            self.progress.enter(Stage::Emitting);
            let files = site::files(&api, &names, changelog);
            Ok(Crate { files })
        })
    }

    /// Resolves the API of the document, and also checks that examples and defaults match their
    /// schemas.
    #[must_use]
    pub fn check(&self) -> Outcome<Meaning> {
        self.run(|sources, diagnostics| {
            let meaning = self.meaning(sources, diagnostics)?;
            lint::check(sources, diagnostics)?;
            Ok(meaning)
        })
    }

    /// Reads the document and passes it to `stages`.
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

    /// Checks an OpenAPI Overlay on its own. Without a document, it cannot check whether its targets
    /// select anything.
    #[must_use]
    pub fn check_overlay(&self) -> Outcome<()> {
        let diagnostics = Diagnostics::default();
        let (sources, parsed) = Sources::open(&self.spec, Access::default());
        let checked = match parsed {
            Ok(()) => {
                spec::tell_of_files(&sources, &diagnostics);
                overlay::check(&sources, &diagnostics)
            }
            Err(error) => {
                diagnostics.report(Diagnostic::parse(sources.entry(), error));
                Err(Stopped)
            }
        };
        if self.strict {
            diagnostics.deny_all();
        }
        Outcome::new(sources, &diagnostics, checked.ok())
    }

    fn open(&self, diagnostics: &Diagnostics) -> (Sources, Result<(), Stopped>) {
        let found = match self.access.files {
            Files::Disk if !self.access.given.contains_key(&self.spec) => spec::find(&self.spec),
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
            let entry = sources.entry();
            let foreign = openapi::foreign(sources.text(entry), None);
            let foreign = foreign.filter(|_| error.fault == Fault::Syntax);
            diagnostics.report(match foreign {
                Some(foreign) => foreign.diagnostic(Place::Text(entry, Position::START)),
                None => Diagnostic::parse(entry, error),
            });
            return (sources, Err(Stopped));
        }
        let overlays: Vec<PathBuf> = found.into_iter().chain(self.overlays.clone()).collect();
        let laid = overlay::apply(&mut sources, &overlays, diagnostics);
        sources.follow();
        (sources, laid)
    }

    fn meaning(&self, sources: &Sources, diagnostics: &Diagnostics) -> Result<Meaning, Stopped> {
        spec::tell_of_files(sources, diagnostics);
        self.progress.enter(Stage::Lowering);
        let limit = self.memory_limit.unwrap_or(openapi::MEMORY_LIMIT);
        let api = lower(sources, diagnostics, limit)?;
        let names = rust::name::Names::assign(&api);
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
            // Runs in parallel with emitting, so that the positions are known when diagnostics
            // print.
            scope.spawn(|| sources.positions(&places));
            print::files(api, names, diagnostics)
        })?;
        Ok(Generated {
            files,
            package: api.package.name.clone(),
            surface: surface::lines(api, names),
            operations: api.total_operations,
            made: api.operation_count(),
            types: api.types.len(),
            source_map: rust::source_map(api, names),
        })
    }
}

/// The stack size for lowering, in bytes. This reserves address space; only the pages that are used
/// take memory.
const STACK: usize = 512 << 20;

/// Lowers the document in a separate thread. Nested schemas are lowered recursively, which can
/// exceed the default stack size.
fn lower(
    sources: &Sources,
    diagnostics: &Diagnostics,
    limit: usize,
) -> Result<model::Api, Stopped> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        match thread.spawn_scoped(scope, || lower::lower(sources, diagnostics, limit)) {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => {
                let message = format!("cannot start a thread: {error}");
                let place = Place::Path(sources.path(sources.entry()).to_owned());
                diagnostics.tell(Code::UnreadableFile, place, message);
                Err(Stopped)
            }
        }
    })
}
