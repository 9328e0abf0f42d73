//! Text as a tree, for forms, queries, parts and pages.

use crate::runtime::json;
use crate::runtime::json::tree::{Kind, Node, written};

use super::Outcome;
use super::tables::Project;

#[test]
fn a_value_is_walked_in_place() -> Outcome {
    let project: Project =
        json::from_str(r#"{"id":"a \"b\"","role":"owner","n":[1.50,null,true,{"x":[]}]}"#)?;
    let tree = written(&project);
    let root = tree.root();
    assert_eq!(root.kind(), Kind::Object);
    let children: Vec<_> = root
        .children()
        .into_iter()
        .map(|(key, child)| {
            (
                key.unwrap_or_default().into_owned(),
                child.plain().unwrap_or_default().into_owned(),
            )
        })
        .collect();
    let expected = [
        ("id", r#"a "b""#),
        ("role", "owner"),
        ("n", r#"[1.5,null,true,{"x":[]}]"#),
    ];
    assert_eq!(
        children,
        expected.map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
    let list = root.place("/n").ok_or("there is a list")?;
    assert_eq!((list.kind(), list.is_container()), (Kind::Array, true));
    let kinds: Vec<Kind> = list
        .children()
        .into_iter()
        .map(|(_, child)| child.kind())
        .collect();
    assert_eq!(
        kinds,
        [Kind::Number, Kind::Null, Kind::Boolean, Kind::Object]
    );
    assert_eq!(root.place("/n/1").and_then(Node::plain), None);
    Ok(())
}

#[test]
fn pointers_find_places() {
    let text = "\u{feff} {\"a/b\": {\"c~d\": [1, 2, {\"e\": \"last\"}]}, \"x\": 1, \"x\": 2, \"\\u0079\": 3} ";
    let root = Node::of(text);
    let at = |pointer: &str| root.place(pointer).map(|node| node.0);
    assert_eq!(at(""), Some(text.trim_start_matches('\u{feff}').trim()));
    assert_eq!(at("/a~1b/c~0d/0"), Some("1"));
    assert_eq!(at("/a~1b/c~0d/-1/e"), Some("\"last\""));
    assert_eq!(at("/x"), Some("2"));
    assert_eq!(at("/y"), Some("3"));
    for pointer in ["/z", "/x/0", "/a~1b/c~0d/3", "/a~1b/c~0d/x"] {
        assert_eq!(at(pointer), None, "{pointer}");
    }
}

#[test]
fn a_number_is_a_label_with_the_digits_that_were_sent() {
    for (text, label) in [
        ("1700000000.123456789", "1700000000.123456789"),
        (
            "12345678901234567890123456789.0",
            "12345678901234567890123456789",
        ),
        ("1.5e3", "1500"),
        ("17.0", "17"),
        ("1.50", "1.50"),
        ("1e-7", "1e-7"),
        ("42", "42"),
        (
            "123456789012345678901234567890123",
            "123456789012345678901234567890123",
        ),
    ] {
        assert_eq!(Node::of(text).label().as_deref(), Some(label));
    }
}
