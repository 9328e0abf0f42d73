//! JSON text as a tree that is walked in place. Forms, queries, parts, pages and serde formats use
//! it, because they need the parts of a value and not a typed value. Also reads and writes values
//! of any type.

use std::borrow::Cow;

use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::{Map, Number, Value};

use super::marks::is_mark;
use super::object::tells_error;
use super::reader::{Reader, Source};
use super::scalar::{is_whole, whole};
use super::text::Writer;
use super::wire::Wire;

/// One value in a JSON text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a>(pub(crate) &'a str);

/// The kind of a [`Node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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

/// A value, written as JSON.
pub(crate) struct Tree {
    json: String,
    /// Whether all its numbers are finite. The others are null.
    pub(crate) is_finite: bool,
    /// The mistake in the value, if there is one.
    fault: Option<String>,
}

/// The tree of a value. An absent value is null, and so is a number that JSON cannot represent.
pub(crate) fn written<T: Wire>(value: &T) -> Tree {
    Tree::of(value, false)
}

/// The tree of a value in a request, which lacks the members that only the server sets.
pub(crate) fn sent<T: Wire>(value: &T) -> Tree {
    Tree::of(value, true)
}

impl Tree {
    fn of<T: Wire>(value: &T, request: bool) -> Self {
        let writer = Writer {
            request,
            no_number_is_null: true,
            ..Writer::default()
        };
        let written = writer.with(value);
        Self {
            is_finite: written.not_finite.is_none(),
            // The writer writes UTF-8.
            json: String::from_utf8(written.out).unwrap_or_default(),
            fault: written.fault,
        }
    }

    /// The whole value.
    pub(crate) fn root(&self) -> Node<'_> {
        Node(&self.json)
    }

    /// The value as JSON text.
    pub(crate) fn json(self) -> String {
        self.json
    }

    /// Takes the mistake in the value out, if there is one.
    pub(crate) fn take_fault(&mut self) -> Option<String> {
        self.fault.take()
    }
}

impl<'a> Node<'a> {
    /// The value of a JSON text, which must be valid: it was written by the writer, or has been
    /// read.
    pub(crate) fn of(text: &'a str) -> Self {
        Self(text.trim_start_matches('\u{feff}').trim_ascii())
    }

    /// The value as JSON text.
    pub(crate) fn text(self) -> &'a str {
        self.0
    }

    /// The kind of the value.
    pub(crate) fn kind(self) -> Kind {
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
    pub(crate) fn is_container(self) -> bool {
        match self.kind() {
            Kind::Array | Kind::Object => true,
            Kind::Null | Kind::Boolean | Kind::Number | Kind::Text => false,
        }
    }

    /// Whether the value is an array.
    pub(crate) fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// The boolean, if it is one.
    pub(crate) fn boolean(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A string that is not empty, or a number as a string.
    pub(crate) fn label(self) -> Option<String> {
        match self.kind() {
            Kind::Text => {
                Some(Reader::new(self.0).string().into_owned()).filter(|text| !text.is_empty())
            }
            // Servers in some languages write integers as decimals.
            Kind::Number => Some(whole(self.0).unwrap_or_else(|| self.0.to_owned())),
            Kind::Null | Kind::Boolean | Kind::Array | Kind::Object => None,
        }
    }

    /// The value as a string: a string is unchanged, and other values are written as JSON; `None` for null.
    pub(crate) fn plain(self) -> Option<Cow<'a, str>> {
        match self.kind() {
            Kind::Null => None,
            Kind::Text => Some(Reader::new(self.0).string()),
            Kind::Boolean | Kind::Number | Kind::Array | Kind::Object => {
                Some(Cow::Borrowed(self.0))
            }
        }
    }

    /// The items of an array, or the members of an object with their keys.
    pub(crate) fn children(self) -> Vec<(Option<Cow<'a, str>>, Self)> {
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
        // Its text may have been written from the events of a format.
        reader.source = Source::Events;
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
    pub(crate) fn place(self, pointer: &str) -> Option<Self> {
        let mut steps = pointer.split('/').skip(1);
        steps.try_fold(self, Self::child)
    }

    /// A member of an object, or an item of an array.
    fn child(self, step: &str) -> Option<Self> {
        let name = step.replace("~1", "/").replace("~0", "~");
        if self.kind() == Kind::Object {
            return self.member(&name);
        }
        let place = step.parse();
        let (mut found, mut index) = (None, 0_usize);
        self.each_child(|_, child| {
            if step == "-1" || place == Ok(index) {
                found = Some(child);
            }
            index += 1;
        });
        found
    }

    /// The member of an object with this key; the last one if the key is repeated.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        let mut found = None;
        self.each_child(|key, child| {
            if key.is_some_and(|key| key == name) {
                found = Some(child);
            }
        });
        found
    }
}

/// Hands the value to a format.
impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = Reader::new(self.0);
        reader.source = Source::Events;
        match reader.peek() {
            b'"' => serializer.serialize_str(&reader.string()),
            b't' => serializer.serialize_bool(true),
            b'f' => serializer.serialize_bool(false),
            b'n' => serializer.serialize_unit(),
            b'[' => {
                let mut items = serializer.serialize_seq(None)?;
                reader.open();
                while !matches!(reader.peek(), b']' | 0) {
                    items.serialize_element(&Node(reader.played()))?;
                }
                items.end()
            }
            b'{' => {
                let mut entries = serializer.serialize_map(None)?;
                reader.open();
                while !matches!(reader.peek(), b'}' | 0) {
                    let key = reader.key();
                    reader.colon();
                    entries.serialize_entry(&*key, &Node(reader.played()))?;
                }
                entries.end()
            }
            _ => number(self.0, serializer),
        }
    }
}

impl<'a> Reader<'a> {
    /// The text of the next item, without the comma after it.
    fn played(&mut self) -> &'a str {
        let start = self.at;
        self.skip();
        let text = self.since(start);
        self.at += usize::from(self.peek() == b',');
        text
    }
}

fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = text.parse::<u64>() {
        return serializer.serialize_u64(number);
    }
    if let Ok(number) = text.parse::<i64>() {
        return serializer.serialize_i64(number);
    }
    if is_whole(text)
        && let Ok(number) = text.parse::<i128>()
    {
        return serializer.serialize_i128(number);
    }
    // NaN and the infinities are read from these names, too.
    serializer.serialize_f64(text.parse().map_err(S::Error::custom)?)
}

/// A missing member is read as null, and null is not written.
impl Wire for Value {
    fn read(reader: &mut Reader<'_>) -> Self {
        match reader.peek() {
            b'"' => Self::String(reader.string().into_owned()),
            b'{' => reader.free_object(),
            b'[' => Self::Array(reader.free_array()),
            b'n' => {
                reader.word("null");
                Self::Null
            }
            b't' => {
                reader.word("true");
                Self::Bool(true)
            }
            b'f' => {
                reader.word("false");
                Self::Bool(false)
            }
            // As in `serde_json`, which has no value for it either.
            _ if reader.not_finite().is_some() => Self::Null,
            _ => reader.free_number(),
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.raw("null"),
            Self::Bool(value) => value.write(writer),
            Self::Number(number) => writer.number(number),
            Self::String(text) => writer.string(text),
            Self::Array(items) => items.write(writer),
            Self::Object(members) => {
                let mut first = true;
                writer.out.push(b'{');
                for (key, value) in members {
                    writer.key(key, &mut first);
                    value.write(writer);
                }
                writer.out.push(b'}');
            }
        }
    }

    fn blank() -> Self {
        Self::Null
    }

    fn is_required() -> bool {
        false
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

impl Reader<'_> {
    fn free_array(&mut self) -> Vec<Value> {
        // A value is never exact: there is nothing that it must be.
        Vec::read(self)
    }

    fn free_object(&mut self) -> Value {
        let mut members = Map::new();
        self.open();
        if self.accept(b'}') {
            self.depth -= 1;
            return Value::Object(members);
        }
        loop {
            let key = self.key();
            self.colon();
            self.stray_error |= self.depth == 1 && tells_error(&key);
            if is_mark(&key) && !self.has_marks {
                self.skip();
            } else {
                let value = Value::read(self);
                let before = members.insert(key.into_owned(), value);
                self.repeated |= before.is_some();
            }
            if self.goes_on(b'}') != Some(true) {
                return Value::Object(members);
            }
        }
    }

    /// Reads a number with all of its digits if a `Number` can hold them: always up to 64 bits, and
    /// beyond that if some crate has enabled `serde_json/arbitrary_precision`. Otherwise, it is the
    /// nearest double; a number that exceeds every double is an error either way.
    fn free_number(&mut self) -> Value {
        if self.source == Source::Nothing {
            return Value::Null;
        }
        let text = self.number();
        // `-0` is a double, since no integer has its sign.
        if let Ok(number) = text.parse::<u64>() {
            return number.into();
        }
        if let Ok(number) = text.parse::<i64>()
            && number != 0
        {
            return number.into();
        }
        let number = text.parse().unwrap_or(f64::NAN);
        match text.parse::<Number>() {
            Ok(exact) if number.is_finite() => Value::Number(exact),
            _ => {
                self.broken();
                Value::Null
            }
        }
    }
}

impl Writer<'_> {
    fn number(&mut self, number: &Number) {
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => self.integer(number),
            // `-0` is not an integer: no integer has its sign.
            (_, Some(number)) if number != 0 => self.integer(number),
            _ => self.raw(&number.to_string()),
        }
    }
}
