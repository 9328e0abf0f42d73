//! Tests of the generated client over real HTTP, against a server on loopback that tests control.

mod bodies;
mod client;
mod clock;
mod connections;
mod containment;
mod credentials;
mod decoding;
mod downloads;
mod errors;
mod events;
mod exchange;
mod features;
mod framing;
mod headers;
mod hooks;
mod limits;
mod malformed;
mod options;
mod pages;
mod paths;
mod pauses;
mod proxies;
mod redirects;
mod retries;
mod secrecy;
mod streams;
mod styles;
mod successes;
mod transport;
mod uploads;

use tests::server;
use tests::server::Server;
use tests_client::resources::admin::organization::invites::Invites;
use tests_client::types::Invite;
use tests_client::{Client, ClientBuilder, Error};

/// The return type of tests, which allows `?`.
type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The API key of all tests. No part of it occurs in anything else that they send or expect.
const KEY: &str = "sk-admin-4711";

/// A client builder for a server.
fn settings(server: &Server) -> ClientBuilder {
    Client::builder().admin_api_key(KEY).base_url(server.url())
}

fn invites(server: &Server) -> Result<Invites, Error> {
    Ok(settings(server).build()?.admin().organization().invites())
}

/// The error of a request that has to fail.
fn error_of(outcome: Result<Invite, Error>) -> Result<Error, String> {
    match outcome {
        Ok(invite) => Err(format!("the call should fail, but returned {invite:?}")),
        Err(error) => Ok(error),
    }
}

/// The example of the reference page, unchanged.
const EXAMPLE: &str = r#"{
    "object": "organization.invite",
    "id": "invite-abc",
    "email": "user@example.com",
    "role": "owner",
    "status": "accepted",
    "created_at": 1711471533,
    "expires_at": 1711471533,
    "accepted_at": 1711471533
}"#;
