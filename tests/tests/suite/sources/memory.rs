//! Documents that exist only in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use generator::source::{Access, Files};

use super::{assert_member, document, run, schema};

fn memory<const N: usize>(files: [(&str, String); N]) -> Access {
    let files = files.into_iter();
    let files: BTreeMap<PathBuf, Vec<u8>> = files
        .map(|(path, text)| (path.into(), text.into()))
        .collect();
    Access {
        files: Files::Memory(files),
        ..Access::default()
    }
}

#[test]
fn several_files() {
    for (entry, part) in [
        ("openapi.yaml", "a/b.json"),
        ("x/openapi.yaml", "x/a/b.json"),
        ("/x/o.json", "/x/a/b.json"),
    ] {
        let files = memory([
            (entry, document("./a/b.json#/x")),
            (part, "{\"x\": {\"properties\": {\"y\": {}}}}".to_owned()),
        ]);
        assert_member(&run(Path::new(entry), files), "y");
    }
}

#[test]
fn the_folder_holds_here_as_well() {
    for (entry, outside) in [("a/openapi.yaml", "b.yaml"), ("/a/openapi.yaml", "/b.yaml")] {
        let files = memory([(entry, document("../b.yaml")), (outside, schema("y"))]);
        let (said, _) = run(Path::new(entry), files);
        assert!(
            said.contains("warning[W0007]: the reference `../b.yaml` is not allowed"),
            "{said}"
        );
        let folder = Path::new(outside).parent().expect("a folder").to_owned();
        let files = memory([(entry, document("../b.yaml")), (outside, schema("y"))]);
        assert_member(
            &run(
                Path::new(entry),
                Access {
                    folders: vec![folder],
                    ..files
                },
            ),
            "y",
        );
    }
}

/// Neither files on disk nor paths above the root are available.
#[test]
fn nothing_but_memory() {
    let said = |reference: &str| {
        run(
            Path::new("openapi.yaml"),
            memory([("openapi.yaml", document(reference))]),
        )
        .0
    };
    let reason = "\n  b.yaml:1:1: the file was not passed along with the document\n  help: ";
    assert!(said("b.yaml").contains(reason));
    assert!(said("../b.yaml").contains("W0007"));
    assert!(said("/etc/hosts").contains("W0007"));
    let (said, _) = run(Path::new("Cargo.toml"), memory([]));
    assert_eq!(
        said,
        "Cargo.toml:1:1: error[E0001]: the file was not passed along with the document"
    );
}
