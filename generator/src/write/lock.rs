//! Who writes to a folder: one run at a time.

use std::fs::File;
use std::io;
use std::path::Path;

/// Waits until no other run writes to the folder, and keeps them out until the value is dropped or
/// the process ends. Where the file system knows no locks there is none.
pub(super) fn hold(root: &Path) -> Option<File> {
    let file = lockable(root).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// What the folder is in: unlike the folder itself it stays the same, and no file is left for it.
#[cfg(unix)]
fn lockable(root: &Path) -> io::Result<File> {
    File::open(root.parent().unwrap_or(root)).or_else(|_| File::open(root))
}

/// Folders cannot be locked: a file stands for each, where no project is.
#[cfg(not(unix))]
fn lockable(root: &Path) -> io::Result<File> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let name = format!("openapi-generator-{:016x}.lock", hasher.finish());
    File::create(std::env::temp_dir().join(name))
}
