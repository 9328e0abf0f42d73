//! Arrays, and the elements around their items.

use super::{both, read};
use crate::runtime::xml_tables::{Content, Object, Root, member, object, root};

static PET: Object = object(&[member("id", Content::Number), member("name", Content::Text)]);
static MAP: Object = object(&[]);
static LISTS: Object = object(&[
    member(
        "entries",
        Content::Items(&member("entries", Content::Object(&MAP))),
    ),
    member(
        "pet",
        Content::Wrapped(&member("pet", Content::Object(&PET))),
    ),
    member("urls", Content::Wrapped(&member("url", Content::Text))),
    member(
        "tags",
        Content::Items(&member("tag", Content::Object(&PET))),
    ),
    member("anys", Content::Wrapped(&member("any", Content::Any))),
]);
static ROOT: Root = root(member("r", Content::Object(&LISTS)));
static CODES: Root = root(member(
    "codes",
    Content::Wrapped(&member("code", Content::Number)),
));

#[test]
fn items_in_elements_of_another_form_are_items() {
    let rows = [
        (
            "<entries><key>v</key></entries>",
            r#"{"entries":[{"key":"v"}]}"#,
        ),
        ("<entries/>", r#"{"entries":[{}]}"#),
        (
            "<pet><id>1</id><name>x</name></pet>",
            r#"{"pet":[{"id":1,"name":"x"}]}"#,
        ),
        ("<pet><pet><id>1</id></pet></pet>", r#"{"pet":[{"id":1}]}"#),
        ("<pet/>", r#"{"pet":[]}"#),
        (
            "<urls>http://x</urls><urls>y</urls>",
            r#"{"urls":["http://x","y"]}"#,
        ),
        ("<urls>a</urls><urls/>", r#"{"urls":["a",""]}"#),
        ("<urls><url>a</url></urls><urls/>", r#"{"urls":["a"]}"#),
        ("<urls><other>a</other></urls>", r#"{"urls":["a"]}"#),
        (
            "<tags><id>1</id><name>a</name></tags><tags><id>2</id></tags>",
            r#"{"tags":[{"id":1,"name":"a"},{"id":2}]}"#,
        ),
        (
            "<tags><tag><id>1</id></tag><tag><id>2</id></tag></tags>",
            r#"{"tags":[{"id":1},{"id":2}]}"#,
        ),
        (
            "<tags><other><id>1</id></other></tags>",
            r#"{"tags":[{"id":1}]}"#,
        ),
        ("<anys><any>1</any></anys>", r#"{"anys":["1"]}"#),
        ("<anys><x>1</x></anys>", r#"{"anys":[{"x":"1"}]}"#),
    ];
    for (xml, json) in rows {
        let xml = format!("<r>{xml}</r>");
        assert_eq!(read(&ROOT, false, xml.as_bytes()), json, "{xml}");
    }
    both(
        &ROOT,
        r#"{"entries":[{"key":"v"},{}],"pet":[{"id":1}],"urls":["a"],"tags":[{"id":2}]}"#,
        "<r><entries><key>v</key></entries><entries/><pet><pet><id>1</id></pet></pet><urls><url>a</url></urls><tag><id>2</id></tag></r>",
    );
}

/// Text in an element that holds items is not dropped.
#[test]
fn text_instead_of_items_is_told() {
    assert_eq!(read(&CODES, false, b"<codes>1</codes>"), r#""1""#);
    assert_eq!(read(&CODES, true, b"<codes>1</codes>"), r#""1""#);
}

#[test]
fn strict_arrays_have_no_other_content() {
    let rows = [
        (
            "<r>\n<pet><id>1</id><name>x</name></pet></r>",
            "expected the element `pet`, found `id` at line 2 column 6",
        ),
        (
            "<r><urls>http://x</urls><urls>y</urls></r>",
            "expected the element `url`, found text at line 1 column 4",
        ),
        (
            "<r><urls>a<url>b</url></urls></r>",
            "expected the element `url`, found text at line 1 column 4",
        ),
    ];
    for (xml, problem) in rows {
        assert_eq!(read(&ROOT, true, xml.as_bytes()), problem, "{xml}");
    }
    assert_eq!(
        read(&CODES, true, b"<codes><code>1</code><x>2</x></codes>"),
        "expected the element `code`, found `x` at line 1 column 22"
    );
    assert_eq!(
        read(&CODES, false, b"<codes><code>1</code><x>2</x></codes>"),
        "[1,2]"
    );
}
