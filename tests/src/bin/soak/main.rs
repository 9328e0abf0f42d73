//! Runs the generated client for longer than the test suite does: leaks, throughput, storms of
//! faults, and endless streams.
//!
//! ```text
//! # everything; takes minutes
//! cargo run --release -p tests --features slow --bin soak
//! # a tenth of it, without the bound on speed
//! cargo run --release -p tests --features slow --bin soak -- --short
//! # only some parts
//! cargo run --release -p tests --features slow --bin soak -- leaks storm
//! # the generated client alone (0), or another contender (1, 2)
//! perf record target/release/soak profile 0
//! ```
//!
//! Prints a table of figures and bounds; exits with 1 if a figure is out of bounds. Memory and
//! sockets are read from `/proc`, so this runs only on Linux. A storm needs about 10,500 open files
//! in each of two processes (`ulimit -n`).

mod events;
mod fast;
mod leaks;
mod process;
mod storm;

use std::process::ExitCode;

use tests::corpus::report::aligned;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A figure and its bound.
struct Figure {
    name: String,
    value: String,
    bound: String,
    kept: bool,
}

impl Figure {
    /// A figure with an upper bound.
    fn at_most(name: &str, value: f64, bound: f64, unit: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: format!("{value:.2}{unit}"),
            bound: format!("<= {bound:.2}{unit}"),
            kept: value <= bound,
        }
    }

    /// A figure with a lower bound.
    fn at_least(name: &str, value: f64, bound: f64) -> Self {
        Self {
            name: name.to_owned(),
            value: format!("{value:.3}"),
            bound: format!(">= {bound:.3}"),
            kept: value >= bound,
        }
    }

    /// A figure with a single allowed value.
    fn exactly(name: &str, value: usize, bound: usize) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_string(),
            bound: bound.to_string(),
            kept: value == bound,
        }
    }

    /// A count with an upper bound.
    fn no_more(name: &str, value: usize, bound: usize) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_string(),
            bound: format!("<= {bound}"),
            kept: value <= bound,
        }
    }

    /// A figure without a bound.
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
    // The handwritten clients need a TLS provider; the generated one installs none.
    drop(rustls::crypto::ring::default_provider().install_default());
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
