// @generated from the OpenAPI document; do not edit

//! The types of requests and responses, named after their schemas.

pub mod invite;
mod user;

#[doc(inline)]
pub use invite::Invite;
#[doc(inline)]
pub use user::User;
