//! `Cargo.toml`.

use crate::ir::{Reply, Type};

use super::{Emit, part, runtime};

/// The manifest, complete enough to publish.
pub(super) fn emit(cx: Emit<'_>) -> String {
    let package = &cx.api.package;
    let mut lines = vec![
        "[package]".to_owned(),
        pair("name", &package.name),
        pair("version", &package.version),
        pair("edition", "2024"),
        pair("rust-version", "1.88"),
        pair("description", &package.description),
        pair("license", &package.license),
    ];
    lines.extend(package.repository.iter().map(|url| pair("repository", url)));
    lines.extend(
        package
            .documentation
            .iter()
            .map(|url| pair("documentation", url)),
    );
    lines.push(pair("readme", "README.md"));
    lines.push("categories = [\"api-bindings\"]".to_owned());
    lines.push("exclude = [\".generated\"]".to_owned());
    lines.extend(["", "[dependencies]"].map(str::to_owned));
    let client: &[&str] = &["reqwest", "rustls", "tokio"];
    let client = if part::has_operations(cx) {
        client
    } else {
        &[]
    };
    let tokio = tokio(cx);
    for (name, requirement) in DEPENDENCIES.iter().chain(&[("tokio", &*tokio), TRACING]) {
        let bytes = *name == "bytes" && has_bytes(cx);
        let always = matches!(*name, "serde" | "serde_json");
        if always || client.contains(name) || bytes || runtime::uses(cx, &name.replace('-', "_")) {
            lines.push(format!("{name} = {requirement}"));
        }
    }
    if part::has_operations(cx) {
        lines.extend(["", "[features]"].map(str::to_owned));
        lines.extend(FEATURES.map(str::to_owned));
    }
    lines.join("\n") + REST
}

/// Whether the generated code names `bytes::Bytes`.
fn has_bytes(cx: Emit<'_>) -> bool {
    cx.api.operations.iter().any(|operation| {
        operation.reply == Reply::Binary || operation.types().any(|ty| *ty == Type::Bytes)
    })
}

const TRACING: (&str, &str) = (
    "tracing",
    r#"{ version = "0.1", default-features = false, features = ["std"], optional = true }"#,
);

/// Features that add to what a crate can do.
const FEATURES: [&str; 6] = [
    "# `.wait()` in place of `.await`.",
    "blocking = [\"tokio/rt\"]",
    "# Answers from memory, for tests.",
    "mock = [\"dep:http\"]",
    "# A span for each try of a request, with the names of OpenTelemetry.",
    "tracing = [\"dep:tracing\"]",
];

/// Tokio with what the runtime needs of it; all of it but `fs` is what reqwest needs.
fn tokio(cx: Emit<'_>) -> String {
    let optional = [("fs", "tokio::fs::"), ("io-util", "AsyncWriteExt")];
    let optional = optional.iter().filter(|(_, path)| runtime::uses(cx, path));
    let features = optional
        .map(|(feature, _)| *feature)
        .chain(["sync", "time"]);
    let features: Vec<String> = features.map(|feature| format!("{feature:?}")).collect();
    let features = features.join(", ");
    format!(r#"{{ version = "1", default-features = false, features = [{features}] }}"#)
}

/// What generated crates may depend on.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("base64", r#""0.23""#),
    ("bytes", r#""1""#),
    (
        "futures-core",
        r#"{ version = "0.3", default-features = false }"#,
    ),
    ("http", r#"{ version = "1", optional = true }"#),
    ("http-body", r#""1""#),
    ("httpdate", r#""1""#),
    ("percent-encoding", r#""2.3""#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["http2", "rustls-no-provider", "system-proxy"] }"#,
    ),
    (
        "rustls",
        r#"{ version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }"#,
    ),
    (
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    (
        "serde_json",
        r#"{ version = "1", features = ["float_roundtrip"] }"#,
    ),
];

const REST: &str = r#"

[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[lints.rust]
missing_docs = "warn"
"#;

/// `key = "value"`. JSON's escapes are TOML's (TOML 1.0, "String").
fn pair(key: &str, value: &str) -> String {
    let value: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{key} = {}", serde_json::Value::String(value))
}
