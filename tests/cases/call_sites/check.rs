//! Values are taken as people write them, and variants are named by what tells them apart.

mod multipart;
mod numbers;
mod server;
mod unions;
mod values;

use std::collections::{BTreeMap, HashSet};

use call_sites::resources::answers::create;
use call_sites::types::{
    AnswerEvent, ChatRequestMessage, ChatResponseMessage, CustomModel, Input, InputItem, KnownModel, Levels, Model, Note, Reply, ReplyKey, Schema, Tool,
    ToolCall, Turn,
};
use call_sites::json;
use call_sites::prelude::*;
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
fn text_methods_join_what_is_there() -> Outcome {
    let message = json!({"type": "message", "note": "m", "parts": [{"text": "a"}, {"text": null}, {}, {"text": "b"}]});
    let items = json!([message, {"type": "note", "text": "n", "note": "x"}, {"type": "message"}, {"type": "new", "parts": [{"text": "c"}]}]);
    let reply: Reply = serde_json::from_value(json!({"items": items, "key": {"id": "k", "level": "low"}}))?;
    assert_eq!((reply.all_text(), reply.words(), reply.key_text()), ("ab".to_owned(), "m, x".to_owned(), "low".to_owned()));
    let empty: Reply = serde_json::from_value(json!({"items": []}))?;
    assert_eq!(empty.all_text(), "");
    let keys: HashSet<ReplyKey> = reply.key.into_iter().collect();
    assert_eq!(keys.len(), 1);
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

fn merge(whole: &mut Value, rest: Value) {
    if let (Some(whole), Value::Object(rest)) = (whole.as_object_mut(), rest) {
        whole.extend(rest);
    }
}
