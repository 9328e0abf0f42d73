//! The generated client for longer than a test lasts: leaks, throughput, storms of faults, and
//! streams without an end.
//!
//! ```text
//! cargo run --release -p tests --features slow --bin soak                 # everything; minutes
//! cargo run --release -p tests --features slow --bin soak -- --short      # a tenth of it, without the bound on speed
//! cargo run --release -p tests --features slow --bin soak -- leaks storm  # some of it
//! perf record target/release/soak profile 0                # the generated client alone; 1, 2: others
//! ```
//!
//! Prints a table of figures and bounds; exits with 1 if a bound is broken. Memory and sockets are
//! read from `/proc`, so that this runs on Linux alone. A storm needs some 10,500 open files for
//! each of two processes (`ulimit -n`).

mod events;
mod fast;
mod leaks;
mod process;
mod storm;

use std::process::ExitCode;

use tests::corpus::report::aligned;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A figure and what it must keep to.
struct Figure {
    name: String,
    value: String,
    bound: String,
    kept: bool,
}

impl Figure {
    /// A figure that must not be larger.
    fn at_most(name: &str, value: f64, bound: f64, unit: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: format!("{value:.2}{unit}"),
            bound: format!("<= {bound:.2}{unit}"),
            kept: value <= bound,
        }
    }

    /// A figure that must not be smaller.
    fn at_least(name: &str, value: f64, bound: f64) -> Self {
        Self {
            name: name.to_owned(),
            value: format!("{value:.3}"),
            bound: format!(">= {bound:.3}"),
            kept: value >= bound,
        }
    }

    /// A figure that must be this one.
    fn exactly(name: &str, value: usize, bound: usize) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_string(),
            bound: bound.to_string(),
            kept: value == bound,
        }
    }

    /// A figure to look at.
    fn free(name: &str, value: String) -> Self {
        Self {
            name: name.to_owned(),
            value,
            bound: String::new(),
            kept: true,
        }
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("soak: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<bool> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has(storm::SERVE) {
        return storm::serve().map(|()| true);
    }
    let short = has("--short");
    if let [flag, index] = arguments.as_slice()
        && flag == "profile"
    {
        let figures = leaks::profile(index.parse()?)?;
        for figure in figures {
            println!("{} {}", figure.value, figure.name);
        }
        return Ok(true);
    }
    let named = arguments.iter().any(|argument| !argument.starts_with("--"));
    let mut figures = Vec::new();
    for (name, part) in [
        ("leaks", leaks::run as fn(bool) -> Outcome<Vec<Figure>>),
        ("storm", storm::run),
        ("events", events::run),
    ] {
        if has(name) || !named {
            figures.extend(part(short)?);
        }
    }
    let titles = ["figure", "value", "bound", ""].map(str::to_owned).to_vec();
    let row = |figure: &Figure| {
        let verdict = if figure.kept { "" } else { "BROKEN" };
        let cells = [&figure.name, &figure.value, &figure.bound];
        let cells = cells.into_iter().cloned();
        cells.chain([verdict.to_owned()]).collect()
    };
    let rows: Vec<Vec<String>> = [titles]
        .into_iter()
        .chain(figures.iter().map(row))
        .collect();
    print!("{}", aligned(&rows));
    Ok(figures.iter().all(|figure| figure.kept))
}
