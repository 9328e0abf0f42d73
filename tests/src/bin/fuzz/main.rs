//! Fuzzes the whole generator with real documents that are broken at random.
//!
//! ```text
//! cargo run --release -p tests --features slow --bin fuzz  # 200,000 documents
//!
//! # fewer documents, of another seed
//! cargo run --release -p tests --features slow --bin fuzz -- --documents 2000 --seed 7
//! # one of these documents
//! cargo run --release -p tests --features slow --bin fuzz -- --from 1234 --documents 1
//! # a document that failed
//! cargo run --release -p tests --features slow --bin fuzz -- replay FOLDER
//! ```
//!
//! A real document is one of this repository, or of the corpus if `OPENAPI_CORPUS` names one. Its
//! nodes are removed, renamed, moved, nested, or replaced by nodes of other documents or by extreme
//! values, and its references are redirected. Sometimes its text is also cut, shuffled, or
//! interspersed with other characters. Whatever the result, the generator must not panic, overflow
//! the stack, hang, or use more than 1 GiB of memory. It must not refuse a document without an
//! error. Its output must be valid Rust and TOML, in files inside of the folder, and the same each
//! time.
//!
//! A seed and a number always make the same document, as long as the corpus is the same. Documents
//! that fail are kept in `target/fuzz`.

#![expect(
    clippy::indexing_slicing,
    reason = "an index is drawn below the length of a list that stands beside it"
)]

mod check;
mod child;
mod node;
mod parent;
mod pool;
mod text;
mod tree;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use fastrand::Rng;

use child::Case;
use pool::Pool;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["child", folder, numbers @ ..] => match numbers
            .iter()
            .map(|text| text.parse())
            .collect::<Result<Vec<u64>, _>>()
            .as_deref()
        {
            Ok([seed, first, count]) => {
                child::run(Path::new(folder), *seed, *first, *count).map(|()| true)
            }
            _ => Err("a child needs three numbers".to_owned()),
        },
        ["replay", folder] => replay(Path::new(folder)),
        options => fuzz(options),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn fuzz(options: &[&str]) -> Result<bool, String> {
    let (mut documents, mut seed, mut first) = (200_000, 1, 0);
    for option in options.chunks(2) {
        let [name, value] = option else {
            return Err(format!("{option:?} has no value"));
        };
        let number: u64 = value.parse().map_err(|_| format!("{value} is no number"))?;
        match *name {
            "--documents" => documents = number,
            "--seed" => seed = number,
            "--from" => first = number,
            _ => {
                return Err(format!(
                    "there is no {name}; there are --documents, --seed, --from, and replay FOLDER"
                ));
            }
        }
    }
    if tests::corpus::folder().is_none() {
        println!(
            "there is no corpus (OPENAPI_CORPUS): the documents of this repository alone are broken"
        );
    }
    // Prefers a folder in memory, which is faster than a disk.
    let folder = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .map_err(|error| error.to_string())?;
    let pool = Pool::gather(&mut Rng::with_seed(0));
    let text = serde_json::to_vec(&pool).map_err(|error| error.to_string())?;
    std::fs::write(folder.path().join("pool.json"), text).map_err(|error| error.to_string())?;
    println!(
        "seed {seed}, {documents} documents of {} real ones",
        pool.len()
    );
    let kept = tests::root().join("target/fuzz");
    let tally = parent::run(folder.path(), &kept, seed, first, documents)?;
    let share = 100.0 * f64::from(u32::try_from(tally.made).unwrap_or(u32::MAX))
        / f64::from(u32::try_from(tally.run.max(1)).unwrap_or(u32::MAX));
    println!(
        "{} documents: {} accepted ({share:.1} %), {:.0} CPU s, {} MiB at most",
        tally.run, tally.made, tally.cpu, tally.memory
    );
    for (message, indices) in &tally.failures {
        println!(
            "{} times, as in document {}: {message}",
            indices.len(),
            indices.first().copied().unwrap_or_default()
        );
    }
    Ok(tally.failures.is_empty() && tally.run == documents)
}

/// Runs a document that was kept, and prints the outcome.
fn replay(folder: &Path) -> Result<bool, String> {
    let named = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    let entry = named("api.yaml")
        .or_else(|| named("api.json"))
        .ok_or("there is no api.yaml or api.json")?;
    let overlays: Vec<PathBuf> = named("overlay.yaml").into_iter().collect();
    child::silence();
    match child::one(Case { entry, overlays }, true) {
        Ok(made) => {
            println!("{}", if made { "accepted" } else { "refused" });
            Ok(true)
        }
        Err(message) => {
            println!("{message}");
            Ok(false)
        }
    }
}
