//! The data of a value.

use super::tape::Tape;
use super::wire::Wire;

/// The tape that a value writes itself to. One that is absent leaves it empty, which is null.
pub(crate) fn written<T: Wire>(value: &T) -> Tape<'_> {
    let mut tape = Tape::default();
    if !value.is_absent() {
        value.write(&mut tape);
    }
    tape
}
