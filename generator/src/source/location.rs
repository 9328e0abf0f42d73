//! Where a file is, and where a reference in it leads to (RFC 3986, 5).

use std::fmt;
use std::path::{Component, Path, PathBuf};

use iri_string::types::{UriReferenceStr, UriStr};

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// On a disk, in memory or in a revision: see [`Files`](super::Files).
    Path(PathBuf),
    /// On a host, by its `http` or `https` URL.
    Url(String),
}

/// Why a reference leads to no place that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misled {
    /// It is no URI reference.
    NotAUri,
    /// It has a scheme that files are not read by.
    Scheme(String),
    /// It leads from a host to the reader's own files.
    Local,
}

impl Location {
    /// The place that a user names: a URL, or else a path.
    pub(super) fn named(path: PathBuf) -> Self {
        let text = path.to_str().filter(|text| is_url(text));
        match text.and_then(|text| parsed(text).ok()) {
            Some(url) => Self::Url(url),
            None => Self::Path(path),
        }
    }

    /// The place of the file that `reference`, without its fragment, names when it stands here.
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

    /// Whether the file is called as files of YAML are.
    pub(super) fn is_yaml(&self) -> bool {
        let ending = self.as_path().extension();
        ending.is_some_and(|ending| {
            ["yaml", "yml"]
                .iter()
                .any(|yaml| ending.eq_ignore_ascii_case(yaml))
        })
    }

    /// The path or the URL, as it is shown.
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

/// Whether a text starts as the URL of a file on a host.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let web = scheme(text).is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https"));
    web && text.contains("://")
}

/// The host of a URL in lower case, and its port if it names one.
pub(super) fn host(url: &str) -> Option<(String, Option<&str>)> {
    let authority = UriStr::new(url).ok()?.authority_components()?;
    Some((authority.host().to_ascii_lowercase(), authority.port()))
}

/// The scheme of a reference, in lower case. One letter is the drive of a path of Windows.
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

/// The path of a `file` URL (RFC 8089) on this machine.
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

/// `reference` from the folder of `file`.
fn relative_to(file: &Path, reference: &str) -> PathBuf {
    normal(&file.parent().unwrap_or(Path::new("")).join(reference))
}

/// A path with `.` and `..` worked out, so that a file has one name.
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

/// `%XX` decoded as RFC 3986 2.1 has it; a `$ref` is a URI reference.
pub(super) fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
