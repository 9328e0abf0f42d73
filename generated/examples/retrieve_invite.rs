// @generated from the OpenAPI document; do not edit

//! Calls `client.admin().organization().invites().retrieve`.
//!
//! Set `OPENAI_ADMIN_KEY` before you run this example.

use openai_admin::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let invite = client.admin().organization().invites().retrieve("invite-abc").await?;
    println!("{invite:#?}");
    Ok(())
}
