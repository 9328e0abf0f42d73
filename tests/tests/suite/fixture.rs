//! Checks `tests/client`, the crate that the tests use.

use generator::Generator;
use tests::client;

#[test]
fn it_is_what_the_generator_writes_now() {
    let folder = client().parent().expect("it is in a folder").to_owned();
    let made = Generator::new(client()).generate().into_result();
    let files = made.expect("it is generated").files;
    assert_eq!(
        files.compare(&folder).expect("it is readable"),
        [],
        "run `cargo run -p generator -- --spec tests/client/openapi.yaml --out tests/client`"
    );
}
