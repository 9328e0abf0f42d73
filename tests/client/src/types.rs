// @generated from the OpenAPI document; do not edit

//! What goes over the wire: the schemas of the API by their names.

pub mod invite;

pub use invite::Invite;
