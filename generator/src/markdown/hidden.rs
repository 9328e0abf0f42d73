//! Characters that would hide or reorder text.

use std::borrow::Cow;

/// Removes control characters and bidirectional controls, which would hide or reorder the
/// surrounding code. Converts every line ending to `\n`.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().filter(|char| !is_hidden(*char)).collect())
}

/// Whether a character would hide or reorder the surrounding text: control characters except line
/// feeds and tabs, zero-width spaces, and characters that change the direction of writing.
pub(crate) fn is_hidden(char: char) -> bool {
    (char.is_control() && !matches!(char, '\n' | '\t'))
        || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
