//! The generators to compare, and how to run each of them.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::root;

/// A generator.
pub(crate) struct Peer {
    /// The name of its executable.
    pub(crate) name: &'static str,
    /// The path of its executable.
    pub(crate) program: PathBuf,
    /// Returns its arguments, for the path of a document and the folder of a crate.
    pub(crate) arguments: fn(&str, &str) -> Vec<String>,
    /// Turns its output into a crate, if it is not one already.
    pub(crate) wrap: fn(&Path) -> io::Result<()>,
}

/// The dependencies of the code that oas3-gen 0.29 generates.
const OAS3_GEN: &str = r#"[dependencies]
anyhow = "1"
chrono = { version = "0.4", features = ["serde"] }
http = "1"
oas3-gen-support = "0.29"
regex = "1"
reqwest = { version = "0.13", default-features = false, features = ["form", "json", "multipart", "query", "rustls", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_html_form = "0.4"
serde_with = "3"
uuid = { version = "1", features = ["serde"] }
validator = { version = "0.20", features = ["derive"] }
"#;

/// Returns our generator, built for release, and the other generators that are installed.
pub(crate) fn generators() -> Result<Vec<Peer>, String> {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "-p", "generator"])
        .current_dir(root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !built.success() {
        return Err("the generator does not build".to_owned());
    }
    let ours = Peer {
        name: "this one",
        program: root().join("target/release/generator"),
        arguments: |spec, out| [spec, "--out", out].map(str::to_owned).to_vec(),
        wrap: |_| Ok(()),
    };
    let mut generators = vec![ours];
    generators.extend(
        [progenitor(), oas3_gen(), openapi_to_rust()]
            .into_iter()
            .flatten(),
    );
    Ok(generators)
}

fn progenitor() -> Option<Peer> {
    Some(Peer {
        name: "cargo-progenitor",
        program: installed("cargo-progenitor")?,
        arguments: |spec, out| {
            let fixed = ["progenitor", "-n", "peer-client", "-v", "0.1.0"];
            fixed
                .iter()
                .chain(&["-i", spec, "-o", out])
                .map(|text| (*text).to_owned())
                .collect()
        },
        wrap: |_| Ok(()),
    })
}

fn oas3_gen() -> Option<Peer> {
    Some(Peer {
        name: "oas3-gen",
        program: installed("oas3-gen")?,
        arguments: |spec, out| {
            let module = format!("{out}/src/api");
            let fixed = ["generate", "client-mod", "-i", spec, "-o"].map(str::to_owned);
            fixed.into_iter().chain([module]).collect()
        },
        wrap: |folder| wrap(folder, OAS3_GEN),
    })
}

fn openapi_to_rust() -> Option<Peer> {
    Some(Peer {
        name: "openapi-to-rust",
        program: installed("openapi-to-rust")?,
        arguments: |spec, out| {
            let module = format!("{out}/src/api");
            let fixed = ["generate", spec, "--output-dir"].map(str::to_owned);
            fixed.into_iter().chain([module]).collect()
        },
        wrap: |folder| {
            let dependencies = std::fs::read_to_string(folder.join("src/api/REQUIRED_DEPS.toml"))?;
            wrap(folder, &dependencies)
        },
    })
}

/// Writes a manifest and a `src/lib.rs` around a module `api`.
fn wrap(folder: &Path, dependencies: &str) -> io::Result<()> {
    let package = "[package]\nname = \"peer-client\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let manifest = format!("{package}\n{dependencies}\n[workspace]\n");
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    std::fs::write(folder.join("src/lib.rs"), "pub mod api;\n")
}

fn installed(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let mut candidates = std::env::split_paths(&paths).map(|folder| folder.join(name));
    candidates.find(|path| path.is_file())
}
