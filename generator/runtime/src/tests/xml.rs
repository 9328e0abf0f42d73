mod arrays;
mod choices;
mod names;
mod texts;

use http::{HeaderMap, StatusCode};

use crate::runtime::response::Head;
use crate::runtime::syntax::{Syntax, Unconverted};
use crate::runtime::xml_tables::{
    Bodies, Content, Object, OneOf, Root, bare, member, object, one_of, root, variant,
};

static POINT: Object = object(&[
    member("x", Content::Number).attribute(),
    member("on", Content::Boolean),
    member("name", Content::Text),
    member("words", Content::Words(&Content::Text)).attribute(),
    member("item", Content::Items(&member("item", Content::Number))),
    member("wraps", Content::Wrapped(&member("w", Content::Text))),
    member("any", Content::Any),
    member("next", Content::Object(&POINT)),
    member("shape", Content::OneOf(&SHAPE)),
    member("inner", Content::Object(&INNER)).inline(),
]);

static INNER: Object = object(&[member("deep", Content::Text)]);

static SHAPE: OneOf = one_of(
    "kind",
    &[
        variant(&["a"], Content::Object(&A)),
        variant(&["b"], Content::Object(&B)),
        variant(&[], Content::Number),
    ],
);
static A: Object = object(&[member("kind", Content::Text), member("one", Content::Text)]);
static B: Object = object(&[member("kind", Content::Text), member("two", Content::Text)]);

static ROOT: Root = root(member("point", Content::Object(&POINT)));
static NAMED: Root = root(
    member(
        "r",
        Content::Object(&object(&[
            member("a", Content::Text).within("urn:a", "a"),
            member("b", Content::Text).within("urn:b", ""),
            member("c", Content::Text).within("urn:r", "r"),
        ])),
    )
    .within("urn:r", "r"),
);
static MAP: Root = root(member(
    "map",
    Content::Object(&object(&[]).rest(Content::Number)),
));
static BARE: Root = bare(Content::Object(&POINT));

fn head(strict: bool) -> Head {
    Head {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        retries: 0,
        strict,
        is_of_any_type: false,
        original: None,
        foreign: None,
        url: None,
        abroad: false,
    }
}

fn bodies(root: &'static Root) -> Bodies {
    Bodies {
        request: Some(root),
        response: Some(root),
        errors: &[],
    }
}

fn read(root: &'static Root, strict: bool, body: &[u8]) -> String {
    match bodies(root).read(&head(strict), body) {
        Some(Ok(converted)) => String::from_utf8(converted.json.to_vec()).expect("it is UTF-8"),
        Some(Err(Unconverted::Invalid(problem))) => problem,
        Some(Err(Unconverted::Reported)) => "reported".to_owned(),
        None => "not XML".to_owned(),
    }
}

fn write(root: &'static Root, json: &str) -> String {
    let written = bodies(root).write(json).expect("it is XML");
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    match written {
        Ok(text) => text
            .strip_prefix(declaration)
            .expect("it is declared")
            .to_owned(),
        Err(problem) => problem,
    }
}

/// Writes JSON as XML, and reads that as the same JSON.
fn both(root: &'static Root, json: &str, xml: &str) {
    assert_eq!(write(root, json), xml);
    assert_eq!(read(root, true, xml.as_bytes()), json, "{xml}");
}

#[test]
fn both_ways() {
    let rows = [
        ("{}", "<point/>"),
        (r#"{"x":1}"#, "<point x=\"1\"/>"),
        (r#"{"on":true}"#, "<point><on>true</on></point>"),
        (r#"{"name":""}"#, "<point><name/></point>"),
        (
            r#"{"name":" a<b>&\"\r\n\t"}"#,
            "<point><name> a&lt;b&gt;&amp;\"&#13;\n\t</name></point>",
        ),
        (r#"{"words":["a","b"]}"#, "<point words=\"a b\"/>"),
        (
            r#"{"item":[1,2.5]}"#,
            "<point><item>1</item><item>2.5</item></point>",
        ),
        (r#"{"wraps":[]}"#, "<point><wraps/></point>"),
        (
            r#"{"wraps":["a","b"]}"#,
            "<point><wraps><w>a</w><w>b</w></wraps></point>",
        ),
        (
            r##"{"any":{"@b":"1","#text":"t","c":["x","y"]}}"##,
            "<point><any b=\"1\">t<c>x</c><c>y</c></any></point>",
        ),
        (
            r#"{"next":{"next":{"x":3}}}"#,
            "<point><next><next x=\"3\"/></next></point>",
        ),
        (
            r#"{"name":null}"#,
            "<point xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><name xsi:nil=\"true\"/></point>",
        ),
        (
            r#"{"shape":{"kind":"b","two":"t"}}"#,
            "<point><shape><kind>b</kind><two>t</two></shape></point>",
        ),
        (r#"{"shape":5}"#, "<point><shape>5</shape></point>"),
        (r#"{"inner":{"deep":"d"}}"#, "<point><deep>d</deep></point>"),
    ];
    for (json, xml) in rows {
        both(&ROOT, json, xml);
    }
}

#[test]
fn namespaces_are_written_as_declared_and_read_by_uri() {
    let xml = "<r:r xmlns:r=\"urn:r\" xmlns:a=\"urn:a\"><a:a>1</a:a><b xmlns=\"urn:b\">2</b><r:c>3</r:c></r:r>";
    let json = r#"{"a":"1","b":"2","c":"3"}"#;
    assert_eq!(write(&NAMED, json), xml);
    assert_eq!(read(&NAMED, true, xml.as_bytes()), json);
    // An element of another namespace is not the member of the same name.
    let other = "<x:r xmlns:x=\"urn:r\" xmlns:y=\"urn:a\"><y:a>1</y:a><x:b>2</x:b></x:r>";
    assert_eq!(
        read(&NAMED, false, other.as_bytes()),
        r#"{"a":"1","{urn:r}b":"2"}"#
    );
    let none = "<r><a>1</a></r>";
    assert_eq!(read(&NAMED, false, none.as_bytes()), r#"{"a":"1"}"#);
    assert_eq!(
        read(&NAMED, true, none.as_bytes()),
        "expected the element `r`, found `r` at line 1 column 1"
    );
}

#[test]
fn keys_of_maps_are_elements() {
    assert_eq!(
        write(&MAP, r#"{"a":1,"b":2}"#),
        "<map><a>1</a><b>2</b></map>"
    );
    assert_eq!(read(&MAP, true, b"<map><a>1</a></map>"), r#"{"a":1}"#);
    assert_eq!(
        write(&MAP, r#"{"a b":1}"#),
        "`a b` cannot be the name of an element, at $.map"
    );
}

#[test]
fn a_root_can_be_the_only_member() {
    assert_eq!(write(&BARE, r#"{"next":{"x":1}}"#), "<next x=\"1\"/>");
    assert_eq!(read(&BARE, false, b"<next x='1'/>"), r#"{"next":{"x":1}}"#);
    assert_eq!(
        write(&BARE, r#"{"x":1,"on":true}"#),
        "the body must have exactly one member, which is the root element; it has 2"
    );
}

#[test]
fn numbers_are_those_of_json() {
    let rows = [
        ("007", "7"),
        ("+1", "1"),
        ("0", "0"),
        ("0.5", "0.5"),
        ("00.5", "0.5"),
        (" 1 ", "1"),
        ("-0", "-0"),
        ("-007", "-7"),
        ("-00.50", "-0.50"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("+5.e2", "5e2"),
        (".", "\".\""),
        ("+-1", "\"+-1\""),
        ("1.2.3", "\"1.2.3\""),
        ("1e3", "1e3"),
        ("", "null"),
        ("INF", "\"INF\""),
        ("1e999", "\"1e999\""),
        ("1,5", "\"1,5\""),
    ];
    for (text, json) in rows {
        let xml = format!("<map><a>{text}</a></map>");
        assert_eq!(
            read(&MAP, true, xml.as_bytes()),
            format!("{{\"a\":{json}}}"),
            "{text}"
        );
    }
}

/// An element that may occur once and occurs twice is not one of the two.
#[test]
fn repeated_elements_are_told() {
    assert_eq!(
        read(&MAP, false, b"<map><a>1</a><b>3</b><a>2</a></map>"),
        r#"{"a":[1,2],"b":3}"#
    );
}

#[test]
fn wrappers_that_the_document_does_not_mention_are_read() {
    let rows = [
        (
            "<point><wraps><other>a</other></wraps></point>",
            r#"{"wraps":["a"]}"#,
        ),
        ("<point><w>a</w><w>b</w></point>", r#"{"wraps":["a","b"]}"#),
        (
            "<point><item><member>1</member><member>2</member></item></point>",
            r#"{"item":[1,2]}"#,
        ),
        (
            "<reply><point><name>a</name></point><id>1</id></reply>",
            r#"{"name":"a"}"#,
        ),
    ];
    for (xml, json) in rows {
        assert_eq!(read(&ROOT, false, xml.as_bytes()), json, "{xml}");
    }
}

#[test]
fn a_member_without_the_element_around_it_is_read() {
    let rows = [
        ("<name>a</name>", r#"{"name":"a"}"#),
        ("<on>true</on>", r#"{"on":true}"#),
        ("<item>1</item>", r#"{"item":[1]}"#),
        ("<wraps><w>a</w><w>b</w></wraps>", r#"{"wraps":["a","b"]}"#),
        ("<other>a</other>", r##"{"#text":"a"}"##),
        // The content of the root is known.
        ("<next><name>a</name></next>", r#"{"name":"a"}"#),
    ];
    for (xml, json) in rows {
        assert_eq!(read(&ROOT, false, xml.as_bytes()), json, "{xml}");
    }
    assert_eq!(
        read(&ROOT, true, b"<name>a</name>"),
        "expected the element `point`, found `name` at line 1 column 1"
    );
}

#[test]
fn lines_and_attributes_are_normalized() {
    assert_eq!(
        read(
            &ROOT,
            true,
            b"<point words=' a\n  b'><name>a\r\nb\rc</name></point>"
        ),
        r#"{"name":"a\nb\nc","words":["a","b"]}"#
    );
}

#[test]
fn hostile_texts_are_refused() {
    let rows: [(&[u8], &str); 8] = [
        (
            b"<point>\xff</point>",
            "invalid XML: invalid UTF-8 at line 1 column 8",
        ),
        (
            b"<point>\x01</point>",
            "invalid XML: the character U+0001 is not allowed at line 1 column 8",
        ),
        (
            b"<!DOCTYPE point SYSTEM 'file:///etc/passwd'><point/>",
            "invalid XML: a document type definition (DTD) is not allowed at line 1 column 1",
        ),
        (
            b"<point><name>&x;</name></point>",
            "invalid XML: the entity `&x;` is not allowed at line 1 column 14",
        ),
        (
            b"<point/>x",
            "invalid XML: there is text outside of the root element at line 1 column 9",
        ),
        (
            b"<?xml version='1.0' encoding='EBCDIC'?><point>\xe9</point>",
            "the charset EBCDIC is not supported",
        ),
        (b"{\"x\":1}", "not XML"),
        (b"<Error/>", "reported"),
    ];
    for (xml, problem) in rows {
        assert_eq!(read(&ROOT, false, xml), problem);
    }
}
