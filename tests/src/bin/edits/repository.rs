//! A copy of the repository.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The document to edit.
const DOCUMENT: &str = "spec/invite.yaml";

/// The folder of the snapshots of `generated/`.
const SNAPSHOTS: &str = "tests/tests/suite/snapshots/generated";

/// A copy of the repository.
pub(crate) struct Repository {
    folder: PathBuf,
    /// The commit before all edits.
    base: String,
}

impl Repository {
    /// Copies all files of this repository that git does not ignore, and commits them to the copy.
    pub(crate) fn copy() -> Result<Self, String> {
        let root = tests::root();
        let folder = root.join("target/edits/repository");
        std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let base = String::new();
        let here = Self { folder: root, base };
        let listed = here.git(&["ls-files", "--cached", "--others", "--exclude-standard"])?;
        for path in listed.lines() {
            let (from, to) = (here.folder.join(path), folder.join(path));
            let Ok(bytes) = std::fs::read(&from) else {
                continue;
            };
            // Unchanged files keep their modification time, so that they are not compiled again.
            if std::fs::read(&to).is_ok_and(|there| there == bytes) {
                continue;
            }
            tests::copy(&from, &to);
        }
        let base = String::new();
        let mut copy = Self { folder, base };
        copy.remove_others(&listed)?;
        if !copy.folder.join(".git").exists() {
            copy.git(&["init", "--quiet"])?;
        }
        copy.commit()?;
        let head = copy.git(&["rev-parse", "HEAD"])?;
        head.trim().clone_into(&mut copy.base);
        Ok(copy)
    }

    /// Removes files of an earlier run that this repository does not have.
    fn remove_others(&self, listed: &str) -> Result<(), String> {
        if !self.folder.join(".git").exists() {
            return Ok(());
        }
        let there = self.git(&["ls-files", "--cached", "--others", "--exclude-standard"])?;
        for path in there
            .lines()
            .filter(|path| !listed.lines().any(|one| one == *path))
        {
            let path = self.folder.join(path);
            if path.exists() {
                std::fs::remove_file(&path).map_err(failed(&path))?;
            }
        }
        Ok(())
    }

    /// Returns the text of the document, or `None` if it is missing or not the one that the edits
    /// expect.
    pub(crate) fn document(&self) -> Result<Option<String>, String> {
        let path = self.folder.join(DOCUMENT);
        if !path.is_file() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
        Ok(Some(text).filter(|text| text.contains("operationId: retrieve-invite\n")))
    }

    pub(crate) fn write(&self, document: &str) -> Result<(), String> {
        let path = self.folder.join(DOCUMENT);
        std::fs::write(&path, document).map_err(failed(&path))
    }

    pub(crate) fn generate(&self, replace: bool) -> Result<(), String> {
        let mut arguments = vec!["run", "--quiet", "--package", "generator"];
        if replace {
            arguments.extend(["--", "--replace"]);
        }
        let output = self.cargo(&arguments, "no")?;
        success(&output).map(|_| ())
    }

    /// Runs the tests. Returns their output if they fail, and an empty string otherwise.
    pub(crate) fn test(&self, whole: bool, update: &str) -> Result<String, String> {
        let mut arguments = vec!["test", "--quiet", "--workspace"];
        if !whole {
            arguments.extend(["--test", "suite", "--", "generated::"]);
        }
        let output = self.cargo(&arguments, update)?;
        Ok(success(&output).err().unwrap_or_default())
    }

    /// Compiles the crate and its examples. Warnings are errors.
    pub(crate) fn compile(&self) -> Result<(), String> {
        let crate_manifest = ["--manifest-path", "generated/Cargo.toml"];
        let check = ["check", "--quiet", "--all-targets", "--all-features"];
        let output = self.cargo(&[&check[..], &crate_manifest[..]].concat(), "no")?;
        success(&output)?;
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("warning") {
            return Err(format!("`generated/` compiles with warnings:\n{said}"));
        }
        Ok(())
    }

    /// Returns the names of the snapshots that wait for a review, and removes these snapshots.
    pub(crate) fn stored(&self) -> Result<Vec<String>, String> {
        let folder = self.folder.join(SNAPSHOTS);
        let mut names = Vec::new();
        for file in std::fs::read_dir(&folder).map_err(failed(&folder))? {
            let path = file.map_err(failed(&folder))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if let Some(name) = name.strip_suffix(".snap.new") {
                names.push(name.to_owned());
                std::fs::remove_file(&path).map_err(failed(&path))?;
            }
        }
        names.sort();
        Ok(names)
    }

    /// The names of the snapshots that differ from the last commit.
    pub(crate) fn changed_snapshots(&self) -> Result<Vec<String>, String> {
        let changed = self.changed()?.into_iter();
        let names = changed.filter_map(|path| {
            let name = path.strip_suffix(".snap")?.strip_prefix(SNAPSHOTS)?;
            Some(name.trim_start_matches('/').to_owned())
        });
        Ok(names.collect())
    }

    /// The files that differ from the last commit.
    pub(crate) fn changed(&self) -> Result<Vec<String>, String> {
        self.git(&["add", "--all"])?;
        let changed = self.git(&["diff", "--cached", "--name-only"])?;
        Ok(changed.lines().map(str::to_owned).collect())
    }

    pub(crate) fn commit(&self) -> Result<(), String> {
        self.git(&["add", "--all"])?;
        let name = ["-c", "user.name=edits", "-c", "user.email=edits@localhost"];
        let commit = ["commit", "--quiet", "--allow-empty", "--message=edit"];
        self.git(&[&name[..], &commit[..]].concat()).map(|_| ())
    }

    /// Reverts all edits.
    pub(crate) fn reset(&self) -> Result<(), String> {
        self.git(&["reset", "--quiet", "--hard", &self.base])
            .map(|_| ())
    }

    fn cargo(&self, arguments: &[&str], update: &str) -> Result<Output, String> {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", tests::root().join("target"));
        command.env("INSTA_UPDATE", update).env_remove("CI");
        command.output().map_err(|error| format!("cargo: {error}"))
    }

    fn git(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(&self.folder);
        let output = command.output().map_err(|error| format!("git: {error}"))?;
        success(&output)
    }
}

fn success(output: &Output) -> Result<String, String> {
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    Err(format!(
        "{printed}{}",
        String::from_utf8_lossy(&output.stderr)
    ))
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}
