//! Client for the OpenAI administration API.
//!
//! Administration of an organization on the OpenAI platform.
//!
//! # Example
//!
//! ```no_run
//! # async fn example() -> Result<(), openai_admin::Error> {
//! use openai_admin::Client;
//! let client = Client::from_env()?;
//! let invite = client.admin().organization().invites().retrieve("invite-abc").await?;
//! # Ok(()) }
//! ```
//!
//! # Environment
//!
//! [`Client::from_env`] reads
//!
//! - `OPENAI_ADMIN_KEY`: what [`ClientBuilder::admin_api_key`] sets,
//! - `OPENAI_BASE_URL`: the base URL, `https://api.openai.com/v1` if not set.
//!
//! # Options
//!
//! A method returns a request, which is sent when it is awaited. Before that, `timeout`,
//! `max_retries` and `header` change this one request, and `with` takes all other
//! [`RequestOptions`]; `send` gives the status and headers beside the data:
//!
//! ```no_run
//! # async fn example(client: openai_admin::Client) -> Result<(), openai_admin::Error> {
//! let request = client.admin().organization().invites().retrieve("invite-abc");
//! let request = request.timeout(std::time::Duration::from_secs(5)).max_retries(0);
//! let response = request.header("x-trace", "1").send().await?;
//! println!("{} {:?}", response.status(), response.request_id());
//! # Ok(()) }
//! ```
//!
//! # Errors
//!
//! There is one [`Error`] type, whose methods say what has happened:
//!
//! ```no_run
//! # async fn example(client: openai_admin::Client) {
//! match client.admin().organization().invites().retrieve("invite-abc").await {
//!     Ok(answer) => println!("{answer:?}"),
//!     Err(error) if error.is_not_found() => println!("there is no such thing"),
//!     Err(error) if error.is_rate_limit() => println!("too many requests"),
//!     Err(error) => println!("{error}"),
//! }
//! # }
//! ```
//!
//! # Features
//!
//! | feature, off by default | what it adds |
//! | --- | --- |
//! | `blocking` | `.wait()` in place of `.await`, also where no async runtime is |
//! | `mock` | `Mock`, a transport that answers from memory, for tests |
//! | `tracing` | a span for each try of a request, with the names of OpenTelemetry |

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(clippy::doc_markdown, reason = "descriptions are the API's own words")]

mod client;
mod runtime;
pub mod resources;
pub mod types;

pub use reqwest::StatusCode;
pub use reqwest::header::HeaderMap;
pub use runtime::{
    Attempt, Call, Client, ClientBuilder, Credential, Error, RequestOptions, Response,
    Sending, Token, Transport, UnknownValue,
};
#[cfg(feature = "mock")]
pub use runtime::{Mock, MockRequest, Operation};

#[cfg(all(doctest, feature = "blocking"))]
#[doc = include_str!("../README.md")]
struct Readme;
