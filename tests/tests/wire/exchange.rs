//! The client of `tests/exchange`, whose operations have streams, parts, texts and several credentials.

use tests_exchange::{Client, ClientBuilder};

use crate::server::Server;
use crate::{KEY, Outcome};

/// The settings of a client for a server, without retries.
pub(crate) fn settings(server: &Server) -> ClientBuilder {
    let builder = Client::builder().token(KEY).base_url(server.url());
    builder.max_retries(0)
}

/// A client for a server, without retries.
pub(crate) fn client(server: &Server) -> Result<Client, tests_exchange::Error> {
    settings(server).build()
}

/// The error of a call that has to fail.
pub(crate) fn failure<T: std::fmt::Debug>(
    outcome: Result<T, tests_exchange::Error>,
) -> Result<tests_exchange::Error, String> {
    match outcome {
        Ok(value) => Err(format!("the call should fail, but returned {value:?}")),
        Err(error) => Ok(error),
    }
}

#[tokio::test]
async fn the_client_sends_its_token() -> Outcome {
    let server = Server::with(r#"{"text":"a"}"#).await?;
    let note = client(&server)?.notes().retrieve("1").await?;
    assert_eq!(note.text, "a");
    assert_eq!(server.header("authorization"), [format!("Bearer {KEY}")]);
    Ok(())
}

#[test]
fn the_variables_of_the_base_url_are_set_by_name() -> Outcome {
    let build = || Client::builder().max_retries(0);
    let shown = |builder: ClientBuilder| -> Result<String, tests_exchange::Error> {
        let text = format!("{:?}", builder.build()?);
        Ok(text.split('"').nth(1).unwrap_or_default().to_owned())
    };
    assert_eq!(shown(build())?, "https://eu.example.com/v1");
    assert_eq!(shown(build().region("us"))?, "https://us.example.com/v1");
    let both = build().version("v2/beta").region("eu").region("us");
    assert_eq!(shown(both)?, "https://us.example.com/v2/beta");
    let over = build().region("us").base_url("https://proxy.example");
    assert_eq!(shown(over)?, "https://proxy.example");
    let error = failure(build().region("ap").build())?;
    assert!(error.is_builder());
    assert_eq!(
        error.to_string(),
        "the server variable region must be one of eu, us, not \"ap\""
    );
    Ok(())
}
