//! Collects the references to other files, and the duplicate keys, of a tree.

use std::collections::HashSet;
use std::path::Path;

use super::node::Node;
use super::pointer::Pointer;

/// Collects the files that the `$ref`s and discriminators of a tree refer to.
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
                    // The values of a discriminator's mapping are schema names or references.
                    Node::Object(mapping)
                        if key == "mapping" && map.get("propertyName").is_some() =>
                    {
                        let texts = mapping.iter().filter_map(|(_, target)| target.as_str());
                        let files = texts.filter_map(|text| text.split('#').next());
                        references.extend(files.filter(|file| is_file(file)).map(str::to_owned));
                    }
                    // A security requirement may name a security scheme by URI (OpenAPI 3.2, 4.30).
                    Node::Array(requirements) if key == "security" => {
                        let names = requirements.iter().filter_map(Node::as_object);
                        let names = names.flat_map(|names| names.iter().map(|(name, _)| name));
                        let files = names.filter_map(|name| name.split_once('#'));
                        let files = files.map(|(file, _)| file).filter(|file| is_file(file));
                        references.extend(files.map(str::to_owned));
                    }
                    _ => collect_file_references(member, references),
                }
            }
        }
        _ => {}
    }
}

/// Returns whether a value of a discriminator's mapping is a file name rather than a schema name.
fn is_file(text: &str) -> bool {
    let ending = Path::new(text).extension();
    ending.is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|known| ending == *known))
}

/// Collects the places of keys that occur twice in a mapping with different values.
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
