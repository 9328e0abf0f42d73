//! Programs of node: how they are installed and run.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::output;

/// How long a server may take to start.
const START: Duration = Duration::from_secs(60);

/// The manifest and the programs.
const FILES: &[(&str, &str)] = &[
    ("package.json", include_str!("npm/package.json")),
    ("convert.mjs", include_str!("npm/convert.mjs")),
    ("scenarios.mjs", include_str!("npm/scenarios.mjs")),
    ("control.mjs", include_str!("npm/control.mjs")),
];

/// Installs the packages if they are not there; false where there is no npm.
///
/// # Errors
/// If npm cannot install them.
pub(crate) fn install() -> Result<bool, String> {
    if !tests::npm::works("npm") {
        return Ok(false);
    }
    let folder = output();
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(fail)?;
    let installed = folder.join("node_modules/.package-lock.json").exists()
        && std::fs::read_to_string(folder.join("package.json"))
            .is_ok_and(|text| FILES.iter().any(|(_, known)| *known == text));
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).map_err(fail)?;
    }
    if !installed {
        println!("spector: installing the packages");
        let status = Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--silent"])
            .current_dir(&folder)
            .status()
            .map_err(|error| format!("npm: {error}"))?;
        if !status.success() {
            return Err(format!("npm cannot install the packages: {status}"));
        }
    }
    Ok(true)
}

/// The node that the packages need: their own, or the one of the machine.
fn node() -> PathBuf {
    let own = output().join("node_modules/node/bin/node");
    if own.exists() { own } else { "node".into() }
}

/// Runs a program to its end.
///
/// # Errors
/// If it fails.
pub(crate) fn run(command: &[&str]) -> Result<(), String> {
    let program = command.join(" ");
    let status = Command::new(node())
        .args(command)
        .current_dir(output())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

/// A running server.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    /// Starts the server of the scenarios, which writes to `coverage` what it has seen.
    ///
    /// # Errors
    /// If it does not start.
    pub(crate) fn start(coverage: &Path) -> Result<Self, String> {
        let port = free()?;
        let mut command = Command::new(node());
        command
            .arg("node_modules/@typespec/spector/dist/src/cli/cli.js")
            .args(["serve", "node_modules/@typespec/http-specs/specs"])
            .args(["--port", &port.to_string(), "--coverageFile"])
            .arg(coverage);
        Self::of(command, port, "server.log")
    }

    /// Starts a server that changes the responses of another one.
    ///
    /// # Errors
    /// If it does not start.
    pub(crate) fn control(of: &Self) -> Result<Self, String> {
        let port = free()?;
        let mut command = Command::new(node());
        command.args(["control.mjs", &port.to_string(), &of.url()]);
        Self::of(command, port, "control.log")
    }

    fn of(mut command: Command, port: u16, log: &str) -> Result<Self, String> {
        let fail = |error: std::io::Error| format!("{log}: {error}");
        let file = std::fs::File::create(output().join(log)).map_err(fail)?;
        let child = command
            .current_dir(output())
            .stdin(Stdio::null())
            .stderr(file.try_clone().map_err(fail)?)
            .stdout(file)
            .spawn()
            .map_err(fail)?;
        let mut server = Self { child, port };
        let started = Instant::now();
        while TcpStream::connect(("localhost", port)).is_err() {
            if let Some(status) = server.child.try_wait().map_err(fail)? {
                return Err(format!("the server ended with {status}; see {log}"));
            }
            if started.elapsed() > START {
                return Err(format!("the server does not start; see {log}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }

    /// Its URL.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Ends the server of the scenarios, which then writes what it has seen.
    ///
    /// # Errors
    /// If it does not end.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        use std::io::{Read as _, Write as _};
        let fail = |error: std::io::Error| format!("the server cannot be stopped: {error}");
        let mut stream = TcpStream::connect(("localhost", self.port)).map_err(fail)?;
        let request = "POST /.admin/stop HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).map_err(fail)?;
        let _ = stream.read_to_end(&mut Vec::new());
        self.child.wait().map_err(fail)?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = listener.map_err(|error| error.to_string())?;
    Ok(address.port())
}
