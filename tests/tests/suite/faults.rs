//! Servers that fail requests which have a body, several credentials, or a stream for an answer: a
//! crate is generated that has such requests, and tested against the server of faults.

use tests::{check, copy, root, run};

/// What the server of faults needs of Tokio besides what generated crates ask of it.
const TOKIO: (&str, &str) = (
    "features = [\"macros\", \"rt-multi-thread\"]",
    "features = [\"full\"]",
);

#[test]
fn requests_with_bodies_credentials_and_streams_meet_a_bad_server() {
    let case = root().join("tests/cases/faults");
    let (said, generated) = run(&case.join("openapi.yaml"));
    let generated = generated.expect(&said);
    let folder = root().join("target/cases/faults");
    let mut files = generated.files;
    let manifest = files.files.get_mut("Cargo.toml").expect("a manifest");
    assert!(manifest.contains(TOKIO.0), "{manifest}");
    *manifest = manifest.replace(TOKIO.0, TOKIO.1);
    files.write(&folder).expect("it is written");
    let tests = folder.join("tests");
    let server = root().join("tests/src/server");
    copy(&case.join("check.rs"), &tests.join("check.rs"));
    copy(&server.with_extension("rs"), &tests.join("server/mod.rs"));
    for file in ["request.rs", "step.rs"] {
        copy(&server.join(file), &tests.join("server").join(file));
    }
    check(&folder, "check");
}
