//! References to local files must not leave the folder of the document unless this is allowed.

use std::path::{Path, PathBuf};

use generator::source::Access;
use tempfile::TempDir;

use super::{AT, assert_member, document, run, schema};

/// A folder with `api/openapi.yaml`, which has the reference, `api/inside/part.yaml`, and
/// `outside/part.yaml`.
fn folder(reference: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    write("api/openapi.yaml", &document(reference));
    write("api/inside/part.yaml", &schema("inner"));
    write("outside/part.yaml", &schema("outer"));
    folder
}

fn entry(folder: &TempDir) -> PathBuf {
    folder.path().join("api/openapi.yaml")
}

/// Checks that the reference was rejected because it leads into the folder `outside`.
#[track_caller]
fn assert_refused(folder: &TempDir, reference: &str) {
    let (said, types) = run(&entry(folder), Access::default());
    let real = folder.path().canonicalize().expect("it exists");
    let said = said.replace(&format!("{}/", real.display()), "");
    assert_eq!(
        said,
        format!(
            "api/openapi.yaml:10:49: warning[W0007]: the reference `{reference}` is not allowed; any JSON value is accepted\n  at {AT}\n  help: the target is outside the folder of the document; allow it with `--allow-outside outside`"
        )
    );
    assert_eq!(types, None);
}

fn allowed(folder: &TempDir) -> Access {
    Access {
        folders: vec![folder.path().join("outside")],
        ..Access::default()
    }
}

#[test]
fn below_the_folder() {
    let folder = folder("inside/part.yaml");
    assert_member(&run(&entry(&folder), Access::default()), "inner");
}

#[test]
fn down_and_up_again() {
    let folder = folder("./inside/../inside/part.yaml#");
    assert_member(&run(&entry(&folder), Access::default()), "inner");
}

#[test]
fn above_the_folder() {
    let reference = "../outside/part.yaml";
    let folder = folder(reference);
    assert_refused(&folder, reference);
    assert_member(&run(&entry(&folder), allowed(&folder)), "outer");
}

#[test]
fn above_the_folder_in_disguise() {
    let reference = "inside/%2e%2e/..%2Foutside/part.yaml#/";
    let folder = folder(reference);
    let (said, types) = run(&entry(&folder), Access::default());
    assert!(said.contains("warning[W0007]"), "{said}");
    assert_eq!(types, None);
}

#[test]
fn by_absolute_path_and_file_url() {
    for scheme in ["", "file:", "file://", "FILE://localhost"] {
        let folder = folder("later");
        let part = folder
            .path()
            .canonicalize()
            .expect("it exists")
            .join("outside/part.yaml");
        let reference = format!("{scheme}{}", part.display());
        std::fs::write(entry(&folder), document(&reference)).expect("written");
        let short = reference.replace(&format!("{}/", folder.path().display()), "");
        assert_refused(&folder, &short);
        assert_member(&run(&entry(&folder), allowed(&folder)), "outer");
    }
}

#[cfg(unix)]
#[test]
fn through_a_link() {
    let folder = folder("link/part.yaml");
    let link = folder.path().join("api/link");
    std::os::unix::fs::symlink("../outside", link).expect("linked");
    assert_refused(&folder, "link/part.yaml");
    assert_member(&run(&entry(&folder), allowed(&folder)), "outer");
}

#[cfg(unix)]
#[test]
fn the_document_itself_may_be_a_link() {
    let folder = folder("inside/part.yaml");
    let link = folder.path().join("link");
    std::os::unix::fs::symlink("api", &link).expect("linked");
    assert_member(&run(&link.join("openapi.yaml"), Access::default()), "inner");
}

/// The access rules of the entry document also apply to the files that it refers to.
#[test]
fn from_a_file_that_is_referred_to() {
    let folder = folder("inside/part.yaml");
    let part = folder.path().join("api/inside/part.yaml");
    std::fs::write(part, "properties: {a: {$ref: ../../outside/part.yaml}}\n").expect("written");
    let (said, _) = run(&entry(&folder), Access::default());
    assert!(said.contains("api/inside/part.yaml:1:18: warning[W0007]: the reference `../../outside/part.yaml` is not allowed"), "{said}");
    assert_eq!(run(&entry(&folder), allowed(&folder)).0, "");
}

#[test]
fn what_is_no_file() {
    let folder = folder("x");
    let (said, _) = run(folder.path(), Access::default());
    let path = folder.path().display();
    assert_eq!(
        said,
        format!(
            "{path}:1:1: error[E0008]: the folder contains no OpenAPI document\n  help: add a `.yaml`, `.yml` or `.json` file with the key `openapi` or `swagger`"
        )
    );
    let (said, _) = run(Path::new("/dev/zero"), Access::default());
    assert_eq!(
        said,
        "/dev/zero:1:1: error[E0001]: the path is a device or a pipe, not a file"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_that_nobody_writes_to() {
    let folder = folder("pipe");
    let pipe = folder.path().join("api/pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let (said, _) = run(&entry(&folder), Access::default());
    let reason = format!(
        "  {}:1:1: the path is a device or a pipe, not a file",
        pipe.display()
    );
    assert_eq!(said.lines().rev().nth(1), Some(reason.as_str()));
}

#[test]
fn references_that_are_no_paths() {
    let said = |reference: &str| {
        let folder = folder(reference);
        let (said, _) = run(&entry(&folder), Access::default());
        let said = said.replace(&format!("{}/", folder.path().display()), "");
        said.replace(AT, "HERE")
    };
    assert_eq!(
        said("urn:isbn:1"),
        "api/openapi.yaml:10:49: warning[W0007]: the reference `urn:isbn:1` is not allowed; any JSON value is accepted\n  at HERE\n  help: `urn:` is not supported; refer to a local file or to an `http:` or `https:` URL"
    );
    assert_eq!(
        said("https://exa mple.com/"),
        "api/openapi.yaml:10:49: error[E0107]: the reference `https://exa mple.com/` cannot be resolved\n  at HERE\n  help: write a URI reference (RFC 3986), and percent-encode spaces (`%20`) and other special characters"
    );
}
