//! Faulty servers, for requests with a body, with several credentials, or with a stream as the
//! response. Generates a crate that has such requests, and runs its tests against the server.

use tests::{check, copy, root, run};

/// The server needs more features of Tokio than generated crates request.
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
