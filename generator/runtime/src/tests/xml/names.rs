//! Names and namespaces.

use super::{both, read, write};
use crate::runtime::xml_tables::{Content, Object, Root, bare, member, object, root};

static FREE: Root = root(member("a", Content::Any));
static NAMED: Root = root(member(
    "a",
    Content::Object(&object(&[
        member("x y", Content::Text),
        member("n", Content::Text).named("1a"),
        member("at", Content::Text).named("$id").attribute(),
        member("p", Content::Text).within("urn:a", "ns").attribute(),
        member("q", Content::Text).within("urn:b", "ns").attribute(),
        member("s", Content::Text).within("urn:b", "").attribute(),
        member("t", Content::Text).within("urn:b", "ns"),
        member("lang", Content::Text).within("", "xml").attribute(),
        member("u", Content::Text).within("urn:u", "b c"),
    ])),
));

#[test]
fn what_is_no_name_is_not_written() {
    let rows = [
        (
            r#"{"x y":"1"}"#,
            "`x y` cannot be the name of an element, at $.a",
        ),
        (
            r#"{"n":"1"}"#,
            "`1a` cannot be the name of an element, at $.a",
        ),
        (
            r#"{"at":"1"}"#,
            "`$id` cannot be the name of an attribute, at $.a",
        ),
        (
            r#"{"u":"1"}"#,
            "`b c:u` cannot be the name of an element, at $.a",
        ),
        (
            r#"{"{\u0001}u":"1"}"#,
            "the character U+0001 cannot be written in XML, at $.a",
        ),
    ];
    for (json, problem) in rows {
        assert_eq!(write(&NAMED, json), problem);
    }
    let rows = [
        (
            r#"{"@xmlns":"1"}"#,
            "`xmlns` cannot be the name of an attribute, at $.a",
        ),
        (
            r#"{"@xmlns:b":"1"}"#,
            "`xmlns:b` cannot be the name of an attribute, at $.a",
        ),
        (
            r#"{"@b:c":"1"}"#,
            "`b:c` cannot be the name of an attribute, at $.a",
        ),
        (
            r#"{"@":"1"}"#,
            "`` cannot be the name of an attribute, at $.a",
        ),
        (
            r#"{"b":{"b²":"1"}}"#,
            "`b²` cannot be the name of an element, at $.a.b",
        ),
        (
            r#"{"@b":"1","@{}b":"2"}"#,
            "the attribute `b` occurs twice, at $.a",
        ),
    ];
    for (json, problem) in rows {
        assert_eq!(write(&FREE, json), problem);
    }
}

#[test]
fn a_prefix_has_one_namespace_in_a_tag() {
    both(
        &NAMED,
        r#"{"p":"1","q":"2","s":"3"}"#,
        "<a xmlns:ns=\"urn:a\" ns:p=\"1\" xmlns:ns1=\"urn:b\" ns1:q=\"2\" ns1:s=\"3\"/>",
    );
    both(
        &NAMED,
        r#"{"p":"1","t":"2"}"#,
        "<a xmlns:ns=\"urn:a\" ns:p=\"1\"><ns:t xmlns:ns=\"urn:b\">2</ns:t></a>",
    );
}

#[test]
fn the_prefix_xml_needs_no_declaration() {
    both(
        &NAMED,
        r#"{"lang":"en","@lang":"x"}"#,
        "<a xml:lang=\"en\" lang=\"x\"/>",
    );
    assert_eq!(
        read(&NAMED, true, b"<a lang='x' xml:lang='en'/>"),
        r#"{"lang":"en","@lang":"x"}"#
    );
}

static MAP: Object = object(&[]).rest(Content::Object(&INNER));
static INNER: Object = object(&[member("x", Content::Text).within("urn:x", "")]);
static MAPS: Root = root(member("a", Content::Object(&MAP)));

/// A declaration does not reach the elements behind it.
#[test]
fn declarations_end_with_their_elements() {
    both(
        &MAPS,
        r#"{"b":{"x":"1"},"c":{"x":"2"}}"#,
        "<a><b><x xmlns=\"urn:x\">1</x></b><c><x xmlns=\"urn:x\">2</x></c></a>",
    );
    both(
        &FREE,
        r#"{"{urn:b}b":{"{urn:c}c":"1"},"{urn:b}c":"2"}"#,
        "<a><ns1:b xmlns:ns1=\"urn:b\"><ns2:c xmlns:ns2=\"urn:c\">1</ns2:c></ns1:b><ns1:c xmlns:ns1=\"urn:b\">2</ns1:c></a>",
    );
}

#[test]
fn names_that_are_not_known_keep_their_namespaces() {
    assert_eq!(
        read(
            &FREE,
            false,
            b"<a xmlns:q='urn:q' xml:lang='en' q:lang='x' lang='y'><q:z/><z>1</z><q:z/></a>"
        ),
        r#"{"@xml:lang":"en","@{urn:q}lang":"x","@lang":"y","{urn:q}z":["",""],"z":"1"}"#
    );
    // The namespace of the element around it goes without saying.
    assert_eq!(
        read(
            &FREE,
            false,
            b"<a xmlns='urn:a'><b><c>1</c></b><b xmlns=''>2</b></a>"
        ),
        r#"{"b":{"c":"1"},"{}b":"2"}"#
    );
    both(
        &FREE,
        r#"{"@xml:lang":"en","@{urn:q}lang":"x","@lang":"y","{urn:q}z":["1","2"],"z":"3"}"#,
        "<a xml:lang=\"en\" xmlns:ns1=\"urn:q\" ns1:lang=\"x\" lang=\"y\"><ns1:z>1</ns1:z><ns1:z>2</ns1:z><z>3</z></a>",
    );
}

#[test]
fn uris_are_compared_as_they_are_meant() {
    static AMP: Root = root(member("a", Content::Text).within("u?a&b", ""));
    both(&AMP, r#""x""#, "<a xmlns=\"u?a&amp;b\">x</a>");
}

#[test]
fn a_document_has_one_root() {
    static BARE: Root = bare(Content::Object(&object(&[member("k", Content::Text)])));
    both(&BARE, r#"{"k":"1"}"#, "<k>1</k>");
    both(&BARE, r#"{"other":"1"}"#, "<other>1</other>");
    for json in [r#"{"other":[]}"#, r#"{"other":[1,2]}"#] {
        assert_eq!(
            write(&BARE, json),
            "an array has no single element, and so cannot be the root, at $.other"
        );
    }
}

#[test]
fn a_long_uri_is_not_compared_for_each_element() {
    let uri = |length: usize| format!("<a xmlns='{}'>1</a>", "u".repeat(length));
    assert_eq!(read(&FREE, false, uri(1_024).as_bytes()), "\"1\"");
    let long = "invalid XML: the URI of a namespace is too long at line 1 column 1";
    assert_eq!(read(&FREE, false, uri(1_025).as_bytes()), long);
    let prefixed = format!("<a>\n<p:b xmlns:p='{}'/></a>", "u".repeat(1 << 20));
    let long = "invalid XML: the URI of a namespace is too long at line 2 column 1";
    assert_eq!(read(&FREE, false, prefixed.as_bytes()), long);
}
