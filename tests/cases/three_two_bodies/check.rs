//! Bodies of OpenAPI 3.2: default variants, streams, and parts by position.

mod server;

use serde_json::{Value, json};
use server::{Outcome, Server};
use three_two_bodies::resources::events::list::Response as Event;
use three_two_bodies::resources::constants::create::Side;
use three_two_bodies::resources::quotes::mixed::retrieve::Response as Mixed;
use three_two_bodies::resources::quotes::moves::list::Response as Course;
use three_two_bodies::resources::quotes::tokens::list::Response as TokenEvent;
use three_two_bodies::resources::reports::retrieve::ResponseItem;
use three_two_bodies::types::{Again, Cat, Dog, Even, Level, Meta, Move, Odd, OtherPet, Own, Pet, Row, Shape, Tool};
use three_two_bodies::{Client, File};

macro_rules! answer {
    ($media:literal, $body:literal) => {
        concat!("HTTP/1.1 200 OK\r\ncontent-type: ", $media, "\r\nconnection: close\r\n\r\n", $body).as_bytes()
    };
}

const EMPTY: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

fn client(server: &Server) -> Result<Client, three_two_bodies::Error> {
    Client::builder().base_url(&server.url).max_retries(0).build()
}

/// Reads a value, and checks that it is written as it was.
fn read<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> serde_json::Result<T> {
    let read: T = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&read)?, *value);
    Ok(read)
}

#[tokio::test]
async fn an_object_without_a_known_tag_is_of_the_default_variant() -> Outcome {
    let server = Server::answering(answer!(
        "application/json",
        r#"[{"kind":"cat","lives":9},{"kind":"dog"},{"name":"Io"},{"kind":"emu","name":"Em"},{"kind":"emu"},{"tricks":[]}]"#
    ))?;
    let pets = client(&server)?.pets().list().await?;
    let [cat, dog, untagged, unknown, nameless, other] = pets.as_slice() else {
        return Err("six pets are expected".into());
    };
    assert!(matches!(cat, Pet::Cat(cat) if cat.lives == Some(9)));
    assert!(matches!(dog, Pet::Dog(_)));
    assert!(matches!(untagged, Pet::Other(pet) if pet.kind.is_none() && pet.name == "Io"));
    assert!(matches!(unknown, Pet::Other(pet) if pet.kind.as_deref() == Some("emu") && pet.name == "Em"));
    // They do not fit the schema of the default variant.
    assert!(matches!(nameless, Pet::Unknown(_)));
    assert!(matches!(other, Pet::Unknown(_)));
    assert_eq!(
        serde_json::to_string(&pets)?,
        r#"[{"kind":"cat","lives":9},{"kind":"dog"},{"name":"Io"},{"kind":"emu","name":"Em"},{"kind":"emu"},{"tricks":[]}]"#
    );
    Ok(())
}

#[tokio::test]
async fn the_default_variant_is_sent_without_a_tag() -> Outcome {
    for (pet, sent) in [
        (Pet::from(Cat::new()), r#"{"kind":"cat"}"#),
        (Pet::from(Dog::new().tricks(["sit"])), r#"{"tricks":["sit"],"kind":"dog"}"#),
        (Pet::from(OtherPet::new("Io")), r#"{"name":"Io"}"#),
        (Pet::from(OtherPet::new("Em").kind("emu")), r#"{"kind":"emu","name":"Em"}"#),
    ] {
        let server = Server::answering(EMPTY)?;
        client(&server)?.pets().create(pet).await?;
        assert_eq!(server.request()?, format!("POST /pets HTTP/1.1\napplication/json\n{sent}"));
    }
    Ok(())
}

#[tokio::test]
async fn a_parent_with_a_default_is_read_as_its_default_child() -> Outcome {
    let shapes = r#"[{"id":1,"form":"Circle","radius":2},{"id":2,"corners":3},{"id":3,"form":"star"}]"#;
    let server = Server::answering(answer!(
        "application/json",
        r#"[{"id":1,"form":"Circle","radius":2},{"id":2,"corners":3},{"id":3,"form":"star"}]"#
    ))?;
    let read = client(&server)?.shapes().list().await?;
    let [circle, untagged, unknown] = read.as_slice() else {
        return Err("three shapes are expected".into());
    };
    assert!(matches!(circle, Shape::Circle(circle) if circle.radius == Some(2.0)));
    assert!(matches!(untagged, Shape::Polygon(polygon) if polygon.corners == Some(3) && polygon.form.is_none()));
    assert!(matches!(unknown, Shape::Polygon(polygon) if polygon.form.as_deref() == Some("star")));
    assert_eq!(serde_json::from_str::<Value>(shapes)?, serde_json::to_value(&read)?);
    Ok(())
}

#[test]
fn a_parent_with_another_default_has_no_variant_of_its_own() -> Outcome {
    assert!(matches!(read(&json!({"use": "saw", "teeth": 9}))?, Tool::Saw(saw) if saw.teeth == Some(9)));
    assert!(matches!(read(&json!({"use": "x", "width": 2}))?, Tool::Rake(rake) if rake.width == Some(2)));
    assert!(matches!(read(&json!({"id": 1}))?, Tool::Rake(rake) if rake.id == Some(1)));
    Ok(())
}

#[test]
fn tags_of_a_default_variant_may_be_integers() -> Outcome {
    assert!(matches!(read(&json!({"level": 1, "a": "x"}))?, Level::First(_)));
    assert!(matches!(read(&json!({"level": 3, "b": "x"}))?, Level::Second(_)));
    assert!(matches!(read(&json!({"level": 4, "b": "x"}))?, Level::Second(_)));
    assert!(matches!(read(&json!({"b": "x"}))?, Level::Second(second) if second.b.as_deref() == Some("x")));
    assert!(matches!(read(&json!([]))?, Level::Unknown(_)));
    Ok(())
}

#[test]
fn unions_that_lead_back_to_themselves_are_read() -> Outcome {
    assert!(matches!(read(&json!({"kind": "Zero", "zero": 1}))?, Even::Zero(_)));
    assert!(matches!(read(&json!({"kind": "One", "one": 1}))?, Even::Odd(Odd::One(_))));
    assert!(matches!(read(&json!({"kind": "x"}))?, Even::Odd(Odd::Unknown(_)) | Even::Unknown(_)));
    assert!(matches!(read(&json!({"one": 1}))?, Odd::Unknown(_)));
    assert!(matches!(read(&json!({"kind": "Zero", "zero": 1}))?, Own::Zero(_)));
    assert!(matches!(read(&json!({"kind": "x"}))?, Own::Unknown(_)));
    assert!(matches!(read(&json!({"zero": 1}))?, Again::Zero(_)));
    assert!(matches!(read(&json!({"one": 1}))?, Again::Unknown(_)));
    Ok(())
}

#[tokio::test]
async fn parts_have_positions_instead_of_names() -> Outcome {
    let server = Server::answering(EMPTY)?;
    let note = File::new("a.png", "PNG");
    let request = client(&server)?.reports().create(Meta::new("t"), "n", note);
    // The parts are in the order of their positions, whenever they are set.
    request.parts([Row::new(1), Row::new(2)]).meta_x_version(3).await?;
    let expected = [
        "POST /reports HTTP/1.1\nmultipart/mixed; boundary=B\n--B\r\n",
        "X-Version: 3\r\nContent-Type: application/vnd.meta+json\r\n\r\n{\"title\":\"t\"}\r\n--B\r\n",
        "Content-Type: text/plain\r\n\r\nn\r\n--B\r\n",
        "Content-Type: image/png\r\n\r\nPNG\r\n--B\r\n",
        "Content-Type: application/json\r\n\r\n{\"n\":1}\r\n--B\r\n",
        "Content-Type: application/json\r\n\r\n{\"n\":2}\r\n--B--\r\n",
    ];
    assert_eq!(server.request()?, expected.concat());
    Ok(())
}

#[tokio::test]
async fn headers_belong_to_the_part_at_their_position() -> Outcome {
    let server = Server::answering(EMPTY)?;
    let request = client(&server)?.words().create("w", Meta::new("a"), Meta::new("b"));
    let request = request.parts_2(["x", "y"]).parts_2_x_a("z").parts_2_content_disposition("inline");
    request.meta_2_x_c("c").meta_x_b("b").await?;
    let expected = [
        "POST /words HTTP/1.1\nmultipart/mixed; boundary=B\n--B\r\n",
        "Content-Type: text/plain\r\n\r\nw\r\n--B\r\n",
        "X-B: b\r\nContent-Type: application/json\r\n\r\n{\"title\":\"a\"}\r\n--B\r\n",
        "X-C: c\r\nContent-Type: application/json\r\n\r\n{\"title\":\"b\"}\r\n--B\r\n",
        "Content-Type: text/plain\r\n\r\nend\r\n--B\r\n",
        "X-A: z\r\nContent-Disposition: inline\r\nContent-Type: text/plain\r\n\r\nx\r\n--B\r\n",
        "X-A: z\r\nContent-Disposition: inline\r\nContent-Type: text/plain\r\n\r\ny\r\n--B--\r\n",
    ];
    assert_eq!(server.request()?, expected.concat());
    Ok(())
}

#[tokio::test]
async fn encodings_without_schemas_of_their_own_have_positions() -> Outcome {
    let server = Server::answering(EMPTY)?;
    let (first, second) = (File::new("", "A"), File::new("", "B"));
    let request = client(&server)?.mixes().create(first, second);
    request.parts([File::new("", "C")]).await?;
    assert_eq!(
        server.request()?,
        "POST /mixes HTTP/1.1\nmultipart/mixed; boundary=B\n--B\r\nContent-Type: image/png\r\n\r\nA\r\n\
         --B\r\nX-Last: true\r\nContent-Type: image/gif\r\n\r\nB\r\n--B\r\nContent-Type: image/jpeg\r\n\r\nC\r\n--B--\r\n"
    );
    Ok(())
}

#[tokio::test]
async fn each_file_is_a_part_without_a_name() -> Outcome {
    let server = Server::answering(EMPTY)?;
    let files = [File::new("a.jpg", "J"), File::new("b", "P")];
    client(&server)?.photos().create(files).await?;
    assert_eq!(
        server.request()?,
        "POST /photos HTTP/1.1\nmultipart/related; boundary=B\n--B\r\nContent-Type: image/jpeg\r\n\r\nJ\r\n\
         --B\r\nContent-Type: image/png\r\n\r\nP\r\n--B--\r\n"
    );
    Ok(())
}

#[tokio::test]
async fn parts_are_read_one_by_one() -> Outcome {
    let server = Server::answering(answer!(
        "multipart/mixed; boundary=b",
        "--b\r\nContent-Type: application/json\r\nX-A: 1\r\n\r\n{\"title\":\"t\"}\r\n--b\r\n\r\n{\"n\":5}\r\n--b--"
    ))?;
    let mut parts = client(&server)?.reports().retrieve().await?;
    let first = parts.next().await.ok_or("a part is expected")??;
    assert_eq!(first.headers.get("x-a").ok_or("a header is expected")?, "1");
    assert!(matches!(first.data, ResponseItem::Meta(meta) if meta.title == "t"));
    let second = parts.next().await.ok_or("a part is expected")??;
    assert!(matches!(second.data, ResponseItem::Row(row) if row.n == 5));
    assert!(parts.next().await.is_none());

    let server = Server::answering(answer!("multipart/mixed; boundary=b", "--b\r\n\r\n\0PNG\r\n--b--\r\n"))?;
    let mut photos = client(&server)?.photos().retrieve().await?;
    assert_eq!(photos.next().await.ok_or("a part is expected")??.data, "\0PNG");

    let server = Server::answering(answer!("multipart/mixed; boundary=b", "--b\r\n\r\nword\r\n--b--\r\n"))?;
    let mut words = client(&server)?.words().retrieve().await?;
    assert_eq!(words.next().await.ok_or("a part is expected")??.data, "word");
    Ok(())
}

#[tokio::test]
async fn rows_are_sent_and_read_as_lines_or_as_a_sequence() -> Outcome {
    let server = Server::answering(EMPTY)?;
    client(&server)?.rows().create([Row::new(1), Row::new(2)]).await?;
    assert_eq!(server.request()?, "POST /rows HTTP/1.1\napplication/jsonl\n{\"n\":1}\n{\"n\":2}\n");

    let server = Server::answering(answer!("application/geo+json-seq", "\x1E{\"n\":\n3}\n\x1E{\"n\":4}\n"))?;
    let mut rows = client(&server)?.rows().update([Row::new(1)]).await?;
    assert_eq!(rows.next().await.ok_or("a row is expected")??.n, 3);
    assert_eq!(rows.next().await.ok_or("a row is expected")??.n, 4);
    assert!(rows.next().await.is_none());
    assert_eq!(server.request()?, "PUT /rows HTTP/1.1\napplication/geo+json-seq\n\x1E{\"n\":1}\n");
    Ok(())
}

#[tokio::test]
async fn alternatives_of_an_event_refine_its_fields() -> Outcome {
    let server = Server::answering(answer!(
        "text/event-stream",
        "event: row\nid: 7\nretry: 20\ndata: {\"n\": 1,\ndata: \"payload\": \"{}\"}\n\nevent: note\ndata: some text\n\nevent: note\n\n"
    ))?;
    let mut events = client(&server)?.events().list().await?;
    let row = events.next().await.ok_or("an event is expected")??;
    assert!(matches!(row, Event::Row(row) if row.n == 1 && row.payload.as_deref() == Some("{}")));
    assert_eq!(events.event(), "row");
    assert_eq!(events.last_event_id(), Some("7"));
    assert_eq!(events.retry(), Some(std::time::Duration::from_millis(20)));
    let note = events.next().await.ok_or("an event is expected")??;
    assert!(matches!(note, Event::Note(text) if text == "some text"));
    // An event without data is not dispatched.
    assert!(events.next().await.is_none());
    Ok(())
}

/// A documented boundary is replaced: the parts are separated by the one that is sent.
#[tokio::test]
async fn the_boundary_is_that_of_the_body() -> Outcome {
    let server = Server::answering(EMPTY)?;
    client(&server)?.related().create().a("x").await?;
    assert_eq!(
        server.request()?,
        "POST /related HTTP/1.1\nmultipart/related; type=\"text/plain\"; boundary=B\n--B\r\n\
         Content-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--\r\n"
    );
    let server = Server::answering(EMPTY)?;
    client(&server)?.related().update(["x"]).await?;
    let request = server.whole_request()?;
    let (head, body) = request.split_once("\r\n\r\n").ok_or("no head")?;
    let sent = "content-type: multipart/x-boundary-y; a=\"; boundary=b\"; boundary=";
    let boundary = head.lines().find_map(|line| line.strip_prefix(sent));
    let boundary = boundary.ok_or_else(|| head.to_owned())?;
    assert_eq!(body, format!("--{boundary}\r\nContent-Type: text/plain\r\n\r\nx\r\n--{boundary}--\r\n"));
    Ok(())
}

#[tokio::test]
async fn the_files_of_an_exploded_map_are_parts_of_their_own() -> Outcome {
    let server = Server::answering(EMPTY)?;
    let files = |name: &'static str| [(name, File::new("f", name))];
    let request = client(&server)?.folders().create().files(files("a")).images(files("b"));
    request.texts([("c", "t")]).deep(files("d")).files_x_a("e").await?;
    let expected = [
        "POST /folders HTTP/1.1\nmultipart/form-data; boundary=B\n--B\r\n",
        "X-A: e\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\na\r\n--B\r\n",
        "Content-Disposition: form-data; name=\"b\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\nb\r\n--B\r\n",
        "Content-Disposition: form-data; name=\"c\"\r\n\r\nt\r\n--B\r\n",
        "Content-Disposition: form-data; name=\"deep[d]\"; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\nd\r\n--B--\r\n",
    ];
    assert_eq!(server.request()?, expected.concat());
    Ok(())
}

/// The values tell the type of a schema without one. Null has no form in text.
#[tokio::test]
async fn constants_without_a_type_are_sent_as_text() -> Outcome {
    let server = Server::answering(EMPTY)?;
    client(&server)?.constants().create(Side::Left, 2.5, "x".to_owned()).await?;
    let expected = [
        "POST /constants HTTP/1.1\nmultipart/mixed; boundary=B\n--B\r\n",
        "Content-Type: text/plain\r\n\r\nhello\r\n--B\r\n",
        "Content-Type: text/plain\r\n\r\nleft\r\n--B\r\n",
        "Content-Type: text/plain\r\n\r\n2.5\r\n--B\r\n",
        "Content-Type: application/json\r\n\r\n\"x\"\r\n--B--\r\n",
    ];
    assert_eq!(server.request()?, expected.concat());
    Ok(())
}

#[tokio::test]
async fn strings_in_json_are_decoded() -> Outcome {
    let server = Server::answering(answer!("multipart/mixed; boundary=b", "--b\r\n\r\n\"a\\n\"\r\n--b--\r\n"))?;
    let mut parts = client(&server)?.quotes().retrieve().await?;
    assert_eq!(parts.next().await.ok_or("a part is expected")??.data, "a\n");

    let server = Server::answering(answer!("text/event-stream", "data: \"a\\n\"\n\n"))?;
    let mut events = client(&server)?.quotes().events().list().await?;
    assert_eq!(events.next().await.ok_or("an event is expected")??, "a\n");
    Ok(())
}

#[tokio::test]
async fn events_of_the_same_type_may_be_text_or_json() -> Outcome {
    let server = Server::answering(answer!(
        "text/event-stream",
        "event: plain\ndata: \"a\\n\"\n\nevent: quoted\ndata: \"a\\n\"\n\nevent: move\ndata: up\n\n\
         event: move\ndata: side\\ways\n\nevent: jump\ndata: \"down\"\n\nevent: jump\ndata: \"side\\\\ways\"\n\n"
    ))?;
    let mut events = client(&server)?.quotes().mixed().retrieve().await?;
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event?);
    }
    let unknown = || Move::from("side\\ways");
    let expected = [
        Mixed::Plain("\"a\\n\"".to_owned()),
        Mixed::Quoted("a\n".to_owned()),
        Mixed::Move(Move::Up),
        Mixed::Move(unknown()),
        Mixed::Jump(Move::Down),
        Mixed::Jump(unknown()),
    ];
    assert_eq!(found, expected);
    Ok(())
}

/// Elsewhere, `error` reports an error, and `ping` is left out.
#[tokio::test]
async fn the_document_may_say_what_is_in_an_event_named_error() -> Outcome {
    let server = Server::answering(answer!(
        "text/event-stream",
        "event: token\ndata: {\"n\":1}\n\nevent: ping\ndata: {}\n\nevent: error\ndata: {\"code\":5}\n\n"
    ))?;
    let mut events = client(&server)?.quotes().tokens().list().await?;
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event?);
    }
    assert_eq!(found, [TokenEvent::Row(Row::new(1)), TokenEvent::Ping(serde_json::from_value(json!({}))?), TokenEvent::Error(serde_json::from_value(json!({"code": 5}))?)]);
    let server = Server::answering(answer!("text/event-stream", "event: error\ndata: {\"code\":5}\n\n"))?;
    let mut events = client(&server)?.quotes().mixed().retrieve().await?;
    let error = events.next().await.ok_or("an event is expected")?.err();
    assert_eq!(error.ok_or("an error is expected")?.code(), Some("5"));
    Ok(())
}

#[tokio::test]
async fn a_last_line_of_text_that_has_ended_is_an_event() -> Outcome {
    let server = Server::answering(answer!("text/event-stream", "event: move\ndata: up\n"))?;
    let mut events = client(&server)?.quotes().mixed().retrieve().await?;
    assert_eq!(events.next().await.ok_or("an event is expected")??, Mixed::Move(Move::Up));
    let server = Server::answering(answer!("text/event-stream", "data: up\n"))?;
    let mut events = client(&server)?.quotes().moves().list().await?;
    assert_eq!(events.next().await.ok_or("an event is expected")??, Course::Up);
    let server = Server::answering(answer!("text/event-stream", "data: up"))?;
    let mut events = client(&server)?.quotes().moves().list().await?;
    let error = events.next().await.ok_or("an event is expected")?.err();
    let error = error.ok_or("an error is expected")?;
    assert_eq!(error.message(), "the connection was closed in the middle of an event");
    Ok(())
}

#[tokio::test]
async fn unknown_values_of_an_enum_in_events_are_read() -> Outcome {
    let server = Server::answering(answer!("text/event-stream", "data: up\n\ndata: sideways\n\ndata: 7\n\ndata: \"down\"\n\n"))?;
    let mut events = client(&server)?.quotes().moves().list().await?;
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event?);
    }
    let unknown = |text: &str| Course::from(text);
    assert_eq!(found, [Course::Up, unknown("sideways"), unknown("7"), Course::Down]);
    Ok(())
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn mocked_streams_are_read_as_they_were_given() -> Outcome {
    use three_two_bodies::Mock;
    use three_two_bodies::resources::quotes::{self, events, mixed, moves, tokens};
    let mock = Mock::new();
    let named = [Mixed::Plain("\"a".to_owned()), Mixed::Quoted("\"a".to_owned()), Mixed::Move(Move::Up), Mixed::Jump(Move::Up)];
    let courses = [Course::Up, Course::from("a\nb"), Course::from("a\n"), Course::from("\n")];
    let problems = [TokenEvent::Error(serde_json::from_value(json!({"code": 5}))?), TokenEvent::Ping(serde_json::from_value(json!({}))?)];
    mock.reply::<quotes::Retrieve>(&["a\"".to_owned()]);
    mock.reply::<events::List>(&["a\"".to_owned()]);
    mock.reply::<mixed::Retrieve>(&named);
    mock.reply::<moves::List>(&courses);
    mock.reply::<tokens::List>(&problems);
    let client = Client::builder().transport(mock.clone()).build()?;
    let mut parts = client.quotes().retrieve().await?;
    assert_eq!(parts.next().await.ok_or("a part is expected")??.data, "a\"");
    let mut texts = client.quotes().events().list().await?;
    assert_eq!(texts.next().await.ok_or("an event is expected")??, "a\"");
    let mut events = client.quotes().mixed().retrieve().await?;
    for one in named {
        assert_eq!(events.next().await.ok_or("an event is expected")??, one);
    }
    let mut events = client.quotes().moves().list().await?;
    for one in courses {
        assert_eq!(events.next().await.ok_or("an event is expected")??, one);
    }
    let mut events = client.quotes().tokens().list().await?;
    for one in problems {
        assert_eq!(events.next().await.ok_or("an event is expected")??, one);
    }
    Ok(())
}
