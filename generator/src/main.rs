//! The command line: arguments in, diagnostics out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, Command, value_parser};
use generator::diagnostic::{Diagnostics, Report, Severity};
use generator::{Generated, generate};

/// A run makes and drops some millions of small values; the system's allocator takes a fifth more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The document has an error, or `--check` found a difference.
const DOCUMENT: u8 = 1;
/// A file cannot be read or written.
const IO: u8 = 3;

fn main() -> ExitCode {
    let matches = command().get_matches();
    let path = |name: &str| {
        matches
            .get_one::<PathBuf>(name)
            .cloned()
            .unwrap_or_default()
    };
    let entry = match entry(&path("spec")) {
        Ok(entry) => entry,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(DOCUMENT);
        }
    };
    let diagnostics = Diagnostics::default();
    let overlays = matches.get_many::<PathBuf>("overlay").into_iter();
    let overlays: Vec<PathBuf> = overlays.flatten().cloned().collect();
    let (sources, generated) = generate(&entry, &overlays, &diagnostics);
    if matches.get_flag("strict") {
        diagnostics.deny_all();
    }
    eprint!(
        "{}",
        Report::new(&sources, diagnostics.located(&sources)).human(false)
    );
    match generated {
        Ok(generated) if diagnostics.count(Severity::Error) == 0 => finish(
            &generated,
            &diagnostics,
            &path("out"),
            matches.get_flag("check"),
        ),
        _ => ExitCode::from(DOCUMENT),
    }
}

fn command() -> Command {
    let path = |name: &'static str, default: &'static str, value: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .value_parser(value_parser!(PathBuf))
            .default_value(default)
    };
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("generator")
        .about("Generates a publish-ready Rust SDK crate from an OpenAPI document")
        .version(env!("CARGO_PKG_VERSION"))
        .arg(path("spec", "spec", "FILE").help("The OpenAPI document, or a folder with just one"))
        .arg(overlay())
        .arg(path("out", "generated", "DIR").help("The folder that the crate is written to"))
        .arg(flag("check").help("Write nothing; fail if the folder is not up to date"))
        .arg(flag("strict").help("Take warnings and notes as errors"))
        .after_help("Exit codes: 0 done, 1 the document has an error or the folder is not up to date, 2 usage, 3 files")
}

fn overlay() -> Arg {
    Arg::new("overlay")
        .long("overlay")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .action(ArgAction::Append)
        .help("An OpenAPI Overlay to lay over the document; may be given several times")
}

/// The document: the file itself, or the only one in the folder.
fn entry(spec: &Path) -> Result<PathBuf, String> {
    if !spec.is_dir() {
        return Ok(spec.to_owned());
    }
    let shown = spec.display();
    let files = std::fs::read_dir(spec).map_err(|error| format!("{shown}:1:1: error: {error}"))?;
    let is_document = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "yml" | "json"))
    };
    let mut documents: Vec<PathBuf> = files
        .filter_map(|file| Some(file.ok()?.path()))
        .filter(is_document)
        .collect();
    documents.sort();
    match documents.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(format!(
            "{shown}:1:1: error: the folder holds no `.yaml`, `.yml` or `.json` file"
        )),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            let names = names.join(", ");
            Err(format!(
                "{shown}:1:1: error: the folder holds several documents ({names})\n  help: choose one with `--spec FILE`"
            ))
        }
    }
}

fn finish(generated: &Generated, diagnostics: &Diagnostics, out: &Path, check: bool) -> ExitCode {
    let differences = if check {
        generated.files.compare(out)
    } else {
        generated.files.write(out)
    };
    let differences = match differences {
        Ok(differences) => differences,
        Err(failure) => {
            eprintln!("error: {failure}");
            return ExitCode::from(IO);
        }
    };
    if check && !differences.is_empty() {
        for difference in &differences {
            eprintln!("{}", out.join(difference.to_string()).display());
        }
        eprintln!(
            "error: {} is not what the document makes; run the generator without `--check`",
            out.display()
        );
        return ExitCode::from(DOCUMENT);
    }
    println!("{}", summary(generated, diagnostics, differences.len()));
    ExitCode::SUCCESS
}

/// `288 of 288 operations, 1203 types, 4 notes; 12 files changed`.
fn summary(generated: &Generated, diagnostics: &Diagnostics, changed: usize) -> String {
    let (done, all) = (generated.made, generated.operations);
    let mut parts = vec![
        format!("{done} of {all} operations"),
        format!("{} types", generated.types),
    ];
    for (severity, name) in [(Severity::Warning, "warnings"), (Severity::Note, "notes")] {
        match diagnostics.count(severity) {
            0 => {}
            count => parts.push(format!("{count} {name}")),
        }
    }
    format!("{}; {changed} files changed", parts.join(", "))
}
