//! Documents of a revision in a git repository.

use std::path::Path;
use std::process::Command;

use generator::source::{Access, Files, Revision};
use tempfile::TempDir;

use super::{assert_member, document, run, schema};

fn git(folder: &Path, arguments: &[&str]) {
    let identity = [
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.com",
        "-c",
        "init.defaultBranch=main",
    ];
    let output = Command::new("git")
        .current_dir(folder)
        .args(identity)
        .args(arguments)
        .output();
    let output = output.expect("git runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A repository with a document in `spec`. The working tree has another version of the document,
/// and lacks the file that it refers to.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("spec/parts [1]");
    std::fs::create_dir_all(&spec).expect("made");
    let write = |path: &str, text: &str| {
        std::fs::write(folder.path().join(path), text).expect("written");
    };
    write("spec/openapi.yaml", &document("parts%20[1]/part.yaml"));
    write("spec/parts [1]/part.yaml", &schema("committed"));
    write("outside.yaml", &schema("outer"));
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "one"]);
    write("spec/openapi.yaml", "changed");
    std::fs::remove_file(spec.join("part.yaml")).expect("removed");
    folder
}

fn access(revision: Revision) -> Access {
    Access {
        files: Files::Revision(revision),
        ..Access::default()
    }
}

#[test]
fn of_any_folder_of_the_working_tree() {
    let repository = repository();
    for folder in ["", "spec"] {
        for name in ["main", "HEAD"] {
            let revision =
                Revision::open(&repository.path().join(folder), name).expect("it exists");
            assert_eq!(revision.to_string(), name);
            assert_member(
                &run(Path::new("spec/openapi.yaml"), access(revision)),
                "committed",
            );
        }
    }
}

#[test]
fn paths_of_the_working_tree_are_those_of_the_revision() {
    let repository = repository();
    let revision = Revision::open(repository.path(), "HEAD").expect("it exists");
    let inside = |path: &str| revision.path_of(&repository.path().join(path));
    assert_eq!(
        inside("spec/openapi.yaml"),
        Some("spec/openapi.yaml".into())
    );
    assert_eq!(
        inside("spec/../no/longer.yaml"),
        Some("no/longer.yaml".into())
    );
    assert_eq!(inside("../elsewhere.yaml"), None);
    assert_eq!(revision.path_of(Path::new("Cargo.toml")), None);
}

#[test]
fn what_is_not_there() {
    let repository = repository();
    let open = |folder: &Path, name: &str| {
        let error = Revision::open(folder, name).expect_err("there is none");
        error.to_string()
    };
    assert_eq!(
        open(repository.path(), "nowhere"),
        "the git repository has no revision `nowhere`"
    );
    assert_eq!(
        open(repository.path(), "--help"),
        "the git repository has no revision `--help`"
    );
    let elsewhere = tempfile::tempdir().expect("a folder");
    let said = open(elsewhere.path(), "main");
    let expected = format!(
        "`{}` is not in a git repository",
        elsewhere.path().display()
    );
    assert_eq!(said, expected);

    let revision = Revision::open(repository.path(), "main").expect("it exists");
    let said = |path: &str| run(Path::new(path), access(revision.clone())).0;
    assert_eq!(
        said("spec/other.yaml"),
        "spec/other.yaml:1:1: error[E0001]: the file does not exist in the revision `main`"
    );
    assert_eq!(
        said("spec"),
        "spec:1:1: error[E0001]: the path is a folder, not a file"
    );
}

#[test]
fn the_folder_holds_here_as_well() {
    let repository = repository();
    let spec = repository.path().join("spec/openapi.yaml");
    std::fs::write(&spec, document("../outside.yaml")).expect("written");
    git(repository.path(), &["commit", "--quiet", "-am", "two"]);
    let revision = Revision::open(repository.path(), "main").expect("it exists");
    let entry = Path::new("spec/openapi.yaml");
    let (said, _) = run(entry, access(revision.clone()));
    assert!(
        said.contains("warning[W0007]: the reference `../outside.yaml` is not allowed"),
        "{said}"
    );
    let all = Access {
        folders: vec!["".into()],
        ..access(revision)
    };
    assert_member(&run(entry, all), "outer");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let repository = repository();
    let link = repository.path().join("spec/link.yaml");
    std::os::unix::fs::symlink("../outside.yaml", &link).expect("linked");
    git(repository.path(), &["add", "spec/link.yaml"]);
    git(repository.path(), &["commit", "--quiet", "-m", "two"]);
    let revision = Revision::open(repository.path(), "main").expect("it exists");
    assert_eq!(
        run(Path::new("spec/link.yaml"), access(revision)).0,
        "spec/link.yaml:1:1: error[E0001]: the file is a symbolic link; links in a git revision are not followed"
    );
}
