//! The hand-written client core, which is the same for every API.
//!
//! Generated crates contain copies of the modules that they need, or depend on the package
//! `sdk-runtime`. In both cases, generated code refers to them as `crate::runtime`.

pub(crate) mod argument;
#[cfg(feature = "client")]
pub(crate) mod attempt;
#[cfg(feature = "client")]
pub(crate) mod auth;
#[cfg(feature = "base64")]
pub(crate) mod base64;
#[cfg(feature = "basic")]
pub(crate) mod basic;
#[cfg(feature = "client")]
pub(crate) mod body;
#[cfg(feature = "parts")]
pub(crate) mod body_parts;
#[cfg(feature = "client")]
pub(crate) mod builder;
#[cfg(feature = "bytes")]
pub(crate) mod bytes;
#[cfg(feature = "client")]
pub(crate) mod client;
#[cfg(feature = "client")]
pub(crate) mod credential;
#[cfg(feature = "client")]
pub(crate) mod draft;
#[cfg(any(feature = "client", feature = "webhooks"))]
pub(crate) mod error;
#[cfg(feature = "events")]
pub(crate) mod events;
#[cfg(feature = "client")]
pub(crate) mod failure;
#[cfg(feature = "multipart")]
pub(crate) mod file;
#[cfg(feature = "multipart")]
pub(crate) mod file_source;
#[cfg(feature = "formats")]
pub(crate) mod format;
pub mod json;
#[cfg(feature = "events")]
pub(crate) mod lines;
pub(crate) mod list;
#[cfg(feature = "mock")]
pub(crate) mod mock;
#[cfg(feature = "multipart")]
pub(crate) mod multipart;
#[cfg(feature = "events")]
pub(crate) mod named_events;
pub(crate) mod nullable;
pub(crate) mod number;
#[cfg(feature = "client")]
pub(crate) mod operation_table;
#[cfg(feature = "client")]
pub(crate) mod options;
#[cfg(feature = "ordered")]
pub(crate) mod ordered;
#[cfg(feature = "pages")]
pub(crate) mod pages;
#[cfg(feature = "client")]
pub(crate) mod params;
#[cfg(feature = "multipart")]
pub(crate) mod parts;
#[cfg(feature = "client")]
pub(crate) mod redaction;
#[cfg(feature = "client")]
pub(crate) mod request;
#[cfg(feature = "client")]
pub(crate) mod response;
#[cfg(feature = "client")]
pub(crate) mod retry;
#[cfg(feature = "client")]
pub(crate) mod route;
#[cfg(feature = "stream")]
pub(crate) mod stream;
#[cfg(feature = "client")]
pub(crate) mod style;
#[cfg(feature = "styles")]
pub(crate) mod styles;
#[cfg(feature = "client")]
pub(crate) mod syntax;
#[cfg(feature = "client")]
pub(crate) mod transport;
pub(crate) mod value;
#[cfg(feature = "webhooks")]
pub(crate) mod webhooks;
#[cfg(feature = "xml")]
pub(crate) mod xml;

// The names that users of a crate may import.

#[cfg(feature = "base64")]
pub use self::base64::{Base64, Base64Url};
#[cfg(feature = "bytes")]
pub use self::bytes::ByteStream;
pub use argument::{IntoItems, IntoObject, IntoOption, IntoPairs};
#[cfg(feature = "client")]
pub use attempt::Attempt;
#[cfg(feature = "parts")]
pub use body_parts::{BodyPart, PartStream};
#[cfg(feature = "client")]
pub use credential::{Credential, Token};
#[cfg(any(feature = "client", feature = "webhooks"))]
pub use error::Error;
#[cfg(feature = "events")]
pub use events::EventStream;
#[cfg(feature = "multipart")]
pub use file::{File, IntoContent};
#[cfg(feature = "formats")]
pub use format::{Date, DateTime, Decimal, Duration, FormatError, Time, UnixTime, Uri, Uuid};
#[cfg(any(feature = "client", feature = "webhooks"))]
pub use http::{HeaderMap, StatusCode};
pub use json::{AsText, UnknownValue};
#[cfg(feature = "events")]
pub use lines::LineStream;
#[cfg(feature = "mock")]
pub use mock::{Mock, MockRequest, Operation};
pub use nullable::{IntoJson, IntoNullable, IntoNullableItems};
pub use number::{IntoNumber, IntoOptionalNumber};
#[cfg(feature = "client")]
pub use options::RequestOptions;
#[cfg(feature = "pages")]
pub use pages::{ItemStream, Page};
#[cfg(feature = "client")]
pub use request::Call;
#[cfg(feature = "client")]
pub use response::Response;
#[cfg(feature = "client")]
pub use retry::poll_until;
#[cfg(feature = "tower")]
pub use transport::Tower;
#[cfg(feature = "client")]
pub use transport::{Sending, Transport};
pub use value::{IntoBody, IntoValue};

#[cfg(all(feature = "blocking", feature = "stream"))]
pub use stream::Waiting;

// The names that generated code uses, and nobody else.

#[doc(hidden)]
#[cfg(feature = "bytes")]
pub use self::bytes::Pieces;
#[doc(hidden)]
#[cfg(feature = "client")]
pub use ::bytes::Bytes;
#[doc(hidden)]
#[cfg(feature = "client")]
pub use auth::{Scheme, authorization, key_cookie, key_header, key_query};
#[doc(hidden)]
#[cfg(feature = "basic")]
pub use basic::basic;
#[doc(hidden)]
#[cfg(feature = "parts")]
pub use body_parts::{ByteParts, StringParts, TypedParts};
#[doc(hidden)]
#[cfg(feature = "client")]
pub use builder::BuilderCore;
#[doc(hidden)]
#[cfg(feature = "client")]
pub use client::{Api, ClientCore, ServerTemplate, ServerVariable, client};
#[doc(hidden)]
#[cfg(feature = "events")]
pub use events::{Events, TextEvents, event_text};
#[doc(hidden)]
pub use json::{
    Choice, Guard, Reader, Variants, Wire, Writer, converted, copy, debug, debug_text, deserialize,
    equal, input, integer_enum, modules, object, serde_traits, serialize, shared_traits,
    string_enum, tuple, union,
};
#[doc(hidden)]
#[cfg(feature = "events")]
pub use lines::Lines;
#[doc(hidden)]
pub use list::{OfItems, OfLists};
#[doc(hidden)]
#[cfg(feature = "mock")]
pub use mock::Mocked;
#[doc(hidden)]
#[cfg(feature = "events")]
pub use named_events::{Named, NamedEvents, named_events, text_variant, variant};
#[doc(hidden)]
#[cfg(feature = "client")]
pub use operation_table::{Described, operation, response_headers, setters};
#[doc(hidden)]
#[cfg(feature = "pages")]
pub use pages::{
    Cursor, NextLink, NextUrl, Numbers, Offset, Paged, Pages, Paging, cursor, given, more,
    next_link, next_url, numbers, offset, pages,
};
#[doc(hidden)]
#[cfg(feature = "multipart")]
pub use parts::{Multipart, Parts};
#[doc(hidden)]
#[cfg(feature = "client")]
pub use request::{Endpoint, Request};
#[doc(hidden)]
#[cfg(feature = "client")]
pub use reqwest::{Client as HttpClient, Method, Request as HttpRequest};
#[doc(hidden)]
#[cfg(feature = "client")]
pub use response::{Binary, Empty, Head, Json, LooseText, NotJson, OptionalJson, Reply, Text};
#[doc(hidden)]
#[cfg(feature = "styles")]
pub use styles::Member;
#[doc(hidden)]
pub use value::{
    Built, Kept, OfPairs, Present, add, any_json, null, set, set_boxed, set_items, set_json,
    set_number, set_pairs,
};
#[doc(hidden)]
#[cfg(feature = "webhooks")]
pub use webhooks::{Verifier, webhooks};
#[doc(hidden)]
#[cfg(feature = "xml")]
pub use xml::tables as xml_tables;
