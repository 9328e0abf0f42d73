//! Checks `tests/client`, the crate that the tests use.

use generator::Generator;
use tests::{client, root};

#[test]
fn they_are_what_the_generator_writes_now() {
    for document in [client(), root().join("tests/exchange/openapi.yaml")] {
        let folder = document.parent().expect("it is in a folder").to_owned();
        let made = Generator::new(document).generate().into_result();
        let files = made.expect("it is generated").files;
        assert_eq!(
            files.compare(&folder).expect("it is readable"),
            [],
            "run `cargo run -p generator -- FOLDER/openapi.yaml --out FOLDER` for {folder:?}"
        );
    }
}
