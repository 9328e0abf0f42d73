//! A server, with its document and its data.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use tests::running::{Running, free_port};

use super::output;

/// The time limit for a server to start. Prefect creates its database.
const START: Duration = Duration::from_secs(180);

/// The credential of the servers that have one.
pub(crate) const KEY: &str = "key-of-the-tests";

/// A running server.
pub(crate) struct Server {
    /// The name of the crate, and of the program in `clients/`.
    pub(crate) name: &'static str,
    /// The cargo features of the crate that the program needs.
    pub(crate) features: &'static [&'static str],
    /// The base URL.
    pub(crate) url: String,
    /// The path of the document.
    pub(crate) document: PathBuf,
    running: Running,
    /// Removed after the server has ended: fields are dropped in this order.
    _data: TempDir,
}

/// A server that is not yet started: its name, the path of its base URL, and the cargo features that its program needs.
pub(crate) struct About {
    /// A folder for its data.
    pub(crate) data: TempDir,
    pub(crate) name: &'static str,
    pub(crate) base: &'static str,
    pub(crate) features: &'static [&'static str],
}

impl Server {
    /// Starts the program that `command` returns for the folder of its data and a port.
    pub(crate) fn start(
        about: About,
        command: impl FnOnce(&Path, u16) -> Result<Command, String>,
    ) -> Result<Self, String> {
        let About {
            data,
            name,
            base,
            features,
        } = about;
        let fail = |error: std::io::Error| format!("{name}: {error}");
        let port = free_port()?;
        let command = command(data.path(), port)?;
        let log = output().join(format!("{name}.log"));
        let running = Running::start(command, port, &log, START)?;
        let folder = output().join("documents");
        std::fs::create_dir_all(&folder).map_err(fail)?;
        Ok(Self {
            name,
            features,
            url: running.url(base),
            document: folder.join(name).with_extension("yaml"),
            running,
            _data: data,
        })
    }

    /// Stores the document of the server.
    pub(crate) fn with_document(self, text: &[u8]) -> Result<Self, String> {
        std::fs::write(&self.document, text)
            .map_err(|error| format!("{}: {error}", self.document.display()))?;
        Ok(self)
    }

    /// Stores the document that the server returns for a path.
    pub(crate) fn with_served_document(self, path: &str, headers: &[&str]) -> Result<Self, String> {
        let text = self.running.get(path, headers)?;
        self.with_document(&text)
    }
}

/// A temporary folder for the data of a server.
pub(crate) fn data() -> Result<TempDir, String> {
    tempfile::tempdir().map_err(|error| format!("a temporary folder: {error}"))
}
