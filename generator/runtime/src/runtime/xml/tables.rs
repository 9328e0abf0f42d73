//! Tables that say where the members of a type are in XML (OpenAPI 3.1, 4.8.26).

/// The XML bodies of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Bodies {
    /// The body of the request.
    pub request: Option<&'static Root>,
    /// The body of a successful response.
    pub response: Option<&'static Root>,
    /// The bodies of errors, each with its status codes: `404`, `4XX`, `default`.
    pub errors: &'static [(&'static str, &'static Root)],
}

/// The root of a document.
#[derive(Clone, Copy, Debug)]
pub struct Root {
    /// Its element. The name is empty if any name is read.
    pub element: Member,
    /// Whether the only member of the value is the root, because the value itself has no name.
    pub is_bare: bool,
}

/// A member of an object, or an item of an array.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name in JSON.
    pub key: &'static str,
    /// The local name in XML.
    pub name: &'static str,
    /// The URI of the namespace, or an empty string.
    pub namespace: &'static str,
    /// The prefix that is written before the name, or an empty string.
    pub prefix: &'static str,
    /// The place in the element of the object.
    pub place: Place,
    /// The value.
    pub content: Content,
}

/// The place of a member in the element of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An element in it.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the element.
    Text,
    /// The text of the element, written as a CDATA section.
    Cdata,
    /// The element itself: the members of the value are beside those of the object.
    Inline,
}

/// A value.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// A string.
    Text,
    /// A string without white space around it, such as a date.
    Token,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// A list of values that are separated by white space.
    Words(&'static Content),
    /// An object.
    Object(&'static Object),
    /// An array whose items are next to each other, without an element around them.
    Items(&'static Member),
    /// An array whose items are in an element of their own.
    Wrapped(&'static Member),
    /// One of several values.
    OneOf(&'static OneOf),
    /// Anything.
    Any,
}

/// An object.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// Its members, in the order in which they are written.
    pub members: &'static [Member],
    /// The values of all other members.
    pub rest: Content,
}

/// One of several values.
#[derive(Clone, Copy, Debug)]
pub struct OneOf {
    /// The member that tells the variants apart, or an empty string.
    pub tag: &'static str,
    /// The variants.
    pub variants: &'static [Variant],
}

/// A variant of [`OneOf`].
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The values of the tag.
    pub tags: &'static [&'static str],
    /// Its value.
    pub content: Content,
    /// Whether objects without a known tag are of this variant.
    pub is_default: bool,
}

/// An element of this name.
#[must_use]
pub const fn member(name: &'static str, content: Content) -> Member {
    Member {
        key: name,
        name,
        namespace: "",
        prefix: "",
        place: Place::Element,
        content,
    }
}

/// An object with these members.
#[must_use]
pub const fn object(members: &'static [Member]) -> Object {
    Object {
        members,
        rest: Content::Any,
    }
}

/// A document with this element.
#[must_use]
pub const fn root(element: Member) -> Root {
    Root {
        element,
        is_bare: false,
    }
}

/// A document whose element is the only member of the value.
#[must_use]
pub const fn bare(content: Content) -> Root {
    Root {
        element: member("", content),
        is_bare: true,
    }
}

/// One of these variants.
#[must_use]
pub const fn one_of(tag: &'static str, variants: &'static [Variant]) -> OneOf {
    OneOf { tag, variants }
}

/// A variant with these values of the tag.
#[must_use]
pub const fn variant(tags: &'static [&'static str], content: Content) -> Variant {
    Variant {
        tags,
        content,
        is_default: false,
    }
}

impl Variant {
    /// Makes it the variant of objects without a known tag.
    #[must_use]
    pub const fn by_default(self) -> Self {
        Self {
            is_default: true,
            ..self
        }
    }
}

impl Member {
    /// Sets the name in XML.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Sets the namespace, and the prefix that is written for it.
    #[must_use]
    pub const fn within(self, namespace: &'static str, prefix: &'static str) -> Self {
        Self {
            namespace,
            prefix,
            ..self
        }
    }

    /// Makes it an attribute.
    #[must_use]
    pub const fn attribute(self) -> Self {
        self.at(Place::Attribute)
    }

    /// Makes it the text of the element.
    #[must_use]
    pub const fn text(self) -> Self {
        self.at(Place::Text)
    }

    /// Makes it the text of the element, written as a CDATA section.
    #[must_use]
    pub const fn cdata(self) -> Self {
        self.at(Place::Cdata)
    }

    /// Puts its members beside those of the object.
    #[must_use]
    pub const fn inline(self) -> Self {
        self.at(Place::Inline)
    }

    const fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }
}

impl Object {
    /// Sets the value of other members.
    #[must_use]
    pub const fn rest(self, rest: Content) -> Self {
        Self { rest, ..self }
    }
}
