//! `Cargo.toml`.

use crate::ir::{Reply, Type};

use super::{Emit, example, feature, runtime};

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
    lines.extend(features(cx));
    lines.extend(["", "[dependencies]"].map(str::to_owned));
    let client: &[&str] = &["reqwest", "rustls", "tokio"];
    let client = if super::part::has_operations(cx) {
        client
    } else {
        &[]
    };
    for (name, requirement) in DEPENDENCIES {
        let bytes = *name == "bytes" && has_bytes(cx);
        let always = matches!(*name, "serde" | "serde_json");
        if always
            || client.contains(name)
            || bytes
            || runtime::uses_crate(cx, &name.replace('-', "_"))
        {
            lines.push(format!("{name} = {requirement}"));
        }
    }
    lines.join("\n") + REST + &examples(cx)
}

/// The table of features, if there are any, all of which are documented on docs.rs.
fn features(cx: Emit<'_>) -> Vec<String> {
    let table = feature::table(cx);
    if table.is_empty() {
        return Vec::new();
    }
    let head = [
        "",
        "[package.metadata.docs.rs]",
        "all-features = true",
        "",
        "[features]",
    ];
    head.map(str::to_owned).into_iter().chain(table).collect()
}

/// The example, if it calls what can be left out.
fn examples(cx: Emit<'_>) -> String {
    let first = example::first(cx).and_then(|(operation, name)| {
        let with = feature::of_operation(cx, operation)?;
        Some((example::file_name(cx, operation, name), with))
    });
    first.map_or_else(String::new, |(name, with)| {
        format!("\n[[example]]\nname = \"{name}\"\nrequired-features = [\"{with}\"]\n")
    })
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
