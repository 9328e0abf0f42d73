//! The items of a crate: types, operations, resources and the client, one module per kind of item.

mod answer;
pub(super) mod argument;
mod call;
pub(super) mod client;
pub(super) mod conversion;
pub(super) mod docs;
pub(super) mod facts;
mod imports;
mod multipart;
pub(super) mod object;
pub(super) mod operation;
pub(super) mod page;
pub(super) mod resource;
pub(super) mod shared;
mod string_enum;
mod switch;
mod text_method;
mod tuple;
pub(super) mod ty;
pub(super) mod types;
pub(super) mod union;
pub(super) mod whole_body;
pub(super) mod xml;
