//! References to other files, and to path items and schemas of other places.

mod server;

use references::types::{Clock, Game, Jump, Unused};
use references::Client;
use server::{Outcome, Server};

const GAME: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"id\":1,\"clock\":{\"seconds\":9}}";

macro_rules! games {
    ($(async fn $name:ident($client:ident) { $request:expr } $line:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering(GAME)?;
            let $client = Client::builder().base_url(&server.url).build()?;
            let game: Game = $request.await?;
            let clock: Option<Clock> = game.clock;
            assert_eq!(clock.map(|clock| clock.seconds), Some(9));
            assert_eq!(server.request()?, concat!($line, " HTTP/1.1\n\n"));
            Ok(())
        }
    )*};
}

games! {
    async fn an_operation_in_another_file(client) { client.games().retrieve(7) } "GET /games/7"
    async fn a_path_item_of_two_paths(client) { client.a().retrieve() } "GET /a"
    async fn and_what_stands_beside_its_reference(client) { client.b().retrieve() } "GET /b"
}

#[tokio::test]
async fn what_is_missing_costs_itself() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"seconds\":9}")?;
    let client = Client::builder().base_url(&server.url).build()?;
    let clock: Clock = client.dangling().retrieve().await?;
    assert_eq!(clock.seconds, 9);
    let value: Unused = serde_json::from_str("{\"a\":[1]}")?;
    assert_eq!(value.a, Some(serde_json::json!([1])));
    Ok(())
}

#[tokio::test]
async fn a_mapping_in_another_file_determines_the_tags() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n")?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.moves().update(Jump::new(3)).await?;
    assert_eq!(server.request()?, "PUT /moves HTTP/1.1\napplication/json\n{\"kind\":\"jump\",\"over\":3}");
    Ok(())
}
