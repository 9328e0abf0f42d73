//! Requests and responses of a document of version 2.0, as they are sent over a socket.

#![allow(deprecated, reason = "the document has a deprecated operation")]

mod server;

use server::{Outcome, Server};
use swagger::types::pet::Base;
use swagger::types::{Cat, Dog, Error as Problem, Pet};
use swagger::{Client, Error, File, ResponseHeaders};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

fn client(server: &Server) -> Result<Client, Error> {
    Client::builder()
        .base_url(&server.url)
        .basic("user:pass")
        .key("k1")
        .query_key("k2")
        .user_token("t1")
        .build()
}

macro_rules! sends {
    ($(async fn $name:ident($client:ident) { $request:expr } $expected:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering(DONE)?;
            let $client = client(&server)?;
            let _ = $request.await;
            assert_eq!(server.request()?, $expected);
            Ok(())
        }
    )*};
}

sends! {
    async fn collections_in_the_query(client) {
        client.kennels().pets().list("a/b").limit(5)
            .kinds([swagger::resources::kennels::pets::list::Kind::Cat, swagger::resources::kennels::pets::list::Kind::Dog])
            .names(["a", "b,c"]).spaced(["a", "b"]).tabbed(["a", "b"]).piped(["a", "b"])
            .boxes([vec![1, 2], vec![3]]).rows([vec![1, 2], vec![3]])
    }
        "GET /kennels/a%2Fb/pets?limit=5&kinds=cat&kinds=dog&names=a,b%2Cc&spaced=a%20b&tabbed=a%09b&piped=a%7Cb&boxes=1,2%7C3&rows=1%092&rows=3 HTTP/1.1\n\n"

    async fn a_value_that_is_already_encoded(client) { client.kennels().pets().list("k").filter("a/b%20c$d e") }
        "GET /kennels/k/pets?filter=a/b%20c$d%20e HTTP/1.1\n\n"

    async fn collections_in_the_path(client) {
        client.pets().near().retrieve(["a", "b"], [vec![1, 2], vec![3]])
    }
        "GET /pets/a%7Cb/near/1,2%203 HTTP/1.1\n\n"

    async fn a_form(client) {
        client.pets().form().update("7", "Rex").status("sold").tags(["x", "y"]).colors(["red", "blue"])
            .grid([vec![1, 2], vec![3]]).note("n n")
    }
        "POST /pets/7/form HTTP/1.1\napplication/x-www-form-urlencoded\nname=Rex&status=sold&tags=x&tags=y&colors=red%09blue&grid=1,2%7C3&note=n%20n"

    async fn a_form_with_a_file(client) {
        client.pets().image().create("7", File::new("a.png", "1")).caption("c").sizes([1, 2]).grid([vec![1, 2], vec![3]])
    }
        "POST /pets/7/image HTTP/1.1\nmultipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nc\r\n\
        --B\r\nContent-Disposition: form-data; name=\"sizes\"\r\n\r\n1 2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"grid\"\r\n\r\n1,2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"grid\"\r\n\r\n3\r\n--B--\r\n"

    async fn bytes_at_a_path_that_is_already_encoded(client) { client.raw().update("a/b%2Fc d", "1") }
        "PUT /raw/a/b%2Fc%20d HTTP/1.1\napplication/octet-stream\n1"

    async fn a_path_with_a_query(client) { client.raw().list("a/b") }
        "GET /raw/a%2Fb?comp=list HTTP/1.1\n\n"

    async fn a_body_with_the_name_of_its_definition(client) {
        client.kennels().pets().create("k", Cat::new("Tom").lives(7))
    }
        "POST /kennels/k/pets HTTP/1.1\napplication/json\n{\"kind\":\"Cat\",\"name\":\"Tom\",\"lives\":7}"

    async fn a_body_with_a_chosen_name(client) {
        client.kennels().pets().create("k", Dog::new("Rex", ["sit"]))
    }
        "POST /kennels/k/pets HTTP/1.1\napplication/json\n{\"kind\":\"hound\",\"name\":\"Rex\",\"tricks\":[\"sit\"]}"
}

async fn head(send: impl AsyncFn(Client) -> Result<(), Error>) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let server = Server::answering(DONE)?;
    let _ = send(client(&server)?).await;
    let request = server.whole_request()?;
    let own = ["authorization: ", "x-key: ", "trace: ", "x-boxes: ", "accept: "];
    let lines = request.lines().filter(|line| own.iter().any(|name| line.starts_with(name)));
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    lines.sort();
    Ok(lines)
}

#[tokio::test]
async fn headers_and_credentials() -> Outcome {
    let list = async |client: Client| client.kennels().pets().list("k").trace([1, 2]).send().await.map(drop);
    assert_eq!(head(list).await?, ["accept: application/json", "trace: 1|2", "x-key: k1"]);
    let create = async |client: Client| client.kennels().pets().create("k", Cat::new("Tom")).trace("t").await.map(drop);
    assert_eq!(head(create).await?, ["accept: application/json", "authorization: Basic dXNlcjpwYXNz", "trace: t"]);
    let near = async |client: Client| client.pets().near().retrieve(["a"], [vec![1]]).x_boxes([vec![1, 2], vec![3]]).await.map(drop);
    assert_eq!(head(near).await?, ["accept: application/json", "x-boxes: 1,2\t3", "x-key: k1"]);
    let form = async |client: Client| client.pets().form().update("7", "Rex").await;
    assert_eq!(head(form).await?, ["accept: */*", "authorization: Bearer t1"]);
    let raw = async |client: Client| client.raw().update("a", "1").await.map(drop);
    assert_eq!(head(raw).await?, ["accept: text/plain"]);
    Ok(())
}

#[tokio::test]
async fn a_path_cannot_lead_elsewhere() -> Outcome {
    let client = Client::builder().base_url("http://localhost:1").build()?;
    let error = client.raw().update("a/../../b", "1").await.err().ok_or("it is sent")?;
    assert_eq!(error.to_string(), "the path parameter `path` must not be `a/../../b`");
    Ok(())
}

#[tokio::test]
async fn pages_of_pets() -> Outcome {
    let server = Server::answering(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-rate-limit: 9\r\nconnection: close\r\n\r\n\
        {\"value\":[{\"kind\":\"Cat\",\"name\":\"Tom\",\"lives\":7,\"status\":1},{\"kind\":\"hound\",\"name\":\"Rex\",\"tricks\":[\"sit\"],\"owner\":null},{\"kind\":\"fish\",\"name\":\"Wanda\"}],\"nextLink\":null}",
    )?;
    let response = client(&server)?.kennels().pets().list("k").send().await?;
    assert_eq!(response.x_rate_limit(), Some(9));
    let page = response.into_inner();
    let [Pet::Cat(cat), Pet::Hound(dog), Pet::Pet(fish)] = page.items() else {
        return Err(format!("{:?}", page.items()).into());
    };
    let (cat, dog, fish): (&Cat, &Dog, &Base) = (cat, dog, fish);
    assert_eq!((cat.lives, &cat.status), (Some(7), &Some(swagger::types::cat::Status::Waiting)));
    assert_eq!((dog.tricks.as_slice(), &dog.keeper), (["sit".to_owned()].as_slice(), &Some(None)));
    assert_eq!((fish.kind.as_str(), fish.name.as_str()), ("fish", "Wanda"));
    assert!(!page.has_next());
    Ok(())
}

#[tokio::test]
async fn files_and_errors_beside_them() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\nconnection: close\r\n\r\n\xff\x00\xfe")?;
    let image = client(&server)?.pets().image().download("7").await?;
    assert_eq!(image.as_ref(), b"\xff\x00\xfe");
    let server = Server::answering(
        b"HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"message\":\"too large\"}",
    )?;
    let error = client(&server)?.pets().image().download("7").await.err().ok_or("an error")?;
    let problem: Option<Problem> = error.json();
    assert_eq!(problem.map(|problem| problem.message), Some("too large".to_owned()));
    Ok(())
}

#[tokio::test]
async fn a_stream_of_grpc_gateway() -> Outcome {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n\
        {\"result\":{\"name\":\"Tom\",\"revision\":\"9007199254740993\"}}\n{\"result\":{}}\n{\"error\":{\"message\":\"it is gone\"}}\n";
    let server = Server::answering(answer)?;
    let mut sightings = client(&server)?.watch().name("Tom").await?;
    let first = sightings.next().await.ok_or("no line")??.result.ok_or("no result")?;
    assert_eq!((first.name.as_deref(), first.revision.as_deref()), (Some("Tom"), Some("9007199254740993")));
    assert!(sightings.next().await.ok_or("no line")??.result.is_some());
    let error = sightings.next().await.ok_or("no line")?.err().ok_or("an error")?;
    assert_eq!(error.message(), "it is gone");
    assert!(sightings.next().await.is_none());
    assert_eq!(server.request()?, "POST /watch HTTP/1.1\napplication/json\n{\"name\":\"Tom\"}");
    let server = Server::answering(answer)?;
    let mut snapshots = client(&server)?.snapshots().list().await?;
    assert!(snapshots.next().await.ok_or("no line")??.result.is_some());
    Ok(())
}

/// A definition that has no value of its own and others below it.
#[test]
fn a_parent_has_its_name_as_its_tag() -> Outcome {
    let text = r#"{"kind":"Bird","name":"Tweety","wings":2}"#;
    let pet: Pet = serde_json::from_str(text)?;
    assert!(matches!(&pet, Pet::Bird(bird) if bird.wings == Some(2)), "{pet:?}");
    assert_eq!(serde_json::to_string(&pet)?, text);
    let pet: Pet = serde_json::from_str(r#"{"kind":"parrot","name":"Polly","wings":2}"#)?;
    assert!(matches!(pet, Pet::Parrot(_)), "{pet:?}");
    Ok(())
}
