//! Ensures that only one run at a time writes to a folder.

use std::fs::File;
use std::io;
use std::path::Path;

/// Waits for other runs that write to the folder, and locks it until the value is dropped or the
/// process ends. Returns `None` if the file system does not support locks.
pub(super) fn hold(root: &Path) -> Option<File> {
    let file = lockable(root).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// The parent folder. It is not replaced by the exchange, and locking it leaves no lock file.
#[cfg(unix)]
fn lockable(root: &Path) -> io::Result<File> {
    File::open(root.parent().unwrap_or(root)).or_else(|_| File::open(root))
}

/// A lock file in the temporary folder, because folders cannot be locked.
#[cfg(not(unix))]
fn lockable(root: &Path) -> io::Result<File> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let name = format!("openapi-generator-{:016x}.lock", hasher.finish());
    File::create(std::env::temp_dir().join(name))
}
