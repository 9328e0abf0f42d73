//! How a server would write JSON.

use super::tape::Tape;
use super::wire::Wire;

/// A value as JSON.
pub(crate) fn mocked_json<T: Wire>(value: &T) -> String {
    let mut tape = Tape::default();
    value.write(&mut tape);
    // A tape holds nothing that JSON cannot.
    serde_json::to_string(&tape).unwrap_or_default()
}
