//! The scores of Lighthouse for the largest operation's page of each site, served by the generator.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tests::process::binary;

use super::driver::told;
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
        let served = Served::start(site)?;
        let url = format!("{}/{}", served.url, site.operation());
        report.tell(
            &format!("Lighthouse, {} {}", site.name, site.operation()),
            scores(&program, &url),
        );
    }
    Ok(())
}

/// Runs Lighthouse on a page. Returns the scores, from 0 to 100.
fn scores(program: &Path, url: &str) -> Result<String, String> {
    let flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
                 --disable-background-networking --disable-component-update --disable-sync";
    let run = Command::new("node")
        .arg(program)
        .args([url, "--output=json", "--quiet", flags])
        .env("CHROME_PATH", "/usr/bin/chromium")
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

/// The generator as a server of a site. It is stopped when it is dropped.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(site: &Site) -> Result<Self, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let address = free.map_err(told)?;
        let child = Command::new(binary())
            .arg("site")
            .arg(&site.document)
            .arg("--out")
            .arg(&site.folder)
            .arg(format!("--serve={}", address.port()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(told)?;
        let served = Self {
            child,
            url: format!("http://{address}"),
        };
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if started.elapsed() > START {
                return Err("the site is not served".to_owned());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(served)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
