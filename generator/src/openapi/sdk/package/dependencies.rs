//! `x-sdk.crate.dependencies`: dependencies beyond those of the generated code.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Pointer, Site};

use super::Object;

/// The keys of a dependency in a manifest that are strings.
const TEXTS: [&str; 8] = [
    "version", "path", "git", "branch", "rev", "tag", "package", "registry",
];

/// Reads the names and the requirements: `schemars: "1"`, or `schemars: {version: "1", features: [uuid1]}`.
pub(super) fn read<'a>(object: &Object<'a>) -> Vec<(&'a str, String, Pointer)> {
    let diagnostics = object.context().diagnostics;
    let entries = object.members("dependencies").into_iter();
    let read = |(name, site): (&'a str, Site<'a>)| {
        let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic())
            && name
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-'));
        let requirement = requirement(&site).filter(|_| is_name);
        if requirement.is_none() {
            let message = format!("the dependency `{name}` is not valid");
            let help = "write a version requirement such as `\"1\"`, or an object with the keys that Cargo allows";
            diagnostics
                .report(Diagnostic::new(Code::InvalidSdkValue, &site.at, message).help(help));
        }
        Some((name, requirement?, site.at))
    };
    entries.filter_map(read).collect()
}

/// The requirement in TOML.
fn requirement(site: &Site<'_>) -> Option<String> {
    if let Some(version) = site.node.as_str() {
        return quoted(version);
    }
    let Node::Object(_) = site.node else {
        return None;
    };
    let pairs = site.members().map(|(key, value)| {
        let value = match (key, value.node) {
            ("features", Node::Array(features)) => {
                let features = features.iter().map(|one| quoted(one.as_str()?));
                format!("[{}]", features.collect::<Option<Vec<_>>>()?.join(", "))
            }
            ("default-features", Node::Bool(on)) => on.to_string(),
            (key, Node::String(text)) if TEXTS.contains(&key) => quoted(text)?,
            _ => return None,
        };
        Some(format!("{key} = {value}"))
    });
    let pairs: Vec<String> = pairs.collect::<Option<_>>()?;
    (!pairs.is_empty()).then(|| format!("{{ {} }}", pairs.join(", ")))
}

/// A string of TOML, unless the text has characters that would have to be escaped.
fn quoted(text: &str) -> Option<String> {
    let is_plain = |char: char| !char.is_control() && !matches!(char, '"' | '\\');
    (!text.is_empty() && text.chars().all(is_plain)).then(|| format!("\"{text}\""))
}
