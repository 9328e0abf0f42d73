//! `Cargo.toml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Reply, Type};

use super::{Emit, runtime};

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
    let client = if super::part::has_operations(cx) {
        client
    } else {
        &[]
    };
    let needed = runtime::needed(cx);
    let optional = runtime::optional(cx);
    let mut features: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, requirement) in DEPENDENCIES {
        let bytes = *name == "bytes" && has_bytes(cx);
        let always = matches!(*name, "serde" | "serde_json") || bytes || client.contains(name);
        let users = runtime::users(&needed, name);
        let of: Vec<_> = users
            .map(|part| runtime::feature_of(&optional, part))
            .collect();
        if always || of.contains(&None) {
            lines.push(format!("{name} = {requirement}"));
        } else if !of.is_empty() {
            lines.push(format!("{name} = {}", optional_requirement(requirement)));
            for feature in of.into_iter().flatten() {
                let dependencies = features.entry(feature).or_default();
                dependencies.insert(format!("dep:{name}"));
            }
        }
    }
    lines.extend(feature_table(&features));
    lines.join("\n") + REST
}

/// The table of features, all of them on by default: none makes the tree of dependencies larger
/// than the client's own.
fn feature_table(features: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    if features.is_empty() {
        return Vec::new();
    }
    let list = |names: Vec<&str>| serde_json::json!(names).to_string().replace(',', ", ");
    let line = |name: &str, of: Vec<&str>| format!("{name} = {}", list(of));
    let default = line("default", features.keys().copied().collect());
    let own = features
        .iter()
        .map(|(name, of)| line(name, of.iter().map(String::as_str).collect()));
    let head = [String::new(), "[features]".to_owned(), default];
    head.into_iter().chain(own).collect()
}

/// The requirement of a dependency that a feature brings.
fn optional_requirement(requirement: &str) -> String {
    match requirement.strip_suffix(" }") {
        Some(open) => format!("{open}, optional = true }}"),
        None => format!("{{ version = {requirement}, optional = true }}"),
    }
}

/// Whether the generated code names `bytes::Bytes`.
fn has_bytes(cx: Emit<'_>) -> bool {
    cx.api.operations.iter().any(|operation| {
        operation.reply == Reply::Binary || operation.types().any(|ty| *ty == Type::Bytes)
    })
}

/// What generated crates may depend on.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("base64", r#""0.23""#),
    ("bytes", r#""1""#),
    (
        "futures-core",
        r#"{ version = "0.3", default-features = false }"#,
    ),
    ("http", r#""1""#),
    ("http-body", r#""1""#),
    ("httpdate", r#""1""#),
    ("percent-encoding", r#""2.3""#),
    (
        "reqwest",
        r#"{ version = "0.13", default-features = false, features = ["http2", "rustls-no-provider", "system-proxy"] }"#,
    ),
    ("ring", r#""0.17""#),
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
    ("subtle", r#"{ version = "2", default-features = false }"#),
    (
        "tokio",
        r#"{ version = "1", default-features = false, features = ["time"] }"#,
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
