//! The hand-written core of the client: the same in every generated crate.

mod auth;
mod bearer;
mod builder;
mod call;
mod client;
mod constant;
mod credentials;
mod error;
mod error_body;
mod error_kind;
mod execute;
mod integer;
mod json;
mod list;
mod object;
mod operation;
mod option;
mod path;
mod request;
mod response;
mod retry;
mod string_enum;
mod tape;
mod text;
mod wire;

pub use builder::ClientBuilder;
pub use call::Call;
pub use client::Client;
pub use error::Error;
pub use response::Response;
pub use string_enum::UnknownValue;

pub(crate) use bearer::bearer;
pub(crate) use client::Api;
pub(crate) use credentials::{Credentials, Scheme};
pub(crate) use json::Json;
pub(crate) use object::{object, write_object};
pub(crate) use operation::operation;
pub(crate) use request::{Endpoint, Request};
pub(crate) use response::Reply;
pub(crate) use string_enum::string_enum;
pub(crate) use tape::Tape;
pub(crate) use wire::{Mismatch, Value, Wire, deserialize, serde_traits, serialize};
