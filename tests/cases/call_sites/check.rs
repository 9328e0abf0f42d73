//! Values are taken as people write them, and variants are named by what tells them apart.

mod server;

use std::collections::{BTreeMap, HashMap};

use call_sites::resources::answers::create;
use call_sites::resources::points::create as points;
use call_sites::types::{
    AnswerEvent, ChatRequestMessage, ChatResponseMessage, CustomModel, Filter, Filters, Input, InputItem, KnownModel, Labels, Levels, Model, Note, Point, Range,
    Scalar, Schema, Tool, ToolCall, Turn,
};
use call_sites::{Client, json};
use serde_json::{Value, json};
use server::{Outcome, Server};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";

/// Sends what `call` builds, and returns the path with its query, and the body.
async fn sent<R>(call: impl FnOnce(&Client) -> R) -> Result<(String, Value), Box<dyn std::error::Error>>
where
    R: IntoFuture<Output = Result<(), call_sites::Error>>,
{
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    call(&client).await?;
    let request = server.request()?;
    let (head, body) = request.rsplit_once('\n').ok_or("no body")?;
    let path = head.split(' ').nth(1).ok_or("no path")?;
    Ok((path.to_owned(), serde_json::from_str(body)?))
}

#[tokio::test]
async fn text_is_a_variant_at_any_depth() -> Outcome {
    let (_, body) = sent(|client| client.answers().create("large", "hi")).await?;
    assert_eq!(body, json!({"model": "large", "input": "hi"}));
    let (_, body) = sent(|client| client.answers().create("own".to_owned(), "hi".to_owned())).await?;
    assert_eq!(body, json!({"model": "own", "input": "hi"}));
    Ok(())
}

#[tokio::test]
async fn payloads_and_arrays_are_variants_at_any_depth() -> Outcome {
    let items = [InputItem::from(Turn::new("hi")), ToolCall::new("find").into()];
    let (_, body) = sent(|client| client.answers().create(CustomModel::new("m"), items)).await?;
    let input = json!([{"type": "turn", "text": "hi"}, {"type": "tool_call", "name": "find"}]);
    assert_eq!(body, json!({"model": {"id": "m"}, "input": input}));
    let (_, body) = sent(|client| client.answers().create("small", [vec![1, 2], vec![3]])).await?;
    assert_eq!(body, json!({"model": "small", "input": [[1, 2], [3]]}));
    assert!(matches!(Input::from("hi"), Input::Text(_)));
    assert!(matches!(Input::from(vec![vec![1_i64]]), Input::IntegerListList(_)));
    assert!(matches!(Model::from("small"), Model::Known(_)));
    Ok(())
}

#[tokio::test]
async fn options_take_values_and_options() -> Outcome {
    let absent: Option<String> = None;
    let (path, body) = sent(|client| {
        let request = client.answers().create("small", "hi");
        request.limit(3_u8).page(2).fields(["a", "b"]).note("n").heat(1).labels([("k", "v")]).stops(["x", "y"])
    })
    .await?;
    assert_eq!(path, "/answers?limit=3&page=2&fields=a,b");
    let rest = json!({"note": "n", "heat": 1, "labels": {"k": "v"}, "stops": ["x", "y"]});
    let mut whole = json!({"model": "small", "input": "hi"});
    merge(&mut whole, rest);
    assert_eq!(body, whole);
    let (path, body) = sent(|client| {
        let request = client.answers().create("small", "hi");
        request.limit(Some(3)).page(Some(2)).note(absent).heat(None).labels(None::<BTreeMap<String, String>>)
    })
    .await?;
    assert_eq!(path, "/answers?limit=3&page=2");
    let rest = json!({"note": null, "heat": null, "labels": null});
    let mut whole = json!({"model": "small", "input": "hi"});
    merge(&mut whole, rest);
    assert_eq!(body, whole);
    Ok(())
}

#[tokio::test]
async fn lists_take_arrays_vectors_slices_and_iterators() -> Outcome {
    let names = vec!["a".to_owned()];
    let slice: &[&str] = &["a"];
    for query in [
        sent(|client| client.answers().create("small", "hi").fields(&names)).await?.0,
        sent(|client| client.answers().create("small", "hi").fields(names.clone())).await?.0,
        sent(|client| client.answers().create("small", "hi").fields(slice)).await?.0,
        sent(|client| client.answers().create("small", "hi").fields(&["a"])).await?.0,
        sent(|client| client.answers().create("small", "hi").fields(names.iter().take(1))).await?.0,
        sent(|client| client.answers().create("small", "hi").fields(Some(names.clone()))).await?.0,
    ] {
        assert_eq!(query, "/answers?fields=a");
    }
    let ratings = [1_i64, 2];
    let (_, body) = sent(|client| client.answers().create("small", "hi").ratings(&ratings)).await?;
    assert_eq!(body.get("ratings"), Some(&json!([1, 2])));
    Ok(())
}

#[tokio::test]
async fn a_body_is_a_value() -> Outcome {
    let body = create::Body::new("small", "hi").note("n").ratings([1]);
    let kept = json::to_string(&body)?;
    assert_eq!(kept, r#"{"model":"small","input":"hi","note":"n","ratings":[1]}"#);
    let read: create::Body = json::from_str(&kept)?;
    assert_eq!(read, body);
    let (path, sent_body) = sent(|client| client.answers().create_with(read.clone()).limit(1)).await?;
    assert_eq!(path, "/answers?limit=1");
    assert_eq!(sent_body, serde_json::from_str::<Value>(&kept)?);
    // A setter replaces a member, and a request can be sent twice.
    let (_, sent_body) = sent(|client| client.answers().create_with(body).note(None).heat(2).clone()).await?;
    let whole = json!({"model": "small", "input": "hi", "ratings": [1], "note": null, "heat": 2});
    assert_eq!(sent_body, whole);
    Ok(())
}

#[tokio::test]
async fn so_is_a_form() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let form = call_sites::resources::forms::create::Body::new("a b").tags(["x", "y"]).size(1);
    client.forms().create_with(form).size(2).await?;
    assert_eq!(
        server.request()?,
        "POST /forms HTTP/1.1\napplication/x-www-form-urlencoded\nname=a%20b&tags=x&tags=y&size=2"
    );
    Ok(())
}

#[tokio::test]
async fn an_empty_list_replaces_that_of_a_form() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let form = call_sites::resources::forms::create::Body::new("n").tags(["x"]);
    client.forms().create_with(form).tags(None::<Vec<String>>).tags(Vec::<String>::new()).await?;
    assert_eq!(
        server.request()?,
        "POST /forms HTTP/1.1\napplication/x-www-form-urlencoded\nname=n"
    );
    Ok(())
}

#[tokio::test]
async fn arrays_convert_through_a_nested_union() -> Outcome {
    use call_sites::resources::odd::create::{Body, String};
    let (_, body) = sent(|client| client.odd().create(1_700_000_000_000_i64, ["a"])).await?;
    assert_eq!(body, json!({"at": 1_700_000_000_000_i64, "outer": ["a"]}));
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let whole = Body::new(1, 5).strings([String::new().text("t")]).sizes([("s", 3_u64)]).any(json!([1]));
    client.odd().create_with(whole).any(None).await?;
    assert_eq!(
        server.request()?,
        "POST /odd HTTP/1.1\napplication/vnd.odd+json\n{\"at\":1,\"outer\":5,\"strings\":[{\"text\":\"t\"}],\"sizes\":{\"s\":3},\"any\":[1]}"
    );
    Ok(())
}

const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

#[tokio::test]
async fn only_its_method_asks_for_a_stream() -> Outcome {
    let server = Server::answering(ANSWER)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let body = call_sites::resources::talk::create::Body::new().words("w").stream(true);
    client.talk().create_with(body).await?;
    assert_eq!(server.request()?, "POST /talk HTTP/1.1\napplication/json\n{\"words\":\"w\"}");
    Ok(())
}

const EVENTS: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: {}\n\n";

#[tokio::test]
async fn no_stream_is_asked_for_where_the_server_sends_one_by_default() -> Outcome {
    use call_sites::resources::chats::{create, update};
    macro_rules! sent {
        ($client:ident, $answer:expr, $call:expr) => {{
            let server = Server::answering($answer)?;
            let $client = Client::builder().base_url(&server.url).build()?;
            let _ = $call.await?;
            let request = server.request()?;
            request.rsplit('\n').next().unwrap_or_default().to_owned()
        }};
    }
    let off = r#"{"model":"m","stream":false}"#;
    let on = r#"{"model":"m","stream":true}"#;
    assert_eq!(sent!(client, ANSWER, client.chats().create("m")), off);
    assert_eq!(sent!(client, ANSWER, client.chats().create_with(create::Body::new("m"))), off);
    assert_eq!(sent!(client, ANSWER, client.chats().create_with(create::Body::new("m").stream(false))), off);
    assert_eq!(sent!(client, ANSWER, client.chats().create("m").stream()), on);
    assert_eq!(sent!(client, ANSWER, client.chats().update("m")), off);
    assert_eq!(sent!(client, ANSWER, client.chats().update_with(update::Body::new("m", false))), off);
    assert_eq!(sent!(client, EVENTS, client.chats().update("m").stream()), on);
    // Without a default, a value that asks for no stream is sent.
    let talk = call_sites::resources::talk::create::Body::new().stream(false);
    assert_eq!(sent!(client, ANSWER, client.talk().create_with(talk)), r#"{"stream":false}"#);
    Ok(())
}

#[tokio::test]
async fn parameters_ask_for_a_stream_and_state_their_only_value() -> Outcome {
    let server = Server::answering(EVENTS)?;
    let client = Client::builder().base_url(&server.url).build()?;
    let _ = client.chats().list().stream().await?;
    let request = server.whole_request()?;
    assert!(request.starts_with("GET /chats?version=2&stream=true HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nx-kind: chat\r\n"), "{request}");
    Ok(())
}

const DONE_ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\nconnection: close\r\n\r\n{\"words\":\"w\"}";

#[tokio::test]
async fn a_request_is_repeated_until_a_job_is_done() -> Outcome {
    let servers = [Server::answering(ANSWER)?, Server::answering(DONE_ANSWER)?];
    let client = |server: &Server| Client::builder().base_url(&server.url).build();
    let mut clients = [client(&servers[0])?, client(&servers[1])?].into_iter();
    let mut last = client(&servers[1])?;
    let request = || {
        last = clients.next().unwrap_or_else(|| last.clone());
        last.talk().create().words("w").send()
    };
    let done = call_sites::poll_until(request, |response| response.words.is_some()).await?;
    assert_eq!(done.words.as_deref(), Some("w"));
    for server in servers {
        server.request()?;
    }
    Ok(())
}

#[test]
fn a_struct_without_required_fields_has_a_default() {
    let body = call_sites::resources::talk::create::Body::default().words("w");
    assert_eq!(json::to_string(&body).ok().as_deref(), Some(r#"{"words":"w"}"#));
}

#[test]
fn what_no_operation_uses_is_made() {
    let note = Note::new("a").pinned(true);
    assert_eq!(json::to_string(&note).ok().as_deref(), Some(r#"{"text":"a","pinned":true}"#));
}

#[test]
fn a_typed_none_leaves_a_list_or_a_map_out() -> Outcome {
    let tool = Tool::new("t", None, None).tags(None::<Vec<String>>).limits(None::<BTreeMap<String, Value>>);
    assert_eq!(json::to_string(&tool)?, r#"{"name":"t","parameters":null,"level":null}"#);
    assert_eq!(Tool::new("t", None, None).tags(None).limits(None), tool);
    Ok(())
}

#[test]
fn objects_are_json_pairs_and_maps() -> Outcome {
    let schema = json!({"type": "object"});
    let text = |tool: Tool| json::to_string(&tool);
    let expected = r#"{"name":null,"parameters":{"type":"object"},"level":"low","limits":{"type":"object"}}"#;
    assert_eq!(text(Tool::new(None, schema.clone(), "low").limits(schema.clone()))?, expected);
    let pairs = [("type", "object")];
    assert_eq!(text(Tool::new(None, pairs.map(|(key, value)| (key, json!(value))), Some(Levels::Low)).limits(pairs))?, expected);
    let map = schema.as_object().cloned().ok_or("no object")?;
    assert_eq!(json::to_string(&Schema::new(map))?, r#"{"schema":{"type":"object"}}"#);
    assert_eq!(json::to_string(&Schema::new([("n", 1)]))?, r#"{"schema":{"n":1}}"#);
    // A value that is not an object is sent unchanged.
    assert_eq!(json::to_string(&Schema::new(json!("text")))?, r#"{"schema":"text"}"#);
    Ok(())
}

#[test]
fn an_enum_is_text() -> Outcome {
    let text = "top".to_owned();
    let level = Levels::from(&text);
    assert_eq!(level, "top");
    assert!(level == *"top" && level != "low" && matches!(level, Levels::Top));
    assert_eq!("high".parse::<Levels>()?, Levels::High);
    assert_eq!(String::from(level.clone()), format!("{level}"));
    assert!(matches!(Model::from(&text), Model::Known(KnownModel::Unknown(_))));
    Ok(())
}

#[test]
fn variants_are_named_by_their_tags() -> Outcome {
    let read = |text: &str| serde_json::from_value::<AnswerEvent>(json!({"type": text}));
    assert!(matches!(read("answer.started")?, AnswerEvent::Started(_)));
    assert!(matches!(read("answer.text.added")?, AnswerEvent::TextAdded(_)));
    assert!(matches!(read("answer.web_search_2")?, AnswerEvent::WebSearch(_)));
    assert!(matches!(read("failure")?, AnswerEvent::Failure(_)));
    assert!(matches!(read("other")?, AnswerEvent::Unknown(_)));
    Ok(())
}

#[test]
fn numbers_are_variants() -> Outcome {
    let text = |value: Filter| json::to_string(&value);
    assert_eq!(text(Filter::new("year", 2020))?, r#"{"key":"year","value":2020}"#);
    assert_eq!(text(Filter::new("year", 2020_u32))?, r#"{"key":"year","value":2020}"#);
    assert_eq!(text(Filter::new("rank", 0.5))?, r#"{"key":"rank","value":0.5}"#);
    assert_eq!(Scalar::from(1), Scalar::from(1.0));
    assert_eq!(json::to_string(&Point::from(u64::MAX))?, "18446744073709551615");
    assert_eq!(Point::from(7), Point::from(7_u64));
    Ok(())
}

#[test]
fn integers_have_any_width() -> Outcome {
    let text = |value: Filter| json::to_string(&value);
    let filter = || Filter::new("k", "v");
    let count = vec![1_u8, 2];
    for one in [
        filter().weight(2),
        filter().weight(2_u8),
        filter().weight(2_u64),
        filter().weight(count.len()),
        filter().weight(Some(2)),
    ] {
        assert_eq!(text(one)?, r#"{"key":"k","value":"v","weight":2}"#);
    }
    assert_eq!(text(filter().size(2).weight(None))?, r#"{"key":"k","value":"v","size":2}"#);
    assert_eq!(text(filter().size(count.len()))?, r#"{"key":"k","value":"v","size":2}"#);
    assert_eq!(json::to_string(&Range::new(1_u8, 2))?, r#"{"first":1,"last":2}"#);
    assert_eq!(json::to_string(&Range::new(-1, count.len()))?, r#"{"first":-1,"last":2}"#);
    Ok(())
}

#[tokio::test]
async fn an_integer_that_does_not_fit_is_an_error() -> Outcome {
    let wrong = json::to_string(&Filter::new("k", "v").weight(u64::MAX)).map_err(|error| error.to_string());
    assert_eq!(wrong.err().as_deref(), Some("`weight`: 18446744073709551615 does not fit into `i64`"));
    assert!(serde_json::to_string(&Range::new(1, -1)).is_err());
    let client = Client::builder().base_url("http://127.0.0.1:9").build()?;
    let points = client.points();
    let names: [&str; 0] = [];
    let filters: Vec<Filter> = Vec::new();
    for (request, message) in [
        (points.create(-1, names, filters.clone()), "`depth`: -1 does not fit into `u32`"),
        (points.create(1, names, filters.clone()).offset(3_000_000_000_i64), "`offset`: 3000000000 does not fit into `i32`"),
        (points.create(1, names, [Filter::new("k", 1).size(-5)]), "`filters`: `size`: -5 does not fit into `u64`"),
        (points.create(1, names, json!([{"key": 1.5}])), "`filters`: "),
        (points.create(1, names, json!({})), "`filters`: expected a JSON array"),
    ] {
        let error = request.await.err().ok_or("no error")?;
        assert!(error.to_string().contains(message), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn unions_take_maps_lists_and_slices() -> Outcome {
    let names = vec!["a".to_owned()];
    let expected = json!({"names": ["a"], "filters": []});
    let none: &[Filter] = &[];
    for given in [
        sent(|client| client.points().create(1, &names, none)).await?,
        sent(|client| client.points().create(1_u8, names.as_slice(), none)).await?,
        sent(|client| client.points().create(1_u64, ["a"], &Vec::new())).await?,
        sent(|client| client.points().create(1_i64, &["a"], json!([]))).await?,
        sent(|client| client.points().create(names.len(), names.clone(), Vec::<Filter>::new())).await?,
    ] {
        assert_eq!(given, ("/points?depth=1".to_owned(), expected.clone()));
    }
    let map = BTreeMap::from([("a".to_owned(), Scalar::from(1))]);
    for given in [
        Labels::from(map.clone()),
        labels(|request| request.labels([("a", 1)])),
        labels(|request| request.labels(vec![("a".to_owned(), 1.0)])),
        labels(|request| request.labels(HashMap::from([("a", 1_u32)]))),
        labels(|request| request.labels(&map)),
        labels(|request| request.labels(map.clone())),
        labels(|request| request.labels(json!({"a": 1}))),
    ] {
        assert_eq!(json::to_string(&given)?, r#"{"a":1}"#);
    }
    let (_, body) = sent(|client| client.points().create(1, ["a"], none).labels("").vector([0.5_f32]).point(7)).await?;
    let rest = json!({"labels": "", "vector": [0.5], "point": 7});
    assert_eq!(body, merged(&expected, rest));
    for vector in [
        sent(|client| client.points().create(1, ["a"], none).vector(vec![0.5_f32])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector(vec![0.5])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector(&[0.5_f64])).await?.1,
        sent(|client| client.points().create(1, ["a"], none).vector([0.5])).await?.1,
    ] {
        assert_eq!(vector, merged(&expected, json!({"vector": [0.5]})));
    }
    Ok(())
}

/// The labels that a setter takes.
fn labels(set: impl FnOnce(points::Body) -> points::Body) -> Labels {
    let none: &[Filter] = &[];
    let names: &[&str] = &[];
    let body = set(points::Body::new(names, none));
    body.labels.unwrap_or_else(|| Labels::from("absent"))
}

#[tokio::test]
async fn lists_of_strings_in_unions_take_slices() -> Outcome {
    let names = vec!["x".to_owned()];
    let slice: &[&str] = &["x"];
    for body in [
        sent(|client| client.answers().create("small", "hi").stops(&names)).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(names.clone())).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(names.as_slice())).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(slice)).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(vec!["x"])).await?.1,
        sent(|client| client.answers().create("small", "hi").stops([names.join("")])).await?.1,
        sent(|client| client.answers().create("small", "hi").stops(&["x"])).await?.1,
    ] {
        assert_eq!(body.get("stops"), Some(&json!(["x"])));
    }
    let (_, body) = sent(|client| client.answers().create("small", "hi").stops(None)).await?;
    assert_eq!(body.get("stops"), None);
    Ok(())
}

#[test]
fn the_content_of_a_box_is_taken() -> Outcome {
    let expected = r#"{"key":"a","value":true,"must":[{"key":"b","value":1}]}"#;
    let inner = || Filter::new("b", 1);
    let text = |value: Filter| json::to_string(&value);
    assert_eq!(text(Filter::new("a", true).must([inner()]))?, expected);
    assert_eq!(text(Filter::new("a", true).must(vec![inner()]))?, expected);
    assert_eq!(text(Filter::new("a", true).must(Filters::from(vec![inner()])))?, expected);
    assert_eq!(text(Filter::new("a", true).must(Box::new(Filters::from(vec![inner()]))))?, expected);
    assert_eq!(text(Filter::new("a", true).must(json!([{"key": "b", "value": 1}])))?, expected);
    assert_eq!(text(Filter::new("a", true).must(None))?, r#"{"key":"a","value":true}"#);
    Ok(())
}

#[tokio::test]
async fn json_is_a_struct_or_a_union() -> Outcome {
    let whole = json!({"model": "small", "input": [{"type": "turn", "text": "hi"}], "own": [1]});
    let (_, body) = sent(|client| client.answers().create_with(whole.clone())).await?;
    assert_eq!(body, whole);
    let kept: create::Body = serde_json::from_value(whole.clone())?;
    assert_eq!(sent(|client| client.answers().create_with(&kept)).await?.1, whole);
    let (_, body) = sent(|client| client.answers().create(json!({"id": "m", "own": 1}), json!([{"type": "turn", "text": "hi"}]))).await?;
    assert_eq!(body, json!({"model": {"id": "m", "own": 1}, "input": [{"type": "turn", "text": "hi"}]}));
    let client = Client::builder().base_url("http://127.0.0.1:9").build()?;
    let error = client.answers().create_with(json!({"model": "small"})).await.err().ok_or("no error")?;
    assert!(error.to_string().contains("input"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_required_value_that_may_be_null_is_any_of_its_variants() -> Outcome {
    macro_rules! value {
        ($value:expr) => {
            sent(|client| client.settings().create("a", $value)).await?.1["value"]
        };
    }
    assert_eq!(value!("text"), "text");
    assert_eq!(value!("text".to_owned()), "text");
    assert_eq!(value!(7), 7);
    assert_eq!(value!(true), true);
    assert_eq!(value!(2.5), 2.5);
    assert_eq!(value!(None), Value::Null);
    assert_eq!(value!(json!(null)), Value::Null);
    assert_eq!(value!(json!({"a": [1, null]})), json!({"a": [1, null]}));
    Ok(())
}

#[test]
fn a_part_of_a_response_is_a_part_of_a_request() -> Outcome {
    let text = r#"{"role":"assistant","text":null,"notes":["n"]}"#;
    let message: ChatResponseMessage = json::from_str(text)?;
    let sent = ChatRequestMessage::from(message);
    assert!(matches!(sent, ChatRequestMessage::Assistant(_)));
    assert_eq!(json::to_string(&sent)?, text);
    Ok(())
}

fn merged(whole: &Value, rest: Value) -> Value {
    let mut whole = whole.clone();
    merge(&mut whole, rest);
    whole
}

fn merge(whole: &mut Value, rest: Value) {
    if let (Some(whole), Value::Object(rest)) = (whole.as_object_mut(), rest) {
        whole.extend(rest);
    }
}
