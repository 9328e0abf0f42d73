//! Writes JSON as an XML document.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ptr;

use super::super::json::tree::{Kind, Node};
use super::choice::best;
use super::tables::{Content, Member, Object, OneOf, Place, Root};
use super::tag::Scope;
use super::text::is_allowed;

/// Writes a document.
///
/// # Errors
///
/// The value has no form in XML. The message names its place.
pub(super) fn document(root: &Root, json: &str) -> Result<String, String> {
    let mut writer = Writer {
        xml: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        scope: Scope::default(),
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
        None if value.is_array() => {
            let problem = "an array has no single element, and so cannot be the root";
            return Err(format!("{problem}, at $.{key}"));
        }
        None => writer.other(key, *value, &Content::Any)?,
    }
    Ok(writer.finish())
}

/// The members of a value.
pub(super) struct Fields<'v> {
    all: Vec<(Cow<'v, str>, Node<'v>)>,
    /// The values by their keys; the last one if a key is repeated.
    values: HashMap<Cow<'v, str>, Node<'v>>,
}

impl<'v> Fields<'v> {
    pub(super) fn of(value: Node<'v>) -> Self {
        let all = value.children().into_iter();
        let all: Vec<_> = all.filter_map(|(key, own)| Some((key?, own))).collect();
        let values = all.iter().cloned().collect();
        Self { all, values }
    }

    pub(super) fn get(&self, key: &str) -> Option<Node<'v>> {
        self.values.get(key).copied()
    }

    /// The members that an object does not name.
    pub(super) fn others(&self, object: &Object) -> impl Iterator<Item = (&str, Node<'v>)> {
        let all = self.all.iter().map(|(key, value)| (&**key, *value));
        all.filter(|(key, _)| object.members.iter().all(|member| member.key != *key))
    }
}

pub(super) struct Writer {
    pub(super) xml: String,
    pub(super) scope: Scope,
    /// The place of the value in JSON.
    pub(super) path: String,
}

impl Writer {
    /// Writes the element of a member.
    fn element(&mut self, member: &Member, value: Node<'_>) -> Result<(), String> {
        let bound = self.scope.enter();
        let name = self.open(member)?;
        self.inside(member.key, |writer| {
            writer.content(&name, value, &member.content)
        })?;
        self.scope.leave(bound);
        Ok(())
    }

    /// Writes the value of a member, whose key is part of the place in JSON.
    fn inside(
        &mut self,
        key: &str,
        write: impl FnOnce(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        let length = self.path.len();
        self.path.push('.');
        self.path.push_str(key);
        write(self)?;
        self.path.truncate(length);
        Ok(())
    }

    /// Writes the rest of an element, after its name.
    fn content(&mut self, name: &str, value: Node<'_>, content: &Content) -> Result<(), String> {
        if value.kind() == Kind::Null {
            self.nil();
            return Ok(());
        }
        let start;
        match content {
            Content::Object(object) if value.kind() == Kind::Object => {
                let fields = Fields::of(value);
                self.attributes(&fields, object)?;
                start = self.inner();
                self.members(&fields, object)?;
            }
            Content::Items(item) | Content::Wrapped(item) if value.is_array() => {
                start = self.inner();
                self.items(item, value)?;
            }
            Content::OneOf(one_of) => {
                let chosen = chosen(value, one_of, &mut Vec::new());
                return self.content(name, value, &chosen.unwrap_or(Content::Any));
            }
            Content::Words(_) if value.is_array() => {
                let text = self.words(value)?;
                start = self.inner();
                self.escaped(&text, false)?;
            }
            Content::Text
            | Content::Token
            | Content::Number
            | Content::Boolean
            | Content::Words(_)
            | Content::Object(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::Any => return self.free(name, value),
        }
        self.close(name, start);
        Ok(())
    }

    /// Ends the tag that opens an element. Returns the place where its content starts.
    fn inner(&mut self) -> usize {
        self.xml.push('>');
        self.xml.len()
    }

    /// Closes an element whose content starts at a place.
    fn close(&mut self, name: &str, start: usize) {
        if self.xml.len() == start {
            self.xml.pop();
            self.xml.push_str("/>");
            return;
        }
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    /// The texts of the items of an array, separated by spaces.
    fn words(&self, value: Node<'_>) -> Result<String, String> {
        let mut words = Vec::new();
        for (_, item) in value.children() {
            if item.is_container() {
                return Err(self.no_text(item));
            }
            let word = item.plain().unwrap_or_default();
            if word.is_empty() || word.contains(char::is_whitespace) {
                let problem = "an item of a list in an attribute or in text must not be empty or contain white space";
                return Err(format!("{problem}, at {}", self.path));
            }
            words.push(word);
        }
        Ok(words.join(" "))
    }

    fn no_text(&self, value: Node<'_>) -> String {
        let kind = if value.is_array() { "array" } else { "object" };
        let path = &self.path;
        format!("an {kind} cannot be an attribute or text, at {path}")
    }

    /// The text of a member that is an attribute or the text of its element; `None` if it is null.
    pub(super) fn text_of<'v>(
        &mut self,
        key: &str,
        value: Node<'v>,
        content: &Content,
    ) -> Result<Option<Cow<'v, str>>, String> {
        let mut text = None;
        self.inside(key, |writer| {
            text = match content {
                Content::Words(_) if value.is_array() => Some(writer.words(value)?.into()),
                _ if value.is_container() => return Err(writer.no_text(value)),
                _ => value.plain(),
            };
            Ok(())
        })?;
        Ok(text)
    }

    /// Writes the text and the elements of an object: members in the order of the table, then all others.
    fn members(&mut self, fields: &Fields<'_>, object: &Object) -> Result<(), String> {
        for member in object.members {
            let Some(own) = fields.get(member.key) else {
                continue;
            };
            match (member.place, &member.content) {
                (Place::Attribute, _) => {}
                (Place::Text, content) => {
                    let text = self.text_of(member.key, own, content)?;
                    self.escaped(&text.unwrap_or_default(), false)?;
                }
                (Place::Cdata, content) => {
                    if let Some(text) = self.text_of(member.key, own, content)? {
                        self.cdata(&text)?;
                    }
                }
                (Place::Inline, Content::Object(inner)) => {
                    self.members(&Fields::of(own), inner)?;
                }
                (Place::Element | Place::Inline, Content::Items(item)) if own.is_array() => {
                    self.items(item, own)?;
                }
                (Place::Element | Place::Inline, Content::OneOf(one_of)) if own.is_array() => {
                    match chosen(own, one_of, &mut Vec::new()) {
                        // Each item has the name of the member.
                        Some(Content::Items(item)) => {
                            let content = item.content;
                            self.items(&Member { content, ..*member }, own)?;
                        }
                        _ => self.element(member, own)?,
                    }
                }
                // A list without an element of its own has no place for null.
                (Place::Element | Place::Inline, Content::Items(_)) if own.kind() == Kind::Null => {
                }
                (Place::Element | Place::Inline, _) => self.element(member, own)?,
            }
        }
        for (key, own) in fields.others(object) {
            if key.starts_with('@') {
                continue;
            }
            if key == "#text" {
                let text = self.text_of(key, own, &Content::Text)?;
                self.escaped(&text.unwrap_or_default(), false)?;
                continue;
            }
            match object.rest {
                Content::Any if own.is_array() => self.others(key, own, &Content::Any)?,
                Content::Items(item) if own.is_array() => self.others(key, own, &item.content)?,
                rest => self.other(key, own, &rest)?,
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
        let bound = self.scope.enter();
        let name = self.open_key(key)?;
        self.inside(key, |writer| writer.content(&name, value, content))?;
        self.scope.leave(bound);
        Ok(())
    }

    /// Writes an element for each item of an array.
    fn others(&mut self, key: &str, value: Node<'_>, content: &Content) -> Result<(), String> {
        let items = value.children().into_iter();
        items
            .map(|(_, item)| item)
            .try_for_each(|item| self.other(key, item, content))
    }

    /// Writes the rest of an element with a value that the table does not describe.
    fn free(&mut self, name: &str, value: Node<'_>) -> Result<(), String> {
        static NOTHING: Object = super::tables::object(&[]);
        static ITEM: Member = super::tables::member("item", Content::Any);
        match value.kind() {
            Kind::Object => self.content(name, value, &Content::Object(&NOTHING)),
            Kind::Array => self.content(name, value, &Content::Items(&ITEM)),
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => {
                let start = self.inner();
                self.escaped(&value.plain().unwrap_or_default(), false)?;
                self.close(name, start);
                Ok(())
            }
        }
    }

    /// Writes text, escaped so that it is read as it is (XML 1.0, 2.4, 2.11 and 3.3.3).
    pub(super) fn escaped(&mut self, text: &str, attribute: bool) -> Result<(), String> {
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

    pub(super) fn forbidden(&self, char: char) -> String {
        let code = u32::from(char);
        let path = &self.path;
        format!("the character U+{code:04X} cannot be written in XML, at {path}")
    }
}

/// The variant that a value is: by its tag, or else by its kind and the keys that it has. A union within itself is not
/// looked at again.
fn chosen(
    value: Node<'_>,
    one_of: &'static OneOf,
    seen: &mut Vec<&'static OneOf>,
) -> Option<Content> {
    if seen.iter().any(|one| ptr::eq(*one, one_of)) {
        return None;
    }
    seen.push(one_of);
    let mut inner = |content: Content| match content {
        Content::OneOf(inner) => chosen(value, inner, seen),
        content => Some(content),
    };
    let variants = || one_of.variants.iter();
    match value.kind() {
        Kind::Object => {}
        Kind::Array => {
            let mut variants = variants().filter_map(|one| inner(one.content));
            return variants
                .find(|content| matches!(content, Content::Items(_) | Content::Wrapped(_)));
        }
        Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => return Some(Content::Text),
    }
    let fields = Fields::of(value);
    let tag = fields.get(one_of.tag).and_then(Node::plain);
    let tagged = tag.and_then(|tag| variants().find(|one| one.tags.contains(&&*tag)));
    if let Some(tagged) = tagged.or_else(|| variants().find(|one| one.is_default)) {
        return inner(tagged.content);
    }
    let scored = variants().filter_map(|one| match inner(one.content)? {
        Content::Object(object) => {
            let members = object.members.iter();
            let known = members.filter(|member| fields.get(member.key).is_some());
            Some((known.count(), Content::Object(object)))
        }
        _ => None,
    });
    best(scored)
}
