//! The namespace of the attributes that XML Schema allows in every document (XML Schema Part 1, 2.6). No element is in it.

use crate::model::{XmlName, XmlPlace};

/// The namespace of `xsi:type` and `xsi:nil`.
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The form of a value that is declared as an element in that namespace.
pub(super) struct Settled {
    pub(super) place: XmlPlace,
    pub(super) message: String,
}

/// A value that can be an attribute is one. Another one is an element without a namespace: some documents declare the
/// namespace where its prefix is declared.
pub(super) fn settle(key: &str, is_element: bool, name: &mut XmlName) -> Settled {
    let problem = "is declared as an element in the namespace `http://www.w3.org/2001/XMLSchema-instance`, which has only attributes";
    if is_element {
        (name.namespace, name.prefix) = (None, None);
        return Settled {
            place: XmlPlace::Element,
            message: format!("`{key}` {problem}; the namespace is ignored"),
        };
    }
    name.prefix.get_or_insert_with(|| "xsi".to_owned());
    Settled {
        place: XmlPlace::Attribute,
        message: format!("`{key}` {problem}; it becomes an attribute"),
    }
}
