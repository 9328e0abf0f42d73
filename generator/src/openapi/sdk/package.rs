//! `x-sdk.crate`: the metadata for the manifest, checked against the rules of Cargo and crates.io.

mod dependencies;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Pointer, Site};

use super::{Object, RuntimeConfig, unknown_keys, url};

/// `x-sdk.crate`.
#[derive(Debug, Default)]
pub struct CrateConfig<'a> {
    /// The name of the package and its place.
    pub name: Option<(&'a str, Pointer)>,
    /// The version of the package. Defaults to `info.version`.
    pub version: Option<(String, Pointer)>,
    /// The one-sentence description for the registry.
    pub description: Option<&'a str>,
    /// An SPDX expression.
    pub license: Option<&'a str>,
    /// The URL of the source repository.
    pub repository: Option<&'a str>,
    /// The URL of the documentation.
    pub documentation: Option<&'a str>,
    /// The URL of the API's website.
    pub homepage: Option<&'a str>,
    /// The authors, as `Name <mail@example.com>`.
    pub authors: Vec<&'a str>,
    /// The keywords for searches in the registry.
    pub keywords: Vec<&'a str>,
    /// The slugs of the registry's categories, or `None` if the key is missing.
    pub categories: Option<Vec<&'a str>>,
    /// The minimum supported Rust version.
    pub rust_version: Option<(String, Pointer)>,
    /// Patterns of files that are excluded from the published package.
    pub exclude: Vec<&'a str>,
    /// Further dependencies: their names, their requirements in TOML, and their places.
    pub dependencies: Vec<(&'a str, String, Pointer)>,
    /// The package that holds the shared runtime. Without it, the crate contains a copy of the
    /// runtime.
    pub runtime: Option<RuntimeConfig<'a>>,
}

/// The keys of `x-sdk.crate`.
const KEYS: [&str; 14] = [
    "name",
    "version",
    "description",
    "license",
    "repository",
    "documentation",
    "homepage",
    "authors",
    "keywords",
    "categories",
    "rust-version",
    "exclude",
    "dependencies",
    "runtime",
];

/// The maximum number of keywords, and of categories, on crates.io.
const MOST: usize = 5;

/// The maximum length of a keyword on crates.io, in characters.
const LONGEST_KEYWORD: usize = 20;

impl<'a> CrateConfig<'a> {
    pub(super) fn read(object: &Object<'a>) -> Self {
        unknown_keys(object, &KEYS);
        Self {
            name: object
                .str("name")
                .map(|name| (name, object.at().child("name"))),
            version: object
                .text("version")
                .map(|text| (text, object.at().child("version"))),
            description: object.str("description"),
            license: object.str("license"),
            repository: url::read(object, "repository"),
            documentation: url::read(object, "documentation"),
            homepage: url::read(object, "homepage"),
            authors: texts(object, "authors"),
            keywords: listed(object, &KEYWORDS).unwrap_or_default(),
            categories: listed(object, &CATEGORIES),
            rust_version: object
                .text("rust-version")
                .map(|text| (text, object.at().child("rust-version"))),
            exclude: texts(object, "exclude"),
            dependencies: dependencies::read(object),
            runtime: RuntimeConfig::read(object),
        }
    }
}

/// The rule of crates.io for the entries of a list.
struct Rule {
    key: &'static str,
    one: &'static str,
    help: &'static str,
    is_valid: fn(&str) -> bool,
}

const KEYWORDS: Rule = Rule {
    key: "keywords",
    one: "keyword",
    help: "a keyword has at most 20 characters, starts with a letter or a digit, and contains only letters, digits, `_`, `-` and `+`",
    is_valid: is_keyword,
};

const CATEGORIES: Rule = Rule {
    key: "categories",
    one: "category",
    help: "write the slug of a category, such as `api-bindings` or `web-programming::http-client`; https://crates.io/category_slugs lists all of them",
    is_valid: is_slug,
};

/// Reads the entries of a list that follow its rule. Returns `None` if the list is missing.
fn listed<'a>(object: &Object<'a>, rule: &Rule) -> Option<Vec<&'a str>> {
    object.get(rule.key)?;
    let sites = entries(object, rule.key);
    let diagnostics = object.context().diagnostics;
    if sites.len() > MOST {
        let message = format!(
            "`{}` has {} entries, but crates.io allows at most {MOST}",
            rule.key,
            sites.len()
        );
        let at = object.at().child(rule.key);
        diagnostics.report(
            Diagnostic::new(Code::InvalidSdkValue, &at, message)
                .help(format!("keep the {MOST} most important")),
        );
    }
    let valid = sites.into_iter().filter_map(|(text, site)| {
        if (rule.is_valid)(text) {
            return Some(text);
        }
        let message = format!("`{text}` is not a valid crates.io {}", rule.one);
        diagnostics
            .report(Diagnostic::new(Code::InvalidSdkValue, &site.at, message).help(rule.help));
        None
    });
    Some(valid.collect())
}

fn texts<'a>(object: &Object<'a>, key: &str) -> Vec<&'a str> {
    let entries = entries(object, key).into_iter();
    entries.map(|(text, _)| text).collect()
}

/// Reads the strings of a list. Anything else in the list is an error.
fn entries<'a>(object: &Object<'a>, key: &str) -> Vec<(&'a str, Site<'a>)> {
    let diagnostics = object.context().diagnostics;
    let texts = object.items(key).into_iter().filter_map(|site| {
        let text = site.node.as_str().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let message = format!("`{key}` must contain only non-empty strings");
            diagnostics.tell(Code::InvalidSdkValue, &site.at, message);
        }
        Some((text?, site))
    });
    texts.collect()
}

/// Returns whether crates.io accepts a keyword (its `Keyword::valid_name`, and the limit of the
/// length).
fn is_keyword(text: &str) -> bool {
    let first = text.starts_with(|char: char| char.is_ascii_alphanumeric());
    let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '+');
    first && text.len() <= LONGEST_KEYWORD && text.chars().all(allowed)
}

/// Returns whether a string has the syntax of crates.io's category slugs.
fn is_slug(text: &str) -> bool {
    let is_part = |part: &str| {
        let allowed = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '-');
        !part.is_empty() && part.chars().all(allowed)
    };
    text.split("::").all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_keyword, is_slug};

    #[test]
    fn keywords_are_those_that_the_registry_takes() {
        for valid in ["api", "c++", "3d", "http-client", "abcdefghijklmnopqrst"] {
            assert!(is_keyword(valid), "{valid}");
        }
        for invalid in ["", "-api", "two words", "émoji", "more-than-20-characters"] {
            assert!(!is_keyword(invalid), "{invalid}");
        }
    }

    #[test]
    fn categories_are_slugs() {
        assert!(is_slug("api-bindings"));
        assert!(is_slug("web-programming::http-client"));
        for invalid in ["API bindings", "web::", "", "a:b"] {
            assert!(!is_slug(invalid), "{invalid}");
        }
    }
}
