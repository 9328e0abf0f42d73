// @generated from the OpenAPI document; do not edit

//! Client for the OpenAI administration API.
//!
//! Administration of an organization on the OpenAI platform.
//!
//! # Example
//!
//! ```no_run
//! # async fn example() -> Result<(), tests_client::Error> {
//! use tests_client::Client;
//! let client = Client::from_env()?;
//! let user = client.admin().organization().users().retrieve("user-abc").await?;
//! # Ok(()) }
//! ```
//!
//! # Environment
//!
//! [`Client::from_env`] reads these variables:
//!
//! - `OPENAI_ADMIN_KEY`: the credential that [`ClientBuilder::admin_api_key`] sets
//! - `OPENAI_BASE_URL`: the base URL, by default `https://api.openai.com/v1`
//! - `OPENAI_ALLOW_HTTP`: `1` allows a base URL that starts with `http://`, as [`ClientBuilder::allow_http`] does
//!
//! # Options
//!
//! A method returns a request, which is sent when awaited. `timeout`, `max_retries` and
//! `header` configure this request only, and `with` accepts all other [`RequestOptions`]. `send`
//! returns the status code and the headers along with the data:
//!
//! ```no_run
//! # async fn example(client: tests_client::Client) -> Result<(), tests_client::Error> {
//! let request = client.admin().organization().users().retrieve("user-abc");
//! let request = request.timeout(std::time::Duration::from_secs(5)).max_retries(0);
//! let response = request.header("x-trace", "1").send().await?;
//! println!("{} {:?}", response.status(), response.request_id());
//! # Ok(()) }
//! ```
//!
//! # Errors
//!
//! All methods return the same [`Error`] type. Use its methods to handle specific errors:
//!
//! ```no_run
//! # async fn example(client: tests_client::Client) {
//! match client.admin().organization().users().retrieve("user-abc").await {
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
//! | `chrono`, `jiff`, `time` | conversions between the formats of the API and the types of these crates |
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

pub mod resources;
#[allow(
    missing_docs,
    unused_mut,
    clippy::new_without_default,
    reason = "a field may have no description, and `new` no parameters"
)]
pub mod types;

pub use client::{Client, ClientBuilder};
pub use runtime::{
    AsText, Attempt, Call, Credential, Error, FormatError, HeaderMap, IntoBody,
    IntoItems, IntoJson, IntoNullable, IntoNullableItems, IntoNumber, IntoObject,
    IntoOption, IntoOptionalNumber, IntoPairs, IntoValue, RequestOptions, Response,
    Sending, StatusCode, Token, Transport, UnixTime, UnknownValue, json, poll_until,
};
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, Operation};
#[cfg(feature = "tower")]
pub use runtime::Tower;

/// The names that most programs import, and the traits whose methods they call.
///
/// `use tests_client::prelude::*;`
pub mod prelude {
    pub use crate::{Client, Error, poll_until};
    pub use crate::UnixTime as _;
}

#[cfg(all(doctest, feature = "blocking"))]
#[doc = include_str!("../README.md")]
struct Readme;
