//! The tape of a JSON text that the server has sent.

use bytes::Bytes;

use super::Error;
use super::response::Head;
use super::tape::Tape;

/// Reads a JSON text; it may begin with a byte order mark.
pub(crate) fn tape_of<'a>(head: &Head, text: &'a Bytes) -> Result<Tape<'a>, Error> {
    let body = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    if body.trim_ascii().is_empty() {
        let message = "the body is empty".to_owned();
        return Err(Error::undecodable(head, text, message));
    }
    let mut tape = Tape::default();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match tape
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
    {
        Ok(()) => Ok(tape),
        Err(error) => {
            let message = format!("invalid JSON at {}: {error}", tape.broken_at());
            Err(Error::undecodable(head, text, message).caused_by(error))
        }
    }
}
