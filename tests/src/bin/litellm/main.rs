//! Runs the crate that is generated from OpenAI's document against an independent server: the proxy of
//! `LiteLLM`, which speaks the same API and responds with a mock, without a network.
//!
//! ```text
//! cargo run -p tests --features slow --bin litellm
//! ```
//!
//! Needs Python 3 with venv, a package index, and the corpus (`OPENAPI_CORPUS`, `../shared/corpus` by default);
//! without one of them, it is skipped with a message. The proxy is installed to `target/litellm`, as are the
//! crate, the program and the log. Prints a line for each call; exits with 1 if one of them fails.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use generator::Generator;
use tests::corpus::{entries, folder};
use tests::running::{Running, free_port};
use tests::{cargo_in, pip, root};

/// The version of the proxy.
const PACKAGE: &str = "litellm[proxy]==1.108.7";

/// The time limit for the proxy to start.
const START: Duration = Duration::from_secs(180);

fn main() -> ExitCode {
    tests::process::counted("litellm", "programs failed", run)
}

/// The folder for the proxy, the crate and the log.
fn output() -> PathBuf {
    root().join("target/litellm")
}

/// The folder of the program and of the proxy's configuration.
fn here() -> PathBuf {
    root().join("tests/src/bin/litellm")
}

fn run() -> Result<usize, String> {
    let document = folder().map(|folder| entries(&folder)).transpose()?;
    let document =
        document.and_then(|entries| entries.into_iter().find(|entry| entry.name == "openai"));
    let Some(document) = document else {
        println!("litellm: skipped; the corpus does not contain the document of OpenAI");
        return Ok(0);
    };
    let Some(programs) = pip::install(&output().join("venv"), &[PACKAGE])? else {
        println!("litellm: skipped; Python or {PACKAGE} cannot be installed");
        return Ok(0);
    };
    let folder = output().join("crate");
    let outcome = Generator::new(&document.path).generate();
    let made = outcome.made().ok_or("the document has an error")?;
    made.files
        .write(&folder)
        .map_err(|failure| failure.to_string())?;
    copy(
        &here().join("program.rs"),
        &folder.join("examples/program.rs"),
    )?;
    copy(&root().join("Cargo.lock"), &folder.join("Cargo.lock"))?;
    let proxy = start(&programs.join("litellm"))?;
    let mut program = cargo_in(&folder);
    program.args([
        "run",
        "--quiet",
        "--example",
        "program",
        "--no-default-features",
    ]);
    program.args([
        "--features",
        "chat,embeddings,models,serde",
        "--",
        &proxy.url("/v1"),
    ]);
    let status = program
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    Ok(usize::from(!status.success()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let copied = std::fs::copy(from, to);
    copied
        .map(drop)
        .map_err(|error| format!("{}: {error}", to.display()))
}

/// Starts the proxy.
fn start(program: &Path) -> Result<Running, String> {
    let port = free_port()?;
    let mut proxy = Command::new(program);
    proxy.arg("--config").arg(here().join("config.yaml"));
    proxy.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
    // Its table of prices would be fetched from the network.
    proxy.env("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    Running::start(proxy, port, &output().join("proxy.log"), START)
}
