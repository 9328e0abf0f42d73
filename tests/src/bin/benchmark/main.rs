//! Measures what generating a crate costs, and what compiling the generated crate costs. Whole
//! processes are measured by the operating system; results are medians of three runs.
//!
//! ```text
//! cargo run --release -p tests --features slow --bin benchmark
//! ```
//!
//! Reads two documents of the corpus (`OPENAPI_CORPUS`, `../shared/corpus` by default), or the
//! documents that are named as arguments. Writes to `target/benchmark`. Dependencies are built
//! before the clock starts, without incremental compilation, and `src/lib.rs` is touched before
//! each run. Other generators that cargo has installed (`cargo-progenitor`, `oas3-gen`,
//! `openapi-to-rust`) are measured for comparison.
#![doc = include_str!("benchmark.md")]

mod peers;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use peers::{Peer, generators};
use tests::corpus::{compile, entries, folder, report};
use tests::root;
use wait4::Wait4;

const RUNS: usize = 3;

/// The documents and their limits, in the order of `TITLES`.
const DOCUMENTS: &[(&str, [&str; 6])] = &[
    ("openai", ["0.8", "0.5", "200", "60000", "15", "1200"]),
    ("oxide-nexus", ["", "", "", "", "4", ""]),
];

const TITLES: [&str; 8] = [
    "document",
    "generator",
    "CPU s",
    "wall s",
    "MiB",
    "lines",
    "check CPU s",
    "check MiB",
];

/// The resources that a process used: seconds of CPU time and of wall time, and MiB of memory.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    cpu: f64,
    wall: f64,
    memory: f64,
}

fn main() -> ExitCode {
    match benchmark() {
        Ok(table) => {
            print!("{table}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("benchmark: {message}");
            ExitCode::FAILURE
        }
    }
}

fn benchmark() -> Result<String, String> {
    let folder = folder().ok_or("there is no corpus folder (see OPENAPI_CORPUS)")?;
    let entries = entries(&folder)?;
    let generators = generators()?;
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let default = DOCUMENTS.iter().map(|(name, _)| (*name).to_owned());
    let names = if wanted.is_empty() {
        default.collect()
    } else {
        wanted
    };
    let mut rows = vec![TITLES.map(str::to_owned).to_vec()];
    for name in names {
        let entry = entries.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| format!("the corpus has no `{name}`"))?;
        for generator in &generators {
            let mut row = vec![name.clone(), generator.name.to_owned()];
            match measure(generator, &name, &entry.path) {
                Ok(figures) => row.extend(figures),
                Err(message) => row.push(message.lines().next().unwrap_or_default().to_owned()),
            }
            rows.push(row);
        }
        if let Some((_, targets)) = DOCUMENTS.iter().find(|(known, _)| *known == name) {
            let mut row = vec![name, "at most".to_owned()];
            row.extend(targets.map(str::to_owned));
            rows.push(row);
        }
    }
    Ok(report::aligned(&rows))
}

/// Returns the cells of a row after the names of the document and the generator.
fn measure(generator: &Peer, name: &str, spec: &Path) -> Result<Vec<String>, String> {
    let out = root()
        .join("target/benchmark")
        .join(generator.name)
        .join(name);
    // Files that exist and are unchanged are not written again, and file systems are slow to reuse
    // the space of files that were just removed. Therefore each run has its own folder, and all are
    // cleared before the first run.
    let fail = |error: std::io::Error| format!("{}: {error}", out.display());
    let _ = std::fs::remove_dir_all(&out);
    let folders: Vec<PathBuf> = (1..=RUNS).map(|run| out.join(run.to_string())).collect();
    let mut runs = Vec::new();
    for folder in &folders {
        std::fs::create_dir_all(folder).map_err(fail)?;
        let arguments =
            (generator.arguments)(&spec.display().to_string(), &folder.display().to_string());
        runs.push(run(&generator.program, &arguments)?);
        (generator.wrap)(folder).map_err(fail)?;
    }
    let out = out.join(RUNS.to_string());
    let mut cells = vec![
        format!("{:.2}", median(&runs, |used| used.cpu)),
        format!("{:.2}", median(&runs, |used| used.wall)),
        format!("{:.0}", median(&runs, |used| used.memory)),
        lines(&out).to_string(),
    ];
    if out.join("Cargo.toml").is_file() {
        let checks = check(&out)?;
        cells.push(format!("{:.1}", median(&checks, |used| used.cpu)));
        cells.push(format!("{:.0}", median(&checks, |used| used.memory)));
    }
    Ok(cells)
}

fn run(program: &Path, arguments: &[String]) -> Result<Used, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", program.display());
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(fail)?;
    let used = child.wait4().map_err(fail)?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() {
        return Err(format!("fails: {}", used.status));
    }
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    let memory = used.rusage.maxrss as f64 / f64::from(1 << 20);
    Ok(Used {
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        wall,
        memory,
    })
}

fn check(folder: &Path) -> Result<Vec<Used>, String> {
    // Builds the dependencies, and is not measured.
    compile::check(folder)?;
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        compile::touch(folder)?;
        let check = compile::check(folder)?;
        if let Some(error) = check.messages.iter().find(|message| message.error) {
            return Err(format!("does not compile: {}", error.text));
        }
        runs.push(Used {
            cpu: check.seconds.unwrap_or_default(),
            wall: 0.0,
            memory: check.memory,
        });
    }
    Ok(runs)
}

fn median(runs: &[Used], figure: impl Fn(&Used) -> f64) -> f64 {
    let mut figures: Vec<f64> = runs.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// Counts the lines of Rust code below a folder.
fn lines(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .map(|path| {
            if path.is_dir() {
                lines(&path)
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                text.lines().count()
            } else {
                0
            }
        })
        .sum()
}
