//! Generates the crates of servers, builds the programs in `clients/`, and runs them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generator::Generator;
use tests::{cargo_in, root};

use super::output;
use super::server::{KEY, Server};

/// Runs the program of each server. Returns how many fail.
pub(crate) fn run(servers: &[Server]) -> Result<usize, String> {
    if servers.is_empty() {
        return Ok(0);
    }
    for server in servers {
        generate(server)?;
    }
    let programs = build(servers)?;
    let mut failed = 0;
    for server in servers {
        println!("{}: {}", server.name, server.url);
        let mut program = Command::new(programs.join(server.name));
        let status = program
            .args([&server.url, KEY])
            .stdin(Stdio::null())
            .status();
        let status = status.map_err(|error| format!("{}: {error}", server.name))?;
        if !status.success() {
            println!("{}: {status}", server.name);
            failed += 1;
        }
    }
    Ok(failed)
}

/// The folder of the programs and of what they correct in documents.
fn here() -> PathBuf {
    root().join("tests/src/bin/servers/clients")
}

/// Generates the crate of a server. All crates share one runtime.
fn generate(server: &Server) -> Result<(), String> {
    let name = server.name;
    let package = format!(
        "overlay: 1.0.0\ninfo: {{title: Crate, version: '1'}}\nactions:\n  - target: $\n    \
         update: {{x-sdk: {{crate: {{name: {name}, runtime: {{path: ../../../../generator/runtime}}}}}}}}\n"
    );
    let package_at = server.document.with_extension("crate.yaml");
    let mut generator = Generator::new(&server.document)
        .overlay(&package_at)
        .with_file(&package_at, package);
    let corrections = here().join(format!("{name}.overlay.yaml"));
    if corrections.exists() {
        generator = generator.overlay(&corrections);
    }
    let made = generator.generate().into_result();
    let made = made.map_err(|problems| format!("{name}: {problems}"))?;
    println!("{name}: {} of {} operations", made.made, made.operations);
    let folder = output().join("crates").join(name);
    let written = made.files.write(&folder);
    written.map(drop).map_err(|failure| failure.to_string())
}

/// Builds the programs of the servers. Returns the folder that they are in.
fn build(servers: &[Server]) -> Result<PathBuf, String> {
    let folder = output().join("programs");
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(fail)?;
    std::fs::write(folder.join("Cargo.toml"), manifest(servers)).map_err(fail)?;
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).map_err(fail)?;
    let status = cargo_in(&folder).args(["build", "--quiet"]).status();
    let status = status.map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err("the programs do not compile".to_owned());
    }
    Ok(root().join("target/cases/target/debug"))
}

fn manifest(servers: &[Server]) -> String {
    let mut manifest = "[workspace]\n\n[package]\nname = \"programs\"\nedition = \"2024\"\n\n\
        [dependencies]\nserde_json = \"1\"\n\
        tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\", \"time\"] }\n"
        .to_owned();
    for server in servers {
        let name = server.name;
        let features = [&["serde"], server.features].concat();
        let _ = writeln!(
            manifest,
            "{name} = {{ path = \"../crates/{name}\", default-features = false, features = {features:?} }}"
        );
    }
    for server in servers {
        let path = here().join(server.name).with_extension("rs");
        let _ = write!(
            manifest,
            "\n[[bin]]\nname = {:?}\npath = {:?}\n",
            server.name,
            shown(&path)
        );
    }
    manifest
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
