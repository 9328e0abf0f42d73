//! Installs, starts and queries Prism.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::Deserialize;

use tests::npm;
use tests::running::{Running, free_port};

use super::output;

/// The last version that runs on node 18 and 20.
const VERSION: &str = "5.14.2";

/// The time limit for Prism to read a document.
const START: Duration = Duration::from_secs(120);

/// A running Prism server.
pub(crate) struct Mock(Running);

/// The outcome of a call.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Answer {
    /// The index of the call.
    pub(crate) index: usize,
    /// The status code, if there was a response.
    pub(crate) status: Option<u16>,
    /// The error of the client, if the call failed.
    pub(crate) error: Option<String>,
    /// Whether the response was successful but could not be decoded by the client.
    #[serde(default)]
    pub(crate) undecodable: bool,
    /// The body of an error response.
    pub(crate) body: Option<String>,
    /// Prism's header `sl-violations`.
    pub(crate) violations: Option<String>,
}

/// Returns the path of Prism's program and installs it if necessary. Returns `None` without node or
/// npm.
pub(crate) fn install() -> Result<Option<PathBuf>, String> {
    if !npm::works("node") || !npm::works("npm") {
        return Ok(None);
    }
    let package = npm::install(&output(), "@stoplight/prism-cli", VERSION)?;
    Ok(Some(package.join("dist/index.js")))
}

impl Mock {
    /// Starts a server that responds with the examples of a document.
    pub(crate) fn start(prism: &Path, name: &str, document: &Path) -> Result<Self, String> {
        let port = free_port()?;
        let mut command = Command::new("node");
        command.arg(prism);
        command.args(["mock", "--errors", "--host", "127.0.0.1", "--port"]);
        command.arg(port.to_string()).arg(document);
        let log = output().join(format!("{name}.log"));
        let mock = Self(Running::start(command, port, &log, START)?);
        mock.checks()?;
        Ok(mock)
    }

    /// Sends an invalid request to make sure that the server reports problems at all.
    fn checks(&self) -> Result<(), String> {
        match self.0.get("/no/such/path", &[]) {
            Err(response) if response.contains("errors#NO_PATH_MATCHED_ERROR") => Ok(()),
            other => Err(format!("Prism lets a wrong path pass: {other:?}")),
        }
    }

    /// Runs the program that makes the calls, and returns the outcome of each call.
    pub(crate) fn ask(
        &self,
        program: &Path,
        folder: &Path,
        calls: usize,
    ) -> Result<Vec<Answer>, String> {
        let client = std::fs::read_to_string(folder.join("src/client.rs")).unwrap_or_default();
        let names = client.lines().filter_map(|line| {
            let value = line.trim().strip_prefix("env: \"")?;
            value.strip_suffix("\",")
        });
        let output = Command::new(program)
            .arg(self.0.url(""))
            // A username and password, for credentials that contain both.
            .envs(names.map(|name| (name, "user:secret")))
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let lines = String::from_utf8_lossy(&output.stdout);
        let mut answers = vec![None; calls];
        for line in lines.lines() {
            let answer: Answer =
                serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))?;
            if let Some(place) = answers.get_mut(answer.index) {
                *place = Some(answer);
            }
        }
        let whole: Option<Vec<Answer>> = answers.into_iter().collect();
        whole.ok_or_else(|| format!("the program ended early: {}", output.status))
    }
}
