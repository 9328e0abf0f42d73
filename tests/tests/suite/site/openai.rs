//! The site of OpenAI's document: all operations, sizes, links, time and memory.

use std::collections::BTreeSet;

use tests::corpus::{self, sites};
use tests::site::{faults, is};

/// The maximum size of an operation's page, in bytes.
const PAGE: usize = 100_000;

#[test]
fn the_site_of_a_large_document_is_whole_and_small() {
    let Some(folder) = corpus::folder() else {
        eprintln!("skipped: no corpus folder; set OPENAPI_CORPUS");
        return;
    };
    let document = folder.join("openai.yaml");
    if !document.is_file() {
        eprintln!("skipped: the corpus has no openai.yaml");
        return;
    }
    let out = tempfile::tempdir().expect("a folder");
    let made = sites::made(&document, out.path()).expect("it runs");
    let (files, time, memory) = made.expect("the document has no error");
    let meaning = generator::Generator::new(&document).describe();
    let count = meaning
        .made()
        .expect("it has no error")
        .api
        .operations
        .len();
    let operations: BTreeSet<&str> = files
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("api/") && is(path, "md"))
        .collect();
    let sizes = files
        .iter()
        .filter(|(path, _)| path.starts_with("api/") && is(path, "html"));
    let (largest, size) = sizes
        .map(|(path, text)| (path, text.len()))
        .max_by_key(|(_, size)| *size)
        .expect("a page");
    println!(
        "{count} operations, {} files, {time:.1} s, {memory} MiB, largest page {largest} with {size} bytes",
        files.len()
    );
    let found = faults(&files);
    assert!(
        found.is_empty(),
        "{} faults, such as {:#?}",
        found.len(),
        found.get(..found.len().min(10))
    );
    assert!(
        operations.len() >= count,
        "{} pages for {count} operations",
        operations.len()
    );
    assert!(size <= PAGE, "{largest} has {size} bytes");
}
