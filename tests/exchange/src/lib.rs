// @generated from the OpenAPI document; do not edit

//! Client for the tests of requests and responses.
//!
//! Requests and responses other than a single JSON value, for tests that compare exact
//! bytes.
//!
//! # Example
//!
//! ```no_run
//! # #[cfg(feature = "notes")]
//! # async fn example() -> Result<(), tests_exchange::Error> {
//! use tests_exchange::Client;
//! let client = Client::from_env()?;
//! let note = client.notes().retrieve("note_id").await?;
//! # Ok(()) }
//! ```
//!
//! # Environment
//!
//! [`Client::from_env`] reads these variables:
//!
//! - `TESTS_EXCHANGE_TOKEN`: the credential that [`ClientBuilder::token`] sets
//! - `TESTS_EXCHANGE_KEY`: the credential that [`ClientBuilder::key`] sets
//! - `TESTS_EXCHANGE_BASIC`: the credential that [`ClientBuilder::basic`] sets
//! - `TESTS_EXCHANGE_BASE_URL`: the base URL, by default `https://eu.example.com/v1`
//! - `TESTS_EXCHANGE_ALLOW_HTTP`: `1` allows a base URL that starts with `http://`, as [`ClientBuilder::allow_http`] does
//!
//! # Options
//!
//! A method returns a request, which is sent when awaited. `timeout`, `max_retries` and
//! `header` configure this request only, and `with` accepts all other [`RequestOptions`]. `send`
//! returns the status code and the headers along with the data:
//!
//! ```no_run
//! # #[cfg(feature = "notes")]
//! # async fn example(client: tests_exchange::Client) -> Result<(), tests_exchange::Error> {
//! let request = client.notes().retrieve("note_id");
//! let request = request.timeout(std::time::Duration::from_secs(5)).max_retries(0);
//! let response = request.header("x-trace", "1").send().await?;
//! println!("{} {:?}", response.status(), response.request_id());
//! # Ok(()) }
//! ```
//!
//! # Pages
//!
//! A paginated operation returns a [`Page`], which holds the items and the other members of the
//! response. [`next_page`](Page::next_page) requests the next page. To iterate over the items of all
//! pages, call `stream` on the request instead of awaiting it; each page is requested on demand.
//!
//! ```no_run
//! # #[cfg(feature = "orders")]
//! # async fn example(client: tests_exchange::Client) -> Result<(), tests_exchange::Error> {
//! let mut items = client.orders().list().stream();
//! while let Some(item) = items.next().await {
//!     let item = item?;
//!     println!("{item:?}");
//! }
//! # Ok(()) }
//! ```
//!
//! # Errors
//!
//! All methods return the same [`Error`] type. Use its methods to handle specific errors:
//!
//! ```no_run
//! # #[cfg(feature = "notes")]
//! # async fn example(client: tests_exchange::Client) {
//! match client.notes().retrieve("note_id").await {
//!     Ok(value) => println!("{value:?}"),
//!     Err(error) if error.is_not_found() => println!("not found"),
//!     Err(error) if error.is_rate_limit() => println!("too many requests"),
//!     Err(error) => println!("{error}"),
//! }
//! # }
//! ```
//!
//! # Features
//!
//! Each resource of the client, such as `client.accounts()`, has a cargo feature.
//! It enables the methods of the resource and of the resources in it, and the types that they
//! need. All of these features are on by default. To compile faster, disable the default features and enable
//! only the resources that you need, and one of the features that add TLS:
//!
//! ```toml
//! tests-exchange = { version = "0.1.0", default-features = false, features = ["accounts", "rustls"] }
//! ```
//!
//! The resources are `accounts`, `answers`, `anything`, `edits`, `events`, `files`, `finds`, `jobs`,
//! `lines`, `links`, `notes`, `orders`, `plain`, `report`, `results`, `runs`, `searches`, `sequences`,
//! `state`, `styles`, `texts`, `urls`.
//!
//! | Feature (off by default) | Adds |
//! | --- | --- |
//! | `blocking` | `.wait()`, which replaces `.await` and needs no async runtime |
//! | `brotli` | support for responses that are compressed with Brotli |
//! | `gzip` | support for responses that are compressed with gzip |
//! | `mock` | `Mock`, a test transport that responds from memory |
//! | `native-tls` | TLS through the operating system's library, which replaces rustls |
//! | `rustls-no-provider` | TLS through rustls with the crypto provider that the application has installed |
//! | `rustls-webpki-roots` | TLS through rustls with Mozilla's root certificates, which replace those of the operating system |
//! | `tower` | `Tower`, a transport that is a service of the `tower` crate |
//! | `tracing` | a span for each attempt, with OpenTelemetry attribute names |
//! | `zstd` | support for responses that are compressed with Zstandard |
//!
//! The cargo feature `rustls`, which is on by default, adds TLS through rustls with ring, using the root certificates of
//! the operating system. `rustls-webpki-roots` and `native-tls` take precedence over it; `rustls-no-provider` has
//! an effect only if `rustls` is off (`default-features = false`). If none of the features for TLS is enabled,
//! `https` needs an HTTP client or a transport of your own.
//!
//! The cargo feature `serde`, which is on by default, implements serde's traits for all types. Without it, the crate
//! compiles faster, and the module `json` still reads and writes all types.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(clippy::doc_markdown, reason = "descriptions are copied from the document")]

mod client;

use sdk_runtime::runtime;

#[allow(
    missing_docs,
    unused_mut,
    clippy::new_without_default,
    reason = "a field may have no description, and `new` no parameters"
)]
pub mod resources;
#[allow(
    missing_docs,
    unused_mut,
    clippy::new_without_default,
    reason = "a field may have no description, and `new` no parameters"
)]
pub mod types;

pub use client::{Client, ClientBuilder, ResponseHeaders, Server};
pub use runtime::{
    AsText, Attempt, ByteStream, Call, Credential, Error, EventStream, File, HeaderMap,
    IntoBody, IntoContent, IntoItems, IntoJson, IntoNullable, IntoNullableItems,
    IntoNumber, IntoObject, IntoOption, IntoOptionalNumber, IntoPairs, IntoValue,
    ItemStream, LineStream, Page, RequestOptions, Response, Sending, StatusCode, Token,
    Transport, UnknownValue, json, poll_until,
};
#[cfg(feature = "blocking")]
pub use runtime::Waiting;
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, Operation};
#[cfg(feature = "tower")]
pub use runtime::Tower;

/// The names that most programs import, and the traits whose methods they call.
///
/// `use tests_exchange::prelude::*;`
pub mod prelude {
    pub use crate::{Client, Error, File, poll_until};
    pub use crate::ResponseHeaders as _;
}

#[cfg(all(doctest, feature = "blocking", feature = "default"))]
#[doc = include_str!("../README.md")]
struct Readme;
