//! Typed access to a mapping. Values of the wrong type are reported.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Map, Node, Number, Pointer, Site};

use super::Context;
use super::near::nearest;

/// A mapping that is being read.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    cx: Context<'a>,
    site: Site<'a>,
    map: &'a Map,
    loss: Loss,
}

/// The consequence of an object that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing can be generated.
    All,
    /// The operation that needs it lacks it. That is an error if the document has no other operations.
    Operation,
    /// It is ignored, with a warning that says so.
    Ignored,
    /// It is a schema, so any value is accepted in its place, with a warning.
    Anything,
}

impl Loss {
    /// Reports a problem of `lost` that has this consequence.
    fn report(self, cx: Context<'_>, mut diagnostic: Diagnostic, lost: &str) {
        let ignored = || format!("{lost} is ignored");
        let instead = match self {
            Self::All => None,
            Self::Operation => (cx.operations > 1).then(ignored),
            Self::Ignored => Some(ignored()),
            Self::Anything => Some("any JSON value is accepted".to_owned()),
        };
        if let Some(instead) = instead {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str("; ");
            diagnostic.message.push_str(&instead);
        }
        cx.diagnostics.report(diagnostic);
    }
}

impl<'a> Object<'a> {
    /// Reads `site` as a mapping. Otherwise reports an error that calls it `what`.
    #[must_use]
    pub fn new(cx: Context<'a>, site: Site<'a>, what: &str) -> Option<Self> {
        Self::or(Loss::All, cx, site, what)
    }

    /// Reads `site` as a mapping. Otherwise reports the problem, which has this consequence.
    #[must_use]
    pub fn or(loss: Loss, cx: Context<'a>, site: Site<'a>, what: &str) -> Option<Self> {
        if let Node::Object(map) = site.node {
            return Some(Self {
                cx,
                site,
                map,
                loss,
            });
        }
        loss.report(cx, not_an_object(&site, what), "it");
        None
    }

    /// Reads `site` as a mapping. If it is not one, and the document has other operations, they are still
    /// generated, with a warning.
    #[must_use]
    pub fn skippable(cx: Context<'a>, site: Site<'a>, what: &str) -> Option<Self> {
        if cx.operations == 0 || matches!(site.node, Node::Object(_)) {
            return Self::new(cx, site, what);
        }
        let mut diagnostic = not_an_object(&site, what);
        diagnostic.severity = Severity::Warning;
        diagnostic.message.push_str("; it is skipped");
        cx.diagnostics.report(diagnostic);
        None
    }

    /// The place of the mapping.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        &self.site.at
    }

    /// The mapping as a [`Site`].
    #[must_use]
    pub fn site(&self) -> &Site<'a> {
        &self.site
    }

    /// The member `key`, of any type.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Site<'a>> {
        let node = self.map.get(key)?;
        Some(Site {
            node,
            at: self.site.at.child(key),
        })
    }

    /// Reads the member `key`. A value of a type other than `expected` is reported and ignored.
    /// `null` is ignored silently because YAML writers leave keys without a value.
    fn typed<T>(
        &self,
        key: &str,
        expected: &str,
        read: impl Fn(&'a Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.map.get(key)?;
        let value = read(node);
        if value.is_none() && *node != Node::Null {
            let kind = node.kind();
            self.cx.diagnostics.tell(
                Code::WrongKind,
                &self.site.at.child(key),
                format!("`{key}` must be {expected}, found {kind}; it is ignored"),
            );
        }
        value
    }

    /// Reads a string member.
    #[must_use]
    pub fn str(&self, key: &str) -> Option<&'a str> {
        self.typed(key, "a string", Node::as_str)
    }

    /// Reads a string member. A number or boolean is converted to its text: `version: 1.0`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        let site = self.get(key)?;
        self.typed(key, "a string", |_| self.cx.sources.written(&site))
    }

    /// Reads a required string member. Reports an error like [`Object::missing`] if it is missing.
    #[must_use]
    pub fn required_str(&self, key: &str, this: &str, lost: &str) -> Option<&'a str> {
        if self.map.get(key).is_none() {
            self.missing(key, this, lost);
        }
        self.str(key)
    }

    /// Reports that the required member `key` is missing from `this`, such as `this server`. `lost` is what cannot be
    /// read without it, such as `the server`.
    pub fn missing(&self, key: &str, this: &str, lost: &str) {
        let message = format!("{this} lacks `{key}`");
        let diagnostic = Diagnostic::new(Code::MissingMember, &self.site.at, message);
        self.report(diagnostic, lost);
    }

    /// Reports a problem that makes `lost`, the object or a part of it, unreadable.
    pub fn report(&self, diagnostic: Diagnostic, lost: &str) {
        self.loss.report(self.cx, diagnostic, lost);
    }

    /// The same object, whose problems have another consequence.
    #[must_use]
    pub fn losing(&self, loss: Loss) -> Self {
        Self {
            loss,
            ..self.clone()
        }
    }

    /// Reads a boolean member.
    #[must_use]
    pub fn bool(&self, key: &str) -> Option<bool> {
        self.typed(key, "`true` or `false`", |node| match node {
            Node::Bool(value) => Some(*value),
            _ => None,
        })
    }

    /// Reads a number member.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<Number> {
        self.typed(key, "a number", |node| match node {
            Node::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// Reads the items of an array member.
    #[must_use]
    pub fn items(&self, key: &str) -> Vec<Site<'a>> {
        self.typed(key, "an array", |node| {
            matches!(node, Node::Array(_)).then_some(())
        })
        .and_then(|()| self.get(key))
        .map(|site| site.items().collect())
        .unwrap_or_default()
    }

    /// Reads the items of an array member. One item without an array around it is read as the array of that item.
    pub(super) fn items_or_one(
        &self,
        key: &str,
        is_item: impl Fn(&Site<'a>) -> bool,
    ) -> Vec<Site<'a>> {
        let alone = self.get(key);
        let alone = alone.filter(|site| matches!(site.node, Node::Object(_)) && is_item(site));
        let Some(site) = alone else {
            return self.items(key);
        };
        let message =
            format!("`{key}` must be an array, found an object; it is read as the only item");
        let diagnostics = self.cx.diagnostics;
        diagnostics.tell(Code::WrongKind, &site.at, message);
        vec![site]
    }

    /// Reads the strings of a member that is an array of strings.
    #[must_use]
    pub fn strs(&self, key: &str) -> Vec<&'a str> {
        let texts = self.texts(key).into_iter();
        texts.map(|(text, _)| text).collect()
    }

    /// Reads the strings of a member that is an array of strings, with their places.
    #[must_use]
    pub fn texts(&self, key: &str) -> Vec<(&'a str, Pointer)> {
        self.items(key)
            .into_iter()
            .filter_map(|item| {
                let text = item.node.as_str();
                if text.is_none() {
                    let kind = item.node.kind();
                    self.cx.diagnostics.tell(
                        Code::WrongKind,
                        &item.at,
                        format!("an item of `{key}` must be a string, found {kind}; it is ignored"),
                    );
                }
                Some((text?, item.at))
            })
            .collect()
    }

    /// Reads the keys and values of an object member. Follows a `$ref` in place of the object:
    /// OpenAPI allows it for few objects, but documents in several files use it for many.
    #[must_use]
    pub fn members(&self, key: &str) -> Vec<(&'a str, Site<'a>)> {
        let site = self
            .typed(key, "an object", Node::as_object)
            .and_then(|_| self.get(key));
        let Some(site) = site else {
            return Vec::new();
        };
        let is_reference = site
            .child("$ref")
            .is_some_and(|target| target.node.as_str().is_some());
        if is_reference {
            return self
                .cx
                .follow(site)
                .map(|site| site.members().collect())
                .unwrap_or_default();
        }
        site.members().collect()
    }

    /// Reads an object member.
    #[must_use]
    pub fn object(&self, key: &str) -> Option<Self> {
        self.typed(key, "an object", Node::as_object)
            .and_then(|_| self.get(key))
            .and_then(|site| Self::or(self.loss, self.cx, site, key))
    }

    /// Reports every key that is not in `known`, for objects that OpenAPI does not define.
    /// Extensions (`x-…`) are allowed everywhere.
    pub fn check_keys(&self, what: &str, known: &[&str]) {
        for (key, _) in self.map.iter() {
            if key.starts_with("x-") || known.contains(&key) {
                continue;
            }
            let place = &self.site.at.child(key);
            let absent = known.iter().filter(|name| self.map.get(name).is_none());
            let message = match nearest(key, absent.copied()) {
                Some(near) => format!("unknown key `{key}`; did you mean `{near}`?"),
                None => format!("`{key}` is not a key of {what}; it is ignored"),
            };
            let diagnostics = self.cx.diagnostics;
            diagnostics.tell(Code::UnknownKeyword, place, message);
        }
    }

    /// The files and the sink, for reading nested objects.
    #[must_use]
    pub fn context(&self) -> Context<'a> {
        self.cx
    }
}

fn not_an_object(site: &Site<'_>, what: &str) -> Diagnostic {
    let kind = site.node.kind();
    let message = format!("{what} must be an object, found {kind}");
    Diagnostic::new(Code::NotAnObject, &site.at, message)
}
