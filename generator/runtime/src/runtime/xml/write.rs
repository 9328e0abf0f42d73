//! Writes JSON as an XML document.

use super::super::json::tree::{Kind, Node};
use super::tables::{Content, Member, Object, OneOf, Place, Root};
use super::text::{is_allowed, is_name};
use super::tree::INSTANCE;

/// Writes a document.
///
/// # Errors
///
/// The value has no form in XML. The message names its place.
pub(super) fn document(root: &Root, json: &str) -> Result<String, String> {
    let mut writer = Writer {
        xml: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        bound: Vec::new(),
        shared: Vec::new(),
        root: None,
        path: String::from("$"),
    };
    let value = Node::of(json);
    if !root.is_bare {
        writer.element(&root.element, value)?;
        return Ok(writer.finish());
    }
    let members: Vec<_> = value.children();
    let (Content::Object(object), [(Some(key), value)]) =
        (&root.element.content, members.as_slice())
    else {
        let problem = "the body must have exactly one member, which is the root element";
        return Err(format!("{problem}; it has {}", members.len()));
    };
    let own = object.members.iter().find(|member| member.key == key);
    match own {
        Some(member) => writer.element(member, *value)?,
        None => writer.anything(key, *value)?,
    }
    Ok(writer.finish())
}

/// A declaration of a namespace in a tag.
fn declaration(prefix: &str, namespace: &str) -> String {
    let colon = if prefix.is_empty() { "" } else { ":" };
    let uri = namespace.replace('&', "&amp;").replace('<', "&lt;");
    let uri = uri.replace('"', "&quot;");
    format!(" xmlns{colon}{prefix}=\"{uri}\"")
}

struct Writer {
    xml: String,
    /// The prefixes that are declared in the elements around, each with its namespace.
    bound: Vec<(&'static str, &'static str)>,
    /// The prefixes that the root declares.
    shared: Vec<(&'static str, &'static str)>,
    /// The place of its declarations, once its name is written.
    root: Option<usize>,
    /// The place of the value in JSON.
    path: String,
}

impl Writer {
    /// Writes the element of a member.
    fn element(&mut self, member: &Member, value: Node<'_>) -> Result<(), String> {
        let bound = self.bound.len();
        let name = match member.prefix {
            "" => member.name.to_owned(),
            prefix => format!("{prefix}:{}", member.name),
        };
        self.xml.push('<');
        self.xml.push_str(&name);
        self.declare(member);
        let length = self.path.len();
        self.path.push('.');
        self.path.push_str(member.key);
        self.content(&name, value, &member.content)?;
        self.path.truncate(length);
        self.bound.truncate(bound);
        Ok(())
    }

    /// Declares the prefix of a member in the tag that is being written.
    fn declare(&mut self, member: &Member) {
        self.bind(member.prefix, member.namespace);
        self.root.get_or_insert(self.xml.len());
    }

    /// Declares a prefix in the root or, if the root has another namespace for it, in the tag that is being written.
    fn bind(&mut self, prefix: &'static str, namespace: &'static str) {
        let known = self.bound.iter().rfind(|(known, _)| *known == prefix);
        let shared = self.shared.iter().find(|(known, _)| *known == prefix);
        let found = known.or(shared).map(|(_, namespace)| *namespace);
        if namespace.is_empty() || found == Some(namespace) {
            return;
        }
        if !prefix.is_empty() && found.is_none() {
            return self.shared.push((prefix, namespace));
        }
        let declaration = declaration(prefix, namespace);
        self.xml.push_str(&declaration);
        self.bound.push((prefix, namespace));
    }

    /// The document, with the declarations of its root.
    fn finish(mut self) -> String {
        let shared = self.shared.iter();
        let shared: String = shared
            .map(|(prefix, uri)| declaration(prefix, uri))
            .collect();
        self.xml.insert_str(self.root.unwrap_or_default(), &shared);
        self.xml
    }

    /// Writes the rest of an element, after its name.
    fn content(&mut self, name: &str, value: Node<'_>, content: &Content) -> Result<(), String> {
        if value.kind() == Kind::Null {
            self.bind("xsi", INSTANCE);
            self.xml.push_str(" xsi:nil=\"true\"/>");
            return Ok(());
        }
        match content {
            Content::Object(object) if value.kind() == Kind::Object => {
                self.attributes(value, object)?;
                self.xml.push('>');
                self.members(value, object)?;
            }
            Content::Items(item) | Content::Wrapped(item) if value.is_array() => {
                self.xml.push('>');
                self.items(item, value)?;
            }
            Content::OneOf(one_of) => {
                let chosen = chosen(value, one_of);
                return self.content(name, value, &chosen.unwrap_or(Content::Any));
            }
            Content::Words(_) if value.is_array() => {
                let text = self.words(value)?;
                self.xml.push('>');
                self.escaped(&text, false)?;
            }
            Content::Text
            | Content::Number
            | Content::Boolean
            | Content::Words(_)
            | Content::Object(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::Any => return self.free(name, value),
        }
        self.close(name);
        Ok(())
    }

    fn close(&mut self, name: &str) {
        if self.xml.ends_with('>') && self.is_empty_tag(name) {
            self.xml.pop();
            self.xml.push_str("/>");
            return;
        }
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    /// Whether nothing was written after the tag that opens the element.
    fn is_empty_tag(&self, name: &str) -> bool {
        let open = self.xml.rfind('<').and_then(|at| self.xml.get(at + 1..));
        let rest = open.and_then(|open| open.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(['>', ' ']) && !rest.ends_with("/>"))
    }

    /// The texts of the items of an array, separated by spaces.
    fn words(&self, value: Node<'_>) -> Result<String, String> {
        let mut words = Vec::new();
        for (_, item) in value.children() {
            let word = item.plain().unwrap_or_default();
            if word.is_empty() || word.contains(char::is_whitespace) {
                let problem = "an item of a list in an attribute or in text must not be empty or contain white space";
                return Err(format!("{problem}, at {}", self.path));
            }
            words.push(word);
        }
        Ok(words.join(" "))
    }

    fn attributes(&mut self, value: Node<'_>, object: &Object) -> Result<(), String> {
        let attributes = object.members.iter();
        for member in attributes.filter(|one| one.place == Place::Attribute) {
            let Some(text) = value.member(member.key) else {
                continue;
            };
            let text = match member.content {
                Content::Words(_) => Some(self.words(text)?.into()),
                _ => text.plain(),
            };
            if let Some(text) = text {
                self.declare(member);
                let prefix = Some(member.prefix).filter(|prefix| !prefix.is_empty());
                self.attribute(prefix, member.name, &text)?;
            }
        }
        for (key, value) in value.children() {
            let key = key.unwrap_or_default();
            let name = key.strip_prefix('@').filter(|name| is_name(name));
            let is_member = object.members.iter().any(|member| member.key == key);
            if let (Some(name), Some(text), false) = (name, value.plain(), is_member) {
                self.attribute(None, name, &text)?;
            }
        }
        Ok(())
    }

    fn attribute(&mut self, prefix: Option<&str>, name: &str, text: &str) -> Result<(), String> {
        self.xml.push(' ');
        if let Some(prefix) = prefix {
            self.xml.push_str(prefix);
            self.xml.push(':');
        }
        self.xml.push_str(name);
        self.xml.push_str("=\"");
        self.escaped(text, true)?;
        self.xml.push('"');
        Ok(())
    }

    /// Writes the text and the elements of an object: members in the order of the table, then all others.
    fn members(&mut self, value: Node<'_>, object: &Object) -> Result<(), String> {
        for member in object.members {
            let Some(own) = value.member(member.key) else {
                continue;
            };
            match (member.place, &member.content) {
                (Place::Attribute, _) => {}
                (Place::Text, Content::Words(_)) => {
                    let text = self.words(own)?;
                    self.escaped(&text, false)?;
                }
                (Place::Text, _) => self.escaped(&own.plain().unwrap_or_default(), false)?,
                (Place::Cdata, _) => self.cdata(&own.plain().unwrap_or_default())?,
                (Place::Inline, Content::Object(inner)) => self.members(own, inner)?,
                (Place::Element | Place::Inline, Content::Items(item)) if own.is_array() => {
                    self.items(item, own)?;
                }
                // A list without an element of its own has no place for null.
                (Place::Element | Place::Inline, Content::Items(_)) if own.kind() == Kind::Null => {
                }
                (Place::Element | Place::Inline, _) => self.element(member, own)?,
            }
        }
        for (key, own) in value.children() {
            let key = key.unwrap_or_default();
            if object.members.iter().any(|member| member.key == key) || key.starts_with('@') {
                continue;
            }
            if key == "#text" {
                self.escaped(&own.plain().unwrap_or_default(), false)?;
                continue;
            }
            match object.rest {
                Content::Any => self.anything(&key, own)?,
                Content::Items(item) if own.is_array() => {
                    for (_, item_value) in own.children() {
                        self.other(&key, item_value, &item.content)?;
                    }
                }
                rest => self.other(&key, own, &rest)?,
            }
        }
        Ok(())
    }

    fn items(&mut self, item: &Member, value: Node<'_>) -> Result<(), String> {
        let length = self.path.len();
        for (index, (_, one)) in value.children().into_iter().enumerate() {
            self.path.push_str(&format!("[{index}]"));
            self.element(item, one)?;
            self.path.truncate(length);
        }
        Ok(())
    }

    /// Writes an element whose name is a key of JSON.
    fn other(&mut self, key: &str, value: Node<'_>, content: &Content) -> Result<(), String> {
        if !is_name(key) {
            let problem = format!("`{key}` cannot be the name of an element");
            return Err(format!("{problem}, at {}", self.path));
        }
        self.xml.push('<');
        self.xml.push_str(key);
        self.root.get_or_insert(self.xml.len());
        self.content(key, value, content)
    }

    /// Writes a value that the table does not describe.
    fn anything(&mut self, key: &str, value: Node<'_>) -> Result<(), String> {
        if value.is_array() {
            for (_, item) in value.children() {
                self.other(key, item, &Content::Any)?;
            }
            return Ok(());
        }
        self.other(key, value, &Content::Any)
    }

    /// Writes the rest of an element with such a value.
    fn free(&mut self, name: &str, value: Node<'_>) -> Result<(), String> {
        const NOTHING: Object = super::tables::object(&[]);
        const ITEM: Member = super::tables::member("item", Content::Any);
        match value.kind() {
            Kind::Object => self.content(name, value, &Content::Object(&NOTHING)),
            Kind::Array => self.content(name, value, &Content::Items(&ITEM)),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => {
                self.xml.push('>');
                self.escaped(&value.plain().unwrap_or_default(), false)?;
                self.close(name);
                Ok(())
            }
        }
    }

    /// Writes text, escaped so that it is read as it is (XML 1.0, 2.4, 2.11 and 3.3.3).
    fn escaped(&mut self, text: &str, attribute: bool) -> Result<(), String> {
        for char in text.chars() {
            match char {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '\r' => self.xml.push_str("&#13;"),
                '"' if attribute => self.xml.push_str("&quot;"),
                '\t' if attribute => self.xml.push_str("&#9;"),
                '\n' if attribute => self.xml.push_str("&#10;"),
                char if is_allowed(char) => self.xml.push(char),
                char => return Err(self.forbidden(char)),
            }
        }
        Ok(())
    }

    /// Writes a CDATA section, or several if the text has the end of one (XML 1.0, 2.7).
    fn cdata(&mut self, text: &str) -> Result<(), String> {
        if let Some(char) = text.chars().find(|char| !is_allowed(*char)) {
            return Err(self.forbidden(char));
        }
        self.xml.push_str("<![CDATA[");
        self.xml.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
        self.xml.push_str("]]>");
        Ok(())
    }

    fn forbidden(&self, char: char) -> String {
        let code = u32::from(char);
        let path = &self.path;
        format!("the character U+{code:04X} cannot be written in XML, at {path}")
    }
}

/// The variant that a value is: by its tag, or else by its kind and the keys that it has.
fn chosen(value: Node<'_>, one_of: &OneOf) -> Option<Content> {
    let variants = || one_of.variants.iter();
    match value.kind() {
        Kind::Object => {}
        Kind::Array => {
            let is_list =
                |content: &Content| matches!(content, Content::Items(_) | Content::Wrapped(_));
            return variants().map(|one| one.content).find(is_list);
        }
        Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => return Some(Content::Text),
    }
    let tag = value.member(one_of.tag).and_then(Node::plain);
    if let Some(tag) = tag
        && let Some(tagged) = variants().find(|one| one.tags.contains(&&*tag))
    {
        return Some(tagged.content);
    }
    let scored = variants().filter_map(|one| match one.content {
        Content::Object(object) => Some((known(value, object), one.content)),
        Content::OneOf(inner) => match chosen(value, inner)? {
            Content::Object(object) => Some((known(value, object), Content::Object(object))),
            _ => None,
        },
        _ => None,
    });
    let best = scored.reduce(|best, one| if one.0 > best.0 { one } else { best });
    best.map(|(_, content)| content)
}

/// The number of members that an object names.
fn known(value: Node<'_>, object: &Object) -> usize {
    let members = object.members.iter();
    members
        .filter(|member| value.member(member.key).is_some())
        .count()
}
