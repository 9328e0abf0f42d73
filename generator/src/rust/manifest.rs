//! `Cargo.toml`: the manifest of the generated crate.

mod dependencies;

use std::collections::{BTreeMap, BTreeSet};

use super::name::WEBHOOK_EVENTS;
use super::vendor::{Capability, Level};
use crate::model::{Package, Reply, RuntimeSource, Type};

use super::context::Emit;
use super::pages::example;
use super::plan::feature;
use super::plan::needs::Needs;
use super::plan::optional::{FEATURES, Feature, OF_FORMATS, WEBHOOKS};
use crate::markdown;
use dependencies::{DEPENDENCIES, Dependency, ENABLED};

/// The manifest, complete enough to publish the crate.
pub(super) fn emit(cx: Emit<'_>) -> String {
    let package = &cx.api.package;
    let mut lines = vec![
        "[package]".to_owned(),
        pair("name", &package.name),
        pair("version", &package.version),
        pair("edition", "2024"),
        pair(
            "rust-version",
            package.rust_version.as_deref().unwrap_or("1.88"),
        ),
        pair("description", &package.description),
        pair("license", &package.license),
    ];
    lines.extend(for_people(package));
    lines.extend(["", "[dependencies]"].map(str::to_owned));
    let mut features = BTreeMap::new();
    lines.extend(match &cx.api.package.runtime {
        RuntimeSource::Copy => of_copy(cx, &mut features),
        source @ (RuntimeSource::Path(_)
        | RuntimeSource::Git { .. }
        | RuntimeSource::Version(_)) => of_dependency(cx, source, &mut features),
    });
    let more = package.dependencies.iter();
    lines.extend(more.map(|(name, requirement)| format!("{name} = {requirement}")));
    lines.extend(feature_table(cx, features));
    lines.join("\n") + REST + &checked(cx) + &examples(cx)
}

/// The features of dependencies that each cargo feature enables.
type Brought = BTreeMap<&'static str, BTreeSet<String>>;

/// The dependencies of a crate that has a copy of the runtime.
fn of_copy(cx: Emit<'_>, features: &mut Brought) -> Vec<String> {
    let needs = Needs::of(cx).copied();
    let mut lines = Vec::new();
    for Dependency {
        name,
        requirement,
        of,
    } in DEPENDENCIES
    {
        let level = |level: Level| of.iter().any(|one| needs.level(*one) == level);
        if of.is_empty() || level(Level::Always) || (*name == "bytes" && has_bytes(cx)) {
            let requirement = match *name {
                "tokio" => tokio(needs),
                _ => (*requirement).to_owned(),
            };
            lines.push(format!("{name} = {requirement}"));
        } else if level(Level::Optional) {
            lines.push(format!("{name} = {}", optional_requirement(requirement)));
            for capability in of
                .iter()
                .filter(|one| needs.level(**one) == Level::Optional)
            {
                let dependencies = features.entry(capability.name()).or_default();
                dependencies.insert(format!("dep:{name}"));
            }
        }
    }
    if needs.client {
        for (capability, enabled) in ENABLED {
            let features = features.entry(capability.name()).or_default();
            features.extend(enabled.iter().map(|one| (*one).to_owned()));
        }
    }
    lines
}

/// The dependencies of a crate that depends on the package of the runtime.
fn of_dependency(cx: Emit<'_>, source: &RuntimeSource, features: &mut Brought) -> Vec<String> {
    let needs = Needs::of(cx);
    let mut lines = Vec::new();
    let own = |dependency: &&Dependency| match dependency.name {
        "bytes" => has_bytes(cx),
        _ => dependency.of.is_empty(),
    };
    let own = DEPENDENCIES.iter().filter(own);
    lines.extend(own.map(|one| format!("{} = {}", one.name, one.requirement)));
    if needs.any() {
        let with = |level| {
            let all = Capability::ALL.into_iter();
            all.filter(move |capability| needs.level(*capability) == level)
        };
        let names: Vec<String> = with(Level::Always)
            .map(|capability| format!("{:?}", capability.name()))
            .collect();
        let place = match source {
            RuntimeSource::Copy => String::new(),
            RuntimeSource::Path(path) => pair("path", path),
            RuntimeSource::Version(version) => pair("version", version),
            RuntimeSource::Git { url, revision } => {
                let revision = revision.iter();
                let revision = revision.map(|(key, name)| format!(", {}", pair(key, name)));
                pair("git", url) + &revision.collect::<String>()
            }
        };
        lines.push(format!(
            "{RUNTIME} = {{ {place}, default-features = false, features = [{}] }}",
            names.join(", ")
        ));
        for capability in with(Level::Optional) {
            let name = capability.name();
            let turned_on = features.entry(name).or_default();
            turned_on.insert(format!("{RUNTIME}/{name}"));
        }
    }
    lines.sort_unstable();
    lines
}

/// The metadata that the registry shows.
fn for_people(package: &Package) -> Vec<String> {
    let urls = [
        ("homepage", &package.homepage),
        ("repository", &package.repository),
        ("documentation", &package.documentation),
    ];
    let urls = urls.into_iter();
    let urls = urls.filter_map(|(key, url)| Some(pair(key, url.as_deref()?)));
    let mut lines: Vec<String> = urls.collect();
    lines.push(pair("readme", "README.md"));
    // The list of generated files is of no use to users.
    let mut exclude = vec![".generated".to_owned()];
    exclude.extend(package.exclude.iter().cloned());
    let lists = [
        ("authors", &package.authors),
        ("keywords", &package.keywords),
        ("categories", &package.categories),
        ("exclude", &exclude),
    ];
    let lists = lists.into_iter().filter(|(_, texts)| !texts.is_empty());
    lines.extend(lists.map(|(key, texts)| {
        let texts: Vec<String> = texts.iter().map(|text| value(text)).collect();
        format!("{key} = {}", listed(&texts))
    }));
    lines
}

/// The entry for the example, if it calls an operation that a cargo feature enables.
fn examples(cx: Emit<'_>) -> String {
    let first = example::first(cx).and_then(|(operation, name)| {
        let with = feature::of_operation(cx, operation)?;
        Some((example::file_name(cx, operation, name), with))
    });
    first.map_or_else(String::new, |(name, with)| {
        format!("\n[[example]]\nname = \"{name}\"\nrequired-features = [\"{with}\"]\n")
    })
}

/// The table of cargo features with the dependencies that each enables. docs.rs builds with all of
/// them.
fn feature_table(cx: Emit<'_>, mut brought: Brought) -> Vec<String> {
    let needs = Needs::of(cx);
    let has = |feature: &&Feature| needs.level(feature.capability) == Level::Optional;
    let features: Vec<&Feature> = FEATURES.iter().filter(has).collect();
    let resources = feature::table(cx);
    if features.is_empty() && resources.is_empty() {
        return Vec::new();
    }
    let head = [
        "",
        "[package.metadata.docs.rs]",
        "all-features = true",
        "rustdoc-args = [\"--cfg\", \"docsrs\"]",
        "",
        "[features]",
    ];
    let mut lines = head.map(str::to_owned).to_vec();
    let on = features.iter().filter(|feature| feature.default);
    let on = on
        .map(|feature| feature.capability.name())
        .chain(resources.keys().map(String::as_str));
    lines.push(format!("default = {}", list(on)));
    for feature in features {
        let name = feature.capability.name();
        let mut turned_on = brought.remove(name).unwrap_or_default();
        let events = resources.keys().filter(|_| name == WEBHOOKS);
        turned_on.extend(events.filter(|name| *name == WEBHOOK_EVENTS).cloned());
        lines.push(format!("# Adds {}.", feature.about));
        lines.push(format!(
            "{} = {}",
            name,
            list(turned_on.iter().map(String::as_str))
        ));
    }
    let rows = resources.iter().map(|(name, needs)| {
        let needs = list(needs.iter().map(String::as_str));
        format!("{name} = {needs}")
    });
    lines.extend(rows);
    lines
}

/// A TOML array of strings. Strings without special characters are written alike in Rust and TOML.
fn list<'n>(items: impl Iterator<Item = &'n str>) -> String {
    let items: Vec<String> = items.map(|item| format!("{item:?}")).collect();
    listed(&items)
}

/// A TOML array, on several lines if it is long.
fn listed(items: &[String]) -> String {
    let line = items.join(", ");
    if line.len() <= WIDTH {
        return format!("[{line}]");
    }
    format!("[\n    {},\n]", items.join(",\n    "))
}

/// The maximum length of an array on one line.
const WIDTH: usize = 80;

/// The requirement of an optional dependency.
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

/// The package name of the runtime.
const RUNTIME: &str = "sdk-runtime";

/// The requirement of tokio. reqwest already enables these features, except `fs`.
fn tokio(needs: Needs) -> String {
    let optional = [
        (Capability::Multipart, "fs"),
        (Capability::Bytes, "io-util"),
    ];
    let has = |(capability, feature)| (needs.level(capability) == Level::Always).then_some(feature);
    let features = optional
        .into_iter()
        .filter_map(has)
        .chain(["rt", "sync", "time"]);
    let features: Vec<String> = features.map(|feature| format!("{feature:?}")).collect();
    let features = features.join(", ");
    format!(r#"{{ version = "1.49", default-features = false, features = [{features}] }}"#)
}

const REST: &str = r#"

[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[lints.rust]
missing_docs = "warn"
"#;

/// The `cfg` predicates that the compiler does not report. The runtime's files for formats are copied whole, with
/// conversions for which the crate may have no feature.
fn checked(cx: Emit<'_>) -> String {
    let copied = matches!(cx.api.package.runtime, RuntimeSource::Copy);
    let needs = Needs::of(cx);
    let off = OF_FORMATS.into_iter();
    let off = off.filter(|one| copied && needs.formats.any() && needs.level(*one) == Level::Never);
    let off: Vec<String> = off.map(|one| format!("\"{}\"", one.name())).collect();
    let off = match off.join(", ").as_str() {
        "" => String::new(),
        names => format!(", 'cfg(feature, values({names}))'"),
    };
    format!("unexpected_cfgs = {{ level = \"warn\", check-cfg = [\"cfg(docsrs)\"{off}] }}\n")
}

/// A TOML line `key = "value"`. TOML accepts the escapes of JSON (TOML 1.0, "String"). Invisible
/// characters are removed: cargo passes these texts to the compiler in environment variables, which
/// cannot hold all of them.
fn pair(key: &str, text: &str) -> String {
    format!("{key} = {}", value(text))
}

fn value(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().filter(|char| !markdown::is_hidden(*char));
    serde_json::Value::String(shown.collect()).to_string()
}
