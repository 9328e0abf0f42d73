//! JSON texts as values.

use super::decoded::decoded;
use super::tape::Tape;
use super::wire::Wire;

/// Why a text is not the JSON of a type: the message, and what serde says of text that is no JSON.
pub(crate) type Unreadable = (String, Option<serde_json::Error>);

/// Reads a JSON text as a `T`.
pub(crate) fn read_json<T: Wire>(text: &[u8]) -> Result<T, Unreadable> {
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
        Ok(()) => decoded(&tape).map_err(|mismatch| (mismatch.to_string(), None)),
        Err(error) => {
            let message = format!("invalid JSON at {}: {error}", tape.broken_at());
            Err((message, Some(error)))
        }
    }
}
