use serde_json::json;

use crate::runtime::json::tree::{Node, written};
use crate::runtime::{UnknownValue, json};

crate::runtime::object! {
    /// An item.
    pub struct Thing + extra {
        pub id: String = "id",
        pub kind: String = "kind" const "thing",
        pub size: Option<i64> = "size",
        pub note: Option<String> = "note" | null,
    }
}

crate::runtime::string_enum! {
    /// A color.
    pub enum Color {
        Red = "red",
    }
}

crate::runtime::union! {
    /// Either.
    pub enum Either {
        Thing(Thing): tag "kind" = "thing",
        Text(String) from &str: string,
    }
}

fn read<T: json::Wire>(text: &str) -> Result<T, String> {
    let received = json::receive(text.as_bytes(), true).map_err(|why| why.message)?;
    Ok(received.data)
}

#[test]
fn an_object_is_read_and_written_back() {
    let text = r#"{"id":"a","kind":"thing","note":null,"more":[1]}"#;
    let thing: Thing = read(text).expect("it is read");
    assert_eq!((thing.id.as_str(), thing.size), ("a", None));
    assert_eq!(thing.extra.get("more"), Some(&json!([1])));
    assert_eq!(json::encode(&thing), text);
    assert_eq!(
        format!("{thing:?}"),
        r#"Thing { id: "a", kind: "thing", size: None, note: None, extra: {"more": Array [Number(1)]} }"#
    );
}

#[test]
fn a_mismatch_names_its_place() {
    let said = |text| read::<Vec<Thing>>(text).err();
    assert_eq!(
        said(r#"[{"id":"a"},{"id":[]}]"#).as_deref(),
        Some("expected a string, found an array at $[1].id")
    );
    assert_eq!(said("[{}]").as_deref(), Some("missing member `id` at $[0]"));
    assert_eq!(said(" ").as_deref(), Some("the body is empty"));
    assert_eq!(
        said(r#"[{"id": x"#).as_deref(),
        Some("invalid JSON at $[0].id: expected value at line 1 column 9")
    );
}

#[test]
fn unknown_values_are_kept() {
    let color: Color = read("\"green\"").expect("it is read");
    assert!(matches!(&color, Color::Unknown(value) if *value == UnknownValue::new("green")));
    assert_eq!(json::encode(&color), "\"green\"");
    let either: Either = read("[1]").expect("it is read");
    assert!(matches!(&either, Either::Unknown(value) if *value == json!([1])));
}

#[test]
fn a_tag_chooses_the_variant() {
    let either: Either = read(r#"{"kind":"thing","id":"a"}"#).expect("it is read");
    assert!(matches!(either, Either::Thing(thing) if thing.id == "a"));
    let said = read::<Either>(r#"{"kind":"thing"}"#).err();
    assert_eq!(said.as_deref(), Some("missing member `id` at $"));
}

#[test]
fn a_place_in_a_tree_is_a_json_pointer() {
    let value = json!({"data": [{"id": "a"}, {"id": 2}], "a/b": {"~": true}, "": ""});
    let tree = written(&value);
    let label = |pointer| tree.root().place(pointer).and_then(Node::label);
    assert_eq!(label("/data/0/id").as_deref(), Some("a"));
    assert_eq!(label("/data/-1/id").as_deref(), Some("2"));
    assert_eq!(label("/data/2/id"), None);
    assert_eq!(label("/"), None);
    let last = tree.root().place("/a~1b/~0").and_then(Node::boolean);
    assert_eq!(last, Some(true));
}
