//! The form of values in XML (OpenAPI 3.1, 4.8.26).

/// The form of a value in XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xml {
    /// The name of its element or attribute.
    pub name: XmlName,
    /// The place in the element of the object that the value is a member of.
    pub place: XmlPlace,
    /// The form of the items, if the value is an array.
    pub items: Option<Box<XmlItems>>,
}

/// The form of the items of an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlItems {
    /// Whether an element is around them.
    pub wrapped: bool,
    /// The form of each item.
    pub item: Xml,
}

/// A name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlName {
    /// The name without its prefix. Empty for a root whose name is not known.
    pub local: String,
    /// The URI of the namespace.
    pub namespace: Option<String>,
    /// The prefix that is written for the namespace.
    pub prefix: Option<String>,
}

/// A place in the element of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlPlace {
    /// An element in it.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the element.
    Text,
    /// The text of the element, as a CDATA section.
    Cdata,
    /// The element itself: the members of the value are among those of the object.
    Inline,
}

/// The root of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlRoot {
    /// The body is an element of this form.
    Element(Xml),
    /// The only member of the body is the root element.
    OnlyMember,
}

impl Xml {
    /// An element with a plain name.
    #[must_use]
    pub fn element(local: &str) -> Self {
        Self {
            name: XmlName {
                local: local.to_owned(),
                ..XmlName::default()
            },
            place: XmlPlace::Element,
            items: None,
        }
    }
}
