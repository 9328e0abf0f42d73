//! Files of a revision of a git repository, read with `git`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::budget::too_large;
use super::fault::ParseError;

/// A commit of a repository.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The name that the user gave: `main`, `HEAD~1`, `v1.2`.
    name: String,
    /// The commit that the name referred to when it was resolved.
    commit: String,
    /// The root of the working tree.
    root: PathBuf,
}

/// The error if a revision cannot be read.
#[derive(Debug)]
pub enum RevisionError {
    /// Running `git` failed.
    Git(io::Error),
    /// The folder is not in a working tree. Holds git's message.
    NoRepository(PathBuf, String),
    /// The revision does not exist in the repository.
    Unknown(String),
    /// The file is not in the working tree.
    Outside(PathBuf),
}

impl Revision {
    /// Opens the revision `name` of the repository that contains `folder`.
    ///
    /// # Errors
    ///
    /// Fails if `git` cannot be run, if `folder` is not in a repository, or if the revision does
    /// not exist.
    pub fn open(folder: &Path, name: &str) -> Result<Self, RevisionError> {
        let root = git(folder, &["rev-parse", "--show-toplevel"]).map_err(RevisionError::Git)?;
        let root = root.map_err(|said| RevisionError::NoRepository(folder.to_owned(), said))?;
        let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches('\n'));
        let commit = format!("{name}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let commit = git(&root, &arguments).map_err(RevisionError::Git)?;
        let commit = commit.map_err(|_| RevisionError::Unknown(name.to_owned()))?;
        Ok(Self {
            name: name.to_owned(),
            commit: String::from_utf8_lossy(&commit).trim().to_owned(),
            root,
        })
    }

    /// The root of the working tree.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Converts `path`, which may be relative to the working directory, to a path relative to the
    /// root. Returns `None` if it is outside the working tree. The path need not exist on the disk.
    #[must_use]
    pub fn path_of(&self, path: &Path) -> Option<PathBuf> {
        let path = super::location::normal(&std::path::absolute(path).ok()?);
        if let Ok(inside) = path.strip_prefix(&self.root) {
            return Some(inside.to_owned());
        }
        // git resolves symbolic links in the path of the root.
        let known = path
            .ancestors()
            .find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
        let (folder, real) = known?;
        let path = real.join(path.strip_prefix(folder).ok()?);
        path.strip_prefix(&self.root).ok().map(Path::to_owned)
    }

    /// Returns whether the revision has a file at `path`, relative to the root.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.read(path).is_ok()
    }

    /// Reads the file at `path`, relative to the root.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, ParseError> {
        let missing = || {
            let name = &self.name;
            ParseError::unreadable(format!("the file does not exist in the revision `{name}`"))
        };
        let path = path.to_str().ok_or_else(missing)?;
        let listed = self.git(&[
            "ls-tree",
            "-l",
            "-z",
            "--full-tree",
            &self.commit,
            "--",
            path,
        ])?;
        // `MODE TYPE OBJECT SIZE<tab>PATH<nul>`
        let listed = String::from_utf8_lossy(&listed);
        let entry = listed.split('\0').find_map(|entry| {
            let (about, name) = entry.split_once('\t')?;
            (name == path).then(|| about.split_whitespace().collect::<Vec<_>>())
        });
        match entry.as_deref() {
            Some(["120000", ..]) => Err(ParseError::unreadable(
                "the file is a symbolic link; links in a git revision are not followed",
            )),
            Some([_, "blob", object, size]) => {
                too_large(size.parse().unwrap_or(u64::MAX))?;
                self.git(&["cat-file", "blob", object])
            }
            Some(_) => Err(ParseError::unreadable("the path is a folder, not a file")),
            None => Err(missing()),
        }
    }

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, ParseError> {
        let said = match git(&self.root, arguments) {
            Ok(Ok(output)) => return Ok(output),
            Ok(Err(said)) => format!("`git` cannot read the file: {said}"),
            Err(error) => RevisionError::Git(error).to_string(),
        };
        Err(ParseError::unreadable(said))
    }
}

/// Runs `git` and returns its output, or its error message if it fails.
fn git(folder: &Path, arguments: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        // Wildcards in a path must not be expanded.
        .env("GIT_LITERAL_PATHSPECS", "1")
        .stdin(Stdio::null())
        .output()?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.trim().trim_start_matches("fatal: ").to_owned())
    })
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(error) => write!(f, "cannot run `git`: {error}"),
            Self::NoRepository(folder, said) => {
                write!(f, "`{}` is not in a git repository", folder.display())?;
                // Another cause is that the repository has another owner.
                if !said.starts_with("not a git repository") {
                    write!(f, ": {said}")?;
                }
                Ok(())
            }
            Self::Outside(path) => {
                let path = path.display();
                write!(
                    f,
                    "{path} is outside the working tree of the git repository"
                )
            }
            Self::Unknown(name) => write!(f, "the git repository has no revision `{name}`"),
        }
    }
}

impl std::error::Error for RevisionError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Git(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
