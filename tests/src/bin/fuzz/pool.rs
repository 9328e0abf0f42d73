//! The input of the fuzzer: real documents, each cut down to a few operations and what they refer
//! to, so that a run takes milliseconds; and sample values by keyword.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use generator::source::{Access, Sources};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tests::corpus;

use super::node::{count, nth};
use super::words::KEYWORDS;

/// The number of documents that are cut out of a large document.
const CUTS: usize = 8;
/// The number of nodes up to which a cut document includes what it refers to.
const SIZE: usize = 350;
/// The number of values that are kept for each keyword, and the maximum number of nodes of each.
const VALUES: usize = 48;
const VALUE: usize = 60;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Pool {
    seeds: Vec<Value>,
    values: BTreeMap<String, Vec<Value>>,
}

impl Pool {
    /// Reads the documents of the corpus, if there is one, and of this repository.
    pub(super) fn gather(rng: &mut Rng) -> Self {
        let mut pool = Self::default();
        for path in documents() {
            let (sources, parsed) = Sources::open(&path, Access::default());
            let Some(root) = sources.root(sources.entry()).filter(|_| parsed.is_ok()) else {
                continue;
            };
            let document = root.node.to_json();
            if count(&document) <= 2 * SIZE {
                pool.seeds.push(document);
                continue;
            }
            pool.seeds.extend((0..CUTS).map(|_| cut(&document, rng)));
        }
        pool.sample_values(rng);
        pool
    }

    pub(super) fn len(&self) -> usize {
        self.seeds.len()
    }

    /// Picks a document to break.
    pub(super) fn seed(&self, rng: &mut Rng) -> Value {
        rng.choice(&self.seeds).cloned().unwrap_or_default()
    }

    /// Picks a value that some document has for this keyword.
    pub(super) fn value_of(&self, keyword: &str, rng: &mut Rng) -> Option<Value> {
        rng.choice(self.values.get(keyword)?).cloned()
    }

    fn sample_values(&mut self, rng: &mut Rng) {
        for seed in &self.seeds {
            let nodes = count(seed);
            for _ in 0..nodes / 3 {
                let Some((Some(key), value)) = nth(seed, None, &mut rng.usize(..nodes)) else {
                    continue;
                };
                if !KEYWORDS.contains(&key) || count(value) > VALUE {
                    continue;
                }
                let values = self.values.entry(key.to_owned()).or_default();
                if values.len() < VALUES {
                    values.push(value.clone());
                } else if let Some(slot) = values.get_mut(rng.usize(..4 * VALUES)) {
                    slot.clone_from(value);
                }
            }
        }
    }
}

fn documents() -> Vec<PathBuf> {
    let root = tests::root();
    let mut documents = vec![tests::client()];
    let cases = std::fs::read_dir(root.join("tests/cases"))
        .into_iter()
        .flatten()
        .flatten();
    documents.extend(
        cases
            .map(|case| case.path().join("openapi.yaml"))
            .filter(|path| path.is_file()),
    );
    documents.sort();
    let entries = corpus::folder().map(|folder| corpus::entries(&folder));
    let mut known: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path)
        .collect();
    known.sort();
    known.retain(|path| is_document(path));
    documents.extend(known);
    documents
}

/// Whether a file may be a document of a version that the generator reads. Others are refused at
/// once, so they are not worth fuzzing.
fn is_document(path: &Path) -> bool {
    let versions = ["openapi", "swagger"];
    std::fs::read_to_string(path)
        .is_ok_and(|text| versions.iter().any(|version| text.contains(version)))
}

/// Makes a document of a few paths of another document, with what they refer to.
fn cut(document: &Value, rng: &mut Rng) -> Value {
    let mut made = Map::new();
    for key in [
        "openapi", "swagger", "info", "servers", "host", "basePath", "schemes", "consumes",
        "produces", "security",
    ] {
        if let Some(node) = document.get(key).filter(|node| count(node) < 40) {
            made.insert(key.to_owned(), node.clone());
        }
    }
    let members = |place: &str| document.pointer(place).and_then(Value::as_object);
    let mut paths = Map::new();
    let all: Vec<(&String, &Value)> = members("/paths").into_iter().flatten().collect();
    for _ in 0..rng.usize(1..5) {
        if let Some((path, item)) = rng.choice(&all) {
            paths.insert((*path).clone(), (*item).clone());
        }
        if paths.values().map(count).sum::<usize>() > SIZE {
            break;
        }
    }
    made.insert("paths".to_owned(), Value::Object(paths));
    if let Some(schemes) = members("/components/securitySchemes") {
        let schemes: Map<_, _> = schemes.clone().into_iter().take(4).collect();
        made.insert(
            "components".to_owned(),
            json!({ "securitySchemes": schemes }),
        );
    }
    if let Some(schemes) = members("/securityDefinitions") {
        let schemes: Map<_, _> = schemes.clone().into_iter().take(4).collect();
        made.insert("securityDefinitions".to_owned(), Value::Object(schemes));
    }
    let mut made = Value::Object(made);
    take_in(&mut made, document);
    made
}

/// Adds the targets of all references while there is room, and small placeholders after that.
fn take_in(made: &mut Value, document: &Value) {
    let mut pending = references(made);
    while let Some(reference) = pending.pop() {
        let place = reference.trim_start_matches('#');
        let shared = [
            "/components/",
            "/definitions/",
            "/parameters/",
            "/responses/",
        ];
        if !shared.iter().any(|shared| place.starts_with(shared)) || made.pointer(place).is_some() {
            continue;
        }
        let is_schema = ["/components/schemas/", "/definitions/"];
        let small = if is_schema.iter().any(|schemas| place.starts_with(schemas)) {
            json!({ "type": "object" })
        } else {
            json!({})
        };
        let node = if count(made) < SIZE {
            document.pointer(place).cloned()
        } else {
            None
        };
        let node = node.filter(|node| count(node) < 2 * SIZE).unwrap_or(small);
        pending.extend(references(&node));
        put(made, place, node);
    }
}

fn put(made: &mut Value, place: &str, node: Value) {
    let mut at = made;
    for token in place.split('/').skip(1) {
        let Value::Object(map) = at else { return };
        let token = token.replace("~1", "/").replace("~0", "~");
        at = map.entry(token).or_insert_with(|| json!({}));
    }
    *at = node;
}

fn references(node: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(node, &mut found);
    found
}

fn collect(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|item| collect(item, found));
        }
        _ => {}
    }
}
