//! Documents made of nothing but difficulties: their output is compiled.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;
use std::process::Command;

use tests::{root, run};

/// The surface shows the names; the rest is for the compiler to judge.
#[test]
fn names() {
    let (said, generated) = run(&root().join("tests/cases/obstacle/openapi.yaml"));
    assert_eq!(said, "");
    let generated = generated.expect("it is generated");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("obstacle_surface", generated.surface.join("\n"));
        for file in ["src/types/keywords.rs", "src/types/unknown.rs", "src/types/role.rs", "src/types/string.rs"] {
            let text = generated.files.files.get(file).expect("the file is made");
            insta::assert_snapshot!(format!("obstacle_{}", file.replace('/', "__")), text);
        }
    });
    let folder = root().join("target/cases/obstacle");
    generated.files.write(&folder).expect("it is written");
    compile(&folder);
}

/// Compiles a generated crate without a warning, in a build folder that all such crates share.
fn compile(folder: &Path) {
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file is copied");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--all-targets"])
        .env("CARGO_TARGET_DIR", root().join("target/cases/target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
