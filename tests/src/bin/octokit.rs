//! The methods of GitHub's API, compared with those of Octokit, whose names are its operationIds.
//!
//! ```text
//! cargo run -p tests --features slow --bin octokit            # the counts
//! cargo run -p tests --features slow --bin octokit -- --all   # and each method with another verb
//! ```
//!
//! Needs npm; without it, the run is skipped. Exits with 1 if fewer than 85 of 100 methods have Octokit's verb.

use std::process::ExitCode;

use serde_json::Value;
use tests::{npm, root, run};

/// The package that contains the document, and its version.
const PACKAGE: &str = "@octokit/openapi";
const VERSION: &str = "23.0.2";

/// The percentage of methods that must have the same verb.
const LEAST: usize = 85;

fn main() -> ExitCode {
    if !npm::works("npm") {
        println!("octokit: skipped; there is no npm");
        return ExitCode::SUCCESS;
    }
    match compare() {
        Ok((same, all)) => {
            println!("{same} of {all} methods have the verb of Octokit");
            if same * 100 < all * LEAST {
                eprintln!("octokit: fewer than {LEAST} %");
                return ExitCode::FAILURE;
            }
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("octokit: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the number of methods with the same verb, and of all methods.
fn compare() -> Result<(usize, usize), String> {
    let package = npm::install(&root().join("target/octokit"), PACKAGE, VERSION)?;
    let path = package.join("generated/api.github.com.json");
    let text = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let document: Value = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    let (said, generated) = run(&path);
    let generated = generated.ok_or(said)?;
    let all = std::env::args().any(|argument| argument == "--all");
    let mut same = 0;
    let mut count = 0;
    for line in &generated.surface {
        let Some((operation, method)) = method(line) else {
            continue;
        };
        let Some(id) = operation_id(&document, operation) else {
            continue;
        };
        count += 1;
        let theirs = id.rsplit('/').next().unwrap_or_default();
        if has_verb(method, theirs) {
            same += 1;
        } else if all {
            println!("{operation}: {method} for {id}");
        }
    }
    Ok((same, count))
}

/// The operation of a line of the surface, and the name of its method.
fn method(line: &str) -> Option<(&str, &str)> {
    let (operation, rest) = line.split_once(" → ")?;
    let (call, _) = rest.split_once(" -> ")?;
    let (chain, _) = call.rsplit_once('(')?;
    let (_, method) = chain.rsplit_once('.')?;
    Some((operation, method.trim_start_matches("r#")))
}

fn operation_id<'a>(document: &'a Value, operation: &str) -> Option<&'a str> {
    let (method, path) = operation.split_once(' ')?;
    let operation = document
        .get("paths")?
        .get(path)?
        .get(method.to_lowercase())?;
    operation.get("operationId")?.as_str()
}

/// Whether a method begins with the verb of Octokit's method. Of verbs with the same meaning, this generator uses
/// one for all APIs.
fn has_verb(method: &str, theirs: &str) -> bool {
    let verb = theirs.split('-').next().unwrap_or_default();
    let own = match method.split('_').next().unwrap_or_default() {
        "retrieve" => "get",
        "create" if verb == "add" => "add",
        "delete" if verb == "remove" => "remove",
        "update" if verb == "set" => "set",
        own => own,
    };
    own == verb
        || method
            .replace('_', "")
            .starts_with(&theirs.replace('-', ""))
}
