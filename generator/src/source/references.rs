//! What a tree says of other files, and of itself twice.

use std::collections::HashSet;
use std::path::Path;

use super::{Node, Pointer};

/// The files that the `$ref`s and discriminators of a tree name.
pub(super) fn collect_file_references(node: &Node, references: &mut HashSet<String>) {
    match node {
        Node::Array(items) => {
            for item in items {
                collect_file_references(item, references);
            }
        }
        Node::Object(map) => {
            for (key, member) in map.iter() {
                match member {
                    Node::String(text) if key == "$ref" => {
                        let file = text.split('#').next().unwrap_or_default();
                        if !file.is_empty() {
                            references.insert(file.to_owned());
                        }
                    }
                    // A discriminator's values are names of schemas, or references to them.
                    Node::Object(mapping)
                        if key == "mapping" && map.get("propertyName").is_some() =>
                    {
                        let texts = mapping.iter().filter_map(|(_, target)| target.as_str());
                        let files = texts.filter_map(|text| text.split('#').next());
                        references.extend(files.filter(|file| is_file(file)).map(str::to_owned));
                    }
                    _ => collect_file_references(member, references),
                }
            }
        }
        _ => {}
    }
}

/// Whether a value of a mapping is the name of a file rather than of a schema.
fn is_file(text: &str) -> bool {
    let ending = Path::new(text).extension();
    ending.is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|known| ending == *known))
}

/// Every mapping that has a key twice with different values.
pub(super) fn collect_duplicates(node: &Node, at: &Pointer, duplicates: &mut Vec<Pointer>) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_duplicates(item, &at.index(index), duplicates);
            }
        }
        Node::Object(map) => {
            duplicates.extend(map.duplicates().map(|key| at.child(key)));
            for (key, member) in map.iter() {
                if matches!(member, Node::Array(_) | Node::Object(_)) {
                    collect_duplicates(member, &at.child(key), duplicates);
                }
            }
        }
        _ => {}
    }
}
