//! Decodes and encodes a document's examples with the generated types, in a program that is written
//! into the folder of the crate.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use super::compile::cargo;
use super::outcome::{Case, Fate, Origin};
use super::same::difference;

/// The name of the program.
const PROGRAM: &str = "corpus_bodies";

/// A line of the program's output.
#[derive(Deserialize)]
struct Line {
    index: usize,
    encoded: Option<Value>,
    error: Option<String>,
}

/// Decodes and encodes every case with the crate in `folder`.
///
/// # Errors
/// If the program cannot be built.
pub fn run(folder: &Path, cases: &[Case]) -> Result<Vec<Fate>, String> {
    let examples = folder.join("examples");
    let write = |path: PathBuf, text: String| {
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    std::fs::create_dir_all(&examples).map_err(|error| error.to_string())?;
    let texts: Vec<String> = cases.iter().map(|case| case.json.to_string()).collect();
    let data = examples.join(format!("{PROGRAM}.json"));
    let texts = serde_json::to_string(&texts).map_err(|error| error.to_string())?;
    write(data.clone(), texts)?;
    write(
        examples.join(format!("{PROGRAM}.rs")),
        program(folder, cases)?,
    )?;
    let built = with_receiver(folder, || cargo(folder, &["build", "--example", PROGRAM]))??;
    let Some(executable) = built.executable().filter(|_| built.success) else {
        let errors = built.messages().into_iter().filter(|message| message.error);
        let errors: Vec<String> = errors.take(3).map(|message| message.text).collect();
        return Err(format!("{}{}", errors.join("; "), built.said));
    };
    let output = Command::new(&executable)
        .arg(&data)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", executable.display()))?;
    // An executable takes tens of megabytes, and is rebuilt only if its crate changes.
    let removed = std::fs::remove_file(&executable);
    debug_assert!(removed.is_ok());
    Ok(fates(cases, &String::from_utf8_lossy(&output.stdout)))
}

fn fates(cases: &[Case], output: &str) -> Vec<Fate> {
    let ended = "the program ended before its turn".to_owned();
    let mut fates = vec![Fate::Failed(ended); cases.len()];
    let lines = output.lines();
    for line in lines.filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
        let (Some(fate), Some(case)) = (fates.get_mut(line.index), cases.get(line.index)) else {
            continue;
        };
        *fate = match (line.error, line.encoded) {
            (Some(error), _) => Fate::Failed(error),
            (None, encoded) => difference(&case.json, &encoded.unwrap_or_default())
                .map_or(Fate::Same, Fate::Changed),
        };
    }
    fates
}

fn program<'a>(folder: &Path, cases: &'a [Case]) -> Result<String, String> {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    let name = name.ok_or("the manifest names no package")?;
    let name = name.trim_matches('"').replace('-', "_");
    let mut imports = String::new();
    // The source map writes types as a module next to `types` and `resources` refers to them.
    for (file, import) in [("types", "types::*"), ("resources", "resources")] {
        if folder.join(format!("src/{file}.rs")).is_file() {
            let _ = writeln!(imports, "#[allow(unused_imports)] use {name}::{import};");
        }
    }
    let key = |case: &'a Case| (case.ty.as_str(), case.origin == Origin::Request);
    let mut types: Vec<(&str, bool)> = cases.iter().map(key).collect();
    types.sort_unstable();
    types.dedup();
    let mut checks = String::new();
    for (index, (ty, sent)) in types.iter().enumerate() {
        let check = if *sent {
            "reads_as_sent"
        } else {
            "reads_as_response"
        };
        let _ = writeln!(checks, "    {check}! {{ type{index}, {name}, {ty} }}");
    }
    let mut calls = String::new();
    for case in cases {
        let index = types.binary_search(&key(case)).unwrap_or_default();
        let _ = writeln!(calls, "        type{index},");
    }
    Ok(format!(
        "{imports}
{CHECK}
mod cases {{
{checks}
    pub(super) const ALL: &[super::Check] = &[
{calls}    ];
}}
{DRIVER}"
    ))
}

/// Gives the crate a function that reads a response as the client does, while `build` runs.
fn with_receiver<T>(folder: &Path, build: impl FnOnce() -> T) -> Result<T, String> {
    let root = folder.join("src/lib.rs");
    let fail = |error: std::io::Error| format!("{}: {error}", root.display());
    let before = std::fs::read_to_string(&root).map_err(fail)?;
    std::fs::write(&root, format!("{before}{RECEIVER}")).map_err(fail)?;
    let built = build();
    std::fs::write(&root, before).map_err(fail)?;
    Ok(built)
}

const RECEIVER: &str = r"
/// Reads a response.
#[doc(hidden)]
pub fn corpus_received<T: json::Wire>(text: &str) -> ::std::result::Result<T, ::std::string::String> {
    let received = crate::runtime::json::receive(text.as_bytes(), false);
    received.map(|received| received.data).map_err(|error| error.message)
}
";

/// Defines the functions that decode and encode a type: as a program reads what it sends, and as the client
/// reads a response. Decoding with serde's traits must have the same result where nothing is read leniently.
const CHECK: &str = r#"
macro_rules! reads_as_response {
    ($name:ident, $package:ident, $ty:ty) => {
        fn $name(text: &::std::primitive::str) -> ::std::result::Result<::std::string::String, ::std::string::String> {
            reads_as_sent! { strictly, $package, $ty }
            let strict = strictly(text);
            if strict.is_ok() {
                return strict;
            }
            let read: $ty = ::$package::corpus_received(text)?;
            ::$package::json::to_string(&read).map_err(|error| ::std::string::ToString::to_string(&error))
        }
    };
}
macro_rules! reads_as_sent {
    ($name:ident, $package:ident, $ty:ty) => {
        fn $name(text: &::std::primitive::str) -> ::std::result::Result<::std::string::String, ::std::string::String> {
            let read: $ty = ::$package::json::from_str(text).map_err(|error| ::std::string::ToString::to_string(&error))?;
            let written = ::$package::json::to_string(&read).map_err(|error| ::std::string::ToString::to_string(&error))?;
            let other: $ty = ::serde_json::from_str(text).map_err(|error| ::std::format!("serde: {error}"))?;
            let other = ::$package::json::to_string(&other).map_err(|error| ::std::string::ToString::to_string(&error))?;
            if written != other {
                return ::std::result::Result::Err(::std::format!("with serde's traits, it is {other}, otherwise {written}"));
            }
            ::std::result::Result::Ok(written)
        }
    };
}
"#;

/// The program. Its paths are absolute, as the imports above may shadow any name.
const DRIVER: &str = r#"
type Check = fn(&::std::primitive::str) -> ::std::result::Result<::std::string::String, ::std::string::String>;

fn main() {
    let path = ::std::env::args().nth(1).unwrap();
    let texts: ::std::vec::Vec<::std::string::String> =
        ::serde_json::from_str(&::std::fs::read_to_string(path).unwrap()).unwrap();
    for (index, (check, text)) in cases::ALL.iter().zip(&texts).enumerate() {
        let result = ::std::panic::catch_unwind(|| check(text))
            .unwrap_or_else(|_| ::std::result::Result::Err("panic".to_owned()));
        match result {
            ::std::result::Result::Ok(encoded) => ::std::println!("{{\"index\":{index},\"encoded\":{encoded}}}"),
            ::std::result::Result::Err(error) => ::std::println!(
                "{{\"index\":{index},\"error\":{}}}",
                ::serde_json::to_string(&error).unwrap()
            ),
        }
    }
}
"#;
