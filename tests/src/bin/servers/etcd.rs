//! etcd, whose JSON gateway is made by gRPC-Gateway.

use std::process::Command;

use tests::running::free_port;

use super::debian::Debian;
use super::server::{About, Server, data};

pub(crate) fn start(debian: &Debian) -> Result<Server, String> {
    let about = About {
        data: data()?,
        name: "etcd",
        base: "",
        features: &["auth", "kv", "lease"],
    };
    let server = Server::start(about, |data, port| {
        let (url, peer) = (format!("http://127.0.0.1:{port}"), free_port()?);
        let peer = format!("http://127.0.0.1:{peer}");
        let mut command = Command::new(debian.root().join("usr/bin/etcd"));
        command.arg("--data-dir").arg(data);
        command.args([
            "--listen-client-urls",
            &url,
            "--advertise-client-urls",
            &url,
        ]);
        command.args([
            "--listen-peer-urls",
            &peer,
            "--initial-advertise-peer-urls",
            &peer,
        ]);
        command.args(["--initial-cluster", &format!("default={peer}")]);
        Ok(command)
    })?;
    server.with_document(&debian.source("rpc.swagger.json")?)
}
