//! The output for each feature of a document: a small document, its code, and its diagnostics.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::fmt::Write as _;
use std::path::Path;

use tests::{root, run};

use crate::assert_snapshot;

/// Takes a snapshot of the files that are relevant to the feature.
fn check(feature: &str) {
    let document = root().join(format!("tests/cases/{feature}/openapi.yaml"));
    let (said, generated) = run(&document);
    let said = said.replace(&format!("{}/", root().display()), "");
    let generated = generated.expect(&said);
    let mut text = generated.surface.join("\n");
    let _ = write!(text, "\n\n{said}");
    let of_interest = |path: &str| {
        path.starts_with("src/types")
            || path.starts_with("src/resources")
            || path == "src/client.rs"
            || path == "Cargo.toml"
            || path == "src/lib.rs"
            || Path::new(path).extension().is_some_and(|name| name == "md")
    };
    for (path, file) in generated
        .files
        .files
        .iter()
        .filter(|(path, _)| of_interest(path))
    {
        let telling = match path.as_str() {
            // These files barely differ between crates, and are shown for a few features only.
            "src/client.rs" => matches!(
                feature,
                "security" | "servers" | "several_servers" | "three_two"
            ),
            "Cargo.toml" => feature == "features",
            "src/lib.rs" | "README.md" | "api.md" => feature == "descriptions",
            path if path.starts_with("docs/") => feature == "descriptions",
            _ => true,
        };
        if telling {
            // The first line is the same in all files.
            let (_, file) = file.split_once("\n\n").expect("it is marked");
            let _ = write!(text, "\n\n// {path}\n{}", file.trim_end());
        }
    }
    assert_snapshot(&format!("feature_{feature}"), &text);
}

#[test]
fn unions() {
    check("unions");
}

#[test]
fn objects() {
    check("objects");
}

#[test]
fn enums() {
    check("enums");
}

#[test]
fn call_sites() {
    check("call_sites");
}

#[test]
fn parameters() {
    check("parameters");
}

#[test]
fn bodies() {
    check("bodies");
}

#[test]
fn replies() {
    check("replies");
}

#[test]
fn media_types() {
    check("media_types");
}

#[test]
fn three_two_bodies() {
    check("three_two_bodies");
}

#[test]
fn requests() {
    check("requests");
}

#[test]
fn references() {
    check("references");
}

#[test]
fn headers() {
    check("headers");
}

#[test]
fn security() {
    check("security");
}

#[test]
fn descriptions() {
    check("descriptions");
}

#[test]
fn servers() {
    check("servers");
}

#[test]
fn webhooks() {
    check("webhooks");
}

#[test]
fn webhooks_alone() {
    check("webhooks_alone");
}

#[test]
fn features() {
    check("features");
}

#[test]
fn pages() {
    check("pages");
}

#[test]
fn pages_by_url() {
    check("pages_by_url");
}

#[test]
fn directions() {
    check("directions");
}

#[test]
fn inheritance() {
    check("inheritance");
}

#[test]
fn keywords() {
    check("keywords");
}

#[test]
fn reserved() {
    check("reserved");
}

#[test]
fn several_servers() {
    check("several_servers");
}

#[test]
fn tags() {
    check("tags");
}

#[test]
fn discriminators() {
    check("discriminators");
}

/// `/a` and `/b` share a path item; the operation that is skipped is not counted as made.
#[test]
fn operations_of_a_shared_path_item_count_once_for_each_path() {
    let (said, generated) = run(&root().join("tests/cases/references/openapi.yaml"));
    let generated = generated.expect(&said);
    assert_eq!((generated.made, generated.operations), (11, 12));
}

#[test]
fn swagger() {
    check("swagger");
}

#[test]
fn three_two() {
    check("three_two");
}
