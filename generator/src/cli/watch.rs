//! `--watch`: runs again whenever a file of the document changes.
//!
//! Modification times are polled twice a second. Unlike file notifications, polling works on every
//! file system, including containers and network shares, and it needs no dependency.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::exit::{Exit, Failure};
use super::output;

const PERIOD: Duration = Duration::from_millis(500);

/// Calls `once`, which returns the files that it has read, until the process is killed.
pub(crate) fn run(
    spec: &Path,
    once: impl Fn() -> Result<(Exit, Vec<PathBuf>), Failure>,
) -> Result<Exit, Failure> {
    loop {
        // A file that is saved while `once` reads it counts as changed.
        let before = SystemTime::now();
        let mut files = match once() {
            Ok((_, files)) => files,
            Err(failure) => {
                output::error(&failure.message);
                Vec::new()
            }
        };
        files.push(spec.to_owned());
        output::status("Watching the files of the document; press Ctrl-C to stop");
        let seen: Vec<Option<SystemTime>> = files.iter().map(|file| modified(file)).collect();
        let changed_meanwhile = seen.iter().flatten().any(|time| *time >= before);
        if changed_meanwhile {
            std::thread::sleep(PERIOD);
            continue;
        }
        while files
            .iter()
            .zip(&seen)
            .all(|(file, seen)| modified(file) == *seen)
        {
            std::thread::sleep(PERIOD);
        }
    }
}

/// The modification time of a file or folder; `None` if it does not exist.
fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}
