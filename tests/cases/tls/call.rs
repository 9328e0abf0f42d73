//! Calls the server that the environment names, and prints the outcome.

use std::time::Duration;

use tls::{Client, Error};

#[tokio::main]
async fn main() {
    println!("{}", call().await.map_or_else(|error| error.to_string(), |()| "done".to_owned()));
}

async fn call() -> Result<(), Error> {
    let client = Client::builder().read_env();
    let client = client.timeout(Duration::from_secs(10)).max_retries(0).build()?;
    client.things().list().await
}
