//! The location of a file, and the resolution of references relative to it (RFC 3986, 5).

use std::fmt;
use std::path::{Component, Path, PathBuf};

use iri_string::types::{UriReferenceStr, UriStr};

/// The location of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// A path on the disk, in memory or in a git revision. See [`Files`](super::Files).
    Path(PathBuf),
    /// An `http` or `https` URL.
    Url(String),
}

/// The reason why a reference does not lead to a readable location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misled {
    /// The reference is not a URI reference.
    NotAUri,
    /// The scheme of the URL is not supported.
    Scheme(String),
    /// A remote file refers to a local file.
    Local,
}

impl Location {
    /// Parses a location that a user names: a URL, or else a path.
    pub(super) fn named(path: PathBuf) -> Self {
        let text = path.to_str().filter(|text| is_url(text));
        match text.and_then(|text| parsed(text).ok()) {
            Some(url) => Self::Url(url),
            None => Self::Path(path),
        }
    }

    /// Resolves `reference`, which has no fragment, relative to this location.
    pub(super) fn target(&self, reference: &str) -> Result<Self, Misled> {
        match self {
            Self::Path(path) => match scheme(reference).as_deref() {
                None => Ok(Self::Path(relative_to(path, &percent_decode(reference)))),
                Some("http" | "https") => parsed(reference).map(Self::Url),
                Some("file") => local(reference).map(Self::Path),
                Some(other) => Err(Misled::Scheme(other.to_owned())),
            },
            Self::Url(url) => {
                let base = UriStr::new(url).map_err(|_| Misled::NotAUri)?;
                let reference = UriReferenceStr::new(reference).map_err(|_| Misled::NotAUri)?;
                let target = reference.resolve_against(base.to_absolute()).to_string();
                match scheme(&target).as_deref() {
                    Some("http" | "https") => Ok(Self::Url(target)),
                    Some("file") => Err(Misled::Local),
                    other => Err(Misled::Scheme(other.unwrap_or_default().to_owned())),
                }
            }
        }
    }

    /// Returns whether the file has an extension of YAML.
    pub(super) fn is_yaml(&self) -> bool {
        let ending = self.as_path().extension();
        ending.is_some_and(|ending| {
            ["yaml", "yml"]
                .iter()
                .any(|yaml| ending.eq_ignore_ascii_case(yaml))
        })
    }

    /// The path or the URL, for display.
    pub(super) fn as_path(&self) -> &Path {
        match self {
            Self::Path(path) => path,
            Self::Url(url) => Path::new(url),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_path().display().fmt(f)
    }
}

/// Returns whether a string starts like the URL of a remote file.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let web = scheme(text).is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https"));
    web && text.contains("://")
}

/// Returns whether a reference is a URI with a scheme.
pub(super) fn is_absolute(reference: &str) -> bool {
    scheme(reference).is_some()
}

/// The host of a URL in lower case, and its port if the URL has one.
pub(super) fn host(url: &str) -> Option<(String, Option<&str>)> {
    let authority = UriStr::new(url).ok()?.authority_components()?;
    Some((authority.host().to_ascii_lowercase(), authority.port()))
}

/// The scheme of a reference, in lower case. A single letter is the drive of a Windows path.
fn scheme(reference: &str) -> Option<String> {
    let (scheme, _) = reference.split_once(':')?;
    let sign = |char: char| char.is_ascii_alphanumeric() || "+-.".contains(char);
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.len() > 1
        && scheme.chars().all(sign);
    valid.then(|| scheme.to_ascii_lowercase())
}

fn parsed(url: &str) -> Result<String, Misled> {
    let url = UriStr::new(url).map_err(|_| Misled::NotAUri)?;
    Ok(url.normalize().to_string())
}

/// Converts a `file` URL (RFC 8089) to a local path.
fn local(url: &str) -> Result<PathBuf, Misled> {
    let url = UriStr::new(url).map_err(|_| Misled::NotAUri)?;
    let here = url
        .authority_str()
        .is_none_or(|host| matches!(host, "" | "localhost"));
    if !here {
        return Err(Misled::NotAUri);
    }
    Ok(normal(Path::new(&percent_decode(url.path_str()))))
}

/// Resolves `reference` relative to the folder of `file`.
fn relative_to(file: &Path, reference: &str) -> PathBuf {
    normal(&file.parent().unwrap_or(Path::new("")).join(reference))
}

/// Resolves `.` and `..` in a path, so that each file has only one location.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match normal.components().next_back() {
                Some(Component::Normal(_)) => {
                    normal.pop();
                }
                Some(Component::RootDir) => {}
                _ => normal.push(".."),
            },
            other => normal.push(other),
        }
    }
    normal
}

/// Decodes `%XX` (RFC 3986, 2.1). A `$ref` is a URI reference.
pub(super) fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
