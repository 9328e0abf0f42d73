//! Jupyter Server, from Python's package index.

use std::path::Path;
use std::process::Command;

use super::server::{About, KEY, Server, data};

pub(crate) fn start(programs: &Path) -> Result<Server, String> {
    let about = About {
        data: data()?,
        name: "jupyter",
        base: "",
        features: &[
            "api", "contents", "kernels", "me", "sessions", "spec", "status",
        ],
    };
    let server = Server::start(about, |data, port| {
        let notebooks = data.join("notebooks");
        std::fs::create_dir(&notebooks).map_err(|error| error.to_string())?;
        let mut command = Command::new(programs.join("jupyter-server"));
        for name in [
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "HOME",
        ] {
            command.env(name, data);
        }
        command.args([
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port_retries=0",
            "--no-browser",
            "--allow-root",
        ]);
        command
            .arg(format!("--ServerApp.port={port}"))
            .arg(format!("--IdentityProvider.token={KEY}"));
        command.arg(format!("--ServerApp.root_dir={}", notebooks.display()));
        Ok(command)
    })?;
    server.with_served_document("/api/spec.yaml", &[&format!("authorization: token {KEY}")])
}
