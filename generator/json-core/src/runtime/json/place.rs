//! Where something is in a text: as a path, and as a line and column.

use super::reader::Reader;

/// The path of these steps, the last one first.
pub(super) fn path_of(steps: &[String]) -> String {
    let steps = steps.iter().rev().map(String::as_str);
    std::iter::once("$").chain(steps).collect()
}

/// The step of a path into a key: `.role`, or `["x y"]` if the key is not a plain name.
pub(super) fn key_step(key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_' || char == '-');
    if plain {
        format!(".{key}")
    } else {
        format!("[{key:?}]")
    }
}

/// The path to the value at a place of a text, or to the one at which the text breaks off before.
pub(super) fn path_to(text: &str, place: usize) -> String {
    let mut reader = Reader::new(text);
    let mut path = String::from("$");
    reader.next_token();
    walk(&mut reader, place, &mut path);
    path
}

/// Whether the place is in the next value, whose path is then complete.
fn walk(reader: &mut Reader<'_>, place: usize, path: &mut String) -> bool {
    let end = match reader.peek() {
        b'{' => b'}',
        b'[' => b']',
        _ => {
            reader.skip();
            return reader.at > place || reader.mistake.is_some();
        }
    };
    reader.open();
    if reader.accept(end) {
        reader.depth -= 1;
        return reader.at > place;
    }
    let len = path.len();
    for index in 0_usize.. {
        path.truncate(len);
        let step = if end == b'}' {
            let key = reader.key();
            reader.colon();
            key_step(&key)
        } else {
            format!("[{index}]")
        };
        if reader.mistake.is_some() {
            return true;
        }
        path.push_str(&step);
        if walk(reader, place, path) {
            return true;
        }
        if reader.goes_on(end) != Some(true) {
            break;
        }
    }
    path.truncate(len);
    reader.at > place || reader.mistake.is_some()
}

/// The line and the column of a place, both counted from 1.
pub(super) fn line_and_column(text: &str, place: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..place).unwrap_or(text.as_bytes());
    let lines = before.split(|byte| *byte == b'\n');
    lines.fold((0, 1), |(count, _), line| (count + 1, line.len() + 1))
}
