// @generated from the OpenAPI document; do not edit

//! The hand-written core of the client: the same in every generated crate.

mod any;
mod assemble;
mod attempt;
mod auth;
mod authorization;
#[cfg(feature = "blocking")]
mod blocking;
mod broken_at;
mod builder;
mod call;
mod client;
mod constant;
mod credential;
mod credentials;
mod decoded;
mod error;
mod error_body;
mod error_kind;
mod execute;
mod in_field;
mod integer;
mod json;
mod json_read;
mod json_tape;
mod json_text;
mod json_traits;
mod key_step;
mod list;
mod mismatch;
#[cfg(feature = "mock")]
mod mock;
#[cfg(feature = "mock")]
mod mocked;
#[cfg(feature = "mock")]
mod mocked_json;
mod node;
mod object;
mod operation;
mod option;
mod options;
mod path;
mod path_segment;
mod path_template;
mod percent;
mod redirect;
mod request;
mod reserved;
mod response;
mod rest;
mod retry;
#[cfg(feature = "mock")]
mod route_match;
mod scalar;
mod serde_traits;
mod string_enum;
mod tape;
mod text;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod undecodable;
mod unreadable;
mod wire;
mod written;

pub use attempt::Attempt;
pub use builder::ClientBuilder;
pub use call::Call;
pub use client::Client;
pub use credential::{Credential, Token};
pub use error::Error;
#[cfg(feature = "mock")]
pub use mock::{Mock, MockRequest, Operation};
pub use options::RequestOptions;
pub use response::Response;
pub use string_enum::UnknownValue;
pub use transport::{Sending, Transport};

pub(crate) use authorization::authorization;
pub(crate) use client::Api;
pub(crate) use credentials::{Credentials, Scheme};
pub(crate) use json::Json;
pub(crate) use json_traits::{debug, equal, json_traits};
#[cfg(feature = "mock")]
pub(crate) use mocked::Mocked;
pub(crate) use object::{object, write_object};
pub(crate) use operation::operation;
pub(crate) use request::{Endpoint, Request};
pub(crate) use response::Reply;
pub(crate) use serde_traits::{deserialize, serde_traits, serialize};
pub(crate) use string_enum::string_enum;
pub(crate) use tape::Tape;
pub(crate) use wire::{Reading, Value, Wire};
