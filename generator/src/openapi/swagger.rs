//! The objects of Swagger 2.0, read into the same structures as those of OpenAPI 3.
//!
//! Nothing is converted: every structure keeps the places of the document as it is written. A
//! parameter or header of version 2.0 has its type beside its name, so it is its own schema. Only
//! the schema of a form is not written anywhere; it is combined from the form's parameters.

mod body;
mod collection;
mod conformance;
mod content;
mod document;
mod extension;
mod parameter;
mod schema;
mod security;
mod server;

pub(super) use body::{Inputs, body};
pub(super) use conformance::{judge_media_types, judge_parameter, note_extensions};
pub(super) use content::{Medium, content, produced};
pub(super) use document::document;
pub(super) use extension::client_name;
pub(super) use extension::pagination;
pub(super) use parameter::inputs;
pub(super) use schema::{discriminator, examples, is_nullable};
pub(super) use security::kind as security_scheme;
pub(super) use server::of_operation as servers_of_operation;
