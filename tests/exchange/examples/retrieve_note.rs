// @generated from the OpenAPI document; do not edit

//! Calls `client.notes().retrieve`.
//!
//! Set `TESTS_EXCHANGE_TOKEN` before you run this example.

use tests_exchange::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let note = client.notes().retrieve("note_id").await?;
    println!("{note:#?}");
    Ok(())
}
