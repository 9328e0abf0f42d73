//! `Cargo.toml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Reply, Type};
use crate::name::WEBHOOK_EVENTS;

use super::part::{self, Part};
use super::{Emit, example, feature, markdown, runtime};

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
    let needed = runtime::needed(cx);
    let optional = runtime::optional(cx);
    let mut features: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let tokio = tokio(&needed);
    for (name, requirement) in DEPENDENCIES.iter().chain(&[("tokio", &*tokio), TRACING]) {
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
    lines.extend(feature_table(cx, features));
    lines.join("\n") + REST + &examples(cx)
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

/// What the features add that are off by default, as a table in Markdown.
pub(super) fn added(cx: Emit<'_>) -> Vec<String> {
    if !part::has_operations(cx) {
        return Vec::new();
    }
    let off = FEATURES.iter().filter(|feature| !feature.default);
    let rows = off.map(|feature| format!("| `{}` | {} |", feature.name, feature.about));
    let head = [
        "| feature, off by default | what it adds |",
        "| --- | --- |",
    ];
    head.map(str::to_owned).into_iter().chain(rows).collect()
}

/// The cargo features, and the other ones that each turns on.
pub(super) fn feature_names(cx: Emit<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let parts = runtime::needed(cx);
    let resources = feature::table(cx);
    let has = |feature: &&Feature| parts.iter().any(|part| part.feature == Some(feature.name));
    let of_runtime = FEATURES.iter().filter(has).map(|feature| {
        let events = resources.keys().filter(|_| feature.name == WEBHOOKS);
        let events = events.filter(|name| *name == WEBHOOK_EVENTS).cloned();
        (feature.name.to_owned(), events.collect())
    });
    let of_runtime: Vec<(String, BTreeSet<String>)> = of_runtime.collect();
    let resources = resources.iter();
    let resources = resources.map(|(name, on)| (name.clone(), on.iter().cloned().collect()));
    of_runtime.into_iter().chain(resources).collect()
}

/// The table of features, with the dependencies that each brings; docs.rs has them all.
fn feature_table(cx: Emit<'_>, mut brought: BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let parts = runtime::needed(cx);
    let has = |feature: &&Feature| parts.iter().any(|part| part.feature == Some(feature.name));
    let features: Vec<&Feature> = FEATURES.iter().filter(has).collect();
    let resources = feature::table(cx);
    if features.is_empty() && resources.is_empty() {
        return Vec::new();
    }
    let head = [
        "",
        "[package.metadata.docs.rs]",
        "all-features = true",
        "",
        "[features]",
    ];
    let mut lines = head.map(str::to_owned).to_vec();
    let on = features.iter().filter(|feature| feature.default);
    let on = on
        .map(|feature| feature.name)
        .chain(resources.keys().map(String::as_str));
    lines.push(format!("default = {}", list(on)));
    for feature in features {
        let mut needs = brought.remove(feature.name).unwrap_or_default();
        needs.extend(feature.needs.iter().map(|need| (*need).to_owned()));
        let events = resources.keys().filter(|_| feature.name == WEBHOOKS);
        needs.extend(events.filter(|name| *name == WEBHOOK_EVENTS).cloned());
        lines.push(format!("# Adds {}.", feature.about));
        lines.push(format!(
            "{} = {}",
            feature.name,
            list(needs.iter().map(String::as_str))
        ));
    }
    let rows = resources.iter().map(|(name, needs)| {
        let needs = list(needs.iter().map(String::as_str));
        format!("{name} = {needs}")
    });
    lines.extend(rows);
    lines
}

/// An array of strings, on several lines if it is long. Rust's simple strings are TOML's.
fn list<'n>(items: impl Iterator<Item = &'n str>) -> String {
    let items: Vec<String> = items.map(|item| format!("{item:?}")).collect();
    let line = items.join(", ");
    if line.len() <= WIDTH {
        return format!("[{line}]");
    }
    format!("[\n    {},\n]", items.join(",\n    "))
}

/// Columns of the text in a list.
const WIDTH: usize = 80;

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
        let binary = |reply: &Reply| *reply == Reply::Binary;
        let mut alternatives = operation.alternatives.iter();
        binary(&operation.reply)
            || alternatives.any(|one| binary(&one.reply))
            || operation.types().any(|ty| *ty == Type::Bytes)
    })
}

const TRACING: (&str, &str) = (
    "tracing",
    r#"{ version = "0.1", default-features = false, features = ["std"] }"#,
);

/// A cargo feature of generated crates that adds parts of the runtime.
pub(super) struct Feature {
    /// Its name.
    pub(super) name: &'static str,
    /// What it adds.
    about: &'static str,
    /// Whether it is on by default: if it brings no dependency that is not there anyway.
    default: bool,
    /// What it asks for of dependencies that are there.
    needs: &'static [&'static str],
}

/// The feature that verifies webhooks.
pub(super) const WEBHOOKS: &str = "webhooks";

/// The features that add parts of the runtime.
pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "blocking",
        about: "`.wait()` in place of `.await`, also where no async runtime is",
        default: false,
        needs: &["tokio/rt"],
    },
    Feature {
        name: "mock",
        about: "`Mock`, a transport that answers from memory, for tests",
        default: false,
        needs: &[],
    },
    Feature {
        name: "tracing",
        about: "a span for each try of a request, with the names of OpenTelemetry",
        default: false,
        needs: &[],
    },
    Feature {
        name: WEBHOOKS,
        about: "`Webhooks`, which verifies them",
        default: true,
        needs: &[],
    },
];

/// Tokio with what the runtime needs of it; all of it but `fs` is what reqwest needs.
fn tokio(needed: &[&'static Part]) -> String {
    let optional = [("fs", "tokio::fs::"), ("io-util", "AsyncWriteExt")];
    let optional = optional
        .iter()
        .filter(|(_, path)| runtime::mentions(needed, path));
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
];

const REST: &str = r#"

[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[lints.rust]
missing_docs = "warn"
"#;

/// `key = "value"`. JSON's escapes are TOML's (TOML 1.0, "String"). Characters that nobody sees are left
/// out: cargo hands these texts to the compiler as variables, which cannot hold all of them.
fn pair(key: &str, value: &str) -> String {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().filter(|char| !markdown::is_hidden(*char));
    format!("{key} = {}", serde_json::Value::String(shown.collect()))
}
