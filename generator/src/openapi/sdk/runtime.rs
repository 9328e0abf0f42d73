//! `x-sdk.crate.runtime`: the package that a crate shares its runtime with.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Node;

use super::super::Object;
use super::unknown_keys;

/// `x-sdk.crate.runtime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeConfig<'a> {
    /// A folder, relative to the crate.
    Path(&'a str),
    /// A git repository.
    Git {
        /// The URL of the repository.
        url: &'a str,
        /// `branch`, `rev` or `tag`, and its value.
        revision: Option<(&'static str, &'a str)>,
    },
    /// A version requirement for the registry.
    Version(&'a str),
}

/// The keys that name a package.
const SOURCES: [&str; 3] = ["path", "git", "version"];

/// The keys that name a git revision.
const REVISIONS: [&str; 3] = ["branch", "rev", "tag"];

impl<'a> RuntimeConfig<'a> {
    /// Reads `x-sdk.crate.runtime`: a version requirement, or an object as in a Cargo manifest.
    pub(super) fn read(package: &Object<'a>) -> Option<Self> {
        let site = package.get("runtime")?;
        if let Node::String(version) = site.node {
            return version_requirement(package, "runtime", version);
        }
        let object = package.object("runtime")?;
        unknown_keys(&object, &[SOURCES, REVISIONS].concat());
        let sources = given(&object, SOURCES);
        let revisions = given(&object, REVISIONS);
        let [(source, name)] = sources.as_slice() else {
            let message = "`runtime` must have one of `path`, `git` or `version`";
            return refuse(&object, None, message);
        };
        let revision = match revisions.as_slice() {
            [] => None,
            [one] if *source == "git" => Some(*one),
            [(key, _)] => {
                let message = format!("`{key}` selects a git revision, but `git` is missing");
                return refuse(&object, Some(key), &message);
            }
            [(first, _), (second, _), ..] => {
                let message = format!("`runtime` must not have both `{first}` and `{second}`");
                return refuse(&object, Some(second), &message);
            }
        };
        match *source {
            "path" => Some(Self::Path(name)),
            "git" => Some(Self::Git {
                url: name,
                revision,
            }),
            _ => version_requirement(&object, "version", name),
        }
    }
}

/// Returns those keys that are present, with their strings, which must not be empty.
fn given<'a>(object: &Object<'a>, keys: [&'static str; 3]) -> Vec<(&'static str, &'a str)> {
    let read = |key: &'static str| {
        let text = object.str(key)?;
        if text.trim().is_empty() {
            refuse::<()>(object, Some(key), &format!("`{key}` must not be empty"));
            return None;
        }
        Some((key, text))
    };
    keys.into_iter().filter_map(read).collect()
}

fn version_requirement<'a>(
    object: &Object<'a>,
    key: &str,
    text: &'a str,
) -> Option<RuntimeConfig<'a>> {
    match semver::VersionReq::parse(text) {
        Ok(_) => Some(RuntimeConfig::Version(text)),
        Err(error) => {
            let message = format!("`{text}` is not a version requirement: {error}");
            refuse(object, Some(key), &message)
        }
    }
}

fn refuse<T>(object: &Object<'_>, key: Option<&str>, message: &str) -> Option<T> {
    let at = key.map_or_else(|| object.at().clone(), |key| object.at().child(key));
    let diagnostic = Diagnostic::new(Code::InvalidSdkValue, &at, message.to_owned());
    let help = "write `{path: ../runtime}`, `{git: URL, tag: v1.0.0}` or `{version: \"1.0\"}`";
    object.context().diagnostics.report(diagnostic.help(help));
    None
}
