//! The full text of diagnostics in each of their printed forms.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod codes;
mod forms;
mod hostile;
mod lines;

use std::path::PathBuf;

use generator::Generator;

/// The printed forms of the diagnostics of a document.
struct Forms {
    human: String,
    styled: String,
    short: String,
    json: String,
    github: String,
    capped: [String; 3],
}

/// Runs the generator on files. The first file is the document, and files named `overlay…` are
/// applied to it. The path of the folder is removed from the output.
fn forms(files: &[(&str, &str)]) -> Forms {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    for (name, text) in files {
        std::fs::write(path(name), text).expect("the file is written");
    }
    let names = files.iter().map(|(name, _)| *name);
    let overlays: Vec<PathBuf> = names
        .clone()
        .filter(|name| name.starts_with("overlay"))
        .map(path)
        .collect();
    let entry = path(names.clone().next().unwrap_or_default());
    let outcome = overlays
        .iter()
        .fold(Generator::new(entry), Generator::overlay)
        .generate();
    let report = || outcome.report();
    let prefix = format!("{}/", folder.path().display());
    let local = |text: String| text.replace(&prefix, "");
    let capped = report().capped();
    Forms {
        human: local(report().human(false)),
        styled: local(report().human(true)),
        short: local(report().short()),
        json: local(report().json()),
        github: local(report().github()),
        capped: [capped.human(false), capped.short(), capped.github()].map(local),
    }
}

fn api(text: &str) -> Forms {
    forms(&[("api.yaml", text)])
}

const HEAD: &str =
    "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n";

const SEVERAL: &str = "paths:
  /a/{id}:
    get:
      operationid: x
      responses: {'204': {description: d}, 4xx: {description: d}}
  /b:
    get:
      parameters: [{name: p, in: else}]
      responses: {'204': {description: d}}
";

/// Replaces the escape character by `<ESC>`.
fn spelt(text: &str) -> String {
    text.replace('\u{1b}', "<ESC>")
}
