//! Documents made of nothing but difficulties: their output is compiled.

use tests::{compile, root, run};

/// The surface shows the names; the rest is for the compiler to judge.
#[test]
fn names() {
    let (said, generated) = run(&root().join("tests/cases/obstacle/openapi.yaml"));
    assert_eq!(said, "");
    let generated = generated.expect("it is generated");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("obstacle_surface", generated.surface.join("\n"));
        for file in ["src/types/keywords.rs", "src/types/unknown.rs", "src/types/role.rs", "src/types/string.rs"] {
            let text = generated.files.files.get(file).expect("the file is made");
            insta::assert_snapshot!(format!("obstacle_{}", file.replace('/', "__")), text);
        }
    });
    let folder = root().join("target/cases/obstacle");
    generated.files.write(&folder).expect("it is written");
    compile(&folder, &["--all-targets"]);
}
