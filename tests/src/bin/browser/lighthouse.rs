//! The scores of Lighthouse for the largest operation's page of each site, served by the generator.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use tests::process::binary;
use tests::running::{Running, free_port};

use super::driver::{FLAGS, told};
use super::{Report, Site, npm, output};

/// The version of Lighthouse.
const LIGHTHOUSE: &str = "12.8.2";

/// The categories with the lowest score that passes. The score for performance depends on the machine, so it is
/// only printed.
const CATEGORIES: [(&str, f64); 4] = [
    ("performance", 0.0),
    ("accessibility", 0.95),
    ("best-practices", 0.95),
    ("seo", 0.95),
];

/// The time limit for the server to start.
const START: Duration = Duration::from_secs(60);

pub(crate) fn check(sites: &[Site], report: &mut Report) -> Result<(), String> {
    let package = npm::install(&output().join("npm"), "lighthouse", LIGHTHOUSE)?;
    let program = package.join("cli/index.js");
    for site in sites {
        let served = serve(site)?;
        let url = served.url(&format!("/{}", site.operation()));
        report.tell(
            &format!("Lighthouse, {} {}", site.name, site.operation()),
            scores(&program, &url),
        );
    }
    Ok(())
}

/// Runs Lighthouse on a page. Returns the scores, from 0 to 100.
fn scores(program: &Path, url: &str) -> Result<String, String> {
    let flags = format!("--chrome-flags={}", FLAGS.join(" "));
    let run = Command::new("node")
        .arg(program)
        .args([url, "--output=json", "--quiet", &flags])
        .output();
    let run = run.map_err(told)?;
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into_owned());
    }
    let found: Value = serde_json::from_slice(&run.stdout).map_err(told)?;
    let mut shown = Vec::new();
    let mut low = false;
    for (category, least) in CATEGORIES {
        let score = found.pointer(&format!("/categories/{category}/score"));
        let score = score.and_then(Value::as_f64).unwrap_or_default();
        low |= score < least;
        shown.push(format!("{category} {:.0}", score * 100.0));
    }
    let shown = shown.join(", ");
    if low {
        return Err(format!("{shown}; {}", faults(&found).join("; ")));
    }
    Ok(shown)
}

/// The titles of the audits that failed.
fn faults(found: &Value) -> Vec<String> {
    let audits = found.get("audits").and_then(Value::as_object);
    let failed = audits
        .into_iter()
        .flatten()
        .filter(|(_, audit)| audit.get("score").and_then(Value::as_f64) == Some(0.0));
    failed
        .filter_map(|(_, audit)| {
            audit
                .get("title")
                .and_then(Value::as_str)
                .map(str::to_owned)
        })
        .collect()
}

/// Starts the generator as a server of a site.
fn serve(site: &Site) -> Result<Running, String> {
    let port = free_port()?;
    let mut command = Command::new(binary());
    command.arg("site").arg(&site.document);
    command.arg("--out").arg(&site.folder);
    command.arg(format!("--serve={port}"));
    let log = output().join(format!("{}.log", site.name));
    Running::start(command, port, &log, START)
}
