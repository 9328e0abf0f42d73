//! `generate`: writes the crate of a document.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;
use generator::diagnostic::Severity;
use generator::write::Difference;
use generator::{Generated, Generator, Outcome};
use serde_json::json;

use super::exit::{Exit, Failure};
use super::output::{self, Format};
use super::progress::Progress;
use super::{arguments, document, ending, replacement, watch, workspace};

/// Generates the crate and writes it, or compares it with the folder.
pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let spec = document::named(matches);
    if matches.get_flag("watch") && !document::is_local(&spec) {
        let spec = spec.display();
        let message = format!("`--watch` requires a file or folder, but `{spec}` is neither");
        return Err(Failure::usage(message));
    }
    let run = Run {
        generator: document::generator(matches, &spec)?,
        out: arguments::given(matches, "out").unwrap_or_else(|| "generated".into()),
        spec,
        matches,
    };
    if matches.get_flag("watch") {
        watch::run(&run.spec, || run.once())
    } else {
        run.once().map(|(exit, _)| exit)
    }
}

/// A run of the command.
struct Run<'m> {
    generator: Generator,
    spec: PathBuf,
    out: PathBuf,
    matches: &'m ArgMatches,
}

impl Run<'_> {
    /// Generates the crate once. Also returns the files of the document, for `--watch`.
    fn once(&self) -> Result<(Exit, Vec<PathBuf>), Failure> {
        let started = Instant::now();
        let (generator, progress) = Progress::of(self.generator.clone());
        let outcome = generator.generate();
        drop(progress);
        output::diagnostics(&outcome, self.matches);
        let files = outcome.files();
        let Some(generated) = outcome.made() else {
            if !self.is_json() {
                ending::stopped(
                    &outcome,
                    &self.spec.display().to_string(),
                    "nothing was written",
                );
            }
            return Ok((Exit::of(&outcome), files));
        };
        let differences = self.differences(generated)?;
        if self.is_json() {
            output::line(&self.summary_json(&outcome, generated, &differences));
        }
        self.compared(&differences)?;
        if !self.is_json() {
            self.tell(&outcome, generated, &differences, started);
        }
        if !self.is_dry() && differences.iter().any(is_manifest) {
            workspace::hint(&self.out).inspect(|hint| output::status(hint));
        }
        Ok((Exit::Done, files))
    }

    fn is_json(&self) -> bool {
        Format::of(self.matches) == Format::Json
    }

    /// Whether the run writes nothing.
    fn is_dry(&self) -> bool {
        self.matches.get_flag("check") || self.matches.get_flag("dry-run")
    }

    /// The differences that the run has written, or would write.
    fn differences(&self, generated: &Generated) -> Result<Vec<Difference>, Failure> {
        if self.is_dry() {
            return generated.files.compare(&self.out).map_err(Failure::files);
        }
        if !self.matches.get_flag("replace")
            && let Some(other) = replacement::replaced(&self.out, &generated.package)
        {
            return Err(replacement::refused(&self.out, &other, &generated.package));
        }
        generated.files.write(&self.out).map_err(Failure::files)
    }

    /// Fails if `--check` finds a difference.
    fn compared(&self, differences: &[Difference]) -> Result<(), Failure> {
        if !self.matches.get_flag("check") || differences.is_empty() {
            return Ok(());
        }
        if !self.is_json() {
            for difference in differences {
                let path = self.out.join(difference.to_string());
                output::status(&path.display().to_string());
            }
        }
        let message = format!(
            "`{}` is out of date; run the generator without `--check` to update it",
            self.out.display()
        );
        let exit = Exit::Document;
        Err(Failure { exit, message })
    }

    /// Prints the summary line. A dry run prints the pending changes first.
    fn tell(
        &self,
        outcome: &Outcome<Generated>,
        generated: &Generated,
        differences: &[Difference],
        started: Instant,
    ) {
        let (package, out) = (&generated.package, ending::folder(&self.out));
        let contents = ending::contents(outcome, generated);
        let files = ending::counted(differences.len(), "file");
        let took = ending::took(started);
        if self.matches.get_flag("dry-run") {
            for difference in differences {
                let (path, change) = change(difference);
                output::line(&format!("{}: {change}", self.out.join(path).display()));
            }
            let replaced = replacement::replaced(&self.out, package);
            let replaced = replaced.map_or_else(String::new, |other| {
                format!(" The folder contains the crate `{other}`; pass `--replace` to replace it.")
            });
            output::line(&format!(
                "Would generate `{package}` in {out}: {contents}; {files} would change (checked {took}). Nothing was written.{replaced}"
            ));
        } else if differences.is_empty() {
            output::line(&format!(
                "`{package}` in {out} is up to date: {contents} (checked {took})"
            ));
        } else {
            let next = self.next();
            output::line(&format!(
                "Generated `{package}` in {out}: {contents}; {files} changed, {took}. Next: {next}"
            ));
        }
    }

    /// The command to run next: the tests of the workspace if the crate is in its default folder,
    /// otherwise a command that compiles the crate and shows its documentation.
    fn next(&self) -> String {
        if self.out == Path::new("generated") && Path::new("Cargo.toml").is_file() {
            return "cargo test --workspace".to_owned();
        }
        let manifest = self.out.join("Cargo.toml");
        format!("cargo doc --open --manifest-path {}", manifest.display())
    }

    fn summary_json(
        &self,
        outcome: &Outcome<Generated>,
        generated: &Generated,
        differences: &[Difference],
    ) -> String {
        let files = differences.iter().map(|difference| {
            let (path, change) = change(difference);
            json!({ "path": path, "change": change })
        });
        let files: Vec<serde_json::Value> = files.collect();
        json!({
            "reason": "summary",
            "package": generated.package,
            "out": self.out.display().to_string(),
            "operations": generated.operations,
            "made": generated.made,
            "types": generated.types,
            "warnings": outcome.count(Severity::Warning),
            "notes": outcome.count(Severity::Note),
            "files": files,
        })
        .to_string()
    }
}

/// The path of a changed file, and the kind of change.
fn change(difference: &Difference) -> (&str, &'static str) {
    match difference {
        Difference::Missing(path) => (path, "new"),
        Difference::Stale(path) => (path, "changed"),
        Difference::Superfluous(path) => (path, "removed"),
    }
}

fn is_manifest(difference: &Difference) -> bool {
    change(difference).0 == "Cargo.toml"
}
