//! Values of which the API's description says nothing.

use serde_json::{Map, Number, Value};

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// A missing member reads as null, which is not written.
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
            let value = Value::read(self);
            let before = members.insert(key.into_owned(), value);
            self.repeated |= before.is_some();
            if self.goes_on(b'}') != Some(true) {
                return Value::Object(members);
            }
        }
    }

    /// Reads a number with all of its digits if a `Number` can hold them: always up to 64 bits, and
    /// beyond if some crate has switched on `serde_json/arbitrary_precision`. Else it is the nearest
    /// double; a number that no double comes near is a mistake either way.
    fn free_number(&mut self) -> Value {
        if self.blank {
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
            (_, Some(number)) => self.integer(number),
            _ => self.raw(&number.to_string()),
        }
    }
}
