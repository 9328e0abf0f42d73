//! Answers that are JSON.

use std::marker::PhantomData;

use super::Error;
use super::response::{RawResponse, Reply};
use super::tape::Tape;
use super::wire::{Value, Wire};

/// Reads the body as JSON of type `T`.
pub(crate) struct Json<T>(PhantomData<fn() -> T>);

impl<T: Wire> Reply for Json<T> {
    type Output = T;

    fn decode(raw: &RawResponse) -> Result<T, Error> {
        let tape = parse(raw)?;
        T::read(Value {
            nodes: tape.nodes(),
            at: 0,
        })
        .map_err(|mismatch| raw.undecodable(mismatch.to_string()))
    }
}

fn parse(raw: &RawResponse) -> Result<Tape<'_>, Error> {
    let body = raw.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&raw.body);
    if body.trim_ascii().is_empty() {
        return Err(raw.undecodable("the body is empty".to_owned()));
    }
    let mut tape = Tape::default();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    match tape
        .read(&mut deserializer)
        .and_then(|()| deserializer.end())
    {
        Ok(()) => Ok(tape),
        Err(error) => Err(raw
            .undecodable(format!("invalid JSON at {}: {error}", tape.broken_at()))
            .caused_by(error)),
    }
}

impl RawResponse {
    /// The error that this answer is not what the API's description says.
    fn undecodable(&self, message: String) -> Error {
        Error::undecodable(self, message)
    }
}
