//! Members beside those of another object, members with other names, and variants.

use super::{both, read, write};
use crate::runtime::xml_tables::{
    Content, Object, OneOf, Root, member, object, one_of, root, variant,
};

/// An object within itself.
static NODE: Object = object(&[
    member("v", Content::Text),
    member("child", Content::Object(&NODE)).inline(),
]);
static NODES: Root = root(member("a", Content::Object(&NODE)));

#[test]
fn an_object_beside_itself_ends() {
    assert_eq!(read(&NODES, false, b"<a><v>x</v></a>"), r#"{"v":"x"}"#);
    assert_eq!(read(&NODES, true, b"<a><v>x</v></a>"), r#"{"v":"x"}"#);
    assert_eq!(
        read(&NODES, false, b"<b><a><v>x</v></a></b>"),
        r#"{"v":"x"}"#
    );
}

/// A union within itself.
static KNOT: OneOf = one_of(
    "kind",
    &[
        variant(&["k"], Content::OneOf(&KNOT)),
        variant(&[], Content::OneOf(&KNOT)),
        variant(&["n"], Content::Object(&LEAF)),
    ],
);
static LEAF: Object = object(&[member("x", Content::Number)]);
static KNOTS: Root = root(member("a", Content::OneOf(&KNOT)));

#[test]
fn a_union_within_itself_ends() {
    both(&KNOTS, r#"{"x":1}"#, "<a><x>1</x></a>");
    assert_eq!(write(&KNOTS, r#"{"kind":"k"}"#), "<a><kind>k</kind></a>");
    assert_eq!(write(&KNOTS, "[1]"), "<a><item>1</item></a>");
    assert_eq!(read(&KNOTS, true, b"<a>t</a>"), r##"{"#text":"t"}"##);
}

static IN: Object = object(&[
    member("id", Content::Number).attribute(),
    member("n", Content::Text),
    member("in", Content::Text),
]);
static OUT: Root = root(member(
    "a",
    Content::Object(&object(&[member("in", Content::Object(&IN)).inline()])),
));

#[test]
fn attributes_of_inline_objects_are_those_of_the_element() {
    both(
        &OUT,
        r#"{"in":{"id":1,"n":"x"}}"#,
        "<a id=\"1\"><n>x</n></a>",
    );
    both(&OUT, r#"{"in":{"id":1}}"#, "<a id=\"1\"/>");
    assert_eq!(
        read(&OUT, true, b"<a id='1' b='2'/>"),
        r#"{"in":{"id":1},"@b":"2"}"#
    );
    // A member of an inline object may have the name of that object.
    both(&OUT, r#"{"in":{"in":"x"}}"#, "<a><in>x</in></a>");
}

static RENAMED: Root = root(member(
    "a",
    Content::Object(&object(&[member("id", Content::Number).named("ID")])),
));

#[test]
fn other_names_are_for_members_that_are_missing() {
    assert_eq!(
        read(&RENAMED, false, b"<a><ID>1</ID><id>2</id></a>"),
        r#"{"id":1,"{}id":"2"}"#
    );
    assert_eq!(read(&RENAMED, false, b"<a><id>2</id></a>"), r#"{"id":2}"#);
    assert_eq!(
        read(&RENAMED, true, b"<a><id>2</id></a>"),
        r#"{"{}id":"2"}"#
    );
    both(
        &RENAMED,
        r#"{"id":1,"{}id":"2"}"#,
        "<a><ID>1</ID><id>2</id></a>",
    );
}

static SCALAR: OneOf = one_of(
    "",
    &[
        variant(&[], Content::Text),
        variant(&[], Content::Boolean),
        variant(&[], Content::OneOf(&NUMBER)),
    ],
);
static NUMBER: OneOf = one_of("", &[variant(&[], Content::Number)]);
static SCALARS: Root = root(member(
    "a",
    Content::Object(&object(&[
        member("at", Content::OneOf(&SCALAR)).attribute(),
        member("v", Content::Items(&member("v", Content::OneOf(&SCALAR)))),
        member("on", Content::OneOf(&SWITCH)),
    ])),
));
static SWITCH: OneOf = one_of(
    "",
    &[
        variant(&[], Content::Boolean),
        variant(&[], Content::Object(&LEAF)),
    ],
);

#[test]
fn a_text_is_the_variant_whose_form_it_has() {
    let xml = "<a at='true'><v>true</v><v>1</v><v> -07 </v><v>1.5</v><v>yes</v><v/><v> x</v><on>1</on></a>";
    assert_eq!(
        read(&SCALARS, true, xml.as_bytes()),
        r#"{"at":true,"v":[true,1,-7,1.5,"yes",""," x"],"on":true}"#
    );
    assert_eq!(
        read(&SCALARS, true, b"<a at='0'><on>no</on></a>"),
        r#"{"at":0,"on":"no"}"#
    );
    // Attributes do not change what a text is.
    let instance = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='x'";
    let xml =
        format!("<a><v {instance}>1</v><v b='c'>true</v><v {instance}/><on {instance}>0</on></a>");
    let read = read(&SCALARS, true, xml.as_bytes());
    assert_eq!(read, r#"{"v":[1,true,""],"on":false}"#);
}

static LIST: OneOf = one_of(
    "",
    &[
        variant(&[], Content::Items(&member("item", Content::Text))),
        variant(&[], Content::Text),
    ],
);
static LISTS: Root = root(member(
    "box",
    Content::Object(&object(&[
        member("v", Content::OneOf(&LIST)).named("w"),
        member("n", Content::Number),
    ])),
));

#[test]
fn the_items_of_an_array_in_a_union_have_the_name_of_the_member() {
    both(
        &LISTS,
        r#"{"v":["a","b"],"n":1}"#,
        "<box><w>a</w><w>b</w><n>1</n></box>",
    );
    both(&LISTS, r#"{"v":"a"}"#, "<box><w>a</w></box>");
}

static KEYED: Object = object(&[
    member("kind", Content::Text),
    member("a", Content::Number),
    member("b", Content::Number),
]);
static OTHERS: Object = object(&[member("kind", Content::Text), member("c", Content::Text)]);
static DEFAULTED: OneOf = one_of(
    "kind",
    &[
        variant(&["k"], Content::Object(&KEYED)),
        variant(&["o"], Content::Object(&OTHERS)).by_default(),
    ],
);
static DEFAULT: Root = root(member("a", Content::OneOf(&DEFAULTED)));

#[test]
fn without_a_known_tag_the_default_is_chosen() {
    // By its members, it would be the other one, whose members are numbers.
    for kind in ["", r#""kind":"x","#] {
        let element = if kind.is_empty() {
            ""
        } else {
            "<kind>x</kind>"
        };
        both(
            &DEFAULT,
            &format!(r#"{{{kind}"c":"3","a":"1","b":"2"}}"#),
            &format!("<a>{element}<c>3</c><a>1</a><b>2</b></a>"),
        );
    }
    both(
        &DEFAULT,
        r#"{"kind":"k","a":1}"#,
        "<a><kind>k</kind><a>1</a></a>",
    );
}
