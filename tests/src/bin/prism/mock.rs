//! Installs, starts and queries Prism.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

use tests::npm;

use super::output;

/// The last version that runs on node 18 and 20.
const VERSION: &str = "5.14.2";

/// The time limit for Prism to read a document.
const START: Duration = Duration::from_secs(120);

/// A running Prism server.
pub(crate) struct Mock {
    child: Child,
    url: String,
}

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
        let fail = |error: std::io::Error| format!("{name}: {error}");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = port.map_err(fail)?.port();
        let log = std::fs::File::create(output().join(format!("{name}.log"))).map_err(fail)?;
        let child = Command::new("node")
            .arg(prism)
            .args(["mock", "--errors", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .arg(document)
            .stdin(Stdio::null())
            .stderr(log.try_clone().map_err(fail)?)
            .stdout(log)
            .spawn()
            .map_err(fail)?;
        let mut mock = Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
        };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = mock.child.try_wait().map_err(fail)?;
            if let Some(status) = ended {
                return Err(format!("{name}: Prism ended with {status}; see its log"));
            }
            if started.elapsed() > START {
                return Err(format!("{name}: Prism does not start; see its log"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        mock.checks(port)?;
        Ok(mock)
    }

    /// Sends an invalid request to make sure that the server reports problems at all.
    fn checks(&self, port: u16) -> Result<(), String> {
        let fail = |error: std::io::Error| format!("{}: {error}", self.url);
        let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(fail)?;
        let request = "GET /no/such/path HTTP/1.1\r\nhost: prism\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).map_err(fail)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(fail)?;
        if answer.contains("errors#NO_PATH_MATCHED_ERROR") {
            Ok(())
        } else {
            Err(format!("Prism lets a wrong path pass: {answer}"))
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
            .arg(&self.url)
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

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
