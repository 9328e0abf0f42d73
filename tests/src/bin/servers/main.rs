//! Runs generated crates against servers that nobody here has written, from the packages of Debian and of Python's
//! package index. The servers' own documents are read, except for what an overlay corrects.
//!
//! ```text
//! cargo run -p tests --features slow --bin servers
//! ```
//!
//! A server whose package is not available is skipped with a message. Needs apt, and root for Alertmanager; Python 3
//! with venv for Jupyter Server and Prefect. Packages, crates, programs and logs are written to `target/servers`; the
//! servers keep their data in temporary folders, listen on the loopback interface, and end with the run. Prints a line
//! for each call; exits with 1 if a program in `clients/` fails.

mod alertmanager;
mod clients;
mod debian;
mod etcd;
mod jupyter;
mod powerdns;
mod prefect;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use server::Server;
use tests::{pip, root};

/// The packages of Python's package index.
const PYTHON: &[&str] = &["jupyter_server==2.21.1", "prefect==3.9.1"];

fn main() -> ExitCode {
    tests::process::counted("servers", "programs failed", run)
}

/// The folder for packages, crates, programs and logs.
fn output() -> PathBuf {
    root().join("target/servers")
}

/// Runs the programs of all servers. The packages of Python are installed while the others run.
fn run() -> Result<usize, String> {
    std::fs::create_dir_all(output()).map_err(|error| error.to_string())?;
    std::thread::scope(|scope| {
        let python = scope.spawn(of_python);
        let failed = of_debian().and_then(|servers| clients::run(&servers));
        let servers = python
            .join()
            .map_err(|_| "the thread panicked".to_owned())?;
        let others = servers.and_then(|servers| clients::run(&servers));
        Ok(failed? + others?)
    })
}

fn of_debian() -> Result<Vec<Server>, String> {
    let Some(debian) = debian::unpack()? else {
        println!(
            "servers: etcd, PowerDNS and Alertmanager are skipped; their packages are not available"
        );
        return Ok(Vec::new());
    };
    let mut servers = vec![etcd::start(&debian)?, powerdns::start(&debian)?];
    servers.extend(alertmanager::start(&debian)?);
    Ok(servers)
}

fn of_python() -> Result<Vec<Server>, String> {
    let Some(programs) = pip::install(&output().join("venv"), PYTHON)? else {
        println!(
            "servers: Jupyter Server and Prefect are skipped; their packages are not available"
        );
        return Ok(Vec::new());
    };
    Ok(vec![jupyter::start(&programs)?, prefect::start(&programs)?])
}
