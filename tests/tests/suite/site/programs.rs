//! The programs on the pages compile, each in a module of one test of the crate.

use std::fmt::Write;
use std::path::Path;

use tests::{client, compile, root, run};

use super::site;
use tests::site::is;

#[test]
fn programs_compile() {
    for (name, document) in [
        ("invite", root().join("tests/tests/suite/site/invite.yaml")),
        ("client", client()),
        ("exchange", root().join("tests/exchange/openapi.yaml")),
    ] {
        check(name, &document);
    }
}

fn check(name: &str, document: &Path) {
    let (said, generated) = run(document);
    // The documents name the runtime by a path from a folder of this depth.
    let folder = root().join("target").join(format!("site-{name}"));
    let generated = generated.expect(&said);
    generated.files.write(&folder).expect("it is written");
    let mut text =
        "//! Programs.\n#![allow(dead_code, reason = \"nothing calls the programs\")]\n".to_owned();
    let files = site(document);
    let pages = files
        .iter()
        .filter(|(path, _)| path.starts_with("api/") && is(path, "md"));
    let mut count = 0;
    for program in pages.flat_map(|(_, page)| programs(page)) {
        count += 1;
        writeln!(text, "mod program_{count} {{\n{program}}}").expect("text grows");
    }
    assert!(count >= 4, "{name} has {count} programs");
    std::fs::create_dir_all(folder.join("tests")).expect("a folder");
    std::fs::write(folder.join("tests/site.rs"), text).expect("it is written");
    compile(&folder, &["--all-features", "--test", "site"]);
}

/// The code blocks of a page that are Rust.
fn programs(page: &str) -> impl Iterator<Item = String> {
    let mut lines = page.lines();
    std::iter::from_fn(move || {
        let fence = lines
            .find(|line| line.ends_with("`rust"))?
            .trim_end_matches("rust");
        let code = lines.by_ref().take_while(|line| *line != fence);
        Some(code.flat_map(|line| [line, "\n"]).collect())
    })
}
