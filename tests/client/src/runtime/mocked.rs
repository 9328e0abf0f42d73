//! How a server would write what a mock is given.

use bytes::Bytes;

/// An answer that can be made up. (`pub`, as `Operation` names what it is given; the module is not.)
pub trait Mocked {
    type Given: ?Sized;

    /// The media type and the body.
    fn encode(given: &Self::Given) -> (&'static str, Bytes);
}
