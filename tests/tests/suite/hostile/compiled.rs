//! The crate of a hostile document is like any other.

use tests::{compile, root};

use super::document::document;
use super::harm::{HARM, HARMFUL_NAME};
use super::output::generated;

#[test]
fn it_compiles_without_a_warning() {
    let hostile = document(&|| HARM.to_owned(), &|name| format!("{name}{HARMFUL_NAME}"));
    let made = generated(&hostile);
    let folder = root().join("target/cases/hostile");
    made.files.write(&folder).expect("it is written");
    compile(&folder, &["--all-targets", "--all-features"]);
}
