//! A generated client reads a long event stream, without keeping it in memory. Events that do not match the
//! document are errors, and the stream goes on.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use tests::corpus::compile::cargo;
use tests::server::{Act, Server, Step};
use tests::{root, run as generate};

use super::{Figure, Outcome};

/// The size of the stream, in bytes.
const BYTES: usize = 1 << 30;
/// The maximum growth of memory between 10 % and 100 % of the stream, in MiB.
const GROWTH: f64 = 4.0;
/// The maximum memory of the reading process, in MiB.
const PEAK: f64 = 64.0;

const PROGRAM: &str = "soak_events";

/// The output of the reading program.
#[derive(Deserialize)]
struct Said {
    events: usize,
    errors: usize,
    seconds: f64,
    early: f64,
    late: f64,
    peak: f64,
}

pub(crate) fn run(short: bool) -> Outcome<Vec<Figure>> {
    let program = build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let bytes = if short { BYTES / 10 } else { BYTES };
    let mut figures = Vec::new();
    // Of so many events, one does not match the document.
    for (size, count) in [(100, 1_000), (100_000, 10)] {
        let event = format!("data: {{\"text\":\"{}\"}}\n\n", "a".repeat(size));
        let piece = event.repeat(count - 1) + "data: {\"text\":[]}\n\n";
        let times = bytes / piece.len();
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        let events = times * (count - 1);
        let step = Step::Acts(vec![
            Act::Send(head.as_bytes().to_vec()),
            Act::Repeat(piece.into_bytes(), times),
            Act::Close,
        ]);
        let said = runtime.block_on(read(&program, step, events))?;
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let rate = bytes as f64 / f64::from(1 << 20) / said.seconds;
        let name = |what: &str| {
            let mib = bytes >> 20;
            format!("{mib} MiB of events of {size} bytes: {what}")
        };
        figures.extend([
            Figure::exactly(&name("events"), said.events, events),
            Figure::exactly(&name("events that do not match"), said.errors, times),
            Figure::free(&name("MiB/s"), format!("{rate:.0}")),
            Figure::free(&name("memory at 10 %"), format!("{:.2} MiB", said.early)),
            Figure::at_most(
                &name("memory at 100 %"),
                said.late,
                said.early + GROWTH,
                " MiB",
            ),
            Figure::at_most(&name("peak"), said.peak, PEAK, " MiB"),
        ]);
    }
    Ok(figures)
}

/// Runs the reading program while the server sends the events.
async fn read(program: &Path, step: Step, events: usize) -> Outcome<Said> {
    let server = Server::start([step]).await?;
    let mut command = Command::new(program);
    command.arg(server.url()).arg(events.to_string());
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = tokio::task::spawn_blocking(move || command.output()).await??;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Generates a crate with an event stream, and builds a program that reads it.
fn build() -> Outcome<std::path::PathBuf> {
    let document = root().join("tests/cases/faults/openapi.yaml");
    let (said, generated) = generate(&document);
    let folder = root().join("target/soak/events");
    generated
        .ok_or(said)?
        .files
        .write(&folder)
        .map_err(|failure| failure.to_string())?;
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    std::fs::create_dir_all(folder.join("examples"))?;
    std::fs::write(folder.join(format!("examples/{PROGRAM}.rs")), READER)?;
    let built = cargo(&folder, &["build", "--release", "--example", PROGRAM])?;
    Ok(built.executable().ok_or(built.said)?)
}

/// The reading program. Its arguments are the URL of the server and the number of events.
const READER: &str = r#"
use std::time::Instant;

fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    let kib: f64 = line.trim().split(' ').next().unwrap().parse().unwrap();
    kib / 1024.0
}

#[tokio::main]
async fn main() {
    let url = std::env::args().nth(1).unwrap();
    let all: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let client = faults::Client::builder().base_url(url).build().unwrap();
    let started = Instant::now();
    let mut stream = client.events().list().await.unwrap();
    let (mut events, mut errors, mut early) = (0, 0, 0.0);
    while let Some(event) = stream.next().await {
        match event {
            Ok(event) => assert!(event.text.len() >= 100),
            Err(error) => {
                assert!(error.is_decode(), "{error}");
                errors += 1;
                continue;
            }
        }
        events += 1;
        if events == all / 10 {
            early = memory("VmRSS:");
        }
    }
    println!(
        "{{\"events\":{events},\"errors\":{errors},\"seconds\":{},\"early\":{early},\"late\":{},\"peak\":{}}}",
        started.elapsed().as_secs_f64(), memory("VmRSS:"), memory("VmHWM:")
    );
}
"#;
