//! Checks crates with a single feature of OpenAPI, alone and beside an operation that uses no
//! feature. All crates are checked in one workspace, and the warnings of rustc and clippy are
//! errors: no crate may contain code that it does not use.
//!
//! `cargo run -p tests --features slow --bin matrix` checks all features. Arguments select features
//! by name. `--all` checks the crates with all cargo features and all targets, too, which takes three times
//! as long.

#![expect(clippy::print_stdout, reason = "it reports to whoever runs it")]

mod features;
mod pages;

use std::path::Path;
use std::process::{Command, ExitCode};

use tests::{Document, corpus, root, run};

use features::{Feature, features};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<ExitCode> {
    let mut chosen: Vec<String> = std::env::args().skip(1).collect();
    let all = chosen.iter().any(|argument| argument == "--all");
    chosen.retain(|argument| argument != "--all");
    let features = features();
    let unknown = |name: &&String| !features.iter().any(|feature| feature.name == **name);
    if let Some(name) = chosen.iter().find(unknown) {
        return Err(format!("there is no feature `{name}`").into());
    }
    let is_chosen = |feature: &&Feature| chosen.is_empty() || chosen.contains(&feature.name);
    let workspace = root().join("target/matrix");
    let crates = workspace.join("crates");
    if crates.exists() {
        std::fs::remove_dir_all(&crates)?;
    }
    let mut count = 0;
    for feature in features.iter().filter(is_chosen) {
        write(feature, false, &crates)?;
        write(feature, true, &crates)?;
        count += 2;
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n";
    std::fs::write(workspace.join("Cargo.toml"), manifest)?;
    std::fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    let plain = clippy(&workspace, &[])?;
    let full = !all || clippy(&workspace, &["--all-features", "--all-targets"])?;
    println!("{count} crates");
    Ok(if plain && full {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Generates the crate of a feature, and adds an operation without features if `paired` is set.
fn write(feature: &Feature, paired: bool, crates: &Path) -> Outcome<()> {
    let name = format!("{}{}", feature.name, if paired { "-pair" } else { "" });
    let document = Document::new(&feature.document(&name, paired));
    let (said, generated) = run(&document.path());
    let generated = generated.ok_or_else(|| format!("{name}: {said}"))?;
    if generated.made != generated.operations {
        return Err(format!("{name}: an operation is left out: {said}").into());
    }
    generated.files.write(&crates.join(&name))?;
    Ok(())
}

/// Whether clippy reports nothing for any of the crates.
fn clippy(workspace: &Path, arguments: &[&str]) -> Outcome<bool> {
    let status = Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "--workspace", "--keep-going"])
        .args(arguments)
        .args(["--", "-D", "warnings"])
        // The dependencies are those of the crates of the corpus.
        .env("CARGO_TARGET_DIR", corpus::output().join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(workspace)
        .status()?;
    Ok(status.success())
}
