//! The XML Object (OpenAPI 3.1, 4.8.26).

use crate::source::Pointer;

use super::Object;

/// The form of a value in XML, as far as the schema declares it.
#[derive(Clone, Debug)]
pub struct Xml<'a> {
    /// The place of the object.
    pub at: Pointer,
    /// The name of the element or attribute.
    pub name: Option<&'a str>,
    /// The URI of the namespace.
    pub namespace: Option<&'a str>,
    /// The prefix of the name.
    pub prefix: Option<&'a str>,
    /// The kind of XML node that the value becomes.
    pub node: Option<XmlNode>,
    /// Whether an array has an element around its items.
    pub wrapped: Option<bool>,
}

/// The kind of XML node that a value becomes: `nodeType` of version 3.2, and `attribute`, which it replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlNode {
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// Text.
    Text,
    /// A CDATA section.
    Cdata,
    /// Nothing: what it contains takes its place.
    None,
}

impl<'a> Xml<'a> {
    pub(super) fn read(object: &Object<'a>) -> Self {
        let attribute = object.bool("attribute").unwrap_or_default();
        let node = match object.str("nodeType") {
            Some("element") => Some(XmlNode::Element),
            Some("attribute") => Some(XmlNode::Attribute),
            Some("text") => Some(XmlNode::Text),
            Some("cdata") => Some(XmlNode::Cdata),
            Some("none") => Some(XmlNode::None),
            _ => attribute.then_some(XmlNode::Attribute),
        };
        Self {
            at: object.at().clone(),
            name: object.str("name").filter(|name| !name.is_empty()),
            namespace: object.str("namespace").filter(|one| !one.is_empty()),
            prefix: object.str("prefix").filter(|one| !one.is_empty()),
            node,
            wrapped: object.bool("wrapped"),
        }
    }
}
