//! JSON texts that the server has sent.

use bytes::Bytes;

use super::Error;
use super::decoded::decoded;
use super::response::Head;
use super::tape::Tape;
use super::wire::Wire;

/// Reads a JSON text as a `T`.
pub(crate) fn decode<T: Wire>(head: &Head, text: &Bytes) -> Result<T, Error> {
    let tape = parse(head, text)?;
    decoded(&tape).map_err(|mismatch| Error::undecodable(head, text, mismatch.to_string()))
}

/// Reads a JSON text.
pub(crate) fn parse<'a>(head: &Head, text: &'a Bytes) -> Result<Tape<'a>, Error> {
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
