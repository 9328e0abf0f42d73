//! Maps from strings.

use std::collections::BTreeMap;

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// A member that is missing or null reads as an empty map. Of a key that is there twice, the last
/// value counts.
impl<T: Wire> Wire for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mut map = Self::new();
        match reader.peek() {
            b'{' => {}
            b'n' if !reader.exact => {
                reader.word("null");
                return map;
            }
            _ => {
                reader.refuse("an object");
                return map;
            }
        }
        reader.open();
        if reader.accept(b'}') {
            reader.depth -= 1;
            return map;
        }
        loop {
            let key = reader.key();
            reader.colon();
            map.read_entry(&key, reader);
            match reader.goes_on(b'}') {
                Some(true) => {}
                Some(false) => return map,
                None => {
                    reader.in_member(&key);
                    return map;
                }
            }
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.out.push(b'{');
        self.write_entries(writer, &mut true);
        writer.out.push(b'}');
    }

    fn blank() -> Self {
        Self::new()
    }

    fn is_required() -> bool {
        false
    }

    fn read_entry(&mut self, key: &str, reader: &mut Reader<'_>) {
        let value = T::read(reader);
        let before = self.insert(key.to_owned(), value);
        reader.repeated |= before.is_some();
    }

    fn write_entries(&self, writer: &mut Writer<'_>, first: &mut bool) {
        for (key, value) in self {
            writer.key(key, first);
            value.write(writer);
        }
    }
}
