//! Reads an XML document as JSON.

use std::ptr;

use super::super::json;
use super::super::syntax::Unconverted;
use super::Converted;
use super::choice::inlined;
use super::tables::{Content, Member, Object, Place, Root};
use super::text::place;
use super::tree::{Element, Name, Tree, parse};

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
        problem: None,
        namespaces: &namespaces,
        strict,
    };
    let expected = &root.element;
    let fail = |problem: &str, at: usize| {
        let (line, column) = place(text, at);
        Unconverted::Invalid(format!("{problem} at line {line} column {column}"))
    };
    if root.is_bare {
        reader.value(&Element::around(element), &expected.content);
    } else {
        let is_expected = reader.is(&element.name, expected) || expected.name.is_empty();
        if !is_expected && ERRORS.contains(&element.name.local) {
            return Err(Unconverted::Reported);
        }
        if !is_expected && strict {
            return Err(fail(&other_name(expected, &element), element.at));
        }
        if !is_expected && reader.is_member(&element, &expected.content) {
            reader.value(&Element::around(element), &expected.content);
        } else {
            let element = reader.unwrapped(&element, &expected.content);
            reader.value(element, &expected.content);
        }
    }
    if let Some((problem, at)) = reader.problem {
        return Err(fail(&problem, at));
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

fn other_name(expected: &Member, found: &Element<'_>) -> String {
    let (expected, found) = (expected.name, found.name.local);
    format!("expected the element `{expected}`, found `{found}`")
}

pub(super) struct Reader<'n> {
    pub(super) json: String,
    /// The places in JSON where values start, each with the place of its element.
    places: Vec<(usize, usize)>,
    /// The first mistake that the JSON does not show, and the place of its element.
    problem: Option<(String, usize)>,
    namespaces: &'n [String],
    pub(super) strict: bool,
}

/// The parts of an element that members were read from.
pub(super) struct Seen {
    pub(super) attributes: Vec<bool>,
    pub(super) children: Vec<bool>,
    pub(super) has_text: bool,
}

impl Seen {
    fn merge(&mut self, other: &Self) {
        let both = |own: &mut [bool], other: &[bool]| {
            own.iter_mut()
                .zip(other)
                .for_each(|(own, other)| *own |= other);
        };
        both(&mut self.attributes, &other.attributes);
        both(&mut self.children, &other.children);
        self.has_text |= other.has_text;
    }
}

/// The part of a document that a member is read from.
enum Source<'e, 't> {
    Elements(Vec<&'e Element<'t>>),
    Attribute(usize, &'e str),
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
    fn unwrapped<'e, 't>(&self, element: &'e Element<'t>, content: &Content) -> &'e Element<'t> {
        let Content::Object(object) = content else {
            return element;
        };
        if self.strict || self.known(element, object) > 0 {
            return element;
        }
        let children = element.children.iter();
        let mut known = children.filter(|one| self.known(one, object) > 0);
        match (known.next(), known.next()) {
            (Some(only), None) => only,
            _ => element,
        }
    }

    /// Some servers leave out the element around the only member that they send.
    fn is_member(&self, element: &Element<'_>, content: &Content) -> bool {
        let Content::Object(object) = content else {
            return false;
        };
        let is_named = |member: &Member| {
            let is_element = matches!(member.place, Place::Element);
            is_element && self.is(&element.name, member)
        };
        let element = self.unwrapped(element, content);
        self.known(element, object) == 0 && object.members.iter().any(is_named)
    }

    /// Writes the value of an element.
    pub(super) fn value(&mut self, element: &Element<'_>, content: &Content) {
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
            Content::Items(_) | Content::Wrapped(_)
                if element.children.is_empty() && !element.text.trim_ascii().is_empty() =>
            {
                self.anything(element);
            }
            Content::Items(item) | Content::Wrapped(item) => {
                self.check_items(element, content);
                self.mark(element.at);
                let items = element.children.iter().collect();
                self.array(items, &item.content);
            }
            Content::Any => self.anything(element),
            Content::Text
            | Content::Token
            | Content::Number
            | Content::Boolean
            | Content::Words(_)
                if !element.children.is_empty() =>
            {
                self.anything(element);
            }
            Content::Text
            | Content::Token
            | Content::Number
            | Content::Boolean
            | Content::Words(_) => {
                self.mark(element.at);
                self.scalar(&element.text, content);
            }
        }
    }

    /// Checks, in strict mode, that an element around the items of an array contains nothing else.
    fn check_items(&mut self, element: &Element<'_>, content: &Content) {
        let Content::Wrapped(item) = content else {
            return;
        };
        let mut children = element.children.iter();
        let other = children.find(|child| !self.is(&child.name, item));
        let problem = match other {
            Some(other) => (other_name(item, other), other.at),
            None if element.text.trim_ascii().is_empty() => return,
            None => {
                let problem = format!("expected the element `{}`, found text", item.name);
                (problem, element.at)
            }
        };
        if self.strict {
            self.problem.get_or_insert(problem);
        }
    }

    /// Notes that the next value is that of an element.
    pub(super) fn mark(&mut self, at: usize) {
        self.places.push((self.json.len(), at));
    }

    pub(super) fn array(&mut self, elements: Vec<&Element<'_>>, content: &Content) {
        self.json.push('[');
        for (index, element) in elements.into_iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.value(element, content);
        }
        self.json.push(']');
    }

    pub(super) fn string(&mut self, text: &str) {
        self.json.push_str(&json::encode(&text.to_owned()));
    }

    pub(super) fn key(&mut self, key: &str, first: &mut bool) {
        if !*first {
            self.json.push(',');
        }
        *first = false;
        self.string(key);
        self.json.push(':');
    }

    pub(super) fn object(&mut self, element: &Element<'_>, object: &'static Object) {
        self.mark(element.at);
        self.json.push('{');
        let mut first = true;
        let seen = self.members(element, &mut vec![object], object, &mut first);
        self.unknown(element, object, &seen, &mut first);
        self.json.push('}');
    }

    /// Writes the members of an object, which is the last of those around it in the same element. Returns what they
    /// were read from.
    fn members(
        &mut self,
        element: &Element<'_>,
        around: &mut Vec<&'static Object>,
        object: &'static Object,
        first: &mut bool,
    ) -> Seen {
        let owners = self.owners(element, object);
        let mut seen = Seen {
            attributes: vec![false; element.attributes.len()],
            children: owners.iter().map(Option::is_some).collect(),
            has_text: false,
        };
        for (index, member) in object.members.iter().enumerate() {
            if let Some(inner) = inlined(member) {
                let is_around = around.iter().any(|one| ptr::eq(*one, inner));
                if is_around || self.known(element, inner) == 0 {
                    continue;
                }
                self.key(member.key, first);
                self.mark(element.at);
                self.json.push('{');
                around.push(inner);
                let inside = self.members(element, around, inner, &mut true);
                around.pop();
                self.json.push('}');
                seen.merge(&inside);
                continue;
            }
            seen.has_text |= matches!(member.place, Place::Text | Place::Cdata);
            match self.source(element, object, member, (index, &owners)) {
                Source::Nothing => {}
                Source::Attribute(index, text) => {
                    if let Some(is_seen) = seen.attributes.get_mut(index) {
                        *is_seen = true;
                    }
                    self.text(element, member, text, first);
                }
                Source::Text(text) => self.text(element, member, text, first),
                Source::Elements(elements) => {
                    self.key(member.key, first);
                    self.elements(elements, member);
                }
            }
        }
        seen
    }

    /// Writes a member that is a text of an element.
    fn text(&mut self, element: &Element<'_>, member: &Member, text: &str, first: &mut bool) {
        self.key(member.key, first);
        self.mark(element.at);
        self.scalar(text, &member.content);
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
                let index = self.attribute(element, member);
                let own = index.and_then(|index| Some((index, element.attributes.get(index)?)));
                own.map_or(Source::Nothing, |(index, (_, value))| {
                    Source::Attribute(index, value)
                })
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
                if self.strict {
                    for element in &elements {
                        self.check_items(element, &member.content);
                    }
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
        let is_single = elements.len() == 1;
        let is_array = |element: &Element<'_>| self.is(&element.name, member);
        let holds_items = |element: &Element<'_>| self.is_wrapper(element, item);
        let has_wrappers = if self.strict {
            is_wrapped
        } else if member.name != item.name {
            let mut arrays = elements.iter().filter(|one| is_array(one));
            arrays.all(|one| holds_items(one))
        } else if is_wrapped {
            is_single && elements.iter().all(|one| holds_items(one))
        } else {
            let looks = |one: &&Element<'_>| self.looks_like_wrapper(one, item);
            is_single && elements.iter().all(looks)
        };
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            if has_wrappers && (self.strict || is_array(element)) {
                items.extend(&element.children);
            } else {
                items.push(element);
            }
        }
        items
    }
}
