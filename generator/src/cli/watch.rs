//! `--watch`: again, whenever a file of the description changes.
//!
//! The times of the few files are asked for twice a second. That works on every file system, those
//! of containers and of networks too, and needs no other crate.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::exit::{Exit, Failure};
use super::output;

const PERIOD: Duration = Duration::from_millis(500);

/// Calls `once`, which tells the files that it has read, until the process is ended.
pub(crate) fn run(
    spec: &Path,
    once: impl Fn() -> Result<(Exit, Vec<PathBuf>), Failure>,
) -> Result<Exit, Failure> {
    loop {
        // A file that is saved while it is read is seen as changed.
        let before = SystemTime::now();
        let mut files = match once() {
            Ok((_, files)) => files,
            Err(failure) => {
                output::error(&failure.message);
                Vec::new()
            }
        };
        files.push(spec.to_owned());
        output::status(&format!(
            "watching {} files; press Ctrl-C to stop",
            files.len()
        ));
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

/// When a file, or the list of files in a folder, was changed; `None` while it is not there.
fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}
