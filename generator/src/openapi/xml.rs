//! The XML Object (OpenAPI 3.1, 4.8.26).

use crate::diagnostic::{Code, Diagnostic, Severity};
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
            Some(other) => {
                unknown(object, other);
                attribute.then_some(XmlNode::Attribute)
            }
            None => attribute.then_some(XmlNode::Attribute),
        };
        let is_replaced = object.get("nodeType").is_some();
        Self {
            at: object.at().clone(),
            name: object.str("name").filter(|name| !name.is_empty()),
            namespace: object.str("namespace").filter(|one| !one.is_empty()),
            prefix: object.str("prefix").filter(|one| !one.is_empty()),
            node,
            wrapped: object.bool("wrapped").filter(|_| !is_replaced),
        }
    }
}

/// Reports a `nodeType` that OpenAPI does not have.
fn unknown(object: &Object<'_>, text: &str) {
    let at = object.at().child("nodeType");
    let message = format!("`{text}` is not a node type; it is ignored");
    let mut diagnostic = Diagnostic::new(Code::UnknownValue, &at, message)
        .help("write `element`, `attribute`, `text`, `cdata` or `none`");
    diagnostic.severity = Severity::Warning;
    object.context().diagnostics.report(diagnostic);
}
