//! `generate`: the document's crate, on the disk.

use std::path::Path;

use clap::ArgMatches;
use generator::diagnostic::Severity;
use generator::write::Difference;
use generator::{Generated, Generator, Outcome};
use serde_json::json;

use super::exit::{Exit, Failure};
use super::output::{self, Format};
use super::progress::Progress;
use super::{arguments, watch};

/// Makes the crate and writes it, or says how the folder differs from it.
pub(crate) fn run(matches: &ArgMatches) -> Result<Exit, Failure> {
    let spec = arguments::path_of(matches, "spec");
    let generator = arguments::generator(matches, spec.clone());
    if matches.get_flag("watch") {
        watch::run(&spec, || once(&generator, matches))
    } else {
        once(&generator, matches).map(|(exit, _)| exit)
    }
}

/// Runs once; the files of the description come with it.
fn once(
    generator: &Generator,
    matches: &ArgMatches,
) -> Result<(Exit, Vec<std::path::PathBuf>), Failure> {
    let (generator, progress) = Progress::of(generator.clone());
    let outcome = generator.generate();
    drop(progress);
    output::diagnostics(&outcome, matches);
    let files = outcome.files();
    let exit = match outcome.made() {
        Some(generated) => finish(&outcome, generated, matches)?,
        None => Exit::of(&outcome),
    };
    Ok((exit, files))
}

fn finish(
    outcome: &Outcome<Generated>,
    generated: &Generated,
    matches: &ArgMatches,
) -> Result<Exit, Failure> {
    let out = arguments::path_of(matches, "out");
    let (check, dry) = (matches.get_flag("check"), matches.get_flag("dry-run"));
    let differences = if check || dry {
        generated.files.compare(&out)
    } else {
        generated.files.write(&out)
    };
    let differences = differences.map_err(Failure::files)?;
    let json = Format::of(matches) == Format::Json;
    if json {
        output::line(&summary_json(outcome, generated, &differences));
    }
    if check && !differences.is_empty() {
        if !json {
            list(&out, &differences);
        }
        let message = format!(
            "{} is out of date; run the generator without `--check` to update it",
            out.display()
        );
        let exit = Exit::Document;
        return Err(Failure { exit, message });
    }
    if !json {
        if dry {
            for difference in &differences {
                let (path, change) = change(difference);
                output::line(&format!("{}: {change}", out.join(path).display()));
            }
        }
        output::line(&summary(outcome, generated, differences.len(), dry));
    }
    Ok(Exit::Done)
}

fn list(out: &Path, differences: &[Difference]) {
    for difference in differences {
        let path = out.join(difference.to_string());
        output::status(&path.display().to_string());
    }
}

/// What a run would do to a file.
fn change(difference: &Difference) -> (&str, &'static str) {
    match difference {
        Difference::Missing(path) => (path, "new"),
        Difference::Stale(path) => (path, "changed"),
        Difference::Superfluous(path) => (path, "removed"),
    }
}

/// `288 of 288 operations, 1203 types, 4 notes; 12 files changed`.
fn summary(
    outcome: &Outcome<Generated>,
    generated: &Generated,
    changed: usize,
    dry: bool,
) -> String {
    let (done, all) = (generated.made, generated.operations);
    let mut parts = vec![
        format!("{done} of {all} operations"),
        format!("{} types", generated.types),
    ];
    for (severity, name) in [(Severity::Warning, "warnings"), (Severity::Note, "notes")] {
        match outcome.count(severity) {
            0 => {}
            count => parts.push(format!("{count} {name}")),
        }
    }
    let verb = if dry { "would change" } else { "changed" };
    format!("{}; {changed} files {verb}", parts.join(", "))
}

fn summary_json(
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
        "operations": generated.operations,
        "made": generated.made,
        "types": generated.types,
        "warnings": outcome.count(Severity::Warning),
        "notes": outcome.count(Severity::Note),
        "files": files,
    })
    .to_string()
}
