//! Renames files into place one by one.

use std::io;
use std::path::Path;

use super::outcome::Failure;
use super::plan::{LIST, Plan};
use super::staging;

/// Writes all files to `staging`, then renames them, so that a full disk changes nothing.
///
/// Until all files are in place, the list names both the old and the new ones. Whatever a killed
/// run leaves is therefore known to be generated.
pub(super) fn replace(plan: &Plan<'_>, staging: &Path) -> Result<(), Failure> {
    let done = stage(plan, staging).and_then(|()| rename(plan, staging));
    let cleared = staging::clear(staging);
    done.and(cleared)
}

fn stage(plan: &Plan<'_>, staging: &Path) -> Result<(), Failure> {
    let write = |name: &str, text: &str| {
        let path = staging.join(name);
        std::fs::write(&path, text).map_err(|error| Failure::file(&path, error))
    };
    staging::open(staging).map_err(|error| Failure::file(staging, error))?;
    let both = plan.listed.iter().map(String::as_str);
    let both = both.chain(plan.files.keys().copied().filter(|path| *path != LIST));
    write("list", &(both.collect::<Vec<_>>().join("\n") + "\n"))?;
    for (index, (_, text)) in plan.changed().enumerate() {
        write(&index.to_string(), text)?;
    }
    Ok(())
}

fn rename(plan: &Plan<'_>, staging: &Path) -> Result<(), Failure> {
    let put = |name: &str, path: &str| {
        let to = plan.root.join(path);
        let folder = to.parent().unwrap_or(&plan.root);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::rename(staging.join(name), &to))
            .map_err(|error| Failure::file(&to, error))
    };
    let list_changes = plan.changed().any(|(path, _)| path == LIST);
    if list_changes {
        put("list", LIST)?;
    }
    let numbered = || plan.changed().enumerate();
    for (index, (path, _)) in numbered().filter(|(_, (path, _))| *path != LIST) {
        put(&index.to_string(), path)?;
    }
    for path in plan.superfluous() {
        remove(&plan.root, path)?;
    }
    for (index, (path, _)) in numbered().filter(|(_, (path, _))| *path == LIST) {
        put(&index.to_string(), path)?;
    }
    Ok(())
}

/// Removes a file, and the parent folders that this leaves empty.
fn remove(root: &Path, path: &str) -> Result<(), Failure> {
    let path = root.join(path);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::file(&path, error));
        }
        _ => {}
    }
    let folders = path.ancestors().skip(1);
    for folder in folders.take_while(|folder| *folder != root) {
        // A folder that is not empty is kept, and therefore its parents are, too.
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}
