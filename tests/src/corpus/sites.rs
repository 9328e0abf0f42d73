//! The reference sites of real documents: faults, determinism, time and memory.

use std::path::Path;
use std::process::{Command, Stdio};

use wait4::Wait4;

use super::{Entry, output};
use crate::process;
use crate::site::{Files, faults, is, on_disk};

/// The site of a document.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The number of HTML pages.
    pub pages: usize,
    /// The size of all files in bytes.
    pub bytes: usize,
    /// The CPU time of the optimized generator in seconds, without that of the operating system,
    /// which depends on the disk.
    pub seconds: f64,
    /// The peak memory of the generator in MiB.
    pub memory: u64,
    /// The faults of the files.
    pub faults: Vec<String>,
}

/// Makes the site of a document twice, each in a process of its own. `None` if the generator refuses
/// the document.
///
/// # Errors
/// If the generator does not run, or a file cannot be read.
pub fn run(entry: &Entry) -> Result<Option<Site>, String> {
    let folder = output().join("sites").join(&entry.name);
    let Some((files, seconds, memory)) = made(&entry.path, &folder)? else {
        return Ok(None);
    };
    let mut found = faults(&files);
    match made(&entry.path, &folder)? {
        Some((again, _, _)) if again == files => {}
        _ => found.push("the second run made other files".to_owned()),
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(Some(Site {
        pages: files.keys().filter(|path| is(path, "html")).count(),
        bytes: files.values().map(String::len).sum(),
        seconds,
        memory,
        faults: found,
    }))
}

/// The files of a site, the CPU time of the generator in seconds, and its peak memory in MiB. `None`
/// if the document has errors.
///
/// # Errors
/// If the generator does not run, ends otherwise, or a file cannot be read.
pub fn made(document: &Path, out: &Path) -> Result<Option<(Files, f64, u64)>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", document.display());
    let _ = std::fs::remove_dir_all(out);
    let mut command = Command::new(process::optimized());
    command.arg("site").arg(document).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let ended = command.spawn().and_then(|mut child| child.wait4());
    let ended = ended.map_err(fail)?;
    match ended.status.code() {
        Some(0) => {}
        Some(1) => return Ok(None),
        _ => return Err(format!("{}: {}", document.display(), ended.status)),
    }
    let files = on_disk(out).map_err(fail)?;
    let usage = ended.rusage;
    Ok(Some((files, usage.utime.as_secs_f64(), usage.maxrss >> 20)))
}
