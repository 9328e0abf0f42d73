//! Arrays.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// A member that is missing or null reads as an empty list: servers leave out what has no items. An
/// object reads as a list of it, which is how some of them write a single item.
impl<T: Wire> Wire for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Self {
        if reader.peek() != b'[' {
            return otherwise(reader);
        }
        let mut items = Self::new();
        reader.open();
        if reader.accept(b']') {
            reader.depth -= 1;
            return items;
        }
        loop {
            items.push(T::read(reader));
            match reader.goes_on(b']') {
                Some(true) => {}
                Some(false) => return items,
                None => {
                    reader.in_item(items.len() - 1);
                    return items;
                }
            }
        }
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let mut first = true;
        writer.out.push(b'[');
        for item in self {
            writer.separate(&mut first);
            item.write(writer);
        }
        writer.out.push(b']');
    }

    fn blank() -> Self {
        Self::new()
    }

    fn is_required() -> bool {
        false
    }
}

/// Reads what servers send in place of an array.
#[cold]
fn otherwise<T: Wire>(reader: &mut Reader<'_>) -> Vec<T> {
    match reader.peek() {
        b'n' if !reader.exact => {
            reader.word("null");
            Vec::new()
        }
        b'{' if !reader.exact => vec![T::read(reader)],
        _ => {
            reader.refuse("an array");
            Vec::new()
        }
    }
}
