//! Decides what the crate is called and what its manifest says.

use heck::ToShoutySnakeCase;

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::Package;
use crate::openapi::{Context, Document};

use super::docs;

/// What the manifest says.
pub(super) fn lower(cx: Context<'_>, document: &Document<'_>) -> Package {
    let config = &document.sdk.package;
    let title = document.info.title.trim().to_owned();
    let about = docs::text(document.info.description.as_deref());
    let name = name(cx, document);
    Package {
        version: version(cx, document),
        description: config
            .description
            .map_or_else(|| format!("Client for the {title}"), str::to_owned),
        license: config.license.unwrap_or("MIT OR Apache-2.0").to_owned(),
        repository: config.repository.map(str::to_owned),
        documentation: config
            .documentation
            .map_or_else(|| format!("https://docs.rs/{name}"), str::to_owned)
            .into(),
        name,
        title,
        about,
    }
}

fn name(cx: Context<'_>, document: &Document<'_>) -> String {
    if let Some((name, at)) = &document.sdk.package.name {
        let valid = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name
                .chars()
                .all(|char| matches!(char, 'a'..='z' | '0'..='9' | '-' | '_'));
        if !valid {
            cx.diagnostics.report(
                Diagnostic::new(
                    Code::InvalidCrateName,
                    at,
                    format!("`{name}` is no name for a crate"),
                )
                .help("it starts with a letter and consists of `a-z`, `0-9`, `-` and `_`"),
            );
        }
        return (*name).to_owned();
    }
    let kebab = kebab(&document.info.title);
    match kebab.chars().next() {
        None => "api-client".to_owned(),
        Some('0'..='9') => format!("api-{kebab}"),
        Some(_) => kebab,
    }
}

/// What the name of a package may have at most, in bytes: the limit of crates.io.
const LONGEST: usize = 64;

/// The words of a text with `-` between them, in what a package's name may have. A word is not cut
/// at its capitals, for these are brands: `OpenAI API` is `openai-api`.
fn kebab(text: &str) -> String {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let mut kebab = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(word.chars().take(LONGEST));
        if kebab.len() >= LONGEST {
            kebab.truncate(LONGEST);
            break;
        }
    }
    kebab.trim_end_matches('-').to_ascii_lowercase()
}

/// `x-sdk.crate.version`, which must be a semantic version, or as much of `info.version` as is one.
fn version(cx: Context<'_>, document: &Document<'_>) -> String {
    if let Some((version, at)) = &document.sdk.package.version {
        if is_semver(version) {
            return version.clone();
        }
        cx.diagnostics.report(
            Diagnostic::new(
                Code::InvalidCrateVersion,
                at,
                format!("`{version}` is no semantic version"),
            )
            .help("write three numbers, such as `0.1.0`"),
        );
    }
    let text = document.info.version.trim().trim_start_matches('v');
    let mut numbers = text
        .split(['.', '-', '+'])
        .map_while(|part| part.parse::<u32>().ok())
        .map(|number| number.to_string())
        .chain(std::iter::repeat("0".to_owned()))
        .take(3)
        .collect::<Vec<_>>()
        .join(".");
    if numbers == "0.0.0" {
        "0.1.0".clone_into(&mut numbers);
    }
    numbers
}

fn is_semver(text: &str) -> bool {
    let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let numbers: Vec<&str> = core.split('.').collect();
    let number =
        |part: &&str| part.parse::<u64>().is_ok() && (part.len() == 1 || !part.starts_with('0'));
    let rest = rest
        .chars()
        .all(|char| char.is_ascii_alphanumeric() || ".-+".contains(char));
    numbers.len() == 3 && numbers.iter().all(number) && rest
}

/// What environment variables start with: the first word of the crate's name.
pub(super) fn env_prefix(document: &Document<'_>) -> String {
    let name = document.sdk.package.name.as_ref().map_or_else(
        || kebab(&document.info.title),
        |(name, _)| (*name).to_owned(),
    );
    let prefix = match name.trim_end_matches("-api").trim_end_matches("-client") {
        "" => "api",
        prefix => prefix,
    };
    prefix.to_shouty_snake_case()
}

/// The variable that overrides the base URL.
pub(super) fn base_url_env(document: &Document<'_>) -> String {
    document.sdk.base_url_env.map_or_else(
        || format!("{}_BASE_URL", env_prefix(document)),
        str::to_owned,
    )
}

/// The variable that holds the secret of webhooks.
pub(super) fn webhook_secret_env(document: &Document<'_>) -> String {
    format!("{}_WEBHOOK_SECRET", env_prefix(document))
}
