//! Compares the diagnostics of `check` for examples and defaults with a JSON Schema validator.

use std::path::Path;

use generator::Generator;
use generator::diagnostic::Located;
use generator::source::{Pointer, Site, Sources};
use tests::client;
use tests::corpus::validity::Schemas;
use tests::corpus::{entries, folder};

use super::is_misfit;

/// The maximum size of a document that is validated, in bytes.
const LARGEST: u64 = 400_000;

/// The value and the schema of a diagnostic; `None` if their pointers were abbreviated.
fn cited<'a>(sources: &'a Sources, one: &Located) -> Option<(Site<'a>, Site<'a>)> {
    let site = |pointer: &str| {
        let pointer = pointer.replace('%', "%25");
        let reference = format!("#{pointer}");
        sources
            .resolve(&Pointer::root(sources.entry()), &reference)
            .ok()
    };
    let mut value = one.pointer.as_deref()?;
    // The diagnostic cites the forbidden member, but the invalid value is the object.
    if one.message.contains(": no member `") {
        value = value.rsplit_once('/')?.0;
    }
    let schema = one.related.first()?.pointer.as_deref()?;
    Some((site(value)?, site(schema)?))
}

fn is_small(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| about.len() < LARGEST)
}

/// `jsonschema` must reject every value that `check` reports in real documents.
#[test]
fn a_validator_agrees() {
    let mut documents = vec![client()];
    match folder() {
        Some(folder) => {
            let entries = entries(&folder).expect("an index");
            // Pointers into documents of several files do not name the file, and the largest
            // documents take the validator minutes.
            let alone = entries
                .into_iter()
                .filter(|entry| entry.path.parent() == Some(&folder) && is_small(&entry.path));
            documents.extend(alone.map(|entry| entry.path));
        }
        None => println!("without a corpus, a small document alone is looked at"),
    }
    let (mut wrong, mut told) = (Vec::new(), 0);
    for path in documents {
        let outcome = Generator::new(&path).check();
        let sources = outcome.sources();
        let mut schemas = Schemas::new(sources);
        for one in outcome.diagnostics().iter().filter(|one| is_misfit(one)) {
            told += 1;
            let agreed = cited(sources, one)
                .is_some_and(|(value, schema)| !schemas.is_valid(&schema, &value.node.to_json()));
            if !agreed {
                wrong.push(one.to_string());
            }
        }
    }
    println!("{told} examples and defaults do not fit");
    assert_eq!(wrong, Vec::<String>::new());
}
