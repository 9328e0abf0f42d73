//! Documents that consist only of difficult cases.

use tests::{root, run};

use crate::assert_snapshot;

/// Names that collide or are reserved.
#[test]
fn names() {
    let (said, generated) = run(&root().join("tests/cases/obstacle/openapi.yaml"));
    assert_eq!(said, "");
    let generated = generated.expect("it is generated");
    let mut text = generated.surface.join("\n");
    for name in ["keywords", "unknown", "role", "string"] {
        let path = format!("src/types/{name}.rs");
        let file = generated.files.files.get(&path).expect("the file is made");
        let (_, file) = file.split_once("\n\n").expect("it is marked");
        text.push_str(&format!("\n\n// {path}\n{}", file.trim_end()));
    }
    assert_snapshot("obstacles", &text);
}
