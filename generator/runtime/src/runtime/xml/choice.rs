//! What an element is: which member, and which of several variants.

use super::read::Reader;
use super::tables::{Content, Member, Object, OneOf, Place};
use super::tree::{Element, Name};

impl Reader<'_> {
    /// Whether a name is that of a member.
    pub(super) fn is(&self, name: &Name<'_>, member: &Member) -> bool {
        name.local == member.name && self.is_within(name, member)
    }

    /// Whether a name is in the namespace of a member. A member without a namespace may be in any, such as that of the
    /// elements around it.
    pub(super) fn is_within(&self, name: &Name<'_>, member: &Member) -> bool {
        let uri = self.uri(name);
        let is_missing = uri.is_empty() && !self.strict;
        uri == member.namespace || member.namespace.is_empty() || is_missing
    }

    /// The index of the member that a child of an element belongs to.
    pub(super) fn owner(&self, child: &Element<'_>, object: &Object) -> Option<usize> {
        let find = |is: &dyn Fn(&Member) -> bool| {
            let mut members = object.members.iter();
            members.position(|member| {
                matches!(member.place, Place::Element | Place::Inline) && is(member)
            })
        };
        let name = &child.name;
        let uri = self.uri(name);
        let own = |member: &Member| match member.content {
            Content::Items(item) => *item,
            _ => *member,
        };
        let exact = find(&|member| {
            let own = own(member);
            name.local == own.name && uri == own.namespace
        });
        let by_name = || find(&|member| self.is(name, &own(member)));
        if exact.is_some() || self.strict {
            return exact.or_else(by_name);
        }
        // Some servers wrap arrays that the document does not wrap, or the other way around.
        let other_name = || {
            find(&|member| match member.content {
                Content::Items(_) => self.is(name, member),
                Content::Wrapped(item) => self.is(name, item),
                _ => member.key == name.local && self.is_within(name, member),
            })
        };
        exact.or_else(by_name).or_else(other_name)
    }

    /// The number of attributes and children of an element that an object names.
    pub(super) fn known(&self, element: &Element<'_>, object: &Object) -> usize {
        let children = element.children.iter();
        let children = children.filter(|child| self.owner(child, object).is_some());
        let is_attribute = |name: &Name<'_>| {
            let mut members = object.members.iter();
            members.any(|member| member.place == Place::Attribute && self.is(name, member))
        };
        let attributes = element.attributes.iter();
        let attributes = attributes.filter(|(name, _)| is_attribute(name));
        let inline =
            object
                .members
                .iter()
                .filter_map(|member| match (member.place, &member.content) {
                    (Place::Inline, Content::Object(inner)) => Some(self.known(element, inner)),
                    _ => None,
                });
        children.count() + attributes.count() + inline.sum::<usize>()
    }

    /// Whether an element that could be the only item of an array is an element around its items instead.
    pub(super) fn looks_like_wrapper(&self, element: &Element<'_>, item: &Member) -> bool {
        let Some(first) = element.children.first() else {
            // An object without any content is less likely than an array without items.
            return element.is_blank() && matches!(item.content, Content::Object(_));
        };
        let is_uniform = element.children.iter().all(|one| one.name == first.name);
        let is_plain = element.attributes.is_empty() && element.text.trim_ascii().is_empty();
        let is_unknown = match &item.content {
            Content::Object(object) => {
                matches!(object.rest, Content::Any) && self.known(element, object) == 0
            }
            Content::Text | Content::Number | Content::Boolean => true,
            Content::Words(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::OneOf(_)
            | Content::Any => false,
        };
        is_uniform && is_plain && is_unknown
    }

    /// The variant that an element is: by its tag, or else the one that names most of its content.
    pub(super) fn chosen(&self, element: &Element<'_>, one_of: &OneOf) -> Option<Content> {
        let variants = || one_of.variants.iter();
        if element.children.is_empty() && element.attributes.is_empty() {
            let scalar = variants().find(|one| is_scalar(&one.content));
            let is_text = !element.is_blank() || variants().all(|one| is_scalar(&one.content));
            if let Some(scalar) = scalar.filter(|_| is_text) {
                return Some(scalar.content);
            }
        }
        let tagged = variants().find(|one| {
            let tag = self.tag(element, one_of.tag, &one.content);
            tag.is_some_and(|tag| one.tags.contains(&tag))
        });
        if let Some(tagged) = tagged {
            return Some(tagged.content);
        }
        let scored = variants().filter_map(|one| match one.content {
            Content::Object(object) => Some((self.known(element, object), one.content)),
            Content::OneOf(inner) => {
                let content = self.chosen(element, inner)?;
                let Content::Object(object) = content else {
                    return None;
                };
                Some((self.known(element, object), content))
            }
            _ => None,
        });
        // Of several, the first one.
        let best = scored.reduce(|best, one| if one.0 > best.0 { one } else { best });
        best.map(|(_, content)| content)
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
                let mut attributes = element.attributes.iter();
                let own = attributes.find(|(name, _)| self.is(name, member));
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

/// Whether a value is a single text.
pub(super) fn is_scalar(content: &Content) -> bool {
    matches!(content, Content::Text | Content::Number | Content::Boolean)
}
