// @generated from the OpenAPI document; do not edit

//! The parts of the hand-written client core that this crate needs.

pub(crate) mod argument;
pub(crate) mod attempt;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod builder;
pub(crate) mod client;
pub(crate) mod credential;
pub(crate) mod draft;
pub(crate) mod error;
pub(crate) mod failure;
pub(crate) mod format;
pub mod json;
pub(crate) mod list;
#[cfg(feature = "mock")]
pub(crate) mod mock;
pub(crate) mod nullable;
pub(crate) mod number;
pub(crate) mod operation_table;
pub(crate) mod options;
pub(crate) mod pages;
pub(crate) mod params;
pub(crate) mod redaction;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod route;
pub(crate) mod stream;
pub(crate) mod style;
pub(crate) mod syntax;
pub(crate) mod transport;
pub(crate) mod value;

pub use argument::{IntoItems, IntoObject, IntoOption, IntoPairs};
pub use attempt::Attempt;
pub use credential::{Credential, Token};
pub use error::Error;
pub use format::{
    Date, DateTime, Decimal, Duration, FormatError, Time, UnixTime, Uri, Uuid,
};
pub use http::{HeaderMap, StatusCode};
pub use json::{AsText, UnknownValue};
#[cfg(feature = "mock")]
pub use mock::{Mock, MockRequest, Operation};
pub use nullable::{IntoJson, IntoNullable, IntoNullableItems};
pub use number::{IntoNumber, IntoOptionalNumber};
pub use options::RequestOptions;
pub use pages::{ItemStream, Page};
pub use request::Call;
pub use response::Response;
pub use retry::poll_until;
#[cfg(feature = "tower")]
pub use transport::Tower;
pub use transport::{Sending, Transport};
pub use value::{IntoBody, IntoValue};
#[cfg(feature = "blocking")]
pub use stream::Waiting;
#[doc(hidden)]
pub use ::bytes::Bytes;
#[doc(hidden)]
pub use auth::{Scheme, authorization, key_cookie, key_header, key_query};
#[doc(hidden)]
pub use builder::BuilderCore;
#[doc(hidden)]
pub use client::{Api, ClientCore, ServerTemplate, ServerVariable, client};
#[doc(hidden)]
pub use json::{
    Choice, Guard, Reader, Variants, Wire, Writer, converted, copy, debug, debug_text,
    deserialize, equal, input, integer_enum, modules, object, serde_traits, serialize,
    shared_traits, string_enum, tuple, union,
};
#[doc(hidden)]
pub use list::{OfItems, OfLists};
#[cfg(feature = "mock")]
#[doc(hidden)]
pub use mock::Mocked;
#[doc(hidden)]
pub use operation_table::{Described, operation, response_headers, setters};
#[doc(hidden)]
pub use pages::{
    Cursor, NextLink, NextUrl, Numbers, Offset, Paged, Pages, Paging, cursor, given,
    more, next_link, next_url, numbers, offset, pages,
};
#[doc(hidden)]
pub use request::{Endpoint, Request};
#[doc(hidden)]
pub use reqwest::{Client as HttpClient, Method, Request as HttpRequest};
#[doc(hidden)]
pub use response::{
    Binary, Empty, Head, Json, LooseText, NotJson, OptionalJson, Reply, Text,
};
#[doc(hidden)]
pub use value::{
    Built, Kept, OfPairs, Present, add, any_json, null, set, set_boxed, set_items,
    set_json, set_number, set_pairs,
};
