//! Writes the tags of elements: their names, the declarations of namespaces, and the attributes.

use super::super::json::tree::{Kind, Node};
use super::tables::{Content, Member, Object, Place};
use super::text::{XML, is_allowed, is_name};
use super::tree::INSTANCE;
use super::write::{Fields, Writer};

/// The namespaces in the tag that is being written, and in those around it.
#[derive(Default)]
pub(super) struct Scope {
    /// The prefixes that are declared in the elements around, each with its namespace.
    bound: Vec<(String, String)>,
    /// The prefixes that the root declares.
    shared: Vec<(String, String)>,
    /// The place of its declarations, once its name is written.
    root: Option<usize>,
    /// The prefixes that the tag uses.
    used: Vec<String>,
    /// The attributes of the tag: their namespaces and names.
    attributes: std::collections::HashSet<(String, String)>,
}

/// A prefix, and its declaration if the tag needs one.
struct Bound {
    prefix: String,
    declaration: String,
}

impl Bound {
    fn known(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            declaration: String::new(),
        }
    }

    /// Whether this prefix and a local name make a name.
    fn allows(&self, local: &str) -> bool {
        let prefix = self.prefix.as_str();
        is_name(local) && (prefix.is_empty() || is_name(prefix) && prefix != "xmlns")
    }

    /// A name with this prefix.
    fn name(&self, local: &str) -> String {
        match self.prefix.as_str() {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }
}

/// A declaration of a namespace in a tag.
fn declaration(prefix: &str, namespace: &str) -> String {
    let colon = if prefix.is_empty() { "" } else { ":" };
    let uri = namespace.replace('&', "&amp;").replace('<', "&lt;");
    let uri = uri.replace('"', "&quot;").replace('\t', "&#9;");
    let uri = uri.replace('\n', "&#10;").replace('\r', "&#13;");
    format!(" xmlns{colon}{prefix}=\"{uri}\"")
}

impl Scope {
    /// The number of declarations around, for [`Self::leave`].
    pub(super) fn enter(&mut self) -> usize {
        self.used.clear();
        self.attributes.clear();
        self.bound.len()
    }

    /// Leaves the element that was entered with this number of declarations.
    pub(super) fn leave(&mut self, bound: usize) {
        self.bound.truncate(bound);
    }

    /// The namespace of a prefix.
    fn find(&self, prefix: &str) -> Option<&str> {
        let is = |one: &&(String, String)| one.0 == prefix;
        let found = self.bound.iter().rfind(is);
        let found = found.or_else(|| self.shared.iter().find(is));
        found.map(|(_, namespace)| namespace.as_str())
    }

    /// Declares a prefix in the root or, if the root has another namespace for it, in the tag that is being written.
    fn bind(&mut self, prefix: &str, namespace: &str) -> Bound {
        if namespace.is_empty() || prefix == "xml" {
            return Bound::known(if prefix == "xml" { prefix } else { "" });
        }
        let found = self.find(prefix);
        if found == Some(namespace) {
            self.used.push(prefix.to_owned());
            return Bound::known(prefix);
        }
        if found.is_some() && self.used.iter().any(|one| one == prefix) {
            return self.bind_any(namespace);
        }
        if prefix.is_empty() || found.is_some() {
            return self.declare(prefix, namespace);
        }
        self.used.push(prefix.to_owned());
        self.shared.push((prefix.to_owned(), namespace.to_owned()));
        Bound::known(prefix)
    }

    /// A prefix for a namespace: one that is declared around, or else a new one.
    fn bind_any(&mut self, namespace: &str) -> Bound {
        if namespace == XML {
            return Bound::known("xml");
        }
        let around = self.bound.iter().rev().chain(&self.shared);
        let mut around = around.filter(|(prefix, uri)| uri == namespace && !prefix.is_empty());
        let known = around.find(|(prefix, _)| self.find(prefix) == Some(namespace));
        if let Some(prefix) = known.map(|(prefix, _)| prefix.clone()) {
            return self.bind(&prefix, namespace);
        }
        let new = (1..=usize::MAX).map(|count| format!("ns{count}"));
        let mut new = new.filter(|prefix| self.find(prefix).is_none());
        let prefix = new.next().unwrap_or_default();
        self.declare(&prefix, namespace)
    }

    /// Declares a prefix in the tag that is being written.
    fn declare(&mut self, prefix: &str, namespace: &str) -> Bound {
        self.used.push(prefix.to_owned());
        self.bound.push((prefix.to_owned(), namespace.to_owned()));
        Bound {
            prefix: prefix.to_owned(),
            declaration: declaration(prefix, namespace),
        }
    }
}

impl Writer {
    /// The document, with the declarations of its root.
    pub(super) fn finish(mut self) -> String {
        let shared = self.scope.shared.iter();
        let shared: String = shared
            .map(|(prefix, uri)| declaration(prefix, uri))
            .collect();
        let root = self.scope.root.unwrap_or_default();
        self.xml.insert_str(root, &shared);
        self.xml
    }

    /// Writes the start of the tag of a member. Returns its name.
    pub(super) fn open(&mut self, member: &Member) -> Result<String, String> {
        let bound = self.scope.bind(member.prefix, member.namespace);
        self.start(&bound, member.name)
    }

    /// Writes the start of a tag whose name is a key of JSON. Returns its name.
    pub(super) fn open_key(&mut self, key: &str) -> Result<String, String> {
        let (namespace, local) = self.split(key)?;
        let bound = match namespace {
            None => Bound::known(""),
            // An element around it may have declared a namespace for names without a prefix.
            Some("") if self.scope.find("").unwrap_or_default().is_empty() => Bound::known(""),
            Some("") => self.scope.declare("", ""),
            Some(namespace) => self.scope.bind_any(namespace),
        };
        self.start(&bound, local)
    }

    fn start(&mut self, bound: &Bound, local: &str) -> Result<String, String> {
        let name = bound.name(local);
        if !bound.allows(local) {
            return Err(self.no_name(&name, "an element"));
        }
        self.xml.push('<');
        self.xml.push_str(&name);
        self.xml.push_str(&bound.declaration);
        self.scope.root.get_or_insert(self.xml.len());
        Ok(name)
    }

    fn no_name(&self, name: &str, of: &str) -> String {
        let path = &self.path;
        format!("`{name}` cannot be the name of {of}, at {path}")
    }

    /// Writes the rest of the tag of an element that is null.
    pub(super) fn nil(&mut self) {
        let bound = self.scope.bind("xsi", INSTANCE);
        let name = bound.name("nil");
        self.xml.push_str(&bound.declaration);
        self.xml.push_str(&format!(" {name}=\"true\"/>"));
    }

    /// Writes the attributes of an object, and of those whose members are beside its own.
    pub(super) fn attributes(
        &mut self,
        fields: &Fields<'_>,
        object: &Object,
    ) -> Result<(), String> {
        for member in object.members {
            let Some(own) = fields.get(member.key) else {
                continue;
            };
            match (member.place, &member.content) {
                (Place::Attribute, content) => {
                    if let Some(text) = self.text_of(member.key, own, content)? {
                        let namespace = member.namespace;
                        let bound = match member.prefix {
                            // The namespace of an attribute is always that of its prefix.
                            "" if !namespace.is_empty() => self.scope.bind_any(namespace),
                            prefix => self.scope.bind(prefix, namespace),
                        };
                        self.attribute(&bound, (namespace, member.name), &text)?;
                    }
                }
                (Place::Inline, Content::Object(inner)) if own.kind() == Kind::Object => {
                    self.attributes(&Fields::of(own), inner)?;
                }
                (Place::Element | Place::Text | Place::Cdata | Place::Inline, _) => {}
            }
        }
        for (key, value) in fields.others(object) {
            if let Some(name) = key.strip_prefix('@') {
                self.other_attribute(key, name, value)?;
            }
        }
        Ok(())
    }

    /// Writes an attribute whose name is a key of JSON.
    fn other_attribute(&mut self, key: &str, name: &str, value: Node<'_>) -> Result<(), String> {
        let (namespace, local) = match name.strip_prefix("xml:") {
            Some(local) => (XML, local),
            None => {
                let (namespace, local) = self.split(name)?;
                (namespace.unwrap_or_default(), local)
            }
        };
        let Some(text) = self.text_of(key, value, &Content::Text)? else {
            return Ok(());
        };
        let bound = match namespace {
            "" => Bound::known(""),
            namespace => self.scope.bind_any(namespace),
        };
        self.attribute(&bound, (namespace, local), &text)
    }

    fn attribute(
        &mut self,
        bound: &Bound,
        (namespace, local): (&str, &str),
        text: &str,
    ) -> Result<(), String> {
        let name = bound.name(local);
        if !bound.allows(local) || name == "xmlns" {
            return Err(self.no_name(&name, "an attribute"));
        }
        let namespace = if bound.prefix == "xml" {
            XML
        } else {
            namespace
        };
        let key = (namespace.to_owned(), local.to_owned());
        if !self.scope.attributes.insert(key) {
            let path = &self.path;
            return Err(format!("the attribute `{name}` occurs twice, at {path}"));
        }
        self.xml.push_str(&bound.declaration);
        self.xml.push_str(&format!(" {name}=\""));
        self.escaped(text, true)?;
        self.xml.push('"');
        Ok(())
    }

    /// The namespace and the local name in a key such as `{urn:a}name`.
    fn split<'k>(&self, key: &'k str) -> Result<(Option<&'k str>, &'k str), String> {
        let parts = key.strip_prefix('{').and_then(|key| key.rsplit_once('}'));
        let Some((namespace, local)) = parts else {
            return Ok((None, key));
        };
        match namespace.chars().find(|char| !is_allowed(*char)) {
            Some(char) => Err(self.forbidden(char)),
            None => Ok((Some(namespace), local)),
        }
    }
}
