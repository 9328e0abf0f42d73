//! Packages of Debian, unpacked below the build folder. Nothing is installed, and no service is started: the lists
//! of packages, the archives and the files are in folders of their own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::output;

/// The packages whose programs and documents are used.
const PACKAGES: &[&str] = &[
    "etcd-server",
    "golang-github-prometheus-alertmanager-dev",
    // The loader and the library of Alertmanager, which runs in a root folder of its own.
    "libc6",
    "pdns-backend-sqlite3",
    "pdns-server",
    "prometheus-alertmanager",
];

/// The package whose source is used.
const SOURCE: &str = "etcd";

/// Unpacked packages.
pub(crate) struct Debian {
    folder: PathBuf,
}

/// Downloads and unpacks the packages, unless they are there. Returns `None` if they are not available.
pub(crate) fn unpack() -> Result<Option<Debian>, String> {
    let folder = output().join("debian");
    let marker = folder.join("unpacked");
    if marker.exists() {
        return Ok(Some(Debian { folder }));
    }
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    for name in [
        "lists/partial",
        "cache/archives/partial",
        "sources",
        "root",
        "source",
    ] {
        std::fs::create_dir_all(folder.join(name)).map_err(fail)?;
    }
    println!("downloading {}", PACKAGES.join(", "));
    with_sources(&folder).map_err(fail)?;
    let debian = Debian { folder };
    // An origin that has no list of sources makes this fail, and does not matter.
    debian.apt("update", &[], "cache")?;
    let install = [
        &["--download-only", "--yes", "--no-install-recommends"],
        PACKAGES,
    ]
    .concat();
    let all = debian.apt("install", &install, "cache")?
        && debian.apt("download", PACKAGES, "cache/archives")?
        && debian.apt("source", &["--download-only", SOURCE], "source")?
        && debian.unpack_archives()?;
    if !all {
        return Ok(None);
    }
    std::fs::write(&marker, "").map_err(|error| format!("{}: {error}", marker.display()))?;
    Ok(Some(debian))
}

/// Writes the lists of origins of the machine, each with sources.
fn with_sources(folder: &Path) -> std::io::Result<()> {
    let system = Path::new("/etc/apt");
    let mut files = vec![system.join("sources.list")];
    if let Ok(parts) = std::fs::read_dir(system.join("sources.list.d")) {
        files.extend(parts.flatten().map(|part| part.path()));
    }
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let mut lines = String::new();
        for line in text.lines() {
            if line.trim() == "Types: deb" {
                lines.push_str("Types: deb deb-src\n");
                continue;
            }
            if let Some(rest) = line.strip_prefix("deb ") {
                lines.push_str(&format!("deb-src {rest}\n"));
            }
            lines.push_str(&format!("{line}\n"));
        }
        let name = file.file_name().unwrap_or_default();
        std::fs::write(folder.join("sources").join(name), lines)?;
    }
    Ok(())
}

impl Debian {
    /// Runs `apt-get` in a folder. Returns whether it succeeds.
    fn apt(&self, command: &str, arguments: &[&str], folder: &str) -> Result<bool, String> {
        let path = |name: &str| self.folder.join(name).display().to_string();
        let mut apt = Command::new("apt-get");
        apt.args(["--quiet", "--quiet"]);
        let options = [
            ("Dir::Etc::SourceList", "/dev/null".to_owned()),
            ("Dir::Etc::SourceParts", path("sources")),
            ("Dir::State::Lists", path("lists")),
            ("Dir::Cache", path("cache")),
            ("Debug::NoLocking", "true".to_owned()),
            ("APT::Sandbox::User", "root".to_owned()),
        ];
        for (name, value) in options {
            apt.arg("-o").arg(format!("{name}={value}"));
        }
        apt.arg(command).args(arguments);
        apt.current_dir(self.folder.join(folder));
        match apt.stdin(Stdio::null()).output() {
            Ok(output) => Ok(reported(command, &output)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(format!("apt-get: {error}")),
        }
    }

    /// Unpacks all archives into one folder.
    fn unpack_archives(&self) -> Result<bool, String> {
        let archives = self.folder.join("cache/archives");
        let fail = |error: std::io::Error| format!("{}: {error}", archives.display());
        for entry in std::fs::read_dir(&archives).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.extension().is_none_or(|extension| extension != "deb") {
                continue;
            }
            let mut dpkg = Command::new("dpkg");
            dpkg.arg("--extract").arg(&path).arg(self.root());
            let output = dpkg.output().map_err(fail)?;
            if !reported("dpkg", &output) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The folder with the files of all packages.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("root")
    }

    /// The folder with the libraries of this machine's architecture.
    pub(crate) fn libraries(&self) -> PathBuf {
        let folder = format!("usr/lib/{}-linux-gnu", std::env::consts::ARCH);
        self.root().join(folder)
    }

    /// The text of a file in the source of the package.
    pub(crate) fn source(&self, name: &str) -> Result<Vec<u8>, String> {
        let folder = self.folder.join("source");
        let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if !path.display().to_string().contains(".orig.tar.")
                || path.extension().is_some_and(|one| one == "asc")
            {
                continue;
            }
            let mut tar = Command::new("tar");
            tar.args(["--extract", "--to-stdout", "--wildcards", "--file"])
                .arg(&path);
            let output = tar.arg(format!("*/{name}")).output().map_err(fail)?;
            if output.status.success() {
                return Ok(output.stdout);
            }
        }
        Err(format!("the source of {SOURCE} has no file `{name}`"))
    }
}

/// Returns whether a program succeeded, and prints its messages if not.
fn reported(program: &str, output: &Output) -> bool {
    if !output.status.success() {
        print!("{program}: {}", String::from_utf8_lossy(&output.stderr));
    }
    output.status.success()
}
