//! The serialization of parameters, by location, style, `explode` and type (OpenAPI 3.1.1, 4.8.12.6 and
//! 4.8.12.9). Exploded cookies are cookies of their own (RFC 6265, section 4.2.1).

use std::pin::Pin;

use tests_exchange::Error;
use tests_exchange::resources::styles::Styles;
use tests_exchange::types::Color;

use crate::Outcome;
use crate::exchange::client;
use crate::server::{Server, answer};

type Call = fn(Styles) -> Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// A row of the table: the operation, the call, and what is sent: the target of the request, or a header
/// and its value.
struct Row(&'static str, Call, Sent);

enum Sent {
    Target(&'static str),
    Header(&'static str, &'static str),
}

use Sent::{Header, Target};

const LIST: [&str; 2] = ["blue", "black"];

fn color() -> Color {
    Color::new(100, 200)
}

macro_rules! call {
    ($($call:tt)*) => { |styles| Box::pin(async move { styles.$($call)*.await }) };
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row("path, simple", call!(simple("blue", LIST, color())), Target("/styles/simple/blue/blue,black/R,100,G,200")),
    Row("path, simple, exploded", call!(simple_exploded("blue", LIST, color())), Target("/styles/simple_exploded/blue/blue,black/R=100,G=200")),
    Row("path, label", call!(label("blue", LIST, color())), Target("/styles/label/.blue/.blue,black/.R,100,G,200")),
    Row("path, label, exploded", call!(label_exploded("blue", LIST, color())), Target("/styles/label_exploded/.blue/.blue.black/.R=100.G=200")),
    Row("path, matrix", call!(matrix("blue", LIST, color())), Target("/styles/matrix/;text=blue/;list=blue,black/;color=R,100,G,200")),
    Row("path, matrix, exploded", call!(matrix_exploded("blue", LIST, color())), Target("/styles/matrix_exploded/;text=blue/;list=blue;list=black/;R=100;G=200")),
    Row("query, form: string", call!(form().text("blue")), Target("/styles/form?text=blue")),
    Row("query, form: array", call!(form().list(LIST)), Target("/styles/form?list=blue,black")),
    Row("query, form: object", call!(form().color(color())), Target("/styles/form?color=R,100,G,200")),
    Row("query, form, exploded: string", call!(form_exploded().text("")), Target("/styles/form_exploded?text=")),
    Row("query, form, exploded: array", call!(form_exploded().list(LIST)), Target("/styles/form_exploded?list=blue&list=black")),
    Row("query, form, exploded: object", call!(form_exploded().color(color())), Target("/styles/form_exploded?R=100&G=200")),
    Row("query, spaceDelimited: array", call!(spaces().list(LIST)), Target("/styles/spaces?list=blue%20black")),
    Row("query, spaceDelimited: object", call!(spaces().color(color())), Target("/styles/spaces?color=R%20100%20G%20200")),
    Row("query, pipeDelimited: array", call!(pipes().list(LIST)), Target("/styles/pipes?list=blue%7Cblack")),
    Row("query, pipeDelimited: object", call!(pipes().color(color())), Target("/styles/pipes?color=R%7C100%7CG%7C200")),
    Row("query, deepObject", call!(deep().color(color())), Target("/styles/deep?color%5BR%5D=100&color%5BG%5D=200")),
    Row("header, simple: string", call!(header().x_text("blue")), Header("x-text", "blue")),
    Row("header, simple: array", call!(header().x_list(LIST)), Header("x-list", "blue,black")),
    Row("header, simple: object", call!(header().x_color(color())), Header("x-color", "R,100,G,200")),
    Row("header, simple, exploded: string", call!(header_exploded().x_text("blue")), Header("x-text", "blue")),
    Row("header, simple, exploded: array", call!(header_exploded().x_list(LIST)), Header("x-list", "blue,black")),
    Row("header, simple, exploded: object", call!(header_exploded().x_color(color())), Header("x-color", "R=100,G=200")),
    Row("cookie, form: string", call!(cookie().text("blue")), Header("cookie", "text=blue")),
    Row("cookie, form: array", call!(cookie().list(LIST)), Header("cookie", "list=blue,black")),
    Row("cookie, form: object", call!(cookie().color(color())), Header("cookie", "color=R,100,G,200")),
    Row("cookie, form, exploded: string", call!(cookie_exploded().text("blue")), Header("cookie", "text=blue")),
    Row("cookie, form, exploded: array", call!(cookie_exploded().list(LIST)), Header("cookie", "list=blue; list=black")),
    Row("cookie, form, exploded: object", call!(cookie_exploded().color(color())), Header("cookie", "R=100; G=200")),
];

#[tokio::test]
async fn each_location_style_and_type() -> Outcome {
    for Row(name, call, sent) in ROWS {
        let server = Server::start([answer(204, &[], "")]).await?;
        call(client(&server)?.styles()).await?;
        match sent {
            Target(target) => {
                let line = format!("GET /v1{target} HTTP/1.1");
                assert_eq!(server.request_lines(), [line], "{name}");
            }
            Header(header, value) => {
                assert_eq!(server.header(header), [*value], "{name}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_empty_and_what_would_end_a_value() -> Outcome {
    const NONE: [&str; 0] = [];
    let rows = [
        Row("no items", call!(form().list(NONE)), Target("/styles/form")),
        Row(
            "no items, exploded",
            call!(form_exploded().list(NONE)),
            Target("/styles/form_exploded"),
        ),
        Row(
            "an empty item",
            call!(form_exploded().list([""])),
            Target("/styles/form_exploded?list="),
        ),
        Row(
            "empty items",
            call!(form().list(["", "a", ""])),
            Target("/styles/form?list=,a,"),
        ),
        Row(
            "an empty string",
            call!(form().text("")),
            Target("/styles/form?text="),
        ),
        Row(
            "delimiters in the query",
            call!(form().text("a&b=c#d+e,f g%20?/")),
            Target("/styles/form?text=a%26b%3Dc%23d%2Be%2Cf%20g%2520%3F%2F"),
        ),
        Row(
            "commas in items",
            call!(form().list(["a,b", "c"])),
            Target("/styles/form?list=a%2Cb,c"),
        ),
        Row(
            "pipes in items",
            call!(pipes().list(["a|b", "c"])),
            Target("/styles/pipes?list=a%7Cb%7Cc"),
        ),
        Row(
            "delimiters in a cookie",
            call!(cookie().text("a; admin=1\r\nx: y, é")),
            Header("cookie", "text=a%3B%20admin=1%0D%0Ax:%20y%2C%20%C3%A9"),
        ),
    ];
    for Row(name, call, sent) in rows {
        let server = Server::start([answer(204, &[], "")]).await?;
        call(client(&server)?.styles()).await?;
        match sent {
            Target(target) => {
                let line = format!("GET /v1{target} HTTP/1.1");
                assert_eq!(server.request_lines(), [line], "{name}");
            }
            Header(header, value) => assert_eq!(server.header(header), [value], "{name}"),
        }
    }
    let server = Server::start([]).await?;
    let styles = client(&server)?.styles();
    let refused = [
        (
            styles.header().x_text("a\r\nevil: 1").await,
            "the value of the header `x-text` contains characters that HTTP headers do not allow",
        ),
        (
            styles.header().x_list(["a", "b\nc"]).await,
            "the value of the header `x-list` contains characters that HTTP headers do not allow",
        ),
        (
            styles.simple("a", NONE, color()).await,
            "the path parameter `list` must not be empty",
        ),
        (
            styles.simple("..", LIST, color()).await,
            "the path parameter `text` must not be `..`",
        ),
    ];
    for (outcome, message) in refused {
        let error = crate::exchange::failure(outcome)?;
        assert_eq!(error.to_string(), message);
    }
    assert_eq!(server.requests().len(), 0);
    Ok(())
}
