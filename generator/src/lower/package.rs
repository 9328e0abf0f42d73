//! Decides the name of the crate and the metadata in its manifest.

mod title;

use heck::ToShoutySnakeCase;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Package, RuntimeSource, SiteInfo};
use crate::openapi::{Context, Document, RuntimeConfig};

use super::docs;

/// Names that Rust reserves: keywords, which have no alternative form in `use NAME::…`, and built-in crates.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

/// The dependencies of generated crates.
const DEPENDENCIES: &[&str] = &[
    "base64",
    "bytes",
    "futures_core",
    "http",
    "http_body",
    "httpdate",
    "percent_encoding",
    "reqwest",
    "ring",
    "rustls",
    "sdk_runtime",
    "serde",
    "serde_json",
    "subtle",
    "tokio",
    "tracing",
];

/// Lowers the metadata for the manifest.
pub(super) fn lower(cx: Context<'_>, document: &Document<'_>) -> Package {
    let config = &document.sdk.package;
    let title = document.info.title.trim().to_owned();
    let about = docs::text(
        cx,
        &document.at.child("info"),
        document.info.description.as_deref(),
    );
    let name = name(cx, document);
    Package {
        version: version(cx, document),
        description: config
            .description
            .map_or_else(|| title::about(&title), str::to_owned),
        license: config.license.unwrap_or("MIT OR Apache-2.0").to_owned(),
        repository: config.repository.map(str::to_owned),
        documentation: config
            .documentation
            .map_or_else(|| format!("https://docs.rs/{name}"), str::to_owned)
            .into(),
        homepage: config.homepage.map(str::to_owned),
        authors: owned(&config.authors),
        keywords: owned(&config.keywords),
        categories: config
            .categories
            .as_ref()
            .map_or_else(|| vec!["api-bindings".to_owned()], |slugs| owned(slugs)),
        rust_version: rust_version(cx, document),
        exclude: owned(&config.exclude),
        dependencies: dependencies(cx, document),
        name,
        title,
        about,
        runtime: config.runtime.as_ref().map_or(RuntimeSource::Copy, runtime),
    }
}

/// The further dependencies. Those of the generated code are already in the manifest.
fn dependencies(cx: Context<'_>, document: &Document<'_>) -> Vec<(String, String)> {
    let all = document.sdk.package.dependencies.iter();
    let free = all.filter(|(name, _, at)| {
        let plain = name.replace('-', "_");
        let (message, help) = if DEPENDENCIES.contains(&plain.as_str()) {
            (
                format!("the generated code already depends on `{name}`"),
                "remove it; its version follows from the generated code",
            )
        } else if RESERVED.contains(&plain.as_str()) {
            (
                format!("`{name}` is a name that Rust reserves"),
                "choose another name, and write the name of the package as `package`",
            )
        } else {
            return true;
        };
        let invalid = Diagnostic::new(Code::InvalidSdkValue, at, message);
        cx.diagnostics.report(invalid.help(help));
        false
    });
    free.map(|(name, requirement, _)| ((*name).to_owned(), requirement.clone()))
        .collect()
}

/// The source of the runtime.
fn runtime(config: &RuntimeConfig<'_>) -> RuntimeSource {
    match *config {
        RuntimeConfig::Path(path) => RuntimeSource::Path(path.to_owned()),
        RuntimeConfig::Git { url, revision } => RuntimeSource::Git {
            url: url.to_owned(),
            revision: revision.map(|(key, name)| (key, name.to_owned())),
        },
        RuntimeConfig::Version(version) => RuntimeSource::Version(version.to_owned()),
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The minimum supported Rust version of the generated code.
const OLDEST_RUST: (u64, u64) = (1, 88);

/// Reads `x-sdk.crate.rust-version`, which must not be older than the generated code requires.
fn rust_version(cx: Context<'_>, document: &Document<'_>) -> Option<String> {
    let (text, at) = document.sdk.package.rust_version.as_ref()?;
    let numbers: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok()).collect();
    let release = numbers.as_deref().and_then(|numbers| match numbers {
        [major, minor] | [major, minor, _] => Some((*major, *minor)),
        _ => None,
    });
    let (major, minor) = OLDEST_RUST;
    let problem = match release {
        None => format!("`{text}` is not a Rust version"),
        Some(release) if release < OLDEST_RUST => {
            format!("the generated code requires Rust {major}.{minor} or newer, found {text}")
        }
        Some(_) => return Some(text.clone()),
    };
    cx.diagnostics.report(
        Diagnostic::new(Code::InvalidSdkValue, at, problem).help(format!(
            "write `{major}.{minor}` or a newer version, in quotes"
        )),
    );
    None
}

/// The base URL of relative links in descriptions: the one in `x-sdk`, or else the page in
/// `externalDocs`, or else the site that absolute links beside them lead to, or else the server. Empty if
/// there is none.
pub(super) fn docs_url(document: &Document<'_>, base_url: &str) -> String {
    let written = document.sdk.docs_url.map(str::to_owned);
    let written = written.or_else(|| document.info.external_docs.clone());
    let written = written.or_else(|| document.linked_origin.clone());
    let base = written.unwrap_or_else(|| base_url.to_owned());
    // A base URL has no fragment (RFC 3986, 5.1).
    let base = base.split('#').next().unwrap_or_default();
    base.trim().to_owned()
}

fn name(cx: Context<'_>, document: &Document<'_>) -> String {
    if let Some((name, at)) = &document.sdk.package.name {
        if let Some(help) = invalid(name) {
            let message = format!("`{name}` is not a valid crate name");
            let diagnostic = Diagnostic::new(Code::InvalidCrateName, at, message);
            cx.diagnostics.report(diagnostic.help(help));
        }
        return (*name).to_owned();
    }
    let kebab = kebab(&document.info.title);
    match kebab.chars().next() {
        None => "api-client".to_owned(),
        Some('0'..='9') => format!("api-{kebab}"),
        Some(_) if is_taken(&kebab) => format!("{kebab}-api"),
        Some(_) => kebab,
    }
}

/// The maximum length of a package name on crates.io, in bytes.
const LONGEST: usize = 64;

/// Returns the rule that a crate name violates, or `None` if it is valid.
fn invalid(name: &str) -> Option<&'static str> {
    let allowed = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '-' | '_');
    let first = name.starts_with(|first: char| first.is_ascii_lowercase());
    if !first || !name.chars().all(allowed) {
        return Some("start it with a letter, and use only `a-z`, `0-9`, `-` and `_`");
    }
    is_taken(name).then_some(
        "choose another name; this one is reserved by Rust or used by a dependency of the crate",
    )
}

/// Whether a crate of this name cannot exist, or cannot be used beside the dependencies of generated crates.
pub(super) fn is_taken(name: &str) -> bool {
    let name = name.replace('-', "_");
    [RESERVED, DEPENDENCIES]
        .iter()
        .any(|names| names.contains(&name.as_str()))
}

/// Converts a title to a package name: its words, separated by `-`. Words are not split at
/// capitals, because they may be brands: `OpenAI API` becomes `openai-api`.
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

/// Returns `x-sdk.crate.version`, which must be a semantic version, or else the leading numbers of
/// `info.version`.
fn version(cx: Context<'_>, document: &Document<'_>) -> String {
    if let Some((version, at)) = &document.sdk.package.version {
        if is_semver(version) {
            return version.clone();
        }
        cx.diagnostics.report(
            Diagnostic::new(
                Code::InvalidCrateVersion,
                at,
                format!("`{version}` is not a semantic version"),
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

/// The prefix of environment variables, derived from the name of the crate.
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

/// The environment variable that overrides the base URL.
pub(super) fn base_url_env(document: &Document<'_>) -> String {
    document.sdk.base_url_env.map_or_else(
        || format!("{}_BASE_URL", env_prefix(document)),
        str::to_owned,
    )
}

/// The environment variable that holds the webhook secret.
pub(super) fn webhook_secret_env(document: &Document<'_>) -> String {
    format!("{}_WEBHOOK_SECRET", env_prefix(document))
}

/// The settings of the reference site.
pub(super) fn site(document: &Document<'_>) -> SiteInfo {
    let config = &document.sdk.site;
    let links = config.links.iter();
    let pages = config.pages.iter();
    SiteInfo {
        url: config.url.map(str::to_owned),
        title: config.title.map(str::to_owned),
        logo: config.logo.map(str::to_owned),
        links: links
            .map(|(label, url)| ((*label).to_owned(), (*url).to_owned()))
            .collect(),
        pages: pages
            .map(|(title, text)| ((*title).to_owned(), text.clone()))
            .collect(),
    }
}
