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

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use generator::Generator;
use tests::corpus::{entries, folder};
use tests::root;

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
    let Some(proxy) = install()? else {
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
    let proxy = Proxy::start(&proxy)?;
    let mut program = Command::new(env!("CARGO"));
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
        &proxy.url,
    ]);
    program
        .env("CARGO_TARGET_DIR", output().join("build"))
        .current_dir(&folder);
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

/// Returns the path of the proxy's program, and installs it if necessary. Returns `None` if that is not possible.
fn install() -> Result<Option<PathBuf>, String> {
    let venv = output().join("venv");
    let program = venv.join("bin/litellm");
    let marker = venv.join(PACKAGE);
    if marker.exists() {
        return Ok(Some(program));
    }
    std::fs::create_dir_all(output()).map_err(|error| error.to_string())?;
    let works = |command: &mut Command| {
        let status = command.stdin(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    println!("installing {PACKAGE}");
    let made = works(Command::new("python3").args(["-m", "venv"]).arg(&venv));
    let mut pip = Command::new(venv.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check", PACKAGE]);
    if !made || !works(&mut pip) {
        return Ok(None);
    }
    std::fs::write(marker, "").map_err(|error| error.to_string())?;
    Ok(Some(program))
}

/// A running proxy.
struct Proxy {
    child: Child,
    url: String,
}

impl Proxy {
    fn start(program: &Path) -> Result<Self, String> {
        let fail = |error: std::io::Error| format!("{}: {error}", program.display());
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.map_err(fail)?.port();
        let log = std::fs::File::create(output().join("proxy.log")).map_err(fail)?;
        let child = Command::new(program)
            .arg("--config")
            .arg(here().join("config.yaml"))
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            // Its table of prices would be fetched from the network.
            .env("LITELLM_LOCAL_MODEL_COST_MAP", "True")
            .stdin(Stdio::null())
            .stderr(log.try_clone().map_err(fail)?)
            .stdout(log)
            .spawn()
            .map_err(fail)?;
        let mut proxy = Self {
            child,
            url: format!("http://127.0.0.1:{port}/v1"),
        };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = proxy.child.try_wait().map_err(fail)? {
                return Err(format!("the proxy ended with {status}; see its log"));
            }
            if started.elapsed() > START {
                return Err("the proxy does not start; see its log".to_owned());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(proxy)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
