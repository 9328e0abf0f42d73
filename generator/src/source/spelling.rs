//! The spelling of numbers and booleans, which the tree does not have.

use super::{Node, Site, Sources, position};

impl Sources {
    /// The text of a string, number or boolean as the file has it: `1.10` and `TRUE` stay what they
    /// are.
    #[must_use]
    pub fn written(&self, site: &Site<'_>) -> Option<String> {
        match site.node {
            Node::String(text) => return Some(text.clone()),
            Node::Number(_) | Node::Bool(_) => {}
            Node::Null | Node::Array(_) | Node::Object(_) => return None,
        }
        let origin = self.origin(&site.at);
        let file = self.files.get(origin.file().0);
        let spelled = file.and_then(|file| {
            let spellings = file
                .spellings
                .get_or_init(|| position::spellings(&file.text));
            spellings.get(&origin.to_string())
        });
        Some(spelled.map_or_else(|| site.node.to_json().to_string(), Clone::clone))
    }
}
