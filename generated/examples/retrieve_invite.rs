//! Calls `client.admin().organization().invites().retrieve`.
//!
//! Run it with `OPENAI_ADMIN_KEY` set.

use openai_admin::{Client, Error};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let invite = client.admin().organization().invites().retrieve("invite-abc").await?;
    println!("{invite:#?}");
    Ok(())
}
