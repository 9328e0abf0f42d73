//! Generated clients against wire scenarios that nobody here has written: the specs of `TypeSpec`, converted
//! to OpenAPI by its own converter, and its server, which checks every request.
//!
//! ```text
//! cargo run -p tests --features slow --bin spector                      # all scenarios
//! cargo run -p tests --features slow --bin spector -- payload_multipart # those of these specs
//! cargo run -p tests --features slow --bin spector -- --openapi 3.2.0   # converted to this version, not 3.1.0
//! ```
//!
//! Needs npm; without it, the run is skipped with a word. Packages, documents, crates and the
//! program of all calls are written to `target/spector`. The calls follow from the generator's model
//! alone: the operation whose path fits, and each argument with the value that the mock definition
//! has for it. A call is plain if it passes nothing but values of types that the document declares.
//!
//! Exits with 1 if a scenario fails that `listed.tsv` does not list, or the other way round, and if
//! a scenario is right even when the body of every response is changed.

mod answer;
mod call;
mod crates;
mod credentials;
mod declared;
mod find;
mod node;
mod program;
mod restored;
mod scenario;
mod values;
mod verdict;
mod wire;
mod xml;

use std::path::PathBuf;
use std::process::ExitCode;

use tests::root;

fn main() -> ExitCode {
    tests::process::counted("spector", "scenarios are not as listed", run)
}

/// The folder that everything is written to.
fn output() -> PathBuf {
    root().join("target/spector")
}

/// The version of OpenAPI of the documents, and the chosen specs.
fn arguments() -> (String, Vec<String>) {
    let mut specs: Vec<String> = std::env::args().skip(1).collect();
    let at = specs.iter().position(|one| one == "--openapi");
    let version = at.and_then(|at| specs.drain(at..(at + 2).min(specs.len())).nth(1));
    (version.unwrap_or_else(|| "3.1.0".to_owned()), specs)
}

/// Runs every scenario; how many are not as listed.
fn run() -> Result<usize, String> {
    if !node::install()? {
        println!("spector: skipped; there is no npm");
        return Ok(0);
    }
    let (openapi, specs) = arguments();
    let documents = output().join(format!("documents-{openapi}"));
    let scenarios = output().join("scenarios.json");
    if !documents.exists() || !scenarios.exists() {
        node::run(&["convert.mjs", &openapi])?;
        node::run(&["scenarios.mjs"])?;
    }
    let chosen = |spec: &str| specs.is_empty() || specs.iter().any(|one| one == spec);
    let mut scenarios = scenario::read(&scenarios)?;
    scenarios.retain(|scenario| chosen(&scenario.spec));
    let crates = crates::generate(&documents, chosen)?;
    let operations: usize = crates.iter().map(|krate| krate.operations).sum();
    println!("{} crates, {operations} operations", crates.len());
    let mut files = program::Files::default();
    let planned = program::plan(&crates, &scenarios, &mut files);
    let program = program::build(&crates, &scenarios, &planned, &files)?;

    let coverage = output().join("coverage.json");
    let server = node::Server::start(&coverage)?;
    let called = verdict::call(&program, &server.url())?;
    server.stop()?;
    let seen = verdict::seen(&coverage)?;
    let (text, mut differing) =
        verdict::judge(&scenarios, &planned, &called, &seen, specs.is_empty());
    println!("{text}");

    let server = node::Server::start(&output().join("control.json"))?;
    let control = node::Server::control(&server)?;
    let changed = verdict::call(&program, &control.url())?;
    let unchecked = verdict::unchecked(&scenarios, &planned, &called, &changed);
    for name in &unchecked {
        println!("UNCHECKED {name}: right with another response, too");
    }
    differing += unchecked.len();
    Ok(differing)
}
