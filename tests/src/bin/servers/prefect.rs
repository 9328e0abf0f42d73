//! Prefect's server, from Python's package index. `FastAPI` makes its document of version 3.1.

use std::path::Path;
use std::process::Command;

use super::server::{About, Server, data};

pub(crate) fn start(programs: &Path) -> Result<Server, String> {
    let about = About {
        data: data()?,
        name: "prefect",
        base: "/api",
        features: &[
            "deployments",
            "flow_runs",
            "flows",
            "variables",
            "work_pools",
        ],
    };
    let server = Server::start(about, |data, port| {
        let mut command = Command::new(programs.join("prefect"));
        command.args([
            "server",
            "start",
            "--no-ui",
            "--host",
            "127.0.0.1",
            "--port",
            &port.to_string(),
        ]);
        command.env("PREFECT_HOME", data).env("HOME", data);
        command
            .env("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
            .env("DO_NOT_TRACK", "1");
        Ok(command)
    })?;
    server.with_served_document("/openapi.json", &[])
}
