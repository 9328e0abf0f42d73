// @generated from the OpenAPI document; do not edit

//! The types of requests and responses, named after their schemas.

pub mod invite;

#[doc(inline)]
pub use invite::Invite;
