//! Decides which files a document may refer to: those in its own folder, and those that the user
//! has allowed.

use super::budget::too_large;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::ParseError;
use super::files::Files;
use super::location::{Location, host, normal};
use super::remote;

/// The origin of files, and the limits of references.
///
/// By default, files are read from the disk, and only below the folder of the entry document.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The origin of files.
    pub files: Files,
    /// The contents of files by path. They take precedence over [`Access::files`].
    pub given: BTreeMap<PathBuf, Arc<[u8]>>,
    /// The hosts that files may be fetched from: `example.com` for any port, or `example.com:8080`.
    pub hosts: Vec<String>,
    /// The folders that references may lead into, in addition to that of the entry document.
    pub folders: Vec<PathBuf>,
}

/// The reason why access to the target of a reference is not allowed, whether it exists or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The host is not allowed. Holds its name, and the port if the URL has one.
    Host(String),
    /// The file is outside all allowed folders. Holds its folder.
    Outside(PathBuf),
    /// A remote file refers to a file on this machine.
    LocalFromRemote,
    /// The scheme of the URL is not supported.
    Scheme(String),
}

impl Access {
    /// Returns the contents of the file at `location`, and its location after redirects.
    pub(super) fn read(&self, location: Location) -> (Location, Result<Vec<u8>, ParseError>) {
        match location {
            Location::Path(path) => {
                let bytes = match self.given.get(&path) {
                    Some(bytes) => too_large(bytes.len() as u64).map(|()| bytes.to_vec()),
                    None => self.files.read(&path),
                };
                (Location::Path(path), bytes)
            }
            Location::Url(url) => match self.fetch(&url) {
                Ok(fetched) => (Location::Url(fetched.url), Ok(fetched.bytes)),
                Err(error) => (Location::Url(url), Err(error)),
            },
        }
    }

    fn fetch(&self, url: &str) -> Result<remote::Fetched, ParseError> {
        let refused = |url: &str| match self.check_host(url) {
            Err(Refused::Host(host)) => Some(host),
            Err(Refused::Outside(_) | Refused::LocalFromRemote | Refused::Scheme(_)) | Ok(()) => {
                None
            }
        };
        if let Some(host) = refused(url) {
            return Err(ParseError::unreadable(format!(
                "fetching from `{host}` is not allowed; allow it with `--allow-remote {host}`"
            )));
        }
        remote::fetch(url, refused)
    }

    /// Returns whether a `$ref` may lead to `location` in a document whose entry document is
    /// `entry`.
    pub(super) fn check(&self, entry: &Path, location: &Location) -> Result<(), Refused> {
        match location {
            Location::Url(url) => self.check_host(url),
            Location::Path(path) => self.check_path(entry, path),
        }
    }

    /// Returns whether files may be fetched from the host of `url`.
    pub(super) fn check_host(&self, url: &str) -> Result<(), Refused> {
        let Some((host, port)) = host(url) else {
            return Err(Refused::Host(url.to_owned()));
        };
        let full = port.map_or_else(|| host.clone(), |port| format!("{host}:{port}"));
        let allows = |allowed: &String| {
            let allowed = allowed.to_ascii_lowercase();
            allowed == host || allowed == full
        };
        if self.hosts.iter().any(allows) {
            return Ok(());
        }
        Err(Refused::Host(full))
    }

    /// Checks a path twice. The path as written is checked first, so that nothing outside the
    /// allowed folders is accessed. On the disk, the path with its links resolved is checked as
    /// well.
    fn check_path(&self, entry: &Path, path: &Path) -> Result<(), Refused> {
        let own = entry.parent().unwrap_or(Path::new(""));
        let folders = || std::iter::once(own).chain(self.folders.iter().map(PathBuf::as_path));
        let written = self.written(path);
        let inside = |path: &Path, folder: &Path| {
            let up = path.components().next() == Some(std::path::Component::ParentDir);
            path.starts_with(folder) && !(folder.as_os_str().is_empty() && (up || path.has_root()))
        };
        let refused = |path: &Path| Err(Refused::Outside(path.parent().unwrap_or(path).to_owned()));
        let disk = matches!(self.files, Files::Disk);
        let on_disk = folders().filter(|_| disk);
        let real_folders: Vec<PathBuf> = on_disk.filter_map(|folder| real(folder).ok()).collect();
        let as_written = folders().any(|folder| inside(&written, &self.written(folder)))
            || real_folders
                .iter()
                .any(|folder| written.starts_with(folder));
        if !as_written {
            return refused(&written);
        }
        match real(&written) {
            Ok(real) if disk && !real_folders.iter().any(|folder| real.starts_with(folder)) => {
                refused(&real)
            }
            // A missing file is reported when it is read.
            _ => Ok(()),
        }
    }

    /// Normalizes a path without resolving links. On the disk, the result is absolute.
    fn written(&self, path: &Path) -> PathBuf {
        let absolute = matches!(self.files, Files::Disk).then(|| {
            std::path::absolute(if path.as_os_str().is_empty() {
                Path::new(".")
            } else {
                path
            })
            .ok()
        });
        normal(&absolute.flatten().unwrap_or_else(|| path.to_owned()))
    }
}

fn real(path: &Path) -> std::io::Result<PathBuf> {
    let here = path.as_os_str().is_empty();
    if here { Path::new(".") } else { path }.canonicalize()
}
