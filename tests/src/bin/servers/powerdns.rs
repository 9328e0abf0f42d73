//! The authoritative server of `PowerDNS`, with a database of `SQLite`.

use std::process::Command;

use tests::running::free_port;

use super::debian::Debian;
use super::server::{About, KEY, Server, data};

pub(crate) fn start(debian: &Debian) -> Result<Server, String> {
    let about = About {
        data: data()?,
        name: "powerdns",
        base: "/api/v1",
        features: &["servers"],
    };
    let server = Server::start(about, |data, port| {
        let schema = debian
            .root()
            .join("usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql");
        let database = data.join("zones.sqlite");
        create(&database, &schema)?;
        let mut command = Command::new(debian.root().join("usr/sbin/pdns_server"));
        command.env("LD_LIBRARY_PATH", debian.libraries());
        let path = |name: &str, path: &std::path::Path| format!("--{name}={}", path.display());
        command
            .arg(path("config-dir", data))
            .arg(path("socket-dir", data));
        command.arg(path("module-dir", &debian.libraries().join("pdns")));
        command
            .arg("--launch=gsqlite3")
            .arg(path("gsqlite3-database", &database));
        command
            .arg("--local-address=127.0.0.1")
            .arg(format!("--local-port={}", free_port()?));
        command.args([
            "--daemon=no",
            "--guardian=no",
            "--webserver=yes",
            "--api=yes",
        ]);
        command
            .arg(format!("--api-key={KEY}"))
            .arg("--webserver-address=127.0.0.1");
        command.arg(format!("--webserver-port={port}"));
        // Its status is looked up in the network.
        command.arg("--security-poll-suffix=");
        Ok(command)
    })?;
    server.with_served_document("/api/docs", &[&format!("x-api-key: {KEY}")])
}

/// Creates the tables of the database, with the library of Python.
fn create(database: &std::path::Path, schema: &std::path::Path) -> Result<(), String> {
    const PROGRAM: &str =
        "import sqlite3, sys\nsqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())";
    let mut python = Command::new("python3");
    python.args(["-c", PROGRAM]).arg(database).arg(schema);
    let status = python
        .status()
        .map_err(|error| format!("python3: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "the database of PowerDNS cannot be created: {status}"
        ))
    }
}
