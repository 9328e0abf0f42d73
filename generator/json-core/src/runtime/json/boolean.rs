//! Booleans.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// Also reads `"true"` and `"false"`, 1 and 0: some servers have no booleans.
impl Wire for bool {
    fn read(reader: &mut Reader<'_>) -> Self {
        let mark = reader.mark();
        match reader.peek() {
            b't' => {
                reader.word("true");
                return true;
            }
            b'f' => {
                reader.word("false");
                return false;
            }
            b'"' if !reader.exact => match &*reader.string() {
                "true" => return true,
                "false" => return false,
                _ => {}
            },
            b'0' | b'1' if !reader.exact => match reader.number() {
                "1" => return true,
                "0" => return false,
                _ => {}
            },
            _ => {}
        }
        reader.refuse_at(mark, "a boolean");
        false
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.raw(if *self { "true" } else { "false" });
    }

    fn blank() -> Self {
        false
    }
}
