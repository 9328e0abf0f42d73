//! A GitHub Actions workflow that checks the crate on every pull request.

use std::path::{Path, PathBuf};

/// The folder that the generator reads by default.
pub(super) const SPEC: &str = "spec";

/// The path where GitHub looks for workflows.
const PLACE: &str = ".github/workflows/sdk.yml";

/// The workflow for a document in `spec` and the crate `package` in `generated/`.
pub(super) fn file(spec: &Path, package: &str) -> (&'static str, PathBuf, String) {
    let spec = spec.to_string_lossy();
    // Quoted, so that the shell does not interpret the name of the folder.
    let quoted = format!(" '{}'", spec.replace('\'', r"'\''"));
    let argument = if spec == SPEC { "" } else { &quoted };
    let text = TEMPLATE
        .replace("{spec}", argument)
        .replace("{package}", package);
    (
        "a GitHub Actions workflow that checks pull requests",
        PLACE.into(),
        text,
    )
}

/// The text of the workflow. Each job has the minimal permissions: the job that may comment does
/// not run any code of the pull request.
const TEMPLATE: &str = r#"# Checks the document and the generated crate, and reports how a pull request affects users.
name: SDK

on:
  pull_request:
  push:
    branches: [main]

permissions: {}

jobs:
  check:
    name: The crate is up to date
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - uses: Swatinem/rust-cache@v2
      - run: cargo run -p generator -- check --format github{spec}
      - run: cargo run -p generator -- --check{spec}
      - run: cargo check -p {package} --all-features

  diff:
    name: Changes for users
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: Swatinem/rust-cache@v2
      - run: cargo run -p generator -- diff{spec} --base "$BASE" --format markdown > diff.md
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
      - uses: actions/upload-artifact@v4
        with:
          name: diff
          path: diff.md

  comment:
    name: Comment
    needs: diff
    # A pull request from a fork has a token that cannot post comments.
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    permissions:
      pull-requests: write
    steps:
      - uses: actions/download-artifact@v4
        with:
          name: diff
      - run: gh pr comment "$NUMBER" --repo "$GITHUB_REPOSITORY" --body-file diff.md --edit-last --create-if-none
        env:
          GH_TOKEN: ${{ github.token }}
          NUMBER: ${{ github.event.pull_request.number }}

  semver:
    name: Semantic versioning
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: Swatinem/rust-cache@v2
      - uses: taiki-e/install-action@v2
        with:
          tool: cargo-semver-checks
      - run: cargo semver-checks --package {package} --baseline-rev "$BASE"
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
"#;
