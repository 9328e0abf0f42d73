//! The serialization of parameter values (`OpenAPI` 3.1, *Style Values*): as RFC 6570 expands a
//! variable, or as pairs of nested names.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::tree::{Node, Tree};

/// A style: the delimiters around names and values.
pub(crate) struct Style {
    /// Before the first value.
    pub(crate) first: &'static str,
    /// Between values that are exploded.
    pub(crate) separator: &'static str,
    /// Between values that are not exploded.
    pub(crate) comma: &'static str,
    /// Between the items of arrays inside of arrays, from the outside in. Without one, such an array
    /// is written as JSON.
    pub(crate) inner: &'static [&'static str],
    /// Whether values follow their parameter's name.
    pub(crate) named: bool,
    /// Between a name and an empty value.
    pub(crate) empty: &'static str,
    /// Encodes names and keys, which are never left as they are in a URL: `=` and `&` would end them.
    pub(crate) encode_name: fn(&str) -> String,
    pub(crate) encode: fn(&str) -> String,
}

impl Style {
    /// Writes a value; `None` if there is nothing to write, for null and empty arrays and objects.
    ///
    /// Styles apply to the first level of nesting, and to as many levels of arrays as have delimiters.
    /// Deeper values are written as JSON.
    pub(crate) fn expand(&self, name: &str, explode: bool, tree: &Tree) -> Option<String> {
        self.expand_node(name, explode, tree.root())
    }

    /// Writes a value that is a part of another one.
    pub(crate) fn expand_node(&self, name: &str, explode: bool, value: Node<'_>) -> Option<String> {
        let is_container = value.is_container();
        let values = if is_container && explode {
            self.exploded(name, value)?
        } else if is_container {
            self.name(name, &self.joined(value)?)
        } else {
            self.name(name, &(self.encode)(&value.plain()?))
        };
        Some(format!("{}{values}", self.first))
    }

    fn exploded(&self, name: &str, value: Node<'_>) -> Option<String> {
        let children = value.children().into_iter().filter_map(|(key, child)| {
            // The members of an exploded object are parameters of their own, and so are arrays.
            if let (Some(key), true, true) = (&key, child.is_array(), self.named) {
                return self.exploded(key, child);
            }
            let text = self.item(child, self.inner)?;
            Some(match key {
                Some(key) if self.named => self.name(&key, &text),
                Some(key) => format!("{}={text}", (self.encode_name)(&key)),
                None => self.name(name, &text),
            })
        });
        some_joined(children, self.separator)
    }

    fn joined(&self, value: Node<'_>) -> Option<String> {
        let children = value.children().into_iter().filter_map(|(key, child)| {
            let text = self.item(child, self.inner)?;
            Some(match key {
                Some(key) => format!("{}{}{text}", (self.encode_name)(&key), self.comma),
                None => text,
            })
        });
        some_joined(children, self.comma)
    }

    /// Writes an array of arrays as one text, or if it is exploded, as one text for each item.
    pub(crate) fn texts(&self, explode: bool, tree: &Tree) -> Vec<String> {
        let value = tree.root();
        if explode && value.is_array() {
            let children = value.children().into_iter();
            return children
                .filter_map(|(_, child)| self.item(child, self.inner))
                .collect();
        }
        self.expand("", false, tree).into_iter().collect()
    }

    /// Writes an item, with these delimiters if it is an array.
    fn item(&self, value: Node<'_>, delimiters: &[&str]) -> Option<String> {
        match delimiters.split_first() {
            Some((comma, deeper)) if value.is_array() => {
                let children = value.children().into_iter();
                some_joined(
                    children.filter_map(|(_, child)| self.item(child, deeper)),
                    comma,
                )
            }
            Some(_) | None => Some((self.encode)(&value.plain()?)),
        }
    }

    /// The style with delimiters for arrays of arrays: the first one is for the outermost array,
    /// unless that is exploded.
    pub(crate) fn delimited(self, explode: bool, delimiters: &'static [&'static str]) -> Self {
        match delimiters.split_first() {
            Some((comma, inner)) if !explode => Self {
                comma,
                inner,
                ..self
            },
            Some(_) | None => Self {
                inner: delimiters,
                ..self
            },
        }
    }

    /// Prefixes encoded values with the name, in styles that include names.
    fn name(&self, name: &str, values: &str) -> String {
        let equals = if values.is_empty() { self.empty } else { "=" };
        if self.named {
            format!("{}{equals}{values}", (self.encode_name)(name))
        } else {
            values.to_owned()
        }
    }
}

fn some_joined(texts: impl Iterator<Item = String>, separator: &str) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(separator))
}

/// `a=1&a=2`, or `a=1,2`.
pub(crate) const FORM: Style = Style {
    first: "",
    separator: "&",
    comma: ",",
    inner: &[],
    named: true,
    empty: "=",
    encode_name: percent,
    encode: percent,
};

/// `1,2`.
pub(crate) const SIMPLE: Style = Style {
    first: "",
    separator: ",",
    comma: ",",
    inner: &[],
    named: false,
    empty: "",
    encode_name: percent,
    encode: percent,
};

/// `.1.2`.
pub(crate) const LABEL: Style = Style {
    first: ".",
    separator: ".",
    ..SIMPLE
};

/// `;a=1;a=2`.
pub(crate) const MATRIX: Style = Style {
    first: ";",
    separator: ";",
    named: true,
    ..SIMPLE
};

/// Writes a value as pairs with `&` between them; `None` if there are none.
///
/// An array of scalars repeats the name, as servers in most languages expect, unless it is
/// `indexed`; the items of other arrays are distinguished by their index, which all servers that
/// read nested pairs understand. The members of an object without a name have the names of their
/// keys.
pub(crate) fn deep(name: &str, indexed: bool, value: Node<'_>) -> Option<String> {
    deep_with(percent, name, indexed, value)
}

/// Like [`deep`], with another encoding of values.
pub(crate) fn deep_with(
    encode: fn(&str) -> String,
    name: &str,
    indexed: bool,
    value: Node<'_>,
) -> Option<String> {
    let mut pairs = Vec::new();
    collect(encode, name, indexed, value, &mut pairs);
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

fn collect(
    encode: fn(&str) -> String,
    name: &str,
    indexed: bool,
    value: Node<'_>,
    pairs: &mut Vec<String>,
) {
    if !value.is_container() {
        let pair = value
            .plain()
            .map(|text| format!("{}={}", percent(name), encode(&text)));
        pairs.extend(pair);
        return;
    }
    let children = value.children();
    let nested = children.iter().any(|(_, child)| child.is_container());
    for (index, (key, child)) in children.into_iter().enumerate() {
        match key {
            Some(key) if name.is_empty() => collect(encode, &key, indexed, child, pairs),
            Some(key) => collect(encode, &format!("{name}[{key}]"), indexed, child, pairs),
            None if nested || indexed => {
                collect(encode, &format!("{name}[{index}]"), indexed, child, pairs);
            }
            None => collect(encode, name, indexed, child, pairs),
        }
    }
}

/// All characters except those that have the same meaning in every part of a URL.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Encodes a string for any part of a URL.
pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// All characters that must be encoded in a path segment, which are all except `pchar` (RFC 3986,
/// section 3.3). The percent sign is among them, so anything that is already encoded is encoded
/// again.
const SEGMENT: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Encodes a string for a path segment.
pub(crate) fn segment(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, SEGMENT).into()
}

/// The reserved characters that are still encoded in a value: `#`, `&`, `+`, `[` and `]` would end it or mean something
/// else to the server (RFC 3986, section 3.4; HTML forms).
const VALUE: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Encodes a string for the value of a query parameter that keeps reserved characters, and those that
/// are percent-encoded already (RFC 6570, section 3.2.3).
pub(crate) fn reserved_value(text: &str) -> String {
    reserved(text, VALUE)
}

/// All characters that must be encoded in a path of several segments.
const PATH: &AsciiSet = &SEGMENT.remove(b'/').remove(b'[').remove(b']');

/// Encodes a string for a path, keeping reserved characters. `?` and `#` would end the path.
pub(crate) fn reserved_path(text: &str) -> String {
    reserved(text, PATH)
}

/// Encodes a string except for what is already percent-encoded (RFC 6570, section 3.2.3).
pub(crate) fn reserved(text: &str, set: &'static AsciiSet) -> String {
    let mut encoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, set));
        let digits = after.bytes().take(2);
        let is_encoded = digits.filter(u8::is_ascii_hexdigit).count() == 2;
        encoded.push_str(if is_encoded { "%" } else { "%25" });
        rest = after;
    }
    encoded.extend(utf8_percent_encode(rest, set));
    encoded
}
