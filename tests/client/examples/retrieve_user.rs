// @generated from the OpenAPI document; do not edit

//! Calls `client.admin().organization().users().retrieve`.
//!
//! Set `OPENAI_ADMIN_KEY` before you run this example.

use tests_client::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let user = client.admin().organization().users().retrieve("user-abc").await?;
    println!("{user:#?}");
    Ok(())
}
