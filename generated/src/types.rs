//! The types of the API's requests and responses, by the names of their schemas.

pub mod invite;

#[doc(inline)]
pub use invite::Invite;
