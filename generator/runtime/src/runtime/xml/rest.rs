//! Reads what a table does not name.
//!
//! An element becomes a member with its name, an attribute one with `@` before its name, and other text `#text`. A name
//! in a namespace other than that of the enclosing element has the URI in braces before it: `{urn:a}name`, or
//! `@{urn:a}name`. Types keep these members with the other unknown ones.

use std::collections::{HashMap, HashSet};

use super::read::{Reader, Seen};
use super::tables::{Content, Object};
use super::text::XML;
use super::tree::{Element, INSTANCE, Name};

impl Reader<'_> {
    /// Writes the attributes, text and elements that an object does not name.
    pub(super) fn unknown(
        &mut self,
        element: &Element<'_>,
        object: &Object,
        seen: &Seen,
        first: &mut bool,
    ) {
        if matches!(object.rest, Content::Any) {
            self.unknown_texts(element, seen, first);
        }
        let mut taken: HashSet<&str> = object.members.iter().map(|member| member.key).collect();
        for (name, group) in groups(element, seen) {
            let namespace = name.namespace;
            let is_near = namespace == 0 || namespace == element.name.namespace;
            if is_near && taken.insert(name.local) {
                self.key(name.local, first);
            } else {
                let key = format!("{{{}}}{}", self.uri(&name), name.local);
                self.key(&key, first);
            }
            match (object.rest, group.as_slice()) {
                (Content::Items(item), _) => {
                    self.mark(element.at);
                    self.array(group, &item.content);
                }
                (rest, [only]) => self.value(only, &rest),
                (rest, _) => {
                    self.mark(element.at);
                    self.array(group, &rest);
                }
            }
        }
    }

    fn unknown_texts(&mut self, element: &Element<'_>, seen: &Seen, first: &mut bool) {
        for ((name, value), is_seen) in element.attributes.iter().zip(&seen.attributes) {
            let key = match self.uri(name) {
                _ if *is_seen => continue,
                INSTANCE => continue,
                "" => format!("@{}", name.local),
                XML => format!("@xml:{}", name.local),
                uri => format!("@{{{uri}}}{}", name.local),
            };
            self.key(&key, first);
            self.mark(element.at);
            self.string(value);
        }
        if !seen.has_text && !element.text.trim_ascii().is_empty() {
            self.key("#text", first);
            self.mark(element.at);
            self.string(&element.text);
        }
    }

    /// Writes the value of an element that nothing is known about.
    pub(super) fn anything(&mut self, element: &Element<'_>) {
        static NOTHING: Object = super::tables::object(&[]);
        if element.is_nil {
            self.mark(element.at);
            self.json.push_str("null");
        } else if element.children.is_empty() && !self.has_attributes(element) {
            self.mark(element.at);
            self.string(&element.text);
        } else {
            self.object(element, &NOTHING);
        }
    }
}

/// The unknown children of an element by their names.
fn groups<'e, 't>(element: &'e Element<'t>, seen: &Seen) -> Vec<(Name<'t>, Vec<&'e Element<'t>>)> {
    let mut groups: Vec<(Name<'t>, Vec<&Element<'t>>)> = Vec::new();
    let mut indices = HashMap::new();
    let children = element.children.iter().zip(&seen.children);
    for (child, _) in children.filter(|(_, is_seen)| !**is_seen) {
        let index = *indices.entry(child.name).or_insert(groups.len());
        match groups.get_mut(index) {
            Some((_, group)) => group.push(child),
            None => groups.push((child.name, vec![child])),
        }
    }
    groups
}
