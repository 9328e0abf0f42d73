//! Styles that few APIs use: whole query strings, cookies that are sent as they are, and reserved
//! characters that are not percent-encoded (`OpenAPI` 3.2, 4.12).

use super::json::Wire;
use super::json::tree::{Kind, Node};
use super::params::{COOKIE_ENCODED, COOKIES};
use super::request::Request;
use super::style::{FORM, LABEL, MATRIX, Style, deep_with, percent, reserved, reserved_value};

/// The style of a member of a form, in a body or a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// `name=a&name=b`, and `name[key]=a` for members.
    Repeated,
    /// `name[0]=a&name[1]=b`, and `name[key]=a` for members.
    Indexed,
    /// `key=a` for members.
    Exploded,
    /// `name=a,b`, or with another delimiter.
    Joined(&'static str),
    /// Arrays of arrays with these delimiters. If `true`, each item of the outermost array repeats the name.
    Delimited(bool, &'static [&'static str]),
    /// `name=` and JSON.
    Json,
    /// The same as another style, with reserved characters as they are in values.
    Reserved(&'static Self),
}

impl Member {
    fn pairs(self, name: &str, value: Node<'_>) -> Option<String> {
        self.encoded(percent, name, value)
    }

    fn encoded(self, encode: fn(&str) -> String, name: &str, value: Node<'_>) -> Option<String> {
        let form = Style { encode, ..FORM };
        match self {
            Self::Repeated => deep_with(encode, name, false, value),
            Self::Indexed => deep_with(encode, name, true, value),
            Self::Exploded => form.expand_node(name, true, value),
            Self::Joined(comma) => Style { comma, ..form }.expand_node(name, false, value),
            Self::Delimited(explode, delimiters) => form
                .delimited(explode, delimiters)
                .expand_node(name, explode, value),
            Self::Json if value.0 == "null" => None,
            Self::Json => Some(format!("{}={}", percent(name), encode(value.0))),
            Self::Reserved(style) => style.encoded(reserved_value, name, value),
        }
    }
}

/// The name of a whole query string. No parameter has it by accident.
const WHOLE: &str = "\0query";

impl<R> Request<R> {
    /// Sets the whole query string to a text, percent-encoded.
    #[must_use]
    pub fn query_string<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        let text = tree.root().plain().map(|text| percent(&text));
        self.plan.set_query_pairs(WHOLE, text);
        self
    }

    /// Sets the whole query string to JSON, percent-encoded.
    #[must_use]
    pub fn query_string_json<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let json = percent(&self.plan.sent(name, value).json());
        self.plan.set_query_pairs(WHOLE, Some(json));
        self
    }

    /// Sets the whole query string to the members of a value, which is a form. Those in `members` have another style
    /// than the usual one. Null sends no query string; any other value that is not an object is an error.
    #[must_use]
    pub fn query_string_form<T: Wire>(
        mut self,
        name: &'static str,
        members: &'static [(&'static str, Member)],
        value: &T,
    ) -> Self {
        let tree = self.plan.sent(name, value);
        let root = tree.root();
        if !matches!(root.kind(), Kind::Null | Kind::Object) {
            self.plan.fail(format!(
                "the query string `{name}` is a form, so its value must be an object"
            ));
        }
        let style = |name: &str| {
            let known = members.iter().find(|(known, _)| *known == name);
            known.map_or(Member::Repeated, |(_, style)| *style)
        };
        let children = root.children().into_iter();
        let pairs: Vec<String> = children
            .filter_map(|(name, child)| {
                let name = name?;
                style(&name).pairs(&name, child)
            })
            .collect();
        let pairs = Some(pairs.join("&")).filter(|pairs| !pairs.is_empty());
        self.plan.set_query_pairs(WHOLE, pairs);
        self
    }

    /// Sets a member of the form, in a style that keeps reserved characters.
    #[must_use]
    pub fn form_styled<T: Wire>(mut self, name: &'static str, style: Member, value: &T) -> Self {
        let pairs = style.pairs(name, self.plan.sent(name, value).root());
        self.plan.set_pairs(name, pairs);
        self
    }

    /// Inserts a value of style `label` into the path template, with reserved characters as they are.
    #[must_use]
    pub fn path_reserved_label<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let encode = self.plan.reserved(name);
        let style = Style { encode, ..LABEL };
        self.plan.put_styled(&style, name, explode, value);
        self
    }

    /// Inserts a value of style `matrix` into the path template, with reserved characters as they are.
    #[must_use]
    pub fn path_reserved_matrix<T: Wire>(mut self, name: &str, explode: bool, value: &T) -> Self {
        let encode = self.plan.reserved(name);
        let style = Style { encode, ..MATRIX };
        self.plan.put_styled(&style, name, explode, value);
        self
    }

    /// Adds a parameter of style `spaceDelimited` or `pipeDelimited`, with reserved characters as they are.
    #[must_use]
    pub fn query_reserved_joined<T: Wire>(
        mut self,
        name: &'static str,
        comma: &'static str,
        value: &T,
    ) -> Self {
        let style = Style {
            comma,
            encode: reserved_value,
            ..FORM
        };
        self.plan.set_styled(&style, name, false, value);
        self
    }

    /// Adds a parameter of style `deepObject`, with reserved characters as they are in its values.
    #[must_use]
    pub fn query_reserved_deep<T: Wire>(mut self, name: &'static str, value: &T) -> Self {
        let tree = self.plan.sent(name, value);
        let pairs = deep_with(reserved_value, name, true, tree.root());
        self.plan.set_query_pairs(name, pairs);
        self
    }

    /// Sets a cookie of style `form` that keeps existing percent-encoding.
    #[must_use]
    pub fn cookie_reserved<T: Wire>(
        mut self,
        name: &'static str,
        explode: bool,
        value: &T,
    ) -> Self {
        let style = Style {
            encode: reserved_cookie,
            ..COOKIES
        };
        let pairs = style.expand(name, explode, &self.plan.sent(name, value));
        self.plan.set_cookies(name, pairs);
        self
    }

    /// Sets a cookie of style `cookie`: as it is. Characters that a cookie cannot contain must be escaped already. Those
    /// that would end the cookie, or the header, are an error (RFC 6265, section 4.2.1).
    #[must_use]
    pub fn cookie_raw<T: Wire>(mut self, name: &'static str, explode: bool, value: &T) -> Self {
        let style = Style {
            encode_name: |name| marked(name, &[';', '=']),
            encode: |text| marked(text, &[';']),
            ..COOKIES
        };
        let pairs = style.expand(name, explode, &self.plan.sent(name, value));
        let is_valid = |pairs: &String| !pairs.contains(char::is_control);
        if pairs.as_ref().is_none_or(is_valid) {
            self.plan.set_cookies(name, pairs);
        } else {
            self.plan.fail(format!(
                "the cookie `{name}` contains `;` or a control character, or `=` in its name; escape it as the server expects"
            ));
        }
        self
    }
}

/// A string in which a control character stands for each of these characters.
fn marked(text: &str, ends: &[char]) -> String {
    text.replace(ends, "\0")
}

/// Encodes a string for a cookie, except for what is already percent-encoded. Reserved characters that end a cookie are
/// encoded (RFC 6265, section 4.1.1).
fn reserved_cookie(text: &str) -> String {
    reserved(text, COOKIE_ENCODED)
}
