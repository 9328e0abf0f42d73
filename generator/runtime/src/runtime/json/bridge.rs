//! Values from any format that serde reads, and to any that it writes.
//!
//! `serde_json` hands over the JSON text itself if it is asked for its `RawValue` by name; values
//! of any other format are first written as JSON. Either way, there is one reader for all types. If
//! `serde_json` ever changes that name, it is treated like any other format.

use std::fmt::{self, Formatter};
use std::sync::LazyLock;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Error as _, Serialize, SerializeStruct as _, Serializer};

use super::reader::{Reader, Source};
use super::text::Writer;
use super::tree::Node;
use super::wire::Wire;

/// The name of `serde_json`'s raw values, and of their one member.
pub(super) const RAW: &str = "$serde_json::private::RawValue";

/// The one member of a number, if some crate has enabled `serde_json/arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// The body of every generated `Deserialize::deserialize`.
///
/// # Errors
///
/// The format cannot be read, or its value is not a `T`.
#[doc(hidden)]
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = None;
    let mut take = |reader: &mut Reader<'_>| value = Some(T::read(reader));
    deserializer.deserialize_newtype_struct(RAW, Text(&mut take))?;
    value.ok_or_else(|| D::Error::custom("there is no value"))
}

/// Takes the text of a value.
struct Text<'t>(&'t mut dyn FnMut(&mut Reader<'_>));

impl Text<'_> {
    fn take<E: serde::de::Error>(self, text: &str, source: Source) -> Result<(), E> {
        let mut reader = Reader::new(text);
        reader.source = source;
        reader.next_token();
        (self.0)(&mut reader);
        reader.finish();
        match reader.mistake {
            None => Ok(()),
            Some(mistake) => Err(E::custom(super::error::Error::of(text, mistake))),
        }
    }

    fn null<E: serde::de::Error>(self) -> Result<(), E> {
        self.take("null", Source::Json)
    }

    fn events<E: serde::de::Error>(
        self,
        write: impl FnOnce(Events<'_, '_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut writer = Writer::default();
        write(Events(&mut writer))?;
        let text = str::from_utf8(&writer.out).map_err(E::custom)?;
        self.take(text, Source::Events)
    }
}

macro_rules! events {
    ($($name:ident: $type:ty),+ $(,)?) => {$(
        fn $name<E: serde::de::Error>(self, value: $type) -> Result<(), E> {
            self.events(|events| events.$name(value))
        }
    )+};
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    events! {
        visit_bool: bool,
        visit_i64: i64,
        visit_i128: i128,
        visit_u64: u64,
        visit_u128: u128,
        visit_f64: f64,
        visit_str: &str,
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.events(|events| deserializer.deserialize_any(events))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.events(|events| deserializer.deserialize_any(events))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.events(|events| events.visit_seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some(Key(key)) = entries.next_key()? else {
            return self.events(|events| events.entries(None, entries));
        };
        if key == RAW || key == NUMBER {
            return entries.next_value_seed(RawText(self));
        }
        self.events(|events| events.entries(Some(key), entries))
    }
}

/// Takes the text of a raw value.
struct RawText<'t>(Text<'t>);

impl<'de> DeserializeSeed<'de> for RawText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a JSON value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.take(text, Source::Json)
    }
}

/// A key, which is a string in every format.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(Key(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Key, E> {
        Ok(Key(key))
    }
}

/// Writes the value of a format as JSON.
struct Events<'w, 's>(&'w mut Writer<'s>);

impl<'de> DeserializeSeed<'de> for Events<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Events<'_, '_> {
    fn entries<'de, A: MapAccess<'de>>(
        self,
        first: Option<String>,
        mut entries: A,
    ) -> Result<(), A::Error> {
        self.0.out.push(b'{');
        let mut is_first = true;
        let mut next = first;
        while let Some(key) = next {
            self.0.key(&key, &mut is_first);
            entries.next_value_seed(Events(self.0))?;
            next = entries.next_key()?.map(|Key(key)| key);
        }
        self.0.out.push(b'}');
        Ok(())
    }
}

impl<'de> Visitor<'de> for Events<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        value.write(self.0);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        value.write(self.0);
        Ok(())
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.0.raw(&value.to_string());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        value.write(self.0);
        Ok(())
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.0.raw(&value.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.double(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.string(value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.raw("null");
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.raw("null");
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.out.push(b'[');
        let mut first = true;
        loop {
            let len = self.0.out.len();
            self.0.separate(&mut first);
            if items.next_element_seed(Events(self.0))?.is_none() {
                // The comma was one too many.
                self.0.out.truncate(len);
                self.0.out.push(b']');
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let first = entries.next_key()?.map(|Key(key)| key);
        match first.as_deref() {
            // A number of any size, or raw JSON within a value.
            Some(NUMBER | RAW) => entries.next_value_seed(RawEvent(self)),
            _ => self.entries(first, entries),
        }
    }
}

/// Writes JSON text as it is.
struct RawEvent<'w, 's>(Events<'w, 's>);

impl<'de> DeserializeSeed<'de> for RawEvent<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for RawEvent<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("the text of a JSON value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let mut reader = Reader::new(text);
        reader.next_token();
        reader.skip();
        reader.finish();
        if reader.mistake.is_some() {
            return Err(E::custom("a number or raw value is not JSON"));
        }
        self.0.0.raw(text);
        Ok(())
    }
}

/// The body of every generated `Serialize::serialize`.
///
/// # Errors
///
/// The format cannot write the value.
#[doc(hidden)]
pub fn serialize<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let writer = Writer::written(value);
    if let Some(mistake) = writer.fault {
        return Err(S::Error::custom(mistake));
    }
    let text = str::from_utf8(&writer.out).map_err(S::Error::custom)?;
    if writer.not_finite.is_none() && takes_text::<S>() {
        return raw(text, serializer);
    }
    Node(text).serialize(serializer)
}

/// Whether a serializer is `serde_json`'s, writes no white space, and takes text.
fn takes_text<S>() -> bool {
    static KNOWN: LazyLock<bool> = LazyLock::new(|| {
        let text = serde_json::to_string(&Raw("[0]"));
        text.is_ok_and(|text| text == "[0]")
    });
    let name = std::any::type_name::<S>();
    (name == TO_BYTES || is_compact(name)) && *KNOWN
}

/// The serializer of `serde_json::to_vec` and `to_string`.
const TO_BYTES: &str = "&mut serde_json::ser::Serializer<&mut alloc::vec::Vec<u8>>";

/// Whether the name of a type is that of `serde_json`'s serializer with the default formatter,
/// which type names omit.
fn is_compact(name: &str) -> bool {
    let Some(arguments) = name.strip_prefix("&mut serde_json::ser::Serializer<") else {
        return false;
    };
    let mut depth = 0_usize;
    arguments.bytes().all(|byte| {
        match byte {
            b'<' | b'(' | b'[' => depth += 1,
            b'>' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || byte != b','
    })
}

fn raw<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_struct(RAW, 1)?;
    output.serialize_field(RAW, text)?;
    output.end()
}

struct Raw(&'static str);

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        raw(self.0, serializer)
    }
}
