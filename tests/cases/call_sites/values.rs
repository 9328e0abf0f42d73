//! Arguments take values in other forms than their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use call_sites::Client;
use call_sites::resources::{authors, drafts, papers};
use call_sites::types::{Input, KnownModel, Model, Tree, Turn};
use serde_json::json;

use crate::server::{Outcome, Server};
use crate::{DONE, merge, sent};

#[tokio::test]
async fn references_to_options_take_what_converts() -> Outcome {
    let (limit, note, heat, stop) = (Some(3_u8), Some("n"), Some(1_f32), Some(vec!["x"]));
    let labels = Some(HashMap::from([("k", "v")]));
    let (path, body) = sent(|client| {
        let request = client.answers().create("small", "hi").limit(&limit).page(&Some(2_usize)).fields(&stop);
        request.note(&note).heat(&heat).stops(&stop).labels(&labels).ratings(&None::<Vec<i32>>)
    })
    .await?;
    assert_eq!(path, "/answers?limit=3&page=2&fields=x");
    let rest = json!({"note": "n", "heat": 1, "labels": {"k": "v"}, "stops": ["x"]});
    let mut whole = json!({"model": "small", "input": "hi"});
    merge(&mut whole, rest);
    assert_eq!(body, whole);
    Ok(())
}

#[tokio::test]
async fn one_of_several_maps_takes_a_map() -> Outcome {
    let sizes = BTreeMap::from([("a".to_owned(), 1_i64)]);
    let (_, body) = sent(|client| client.maps().create(sizes).tree("leaf")).await?;
    assert_eq!(body, json!({"values": {"a": 1}, "tree": "leaf"}));
    let names = BTreeMap::from([("a".to_owned(), vec!["x".to_owned()])]);
    let (_, body) = sent(|client| client.maps().create(names).tree(Tree::from(1))).await?;
    assert_eq!(body, json!({"values": {"a": ["x"]}, "tree": 1}));
    Ok(())
}

#[tokio::test]
async fn texts_numbers_and_lists_in_other_forms() -> Outcome {
    let names = vec!["a".to_owned(), "b".to_owned()];
    let (text, sizes) = (Cow::Borrowed("small"), vec![1_usize, 2]);
    macro_rules! body {
        ($client:ident, $call:expr) => {
            sent(|$client| $call).await?.1
        };
    }
    let body = body!(client, client.answers().create(text.clone(), "hi").note(&text).ratings(sizes.iter().map(|size| *size as i64)));
    assert_eq!(body, json!({"model": "small", "input": "hi", "note": "small", "ratings": [1, 2]}));
    let body = body!(client, client.answers().create(Arc::<str>::from("small"), "hi").stops(names.iter()).labels(&[("k", "v")]));
    assert_eq!(body, json!({"model": "small", "input": "hi", "stops": ["a", "b"], "labels": {"k": "v"}}));
    let body = body!(client, client.answers().create("small", "hi").stops(names.iter().map(String::as_str)).labels(json!({"k": "v"})));
    assert_eq!(body, json!({"model": "small", "input": "hi", "stops": ["a", "b"], "labels": {"k": "v"}}));
    let turn = json!({"type": "turn", "text": "a"});
    let both = json!([turn, {"type": "turn", "text": "b"}]);
    assert_eq!(body!(client, client.answers().create("small", vec![turn.clone()]))["input"], json!([turn]));
    assert_eq!(body!(client, client.answers().create("small", &both))["input"], both);
    assert_eq!(body!(client, client.answers().create("small", vec![vec![1_i64]]))["input"], json!([[1]]));
    let failed = Server::answering(DONE)?;
    let client = Client::builder().base_url(&failed.url).build()?;
    let error = client.answers().create("small", "hi").labels(json!(["k"])).await.err().ok_or("it is sent")?;
    assert!(error.to_string().contains("`labels`: expected an object"), "{error}");
    Ok(())
}

#[tokio::test]
async fn the_members_of_a_body_that_may_be_null_are_arguments() -> Outcome {
    let server = Server::answering(DONE)?;
    let client = Client::builder().base_url(&server.url).build()?;
    client.drafts().create().await?;
    assert_eq!(server.request()?, "POST /drafts HTTP/1.1\n\n");
    macro_rules! body {
        ($client:ident, $call:expr) => {
            sent(|$client| $call).await?.1
        };
    }
    assert_eq!(body!(client, client.drafts().create().title("t")), json!({"title": "t"}));
    assert_eq!(body!(client, client.drafts().update("t")), json!({"title": "t"}));
    let whole = drafts::create::Body::new().title("t");
    assert_eq!(body!(client, client.drafts().create_with(&whole).tags(["a"])), json!({"title": "t", "tags": ["a"]}));
    assert_eq!(body!(client, client.drafts().create_with(whole)), json!({"title": "t"}));
    assert_eq!(body!(client, client.drafts().create_with(json!({"title": "t"}))), json!({"title": "t"}));
    assert_eq!(body!(client, client.drafts().create_with(None)), json!(null));
    assert_eq!(body!(client, client.drafts().update_with(json!(null))), json!(null));
    assert_eq!(body!(client, client.drafts().create_with(None).title("t")), json!({"title": "t"}));
    Ok(())
}

#[tokio::test]
async fn the_members_of_an_open_body_are_arguments() -> Outcome {
    let (_, body) = sent(|client| client.papers().create("t").model("small")).await?;
    assert_eq!(body, json!({"title": "t", "model": "small"}));
    let whole = papers::create::Body::new("t").extra("year", 2020);
    let (_, body) = sent(|client| client.papers().create_with(&whole).model("large")).await?;
    assert_eq!(body, json!({"title": "t", "year": 2020, "model": "large"}));
    Ok(())
}

#[tokio::test]
async fn references_to_structs_and_enums_are_cloned() -> Outcome {
    let (model, input) = (Model::from("small"), Input::from("hi"));
    let (_, body) = sent(|client| client.answers().create(&model, &input)).await?;
    assert_eq!(body, json!({"model": "small", "input": "hi"}));
    let known = KnownModel::Large;
    let (_, body) = sent(|client| client.papers().create("t").model(&known)).await?;
    assert_eq!(body, json!({"title": "t", "model": "large"}));
    Ok(())
}

#[tokio::test]
async fn lists_whose_items_may_be_null_take_texts() -> Outcome {
    let texts = ["a", "b"];
    macro_rules! tags {
        ($tags:expr) => {
            sent(|client| client.drafts().create().tags($tags)).await?.1["tags"]
        };
    }
    assert_eq!(tags!(texts), json!(["a", "b"]));
    assert_eq!(tags!(&texts), json!(["a", "b"]));
    assert_eq!(tags!(vec!["a"]), json!(["a"]));
    assert_eq!(tags!(texts.as_slice()), json!(["a", "b"]));
    assert_eq!(tags!(["a".to_owned()]), json!(["a"]));
    assert_eq!(tags!([Some("a"), None]), json!(["a", null]));
    assert_eq!(tags!(vec![Some("a".to_owned()), None]), json!(["a", null]));
    Ok(())
}

#[tokio::test]
async fn a_required_list_that_may_be_null_is_any_list() -> Outcome {
    macro_rules! body {
        ($turns:expr) => {
            sent(|client| client.papers().update($turns)).await?.1
        };
    }
    let turns = vec![Turn::new("a")];
    let expected = json!([{"type": "turn", "text": "a"}]);
    assert_eq!(body!(&turns), expected);
    assert_eq!(body!(turns.as_slice()), expected);
    assert_eq!(body!(turns.iter().cloned()), expected);
    assert_eq!(body!([json!({"type": "turn", "text": "a"})]), expected);
    assert_eq!(body!(expected.clone()), expected);
    assert_eq!(body!(Some(turns)), expected);
    assert_eq!(body!(None), json!(null));
    let names = vec!["a".to_owned()];
    let whole = authors::create::Body::new(&names, [1]);
    let (_, body) = sent(|client| client.authors().create_with(&whole)).await?;
    assert_eq!(body, json!({"names": ["a"], "sizes": [1]}));
    let (_, body) = sent(|client| client.authors().create(names.iter(), None)).await?;
    assert_eq!(body, json!({"names": ["a"], "sizes": null}));
    let whole = authors::create::Body::new(None, vec![2]);
    let (_, body) = sent(|client| client.authors().create_with(whole)).await?;
    assert_eq!(body, json!({"names": null, "sizes": [2]}));
    Ok(())
}
