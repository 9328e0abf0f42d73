//! Reads an XML document as JSON.
//!
//! An element that the table does not name becomes a member with the name of the element, an attribute one with `@`
//! before it, and other text `#text`. Types keep them with the other unknown members.

use super::super::json;
use super::super::syntax::Unconverted;
use super::Converted;
use super::choice::is_scalar;
use super::tables::{Content, Member, Object, Place, Root};
use super::text::place;
use super::tree::{Element, INSTANCE, Name, Tree, parse};

/// The names of elements that report an error.
const ERRORS: [&str; 4] = ["Error", "ErrorResponse", "Errors", "Fault"];

/// Reads a document. Unless `strict`, mistakes that servers are known to make are read as what they mean.
///
/// # Errors
///
/// It is not well formed, or its root is not the expected one.
pub(super) fn document(root: &Root, text: &str, strict: bool) -> Result<Converted, Unconverted> {
    let Tree {
        root: element,
        namespaces,
    } = parse(text).map_err(Unconverted::Invalid)?;
    let mut reader = Reader {
        json: String::with_capacity(text.len()),
        places: Vec::new(),
        namespaces: &namespaces,
        strict,
    };
    let expected = &root.element;
    if root.is_bare {
        reader.value(&Element::around(element), &expected.content);
    } else {
        let is_expected = reader.is(&element.name, expected) || expected.name.is_empty();
        if !is_expected && ERRORS.contains(&element.name.local) {
            return Err(Unconverted::Reported);
        }
        if !is_expected && strict {
            let (line, column) = place(text, element.at);
            return Err(Unconverted::Invalid(format!(
                "expected the element `{}`, found `{}` at line {line} column {column}",
                expected.name, element.name.local
            )));
        }
        let inner = reader.inner(&element, &expected.content);
        reader.value(inner, &expected.content);
    }
    let places = reader.places.into_iter();
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let line_and_column = |at: usize| {
        let lines = breaks.partition_point(|start| *start <= at);
        let start = lines.checked_sub(1).and_then(|last| breaks.get(last));
        (lines + 1, at - start.unwrap_or(&0) + 1)
    };
    let places = places
        .map(|(json, at)| (json, line_and_column(at)))
        .collect();
    Ok(Converted {
        json: reader.json.into(),
        places,
    })
}

pub(super) struct Reader<'n> {
    json: String,
    /// The places in JSON where values start, each with the place of its element.
    places: Vec<(usize, usize)>,
    namespaces: &'n [String],
    pub(super) strict: bool,
}

/// The part of a document that a member is read from.
enum Source<'e, 't> {
    Elements(Vec<&'e Element<'t>>),
    Text(&'e str),
    Nothing,
}

impl Reader<'_> {
    pub(super) fn uri(&self, name: &Name<'_>) -> &str {
        self.namespaces
            .get(name.namespace)
            .map_or("", String::as_str)
    }

    /// Some servers put another element around the value. It is the only one whose content is known.
    fn inner<'e, 't>(&self, element: &'e Element<'t>, content: &Content) -> &'e Element<'t> {
        let Content::Object(object) = content else {
            return element;
        };
        if self.strict || self.known(element, object) > 0 {
            return element;
        }
        let mut inner = element.children.iter();
        let mut inner = inner.by_ref().filter(|one| self.known(one, object) > 0);
        match (inner.next(), inner.next()) {
            (Some(only), None) => only,
            _ => element,
        }
    }

    /// Writes the value of an element.
    fn value(&mut self, element: &Element<'_>, content: &Content) {
        if element.is_nil {
            self.mark(element.at);
            return self.json.push_str("null");
        }
        match content {
            Content::Object(object) => self.object(element, object),
            Content::OneOf(one_of) => match self.chosen(element, one_of) {
                Some(content) => self.value(element, &content),
                None => self.anything(element),
            },
            Content::Items(item) | Content::Wrapped(item) => {
                self.mark(element.at);
                let items = element.children.iter().collect();
                self.array(items, &item.content);
            }
            Content::Any => self.anything(element),
            Content::Text | Content::Number | Content::Boolean | Content::Words(_)
                if !element.children.is_empty() =>
            {
                self.anything(element);
            }
            Content::Text | Content::Number | Content::Boolean | Content::Words(_) => {
                self.mark(element.at);
                self.scalar(&element.text, content);
            }
        }
    }

    /// Notes that the next value is that of an element.
    fn mark(&mut self, at: usize) {
        self.places.push((self.json.len(), at));
    }

    fn array(&mut self, elements: Vec<&Element<'_>>, content: &Content) {
        self.json.push('[');
        for (index, element) in elements.into_iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.value(element, content);
        }
        self.json.push(']');
    }

    fn string(&mut self, text: &str) {
        self.json.push_str(&json::encode(&text.to_owned()));
    }

    /// Writes the value of a text. A text that is not a value of the expected kind is written as a string, so that the
    /// mistake is found when it is read.
    fn scalar(&mut self, text: &str, content: &Content) {
        let word = text.trim_ascii();
        match content {
            Content::Number | Content::Boolean if word.is_empty() => self.json.push_str("null"),
            Content::Number => match number(word) {
                Some(number) => self.json.push_str(number),
                None => self.string(word),
            },
            Content::Boolean => match word {
                "true" | "1" => self.json.push_str("true"),
                "false" | "0" => self.json.push_str("false"),
                _ => self.string(word),
            },
            Content::Words(content) => {
                self.json.push('[');
                for (index, word) in word.split_ascii_whitespace().enumerate() {
                    if index > 0 {
                        self.json.push(',');
                    }
                    self.scalar(word, content);
                }
                self.json.push(']');
            }
            Content::OneOf(one_of) => {
                let mut variants = one_of.variants.iter().map(|one| one.content);
                let scalar = variants.find(is_scalar);
                self.scalar(text, &scalar.unwrap_or(Content::Text));
            }
            Content::Text
            | Content::Object(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::Any => self.string(text),
        }
    }

    fn key(&mut self, key: &str, first: &mut bool) {
        if !*first {
            self.json.push(',');
        }
        *first = false;
        self.string(key);
        self.json.push(':');
    }

    fn object(&mut self, element: &Element<'_>, object: &Object) {
        self.mark(element.at);
        self.json.push('{');
        let mut first = true;
        let known = self.members(element, object, &mut first);
        self.unknown(element, object, &known, &mut first);
        self.json.push('}');
    }

    /// Writes the members of an object, and returns the children of the element that they were read from.
    fn members(&mut self, element: &Element<'_>, object: &Object, first: &mut bool) -> Vec<bool> {
        let owners: Vec<Option<usize>> = element
            .children
            .iter()
            .map(|child| self.owner(child, object))
            .collect();
        let mut known: Vec<bool> = owners.iter().map(Option::is_some).collect();
        for (index, member) in object.members.iter().enumerate() {
            if let (Place::Inline, Content::Object(inner)) = (member.place, member.content) {
                if self.known(element, inner) == 0 {
                    continue;
                }
                self.key(member.key, first);
                self.mark(element.at);
                self.json.push('{');
                let inside = self.members(element, inner, &mut true);
                self.json.push('}');
                for (known, inside) in known.iter_mut().zip(inside) {
                    *known |= inside;
                }
                continue;
            }
            match self.source(element, object, member, (index, &owners)) {
                Source::Nothing => {}
                Source::Text(text) => {
                    self.key(member.key, first);
                    self.mark(element.at);
                    self.scalar(text, &member.content);
                }
                Source::Elements(elements) => {
                    self.key(member.key, first);
                    self.elements(elements, member);
                }
            }
        }
        known
    }

    /// The part of an element that a member of its object is read from.
    fn source<'e, 't>(
        &self,
        element: &'e Element<'t>,
        object: &Object,
        member: &Member,
        (index, owners): (usize, &[Option<usize>]),
    ) -> Source<'e, 't> {
        match member.place {
            Place::Attribute => {
                let mut attributes = element.attributes.iter();
                let own = attributes.find(|(name, _)| self.is(name, member));
                own.map_or(Source::Nothing, |(_, value)| Source::Text(value))
            }
            Place::Text | Place::Cdata => {
                let is_mixed = !element.children.is_empty();
                let is_only = object.members.iter().all(|one| one.place != Place::Element);
                let is_blank = element.text.trim_ascii().is_empty();
                if is_blank && (is_mixed || !is_only) {
                    return Source::Nothing;
                }
                Source::Text(&element.text)
            }
            Place::Element | Place::Inline => {
                let own = element.children.iter().zip(owners);
                let own = own.filter(|(_, owner)| **owner == Some(index));
                let own: Vec<_> = own.map(|(child, _)| child).collect();
                if own.is_empty() {
                    return Source::Nothing;
                }
                Source::Elements(own)
            }
        }
    }

    /// Writes the value of a member that is in these elements.
    fn elements(&mut self, elements: Vec<&Element<'_>>, member: &Member) {
        let start = elements.first().map_or(0, |first| first.at);
        match &member.content {
            Content::Items(item) | Content::Wrapped(item) => {
                if let [only] = elements.as_slice()
                    && only.is_nil
                {
                    self.mark(start);
                    return self.json.push_str("null");
                }
                self.mark(start);
                let items = self.items(elements, member, item);
                self.array(items, &item.content);
            }
            content => match elements.as_slice() {
                [only] => self.value(only, content),
                // Reading it tells that there is more than one.
                _ => {
                    self.mark(start);
                    self.array(elements, content);
                }
            },
        }
    }

    /// The items of an array: the elements, or those in them.
    fn items<'e, 't>(
        &self,
        elements: Vec<&'e Element<'t>>,
        member: &Member,
        item: &Member,
    ) -> Vec<&'e Element<'t>> {
        let is_wrapped = matches!(member.content, Content::Wrapped(_));
        let is_lonely = elements.len() == 1;
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            let is_wrapper = if self.strict {
                is_wrapped
            } else if member.name == item.name {
                is_lonely && (is_wrapped || self.looks_like_wrapper(element, item))
            } else {
                self.is(&element.name, member)
            };
            if is_wrapper {
                items.extend(&element.children);
            } else {
                items.push(element);
            }
        }
        items
    }

    /// Writes the attributes, text and elements that an object does not name.
    fn unknown(
        &mut self,
        element: &Element<'_>,
        object: &Object,
        known: &[bool],
        first: &mut bool,
    ) {
        let is_free = matches!(object.rest, Content::Any);
        for (name, value) in element.attributes.iter().filter(|_| is_free) {
            let mut members = object.members.iter();
            let is_known = members.any(|one| one.place == Place::Attribute && self.is(name, one));
            if !is_known && self.uri(name) != INSTANCE {
                self.key(&format!("@{}", name.local), first);
                self.mark(element.at);
                self.string(value);
            }
        }
        let is_text = |member: &Member| matches!(member.place, Place::Text | Place::Cdata);
        let has_text = object.members.iter().any(is_text);
        if is_free && !has_text && !element.text.trim_ascii().is_empty() {
            self.key("#text", first);
            self.mark(element.at);
            self.string(&element.text);
        }
        let children = element.children.iter().zip(known);
        let children = children.filter(|(_, known)| !**known);
        let mut groups: Vec<(&str, Vec<&Element<'_>>)> = Vec::new();
        for (child, _) in children {
            let local = child.name.local;
            match groups.iter_mut().find(|(name, _)| *name == local) {
                Some((_, group)) => group.push(child),
                None => groups.push((local, vec![child])),
            }
        }
        for (name, group) in groups {
            // An element of another namespace is not the member of this name.
            let is_taken = object.members.iter().any(|member| member.key == name);
            let uri = group.first().map_or("", |one| self.uri(&one.name));
            let key = is_taken.then(|| format!("{{{uri}}}{name}"));
            self.key(key.as_deref().unwrap_or(name), first);
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

    /// Writes the value of an element that nothing is known about.
    fn anything(&mut self, element: &Element<'_>) {
        const NOTHING: Object = super::tables::object(&[]);
        if element.is_nil {
            self.mark(element.at);
            self.json.push_str("null");
        } else if element.children.is_empty() && element.attributes.is_empty() {
            self.mark(element.at);
            self.string(&element.text);
        } else {
            self.object(element, &NOTHING);
        }
    }
}

/// A number of XML Schema (Part 2, 3.2.3 and 3.2.5) as JSON has it; `None` if JSON has no such number.
fn number(word: &str) -> Option<&str> {
    let word = word.strip_prefix('+').unwrap_or(word);
    let is_digit = |char: char| char.is_ascii_digit();
    let zeros = word.len() - word.trim_start_matches('0').len();
    let behind = word.get(zeros..).unwrap_or_default();
    let word = match zeros {
        0 => word,
        _ if behind.starts_with(is_digit) => behind,
        _ => word.get(zeros - 1..).unwrap_or_default(),
    };
    let is_json = serde_json::from_str::<serde_json::Number>(word).is_ok();
    let is_finite = word.parse::<f64>().is_ok_and(f64::is_finite);
    (is_json && is_finite).then_some(word)
}
