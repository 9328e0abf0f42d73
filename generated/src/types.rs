//! The types that the API sends and receives.

pub mod invite;

pub use invite::Invite;
