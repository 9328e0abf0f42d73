//! The corpus run: `cargo run -p tests --features slow --bin corpus`.
//!
//! `OPENAPI_CORPUS` names the folder (`../shared/corpus` by default), `OPENAPI_CORPUS_ONLY`
//! restricts it to documents by name, separated by commas, and `OPENAPI_CORPUS_SLICE=ci` to a
//! slice. Crates, `report.tsv`, `examples.tsv` and `classes.txt` are written to `target/corpus`.
//! With `--generate`, nothing is compiled. With `--compile`, crates are compiled, but their
//! examples are not decoded. With `--doc`, crates are documented instead, and rustdoc must not
//! warn. With `--site`, reference sites are made instead, and their files are checked.
//! With `--samples N`, up to N values are drawn from the schema of each component, and take
//! the place of the examples.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use tests::corpus::outcome::{Check, Generation, Outcome};
use tests::corpus::{
    Entry, chosen, classes, compile, document, entries, examples, folder, output, report, sites,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name, path, samples @ ..] = arguments.as_slice()
        && flag == "--document"
    {
        let samples = samples.first().and_then(|count| count.parse().ok());
        return ended(document::run(name, Path::new(path), samples).map(|()| true));
    }
    let mut after = arguments.iter().skip_while(|one| *one != "--samples");
    let samples = after.nth(1).cloned();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let Some(folder) = folder() else {
        println!("corpus: left out; there is no corpus folder (see OPENAPI_CORPUS)");
        return ExitCode::SUCCESS;
    };
    if has("--site") {
        return ended(all_sites(&folder));
    }
    let depth = if has("--generate") {
        Depth::Generate
    } else if has("--doc") {
        Depth::Document
    } else if has("--compile") {
        Depth::Compile
    } else {
        Depth::Examples
    };
    ended(run(&folder, depth, samples.as_deref()))
}

/// The maximum number of faults of a site that are printed.
const FAULTS: usize = 5;

/// The last step that each document is taken through.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// Generates the crate.
    Generate,
    /// Documents the crate.
    Document,
    /// Compiles the crate.
    Compile,
    /// Decodes and encodes the examples of the document.
    Examples,
}

fn ended(result: Result<bool, String>) -> ExitCode {
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("corpus: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs every chosen document. Returns whether nothing failed.
fn run(folder: &Path, depth: Depth, samples: Option<&str>) -> Result<bool, String> {
    let entries = chosen(entries(folder)?)?;
    copy_runner()?;
    let mut outcomes = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let outcome = one(entry, depth, samples)?;
        let line = report::summary(&outcome);
        println!("[{}/{}] {line}", index + 1, entries.len());
        outcomes.push(outcome);
        // Keeps the results so far if the run is interrupted.
        if index % 10 == 9 {
            write_reports(&outcomes)?;
        }
    }
    write_reports(&outcomes)?;
    println!("\n{}", report::aligned(&report::table(&outcomes)));
    let failures = report::failures(&outcomes);
    for failure in &failures {
        println!("FAILED {failure}");
    }
    println!("{} failures", failures.len());
    Ok(failures.is_empty())
}

/// Makes the reference site of every chosen document. Returns whether none has a fault.
fn all_sites(folder: &Path) -> Result<bool, String> {
    let entries = chosen(entries(folder)?)?;
    let (mut made, mut faulty) = (0, 0);
    for (index, entry) in entries.iter().enumerate() {
        let place = format!("[{}/{}] {}", index + 1, entries.len(), entry.name);
        let Some(site) = sites::run(entry)? else {
            println!("{place}: refused");
            faulty += usize::from(entry.valid);
            continue;
        };
        made += 1;
        println!(
            "{place}: pages {}, KiB {}, s {:.2}, MiB {}, faults {}",
            site.pages,
            site.bytes >> 10,
            site.seconds,
            site.memory,
            site.faults.len()
        );
        for fault in site.faults.iter().take(FAULTS) {
            println!("  {fault}");
        }
        faulty += usize::from(!site.faults.is_empty());
    }
    println!("{made} of {} sites; {faulty} with faults", entries.len());
    Ok(faulty == 0)
}

/// The path of a copy of this program, which a build during the run does not replace.
fn runner() -> PathBuf {
    output().join("runner")
}

fn copy_runner() -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", runner().display());
    std::fs::create_dir_all(output()).map_err(fail)?;
    let program = std::env::current_exe().map_err(fail)?;
    let _ = std::fs::remove_file(runner());
    std::fs::copy(program, runner()).map_err(fail)?;
    Ok(())
}

fn write_reports(outcomes: &[Outcome]) -> Result<(), String> {
    let table = report::table(outcomes);
    write("report.tsv", &report::tab_separated(&table))?;
    write("examples.tsv", &classes::examples(outcomes))?;
    write("classes.txt", &classes::classes(outcomes))
}

fn write(file: &str, text: &str) -> Result<(), String> {
    let path = output().join(file);
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn one(entry: &Entry, depth: Depth, samples: Option<&str>) -> Result<Outcome, String> {
    let mut outcome = Outcome {
        name: entry.name.clone(),
        valid: entry.valid,
        generation: generate(entry, samples)?,
        ..Outcome::default()
    };
    if depth < Depth::Examples {
        outcome.generation.cases.clear();
    }
    if !outcome.generation.made || depth == Depth::Generate {
        return Ok(outcome);
    }
    let folder = document::crate_folder(&entry.name);
    if depth == Depth::Document {
        match compile::document(&folder) {
            Ok(messages) => outcome.documented = messages,
            Err(trouble) => outcome.trouble = Some(trouble),
        }
        return Ok(outcome);
    }
    match compile::check(&folder) {
        Ok(check) => outcome.check = Some(check),
        Err(trouble) => outcome.trouble = Some(trouble),
    }
    let sound = |check: &Check| !check.messages.iter().any(|message| message.error);
    let cases = &outcome.generation.cases;
    let tried = depth == Depth::Examples && !cases.is_empty();
    if tried && outcome.check.as_ref().is_some_and(sound) {
        match examples::run(&folder, cases) {
            Ok(fates) => outcome.fates = fates,
            Err(trouble) => outcome.trouble = Some(trouble),
        }
    }
    Ok(outcome)
}

/// Runs the generator in a separate process, so that a crash or an overflow does not end this one.
fn generate(entry: &Entry, samples: Option<&str>) -> Result<Generation, String> {
    let result = document::result_file(&entry.name);
    let _ = std::fs::remove_file(&result);
    let output = Command::new(runner())
        .arg("--document")
        .arg(&entry.name)
        .arg(&entry.path)
        .args(samples)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(&result);
    let Ok(text) = text else {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().take(3).collect::<Vec<_>>().join(" ");
        return Ok(Generation {
            crashed: Some(format!("{}: {said}", output.status)),
            ..Generation::default()
        });
    };
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", result.display()))
}
