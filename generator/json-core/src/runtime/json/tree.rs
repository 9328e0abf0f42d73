//! JSON text as a tree that is walked in place: for forms, queries, parts and pages, which need
//! values one by one and not as a type.

use std::borrow::Cow;

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// One value in a JSON text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(&'a str);

/// What a [`Node`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// null
    Null,
    /// true or false
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// The text of a value. One that is absent is null. Numbers that JSON has no text for are null.
#[must_use]
pub fn written<T: Wire>(value: &T) -> String {
    let writer = Writer::written(value);
    String::from_utf8(writer.out).unwrap_or_default()
}

impl<'a> Node<'a> {
    /// The value that a text is. It must be JSON: one that the writer has written, or that has been
    /// read.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self(text.trim_start_matches('\u{feff}').trim_ascii())
    }

    /// What the value is.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.0.as_bytes().first() {
            None | Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'"') => Kind::Text,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            Some(_) => Kind::Number,
        }
    }

    /// Whether the value is an array or an object.
    #[must_use]
    pub fn is_container(self) -> bool {
        match self.kind() {
            Kind::Array | Kind::Object => true,
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => false,
        }
    }

    /// The text of the value in JSON.
    #[must_use]
    pub fn as_json(self) -> &'a str {
        self.0
    }

    /// The value as a text: a string as it is, all else as JSON writes it; null has none.
    #[must_use]
    pub fn plain(self) -> Option<Cow<'a, str>> {
        match self.kind() {
            Kind::Null => None,
            Kind::Text => Some(Reader::new(self.0).string()),
            Kind::Boolean | Kind::Number | Kind::Array | Kind::Object => {
                Some(Cow::Borrowed(self.0))
            }
        }
    }

    /// The items of an array, or the members of an object with their keys.
    #[must_use]
    pub fn children(self) -> Vec<(Option<Cow<'a, str>>, Self)> {
        let mut children = Vec::new();
        self.each_child(|key, child| children.push((key, child)));
        children
    }

    fn each_child(self, mut see: impl FnMut(Option<Cow<'a, str>>, Self)) {
        let end = match self.kind() {
            Kind::Array => b']',
            Kind::Object => b'}',
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => return,
        };
        let mut reader = Reader::new(self.0);
        reader.open();
        if reader.accept(end) {
            return;
        }
        loop {
            let key = (end == b'}').then(|| {
                let key = reader.key();
                reader.colon();
                key
            });
            let start = reader.at;
            reader.skip();
            see(key, Self(reader.since(start)));
            if reader.goes_on(end) != Some(true) {
                return;
            }
        }
    }

    /// The value at a place in this one, given as a JSON Pointer (RFC 6901) in which `-1` is the
    /// last item of an array.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Self> {
        let mut steps = pointer.split('/').skip(1);
        steps.try_fold(self, Self::child)
    }

    /// A member of an object, or an item of an array; of a key that is there twice, the last one.
    fn child(self, step: &str) -> Option<Self> {
        let name = step.replace("~1", "/").replace("~0", "~");
        let place = step.parse();
        let (mut found, mut index) = (None, 0_usize);
        self.each_child(|key, child| {
            let is = match key {
                Some(key) => key == name,
                None => step == "-1" || place == Ok(index),
            };
            if is {
                found = Some(child);
            }
            index += 1;
        });
        found
    }
}
