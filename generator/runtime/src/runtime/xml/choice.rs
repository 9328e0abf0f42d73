//! Decides which member an element belongs to, and which variant of a union it is.

use std::ptr;

use super::read::Reader;
use super::scalar::{fitting, is_of_scalars};
use super::tables::{Content, Member, Object, OneOf, Place};
use super::text::XML;
use super::tree::{Element, INSTANCE, Name};

impl Reader<'_> {
    /// Whether a name is that of a member.
    pub(super) fn is(&self, name: &Name<'_>, member: &Member) -> bool {
        name.local == member.name && self.is_within(name, member)
    }

    /// Whether a name is in the namespace of a member. A member without a namespace may be in any, such as that of the
    /// elements around it.
    fn is_within(&self, name: &Name<'_>, member: &Member) -> bool {
        let uri = self.uri(name);
        let is_missing = uri.is_empty() && !self.strict;
        let expected = namespace(member);
        uri == expected || expected.is_empty() || is_missing
    }

    /// Whether a name is that of a member, and in no other namespace.
    fn is_exactly(&self, name: &Name<'_>, member: &Member) -> bool {
        name.local == member.name && self.uri(name) == namespace(member)
    }

    /// The indices of the members that the children of an element belong to.
    pub(super) fn owners(&self, element: &Element<'_>, object: &Object) -> Vec<Option<usize>> {
        let find = |is: &dyn Fn(&Member) -> bool| {
            let mut members = object.members.iter();
            members.position(|member| is_element(member) && is(member))
        };
        let children = element.children.iter();
        let owner = |child: &Element<'_>| {
            let name = &child.name;
            find(&|member| self.is_exactly(name, repeated(member)))
                .or_else(|| find(&|member| self.is(name, repeated(member))))
        };
        let mut owners: Vec<Option<usize>> = children.map(owner).collect();
        if self.strict || owners.iter().all(Option::is_some) {
            return owners;
        }
        // Some servers wrap arrays that the document does not wrap, or the other way around, and some write the names
        // of JSON. They do so everywhere.
        let mut others: Vec<(usize, &Member)> = object.members.iter().enumerate().collect();
        others.retain(|(index, member)| is_element(member) && !owners.contains(&Some(*index)));
        for (child, owner) in element.children.iter().zip(&mut owners) {
            let name = &child.name;
            let is_other_name = |member: &Member| match member.content {
                Content::Items(_) => self.is(name, member),
                Content::Wrapped(item) => self.is(name, item),
                Content::Text
                | Content::Token
                | Content::Number
                | Content::Boolean
                | Content::Words(_)
                | Content::Object(_)
                | Content::OneOf(_)
                | Content::Any => member.key == name.local && self.is_within(name, member),
            };
            if owner.is_none() {
                let other = others.iter().find(|(_, member)| is_other_name(member));
                *owner = other.map(|(index, _)| *index);
            }
        }
        owners
    }

    /// The index of the attribute that a member is read from.
    pub(super) fn attribute(&self, element: &Element<'_>, member: &Member) -> Option<usize> {
        let find = |is: &dyn Fn(&Name<'_>) -> bool| {
            let mut attributes = element.attributes.iter();
            attributes.position(|(name, _)| is(name))
        };
        find(&|name| self.is_exactly(name, member)).or_else(|| find(&|name| self.is(name, member)))
    }

    /// The number of attributes and children of an element that an object names.
    pub(super) fn known(&self, element: &Element<'_>, object: &'static Object) -> usize {
        let count = |object: &'static Object| {
            let owners = self.owners(element, object);
            let attributes = object.members.iter().filter(|member| {
                member.place == Place::Attribute && self.attribute(element, member).is_some()
            });
            owners.iter().flatten().count() + attributes.count()
        };
        with_inlined(object).into_iter().map(count).sum()
    }

    /// Whether an element has attributes of its own. Those of XML Schema tell the type of its value.
    pub(super) fn has_attributes(&self, element: &Element<'_>) -> bool {
        let mut attributes = element.attributes.iter();
        attributes.any(|(name, _)| self.uri(name) != INSTANCE)
    }

    /// Whether an element contains nothing but white space.
    fn is_blank(&self, element: &Element<'_>) -> bool {
        element.children.is_empty()
            && !self.has_attributes(element)
            && element.text.trim_ascii().is_empty()
    }

    /// Whether an element that could be the only item of an array is an element around its items instead.
    pub(super) fn looks_like_wrapper(&self, element: &Element<'_>, item: &Member) -> bool {
        let has_members = |object: &Object| !object.members.is_empty();
        let Some(first) = element.children.first() else {
            // An object without any content is less likely than an array without items.
            return self.is_blank(element)
                && matches!(item.content, Content::Object(object) if has_members(object));
        };
        let is_uniform = element.children.iter().all(|one| one.name == first.name);
        let is_plain = element.attributes.is_empty() && element.text.trim_ascii().is_empty();
        let is_unknown = match item.content {
            Content::Object(object) => {
                has_members(object)
                    && matches!(object.rest, Content::Any)
                    && self.known(element, object) == 0
            }
            Content::Text | Content::Token | Content::Number | Content::Boolean => true,
            Content::Words(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::OneOf(_)
            | Content::Any => false,
        };
        is_uniform && is_plain && is_unknown
    }

    /// Whether an element with the name of an array is around its items, rather than one of them.
    pub(super) fn is_wrapper(&self, element: &Element<'_>, item: &Member) -> bool {
        if !element.text.trim_ascii().is_empty() {
            return false;
        }
        let mut children = element.children.iter();
        let is_empty = element.children.is_empty();
        if !is_empty && children.all(|child| self.is(&child.name, item)) {
            return true;
        }
        let is_unknown = |object: &'static Object| match object.members {
            [] => is_empty,
            _ => self.known(element, object) == 0,
        };
        match item.content {
            Content::Object(object) => is_unknown(object),
            Content::OneOf(one_of) => match self.chosen(element, one_of) {
                Some(Content::Object(object)) => is_unknown(object),
                _ => is_empty,
            },
            // None of them has elements in it.
            Content::Text
            | Content::Token
            | Content::Number
            | Content::Boolean
            | Content::Words(_) => true,
            Content::Items(_) | Content::Wrapped(_) | Content::Any => is_empty,
        }
    }

    /// The variant that an element is: by its tag, or else the one that names most of its content.
    pub(super) fn chosen(&self, element: &Element<'_>, one_of: &'static OneOf) -> Option<Content> {
        self.chosen_apart(element, one_of, &mut Vec::new())
    }

    /// See [`Self::chosen`]. A union within itself is not looked at again.
    fn chosen_apart(
        &self,
        element: &Element<'_>,
        one_of: &'static OneOf,
        seen: &mut Vec<&'static OneOf>,
    ) -> Option<Content> {
        if seen.iter().any(|one| ptr::eq(*one, one_of)) {
            return None;
        }
        seen.push(one_of);
        let variants = || one_of.variants.iter();
        let is_scalar = is_of_scalars(one_of);
        if element.children.is_empty() && (is_scalar || !self.has_attributes(element)) {
            let is_text = is_scalar || !self.is_blank(element);
            if let Some(scalar) = fitting(&element.text, one_of).filter(|_| is_text) {
                return Some(scalar);
            }
        }
        let tagged = variants().find(|one| {
            let tag = self.tag(element, one_of.tag, &one.content);
            tag.is_some_and(|tag| one.tags.contains(&tag))
        });
        if let Some(tagged) = tagged.or_else(|| variants().find(|one| one.is_default)) {
            return Some(tagged.content);
        }
        let scored = variants().filter_map(|one| {
            let content = match one.content {
                Content::OneOf(inner) => self.chosen_apart(element, inner, seen)?,
                content => content,
            };
            match content {
                Content::Object(object) => Some((self.known(element, object), content)),
                _ => None,
            }
        });
        best(scored)
    }

    /// The text of the tag in an element, where a variant has it.
    fn tag<'e>(&self, element: &'e Element<'_>, tag: &str, content: &Content) -> Option<&'e str> {
        let Content::Object(object) = content else {
            return None;
        };
        let own = object.members.iter().find(|member| member.key == tag);
        let Some(member) = own else {
            // The union writes the tag of a variant that has no member for it.
            let mut children = element.children.iter();
            let child = children.find(|child| child.name.local == tag);
            return child.map(|child| child.text.trim_ascii());
        };
        match member.place {
            Place::Attribute => {
                let own = element.attributes.get(self.attribute(element, member)?);
                own.map(|(_, value)| value.trim_ascii())
            }
            Place::Element | Place::Inline => {
                let mut children = element.children.iter();
                let own = children.find(|child| self.is(&child.name, member));
                own.map(|child| child.text.trim_ascii())
            }
            Place::Text | Place::Cdata => Some(element.text.trim_ascii()),
        }
    }
}

/// The variant with the highest score; of several, the first one.
pub(super) fn best(mut scored: impl Iterator<Item = (usize, Content)>) -> Option<Content> {
    let first = scored.next()?;
    let best = scored.fold(first, |best, one| if one.0 > best.0 { one } else { best });
    Some(best.1)
}

/// The namespace of a member. The prefix `xml` needs no declaration.
fn namespace(member: &Member) -> &'static str {
    match (member.prefix, member.namespace) {
        ("xml", "") => XML,
        (_, namespace) => namespace,
    }
}

/// Whether a member has an element of its own, or several.
fn is_element(member: &Member) -> bool {
    match member.place {
        Place::Element => true,
        Place::Inline => inlined(member).is_none(),
        Place::Attribute | Place::Text | Place::Cdata => false,
    }
}

/// The item that stands for an array without an element around it.
fn repeated(member: &Member) -> &Member {
    match member.content {
        Content::Items(item) => item,
        _ => member,
    }
}

/// The object whose members are beside those of the object around it.
pub(super) fn inlined(member: &Member) -> Option<&'static Object> {
    match (member.place, member.content) {
        (Place::Inline, Content::Object(object)) => Some(object),
        _ => None,
    }
}

/// An object, and those whose members are beside its own, each once.
pub(super) fn with_inlined(object: &'static Object) -> Vec<&'static Object> {
    let mut found = vec![object];
    let mut next = 0;
    while let Some(object) = found.get(next).copied() {
        for inner in object.members.iter().filter_map(inlined) {
            if !found.iter().any(|one| ptr::eq(*one, inner)) {
                found.push(inner);
            }
        }
        next += 1;
    }
    found
}
