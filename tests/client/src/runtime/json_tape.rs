//! JSON texts as tapes.

use super::tape::Tape;

/// Why a text is not the JSON of a type: the message, and what serde says of text that is no JSON.
pub(crate) type Unreadable = (String, Option<serde_json::Error>);

/// Reads a JSON text; it may begin with a byte order mark.
pub(crate) fn json_tape(text: &[u8]) -> Result<Tape<'_>, Unreadable> {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(("the body is empty".to_owned(), None));
    }
    let mut tape = Tape::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    match tape
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
    {
        Ok(()) => Ok(tape),
        Err(error) => {
            let message = format!("invalid JSON at {}: {error}", tape.broken_at());
            Err((message, Some(error)))
        }
    }
}
