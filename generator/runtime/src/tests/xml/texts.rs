//! Texts, encodings, and what is not well formed.

use std::time::{Duration, Instant};

use super::{both, read, write};
use crate::runtime::xml_tables::{Content, Root, member, object, root};

static ROOT: Root = root(member(
    "a",
    Content::Object(&object(&[
        member("at", Content::Text).attribute(),
        member("words", Content::Words(&Content::Text)).attribute(),
        member("state", Content::Token),
        member("states", Content::Items(&member("s", Content::Token))),
    ])),
));
static CDATA: Root = root(member(
    "a",
    Content::Object(&object(&[member("c", Content::Text).cdata()])),
));
static TEXT: Root = root(member(
    "a",
    Content::Object(&object(&[member("t", Content::Text).text()])),
));

#[test]
fn text_like_a_tag_does_not_close_the_element() {
    both(
        &CDATA,
        r#"{"c":"hello <a "}"#,
        "<a><![CDATA[hello <a ]]></a>",
    );
    both(&CDATA, r#"{"c":"<a"}"#, "<a><![CDATA[<a]]></a>");
    assert_eq!(write(&CDATA, r#"{"c":null}"#), "<a/>");
}

#[test]
fn white_space_around_words_is_no_part_of_them() {
    assert_eq!(
        read(
            &ROOT,
            true,
            b"<a at=' x '><state>\n  ok\n</state><s> a b </s></a>"
        ),
        r#"{"at":" x ","state":"ok","states":["a b"]}"#
    );
}

#[test]
fn values_with_members_are_no_text() {
    let rows = [
        (
            &ROOT,
            r#"{"at":{"b":1}}"#,
            "an object cannot be an attribute or text, at $.a.at",
        ),
        (
            &ROOT,
            r#"{"at":[1]}"#,
            "an array cannot be an attribute or text, at $.a.at",
        ),
        (
            &ROOT,
            r#"{"words":[{"b":1}]}"#,
            "an object cannot be an attribute or text, at $.a.words",
        ),
        (
            &ROOT,
            r#"{"words":["a b"]}"#,
            "an item of a list in an attribute or in text must not be empty or contain white space, at $.a.words",
        ),
        (
            &ROOT,
            r#"{"@x":[1]}"#,
            "an array cannot be an attribute or text, at $.a.@x",
        ),
        (
            &ROOT,
            r##"{"#text":{}}"##,
            "an object cannot be an attribute or text, at $.a.#text",
        ),
        (
            &CDATA,
            r#"{"c":[]}"#,
            "an array cannot be an attribute or text, at $.a.c",
        ),
        (
            &TEXT,
            r#"{"t":{}}"#,
            "an object cannot be an attribute or text, at $.a.t",
        ),
    ];
    for (root, json, problem) in rows {
        assert_eq!(write(root, json), problem);
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_body_that_declares_utf_16_may_be_utf_8() {
    let xml = "<?xml version=\"1.0\" encoding=\"utf-16\"?><a at='é'/>";
    let json = r#"{"at":"é"}"#;
    assert_eq!(read(&ROOT, true, xml.as_bytes()), json);
    assert_eq!(read(&ROOT, true, &utf16(xml)), json);
    assert_eq!(read(&ROOT, true, &utf16(&format!("\u{feff}{xml}"))), json);
}

#[test]
fn invalid_utf_16_is_refused() {
    let mut lone = utf16("\u{feff}<a>\n");
    lone.extend([0x00, 0xd8]);
    lone.extend(utf16("</a>"));
    assert_eq!(
        read(&ROOT, false, &lone),
        "invalid XML: invalid UTF-16 at line 2 column 1"
    );
    let mut odd = utf16("\u{feff}<a/>");
    odd.push(b' ');
    assert_eq!(
        read(&ROOT, false, &odd),
        "invalid XML: invalid UTF-16 at line 1 column 5"
    );
}

#[test]
fn what_is_not_well_formed_is_refused() {
    let rows = [
        (
            "<a><?xml version='1.0'?></a>",
            "the XML declaration is not at the start at line 1 column 4",
        ),
        ("<a><1/></a>", "`1` is not a name at line 1 column 4"),
        (
            "<a xmlns:b='urn:b'><b:c:d/></a>",
            "`b:c:d` is not a name at line 1 column 20",
        ),
        ("<a 1='x'/>", "`1` is not a name at line 1 column 1"),
        (
            "<a at='&#1;'/>",
            "the character U+0001 is not allowed at line 1 column 1",
        ),
        (
            "<a at='<'/>",
            "`<` is not allowed in an attribute at line 1 column 1",
        ),
        (
            "<a>]]></a>",
            "`]]>` is not allowed in text at line 1 column 4",
        ),
        (
            "<a at='1' at='2'/>",
            "the attribute `at` occurs twice at line 1 column 1",
        ),
        (
            "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>",
            "the attribute `q:x` occurs twice at line 1 column 1",
        ),
        (
            "<a xmlns:p='u' xmlns:p='v'/>",
            "the attribute `xmlns:p` occurs twice at line 1 column 1",
        ),
    ];
    for (xml, problem) in rows {
        let problem = format!("invalid XML: {problem}");
        assert_eq!(read(&ROOT, false, xml.as_bytes()), problem, "{xml}");
    }
    // An empty line before a declaration is a common mistake.
    assert_eq!(
        read(&ROOT, false, b"\n<?xml version='1.0'?><a>]]&gt;</a>"),
        r##"{"#text":"]]>"}"##
    );
}

/// The shortest time of several in which a document with this many parts is read and written.
fn time(count: usize, (open, close): (&str, &str), part: &dyn Fn(usize) -> String) -> Duration {
    let parts: String = (0..count).map(part).collect();
    let xml = format!("{open}{parts}{close}");
    let once = |_| {
        let start = Instant::now();
        let json = read(&ROOT, false, xml.as_bytes());
        let written = write(&ROOT, &json);
        let time = start.elapsed();
        assert_eq!(json.matches(':').count(), count);
        assert_eq!(read(&ROOT, false, written.as_bytes()), json);
        time
    };
    (0..3).map(once).min().expect("it is read")
}

/// Eight times the length takes about eight times as long; it would take 64 times if each part were compared with all.
#[test]
fn the_time_is_linear_in_the_length() {
    let attribute = |index: usize| format!(" a{index}='1'");
    let key = |index: usize| format!("<k{index}/>");
    let namespace = |index: usize| format!("<b xmlns='u{index}'/>");
    let rows = [
        ("<a", "/>", &attribute as &dyn Fn(usize) -> String),
        ("<a>", "</a>", &key),
        ("<a>", "</a>", &namespace),
    ];
    for (open, close, part) in rows {
        let time = |count: usize| time(count, (open, close), part);
        // Other processes may disturb an attempt, but never make a quadratic one look linear.
        let is_linear = |_| time(8_000) < time(1_000) * 32;
        assert!((0..10).any(is_linear), "{open}{}", part(0));
    }
}
