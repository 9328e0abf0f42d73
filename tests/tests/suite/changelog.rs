//! A changelog in the generated crate: `diff --changelog` maintains it, and `generate` does not
//! touch it.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;
use std::process::Command;

use tests::process::binary;

fn document(version: &str, properties: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Shop, version: {version}}}
servers: [{{url: https://example.com}}]
paths:
  /orders/{{id}}:
    get:
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      responses:
        '200': {{description: d, content: {{application/json: {{example: {{}}, schema: {{$ref: '#/components/schemas/Order'}}}}}}}}
components:
  schemas:
    Order: {{type: object, properties: {{{properties}}}}}
"
    )
}

fn run(folder: &Path, arguments: &[&str]) -> i32 {
    told(folder, arguments).0
}

/// The exit code and the diagnostics.
fn told(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(binary())
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code().expect("a code"), said)
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        std::fs::write(folder.path().join(name), text).expect("written");
    };
    write("old.yaml", document("1.2.0", "a: {type: string}"));
    write(
        "added.yaml",
        document("1.2.0", "a: {type: string}, b: {type: string}"),
    );
    write(
        "changed.yaml",
        document("1.2.0", "a: {type: integer}, b: {type: string}"),
    );
    folder
}

const COMMAND: [&str; 4] = ["diff", "old.yaml", "added.yaml", "--changelog=CHANGELOG.md"];

#[test]
fn the_same_change_is_written_once() {
    let folder = folder();
    let text = || std::fs::read_to_string(folder.path().join("CHANGELOG.md")).expect("a file");
    assert_eq!(run(folder.path(), &COMMAND), 0);
    let once = "# Changelog\n\n## 1.3.0\n\n### Added\n\n- `Order.b: Option<String>`\n";
    assert_eq!(text(), once);
    assert_eq!(run(folder.path(), &COMMAND), 0);
    assert_eq!(text(), once);
}

#[test]
fn an_entry_that_is_not_released_grows() {
    let folder = folder();
    let path = folder.path().join("CHANGELOG.md");
    let by_hand = "# Changelog\n\n## 1.3.0\n\nBy hand.\n\n### Added\n\n- `Order.b: Option<String>`\n- More\n\n## 1.2.0\n\n- First\n";
    std::fs::write(&path, by_hand).expect("written");
    let command = [
        "diff",
        "old.yaml",
        "changed.yaml",
        "--changelog=CHANGELOG.md",
    ];
    let grown = "# Changelog\n\n## 2.0.0\n\nBy hand.\n\n### Added\n\n- `Order.b: Option<String>`\n- More\n\n### Changed\n\n- **Breaking:** `Order.a` changed from `Option<String>` to `Option<i64>`\n\n## 1.2.0\n\n- First\n";
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &command), 0);
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), grown);
    }
}

#[test]
fn an_entry_with_a_date_is_released() {
    let folder = folder();
    let path = folder.path().join("CHANGELOG.md");
    let text = || std::fs::read_to_string(&path).expect("a file");
    let released =
        "# Changelog\n\n## [1.3.0] - 2026-01-31\n\n### Added\n\n- `Order.b: Option<String>`\n";
    std::fs::write(&path, released).expect("written");
    // Entries of the released version are not repeated, although the old document precedes that
    // version.
    assert_eq!(run(folder.path(), &COMMAND), 0);
    assert_eq!(text(), released);
    // The version is already released.
    std::fs::write(&path, released.replace(".b:", ".c:")).expect("written");
    let expected = "# Changelog\n\n## Unreleased\n\n### Added\n\n- `Order.b: Option<String>`\n\n## [1.3.0] - 2026-01-31\n\n### Added\n\n- `Order.c: Option<String>`\n";
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &COMMAND), 0);
        assert_eq!(text(), expected);
    }
    // A higher version is available.
    let changed = [
        "diff",
        "old.yaml",
        "changed.yaml",
        "--changelog=CHANGELOG.md",
    ];
    std::fs::write(&path, released).expect("written");
    let expected = "# Changelog\n\n## 2.0.0\n\n### Changed\n\n- **Breaking:** `Order.a` changed from `Option<String>` to `Option<i64>`\n\n## [1.3.0] - 2026-01-31\n\n### Added\n\n- `Order.b: Option<String>`\n";
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &changed), 0);
        assert_eq!(text(), expected);
    }
}

#[test]
fn an_entry_of_the_old_version_is_released() {
    let folder = folder();
    let path = folder.path().join("CHANGELOG.md");
    let released = "# Changelog\n\n## 1.2.0\n\n### Added\n\n- `Order.b: Option<String>`\n";
    std::fs::write(&path, released).expect("written");
    // The field was removed in between and is added again.
    let expected = "# Changelog\n\n## 1.3.0\n\n### Added\n\n- `Order.b: Option<String>`\n\n## 1.2.0\n\n### Added\n\n- `Order.b: Option<String>`\n";
    for _ in 0..3 {
        assert_eq!(run(folder.path(), &COMMAND), 0);
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), expected);
    }
}

#[test]
fn the_crate_keeps_it() {
    let folder = folder();
    let generate = ["--spec=old.yaml", "--out=sdk"];
    assert_eq!(run(folder.path(), &generate), 0);
    let path = folder.path().join("sdk/CHANGELOG.md");
    std::fs::write(&path, "# Changelog\n").expect("written");
    assert_eq!(
        run(folder.path(), &["--spec=old.yaml", "--out=sdk", "--check"]),
        0
    );
    assert_eq!(run(folder.path(), &["--spec=changed.yaml", "--out=sdk"]), 0);
    assert_eq!(
        run(
            folder.path(),
            &["--spec=changed.yaml", "--out=sdk", "--check"]
        ),
        0
    );
    assert_eq!(
        std::fs::read_to_string(&path).expect("kept"),
        "# Changelog\n"
    );
    let manifest = std::fs::read_to_string(folder.path().join("sdk/Cargo.toml")).expect("a file");
    assert!(
        manifest.contains("exclude = [\".generated\"]\n"),
        "it is published"
    );
}

#[test]
fn a_workflow_is_written_and_never_overwritten() {
    let folder = folder();
    let init = ["init", "old.yaml", "--workflow"];
    assert_eq!(run(folder.path(), &init), 0);
    let path = folder.path().join(".github/workflows/sdk.yml");
    let text = std::fs::read_to_string(&path).expect("a file");
    super::assert_snapshot("workflow", &text);
    std::fs::write(&path, "name: Mine\n").expect("written");
    std::fs::remove_dir_all(folder.path().join("spec")).expect("removed");
    let (code, said) = told(folder.path(), &init);
    assert_eq!(code, 3);
    assert_eq!(
        said,
        "error: `.github/workflows/sdk.yml` exists with different contents; nothing was written\n  help: move that file, or omit `--workflow`\n"
    );
    assert_eq!(
        std::fs::read_to_string(&path).expect("a file"),
        "name: Mine\n"
    );
    assert!(!folder.path().join("spec").exists(), "nothing was written");
    let other = ["init", "old.yaml", "--out=api it's", "--workflow"];
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(run(folder.path(), &other), 0);
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains("-- --check 'api it'\\''s'\n"), "{text}");
}

/// The `run:` lines of a workflow, as parsed by a YAML library.
fn steps(workflow: &str) -> Vec<String> {
    let workflow: serde_json::Value = serde_yaml::from_str(workflow).expect("YAML");
    let jobs = workflow.get("jobs").and_then(serde_json::Value::as_object);
    let jobs = jobs.expect("jobs");
    let steps = jobs.values().flat_map(|job| {
        let steps = job.get("steps").and_then(serde_json::Value::as_array);
        steps.expect("steps")
    });
    let run = steps.filter_map(|step| step.get("run")?.as_str());
    run.map(str::to_owned).collect()
}

fn shell(folder: &Path, line: &str) -> (i32, String) {
    let output = Command::new("sh")
        .args(["-c", line])
        .env("BASE", "main")
        .env("GIT_AUTHOR_NAME", "t")
        .env("GIT_AUTHOR_EMAIL", "t@example.com")
        .env("GIT_COMMITTER_NAME", "t")
        .env("GIT_COMMITTER_EMAIL", "t@example.com")
        .current_dir(folder)
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("a code"), said)
}

#[test]
fn the_commands_of_a_workflow_run() {
    let own = format!("'{}'", binary().display());
    for (name, argument) in [("spec", ""), ("api it's", "'api it'\\''s'")] {
        let folder = folder();
        let out = format!("--out={name}");
        assert_eq!(
            run(folder.path(), &["init", "old.yaml", "--workflow", &out]),
            0
        );
        let path = folder.path().join(".github/workflows/sdk.yml");
        let steps = steps(&std::fs::read_to_string(path).expect("a file"));
        let of_generator: Vec<String> = steps
            .iter()
            .filter_map(|line| line.strip_prefix("cargo run -p generator -- "))
            .map(|arguments| format!("{own} {arguments}"))
            .collect();
        assert_eq!(of_generator.len(), 3, "{steps:?}");
        let others = [
            "cargo check -p shop --all-features",
            "gh pr comment ",
            "cargo semver-checks --package shop ",
        ];
        let is_known = |line: &&String| {
            let known = others.iter().any(|start| line.starts_with(start));
            !known && !line.starts_with("cargo run -p generator -- ")
        };
        assert_eq!(steps.iter().find(is_known), None);
        // Sets up a pull request that adds a property.
        for line in [
            &format!("{own} {argument}"),
            "git init --quiet --initial-branch=main",
            "git add .",
            "git commit --quiet --message=first",
        ] {
            assert_eq!(shell(folder.path(), line).0, 0, "{line}");
        }
        for line in &of_generator {
            let (code, said) = shell(folder.path(), line);
            assert_eq!(code, 0, "{line}: {said}");
        }
        let document = std::fs::read_dir(folder.path().join(name)).expect("a folder");
        let document = document.map(|entry| entry.expect("an entry").path());
        let document = document.filter(|path| !path.to_string_lossy().contains("overlay"));
        for path in document {
            std::fs::copy(folder.path().join("added.yaml"), path).expect("written");
        }
        let codes = of_generator.iter().map(|line| shell(folder.path(), line).0);
        assert_eq!(
            codes.collect::<Vec<_>>(),
            [0, 1, 0],
            "the crate is out of date"
        );
        let comment = std::fs::read_to_string(folder.path().join("diff.md")).expect("a file");
        assert!(comment.contains("`Order.b: Option<String>`"), "{comment}");
    }
}
