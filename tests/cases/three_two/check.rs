//! The operations and parameters of OpenAPI 3.2, over a socket.

mod server;

use server::{Outcome, Server};
use three_two::Client;
use three_two::resources::forms::create;
use three_two::types::search::Shape;
use three_two::types::{Filter, Search};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
const FILE: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{\"id\":\"f\"}";
const BUSY: &[u8] = b"HTTP/1.1 503 Busy\r\nconnection: close\r\nretry-after-ms: 1\r\ncontent-length: 0\r\n\r\n";

macro_rules! sends {
    ($(async fn $name:ident($client:ident) $answer:ident { $request:expr } $expected:expr)*) => {$(
        #[tokio::test]
        async fn $name() -> Outcome {
            let server = Server::answering($answer)?;
            let $client = Client::builder().base_url(&server.url).build()?;
            $request.await?;
            assert_eq!(server.request()?, $expected);
            Ok(())
        }
    )*};
}

sends! {
    async fn query(client) FILE { client.files().query_by_id("a", "pdf").limit(3) }
        "QUERY /files/a HTTP/1.1\napplication/json\n{\"kind\":\"pdf\",\"limit\":3}"

    async fn query_of_text(client) FILE { client.files().search("kind = pdf") }
        "QUERY /files/search HTTP/1.1\ntext/plain; charset=utf-8\nkind = pdf"

    async fn additional_method(client) DONE { client.files().copy("a", "/files/b") }
        "COPY /files/a HTTP/1.1\n\n"

    async fn additional_method_that_is_no_identifier(client) FILE { client.files().m_search("a") }
        "M-SEARCH /files/a HTTP/1.1\n\n"

    async fn additional_method_in_mixed_case(client) DONE { client.files().attach("a") }
        "Link /files/a HTTP/1.1\n\n"

    async fn query_string_that_is_a_form(client) DONE {
        client.books().list(Search::new("a + b & c").page(2).tags(["x", "y z"]).joined(["1", "2"]).repeated([1, 2])
            .shape(Shape::new().a(1)).range([("from", 3)]))
    }
        "GET /books?q=a%20%2B%20b%20%26%20c&page=2&tags=x,y%20z&joined=1%7C2&repeated=1&repeated=2&shape=%7B%22a%22%3A1%7D&range%5Bfrom%5D=3 HTTP/1.1\n\n"

    async fn query_string_that_is_text(client) DONE { client.books().create().text("$.a.b[1:1]") }
        "POST /books?%24.a.b%5B1%3A1%5D HTTP/1.1\n\n"

    async fn query_string_that_is_json(client) DONE { client.books().update().selector(Filter::new("a").limit(2)) }
        "PUT /books?%7B%22kind%22%3A%22a%22%2C%22limit%22%3A2%7D HTTP/1.1\n\n"

    async fn query_string_that_is_not_sent(client) DONE { client.books().create() }
        "POST /books HTTP/1.1\n\n"

    async fn reserved_characters_in_the_path(client) DONE { client.trees().retrieve("src/a b/%2Fc?d") }
        "GET /trees/src/a%20b/%2Fc%3Fd HTTP/1.1\n\n"

    async fn reserved_characters_in_other_styles(client) DONE {
        client.labels().retrieve("a/b", "c/d").form("e/f&g").pipes(["h/i", "j"]).deep([("k", "l/m n")])
    }
        "GET /labels/.a/b/;matrix=c/d?form=e/f%26g&pipes=h/i%7Cj&deep%5Bk%5D=l/m%20n HTTP/1.1\n\n"

    async fn reserved_characters_in_forms(client) DONE {
        client.forms().create("a/b c").name("d/e").list(["f/g", "h&i"]).filter(create::Filter::new().path("j/k").name("l/m"))
    }
        "POST /forms?path=j/k&name=l%2Fm HTTP/1.1\napplication/x-www-form-urlencoded\npath=a/b%20c&name=d%2Fe&list=f/g%7Ch%26i"

    async fn media_types_that_are_components(client) FILE { client.shared().create("a") }
        "POST /shared HTTP/1.1\napplication/json\n{\"kind\":\"a\"}"
}

#[tokio::test]
async fn cookies() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let request = client.cookies().list().raw("a%20b=\"c\"").list(["d", "e/f"]).object([("g", 1), ("h", 2)]);
    request.usual("i,j%2C").kept("k,l%2C/m").plain("n%20o=p").form("q%20r").await?;
    let request = server.whole_request()?;
    let cookie = request.lines().find_map(|line| line.strip_prefix("cookie: "));
    assert_eq!(cookie, Some("raw=a%20b=\"c\"; list=d; list=e/f; g=1; h=2; usual=i%2Cj%252C; kept=k%2Cl%2C/m; plain=n%20o=p; form=q%2520r"), "{request}");
    Ok(())
}

#[tokio::test]
async fn schemes_by_uri() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).device("d").old("o").key("k");
    let client = client.build()?;
    client.secured().retrieve().await?;
    assert!(server.whole_request()?.contains("\r\nauthorization: Bearer d\r\n"));
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).device("d").old("o").build()?;
    client.secured().update().await?;
    let sent = server.whole_request()?;
    assert!(sent.contains("\r\nx-old: o\r\n") && !sent.contains("authorization"), "{sent}");
    Ok(())
}

/// The credential is a further field of a query string that is a form.
#[tokio::test]
async fn a_credential_beside_the_query_string() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).key("k").build()?;
    client.secured().delete().filter(Filter::new("a")).await?;
    assert_eq!(server.request()?, "DELETE /secured?kind=a&key=k HTTP/1.1\n\n");
    Ok(())
}

#[test]
fn servers_have_their_names() -> Outcome {
    for (server, url) in [
        (three_two::Server::Production, "https://api.example.com"),
        (three_two::Server::NextVersion, "https://staging.example.com"),
        (three_two::Server::European, "https://eu.example.com"),
    ] {
        let client = Client::builder().server(server).build()?;
        assert!(format!("{client:?}").contains(&format!("base_url: {url:?}")), "{client:?}");
    }
    Ok(())
}

/// The two requests of a call whose first attempt fails.
async fn retried<T>(
    call: impl AsyncFnOnce(Client) -> Result<T, three_two::Error>,
    then: &'static [u8],
) -> Result<[String; 2], Box<dyn std::error::Error>> {
    let second = Server::answering(then)?;
    let first = Server::answering(BUSY)?;
    let (to, from) = (second.url.clone(), first.url.clone());
    let client = Client::builder()
        .base_url(&first.url)
        .on_request(move |request| {
            if request.headers().contains_key("x-retry-count") {
                let url = request.url().as_str().replace(&from, &to);
                *request.url_mut() = url.parse().unwrap_or_else(|_| request.url().clone());
            }
        })
        .build()?;
    call(client).await?;
    Ok([first.whole_request()?, second.whole_request()?])
}

fn key(request: &str) -> Option<&str> {
    request.lines().find_map(|line| line.strip_prefix("idempotency-key: "))
}

/// QUERY is safe (RFC 10008): it is retried like GET, with its body.
#[tokio::test]
async fn query_is_retried_like_get() -> Outcome {
    let [first, second] = retried(async |client| client.files().query_by_id("a", "pdf").await, FILE).await?;
    for request in [&first, &second] {
        assert!(request.starts_with("QUERY /files/a HTTP/1.1\r\n"), "{request}");
        assert!(request.ends_with("\r\n\r\n{\"kind\":\"pdf\"}"), "{request}");
        assert_eq!(key(request), None, "{request}");
    }
    Ok(())
}

/// The server is asked to act only once, as with POST.
#[tokio::test]
async fn additional_methods_have_idempotency_keys() -> Outcome {
    let [first, second] = retried(async |client| client.files().copy("a", "b").await, DONE).await?;
    assert!(second.starts_with("COPY /files/a HTTP/1.1\r\n"), "{second}");
    assert!(key(&first).is_some_and(|key| key.len() == 36), "{first}");
    assert_eq!(key(&first), key(&second));
    Ok(())
}

/// A QUERY without a body still states its length (RFC 9110, 8.6).
#[tokio::test]
async fn query_without_a_body() -> Outcome {
    let server = Server::answering(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]")?;
    Client::builder().base_url(&server.url).build()?.files().query().await?;
    let request = server.whole_request()?;
    assert!(request.contains("\r\ncontent-length: 0\r\n"), "{request}");
    Ok(())
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn mock() -> Outcome {
    use three_two::Mock;
    use three_two::resources::files::{MSearch, QueryById};
    let mock = Mock::new();
    mock.raw::<QueryById>("application/json", r#"{"id":"q"}"#);
    mock.raw::<MSearch>("application/json", r#"{"id":"m"}"#);
    let client = Client::builder().transport(mock.clone()).build()?;
    assert_eq!(client.files().query_by_id("a", "pdf").await?.id, "q");
    assert_eq!(client.files().m_search("a").await?.id, "m");
    let methods: Vec<String> = mock.requests().iter().map(|one| one.method.to_string()).collect();
    assert_eq!(methods, ["QUERY", "M-SEARCH"]);
    Ok(())
}

#[tokio::test]
async fn attempts_name_the_method() -> Outcome {
    let server = Server::answering(DONE)?;
    let (sender, receiver) = std::sync::mpsc::channel();
    let client = Client::builder()
        .base_url(&server.url)
        .on_attempt(move |attempt| drop(sender.send(format!("{} {}", attempt.method(), attempt.path()))))
        .build()?;
    let request = client.files().copy("a", "b");
    assert!(format!("{request:?}").starts_with("Copy { method: COPY, path: \"/files/a\""), "{request:?}");
    request.await?;
    assert_eq!(receiver.recv()?, "COPY /files/{id}");
    Ok(())
}
