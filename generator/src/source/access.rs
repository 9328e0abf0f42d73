//! Decides what a description may read: its own folder, and what its user has allowed besides.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{self, Files};
use super::location::{Location, host, normal};
use super::parse::ParseError;
use super::remote;

/// Where files come from, and how far references may lead.
///
/// By default these are the files on the disk that are below the folder of the entry document.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// Where files come from.
    pub files: Files,
    /// Contents of files that are not looked for there, by their paths.
    pub given: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Hosts that files may be fetched from: `example.com`, at any port, or `example.com:8080`.
    pub hosts: Vec<String>,
    /// Folders that references may lead into, besides that of the entry document.
    pub folders: Vec<PathBuf>,
}

/// Why a reference was not followed, though what it names may be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The host is not among those allowed: its name, with the port if the URL has one.
    Host(String),
    /// The file is outside of every folder that is allowed; the folder that it is in.
    Outside(PathBuf),
    /// What comes from a host refers to files of this machine.
    LocalFromRemote,
    /// The URL has a scheme that nothing is read by.
    Scheme(String),
}

impl Access {
    /// What the file at `location` holds, and where it was in the end: a host may send on to
    /// another place.
    pub(super) fn read(&self, location: Location) -> (Location, Result<Vec<u8>, ParseError>) {
        match location {
            Location::Path(path) => {
                let bytes = match self.given.get(&path) {
                    Some(bytes) => files::too_large(bytes.len() as u64).map(|()| bytes.to_vec()),
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
        if let Err(Refused::Host(host)) = self.check_host(url) {
            return Err(ParseError::unreadable(format!(
                "fetching from `{host}` is not allowed; allow it with `--allow-remote {host}`"
            )));
        }
        remote::fetch(self, url)
    }

    /// Whether a `$ref` may lead to `location`, of a description whose entry document is `entry`.
    pub(super) fn check(&self, entry: &Path, location: &Location) -> Result<(), Refused> {
        match location {
            Location::Url(url) => self.check_host(url),
            Location::Path(path) => self.check_path(entry, path),
        }
    }

    /// Whether files may be fetched from the host of `url`.
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

    /// The path is looked at twice: as it is written, so that nothing outside is even asked for, and
    /// on the disk also where its links lead.
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
            // What is not there is found out when it is read.
            _ => Ok(()),
        }
    }

    /// A path as it is written, from the root on the disk.
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
