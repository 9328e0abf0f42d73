//! Decides the form of values in XML.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Type, TypePath, Xml, XmlItems, XmlName, XmlPlace, XmlRoot};
use crate::openapi::{Context, MediaType, Schema, SchemaObject, XmlNode};
use crate::source::{Node, Pointer, Site};

use super::xml_instance::{self, INSTANCE};
use super::{all_of, nullable};

/// The nesting of arrays, and the length of a chain of references, that is followed.
const DEPTH: usize = 16;

/// The rules of a document for XML.
pub(super) struct XmlRules {
    /// Whether a body may be XML.
    pub(super) is_used: bool,
    /// Whether arrays have an element around their items unless they say that they have none.
    wraps: bool,
    /// The prefixes that XML Objects declare.
    declared: BTreeSet<String>,
    /// The prefixes of the namespaces of attributes without a declared one.
    prefixes: RefCell<BTreeMap<String, String>>,
    /// The diagnostics to report if a body with the type is XML.
    notes: RefCell<Vec<Note>>,
}

/// A finding about the form of values.
pub(super) struct Note {
    /// The type with the property, or `None` if it is about the root of an XML body.
    pub(super) of: Option<TypePath>,
    /// Whether it is about all arrays without `wrapped`.
    pub(super) is_general: bool,
    pub(super) diagnostic: Diagnostic,
}

impl XmlRules {
    /// Reads the rules that a document follows. By default, `wrapped` is `false`. If a document states that default,
    /// but never writes `true`, its author took `true` for the default.
    pub(super) fn of(cx: Context<'_>) -> Self {
        let mut texts = cx.sources.texts().map(|(_, text)| text);
        let is_used = texts.any(|text| text.contains("/xml") || text.contains("+xml"));
        let (mut said, mut declared) = (Vec::new(), BTreeSet::new());
        let files = (0..).map_while(|index| cx.sources.file(index));
        for root in files
            .filter(|_| is_used)
            .filter_map(|file| cx.sources.root(file))
        {
            gather(root.node, &mut said, &mut declared);
        }
        Self {
            is_used,
            wraps: said.contains(&false) && !said.contains(&true),
            declared,
            prefixes: RefCell::default(),
            notes: RefCell::default(),
        }
    }

    fn note(&self, code: Code, at: &Pointer, message: impl Into<String>) {
        self.notes.borrow_mut().push(Note {
            of: None,
            is_general: false,
            diagnostic: Diagnostic::new(code, at, message),
        });
    }

    fn note_wrapping(&self, at: &Pointer) {
        let message = "some arrays of the document say `wrapped: false`, and none says `wrapped: true`; arrays without `wrapped` are treated as wrapped";
        self.notes.borrow_mut().push(Note {
            of: None,
            is_general: true,
            diagnostic: Diagnostic::new(Code::XmlArrayOfOtherForm, at, message),
        });
    }

    /// The prefix of attributes in a namespace for which none is declared.
    fn prefix(&self, namespace: &str) -> String {
        let mut prefixes = self.prefixes.borrow_mut();
        if let Some(known) = prefixes.get(namespace) {
            return known.clone();
        }
        let mut prefix = "ns".to_owned();
        let mut count = 1;
        while self.declared.contains(&prefix) || prefixes.values().any(|one| *one == prefix) {
            count += 1;
            prefix = format!("ns{count}");
        }
        prefixes.insert(namespace.to_owned(), prefix.clone());
        prefix
    }

    /// The diagnostics about the forms of types and bodies.
    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes.into_inner()
    }
}

/// Collects the values of `wrapped` and the prefixes in all XML Objects.
fn gather(node: &Node, said: &mut Vec<bool>, prefixes: &mut BTreeSet<String>) {
    match node {
        Node::Object(members) => {
            for (key, value) in members.iter() {
                if let ("xml", Node::Object(xml)) = (key, value) {
                    if let Some(Node::Bool(value)) = xml.get("wrapped") {
                        said.push(*value);
                    }
                    let name = xml.get("name").and_then(Node::as_str);
                    let in_name = name.and_then(|name| Some(name.split_once(':')?.0));
                    let prefix = xml.get("prefix").and_then(Node::as_str);
                    prefixes.extend(prefix.into_iter().chain(in_name).map(str::to_owned));
                }
                gather(value, said, prefixes);
            }
        }
        Node::Array(items) => items.iter().for_each(|item| gather(item, said, prefixes)),
        _ => {}
    }
}

/// The XML Objects of a schema, of the schema that it refers to, and of what it adds to that.
#[derive(Default)]
struct Declared<'a> {
    at: Option<Pointer>,
    name: Option<&'a str>,
    namespace: Option<&'a str>,
    prefix: Option<&'a str>,
    node: Option<XmlNode>,
    wrapped: Option<bool>,
}

impl<'a> Declared<'a> {
    fn of(cx: Context<'a>, site: &Site<'a>, depth: usize) -> Self {
        let Some(Schema::Object(schema)) = Schema::read(cx, site.clone()) else {
            return Self::default();
        };
        let mut found = Self::default();
        if depth < DEPTH {
            let target = schema.reference.as_ref().and_then(|one| cx.target(one));
            let other = nullable::only_other(cx, &schema);
            for site in target.iter().chain(&other).chain(annotated(cx, &schema)) {
                found.refine(Self::of(cx, site, depth + 1));
            }
        }
        if let Some(own) = &schema.xml {
            found.refine(Self {
                at: Some(own.at.clone()),
                name: own.name,
                namespace: own.namespace,
                prefix: own.prefix,
                node: own.node,
                wrapped: own.wrapped,
            });
        }
        found
    }

    /// Replaces what a nearer schema says otherwise.
    fn refine(&mut self, nearer: Self) {
        self.at = nearer.at.or(self.at.take());
        self.name = nearer.name.or(self.name);
        self.namespace = nearer.namespace.or(self.namespace);
        self.prefix = nearer.prefix.or(self.prefix);
        self.node = nearer.node.or(self.node);
        self.wrapped = nearer.wrapped.or(self.wrapped);
    }
}

/// The members of an `allOf` that describe the same value with annotations. A schema that inherits from others does not
/// have their names.
fn annotated<'s, 'a>(cx: Context<'a>, schema: &'s SchemaObject<'a>) -> &'s [Site<'a>] {
    let is_structure = |site: &&Site<'a>| match Schema::read(cx, (*site).clone()) {
        Some(Schema::Object(member)) => {
            member.reference.is_some()
                || !member.properties.is_empty()
                || !member.all_of.is_empty()
                || member.alternatives().next().is_some()
        }
        Some(Schema::Boolean(_)) | None => false,
    };
    let structures = schema.all_of.iter().filter(is_structure).count();
    if structures > 1 || !schema.properties.is_empty() {
        return &[];
    }
    &schema.all_of
}

/// The form of a property of this type. The other type has the property.
pub(super) fn of_property<'a>(
    cx: Context<'a>,
    rules: &XmlRules,
    of: &TypePath,
    property: (&str, &Site<'a>),
    ty: &Type,
) -> Xml {
    let known = rules.notes.borrow().len();
    let xml = form(cx, rules, property, ty);
    for note in rules.notes.borrow_mut().iter_mut().skip(known) {
        note.of = Some(of.clone());
    }
    xml
}

fn form<'a>(cx: Context<'a>, rules: &XmlRules, (key, site): (&str, &Site<'a>), ty: &Type) -> Xml {
    let declared = Declared::of(cx, site, 0);
    let at = declared.at.clone().unwrap_or_else(|| site.at.clone());
    let items = items(cx, rules, (key, site), &declared, 0);
    let is_array = items.is_some();
    let mut place = match declared.node {
        Some(XmlNode::Attribute) => XmlPlace::Attribute,
        Some(XmlNode::Text) => XmlPlace::Text,
        Some(XmlNode::Cdata) => XmlPlace::Cdata,
        Some(XmlNode::None) if !is_array => XmlPlace::Inline,
        Some(XmlNode::Element | XmlNode::None) | None => XmlPlace::Element,
    };
    let is_text = matches!(
        place,
        XmlPlace::Attribute | XmlPlace::Text | XmlPlace::Cdata
    );
    let is_composite = is_composite(cx, site, ty);
    if is_text && is_composite {
        let message = format!(
            "`{key}` is or contains an object or a nested array, which cannot be an attribute or text in XML; it becomes an element"
        );
        rules.note(Code::XmlOfOtherForm, &at, message);
        place = XmlPlace::Element;
    }
    let mut name = name(rules, key, &declared, &at, place);
    if place == XmlPlace::Element && name.namespace.as_deref() == Some(INSTANCE) {
        let settled = xml_instance::settle(key, is_array || is_composite, &mut name);
        place = settled.place;
        rules.note(Code::XmlOfOtherForm, &at, settled.message);
    }
    Xml { name, place, items }
}

/// Whether a schema describes objects, or arrays of objects.
fn is_composite<'a>(cx: Context<'a>, site: &Site<'a>, ty: &Type) -> bool {
    let ty = match ty {
        Type::List(item) => item,
        ty => ty,
    };
    if matches!(ty, Type::Map(_) | Type::List(_)) {
        return true;
    }
    let schema = all_of::resolve(cx, site.clone());
    let schema = schema.map(|schema| match &schema.items {
        Some(items) => all_of::resolve(cx, items.clone()).unwrap_or_default(),
        None => schema,
    });
    schema.is_some_and(|schema| {
        !schema.properties.is_empty() || schema.items.is_some() || !schema.prefix_items.is_empty()
    })
}

fn name(
    rules: &XmlRules,
    key: &str,
    declared: &Declared<'_>,
    at: &Pointer,
    place: XmlPlace,
) -> XmlName {
    let written = declared.name.unwrap_or(key);
    // Some documents write the prefix into the name.
    let (prefix, local) = match written.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (declared.prefix, written),
    };
    let prefix = prefix.map(str::to_owned);
    let namespace = match (declared.namespace, prefix.as_deref()) {
        (None, Some("xsi")) => Some(INSTANCE),
        (namespace, _) => namespace,
    };
    let prefix = match (namespace, prefix) {
        (None, Some(prefix)) if prefix != "xml" => {
            let message = format!(
                "the prefix `{prefix}` has no namespace; `{local}` is written without a prefix"
            );
            rules.note(Code::XmlOfOtherForm, at, message);
            None
        }
        // The namespace of an attribute is always that of its prefix.
        (Some(namespace), None) if place == XmlPlace::Attribute => Some(rules.prefix(namespace)),
        (_, prefix) => prefix,
    };
    XmlName {
        local: local.to_owned(),
        namespace: namespace.map(str::to_owned),
        prefix,
    }
}

/// The form of the items of a schema, if it is an array.
fn items<'a>(
    cx: Context<'a>,
    rules: &XmlRules,
    (key, site): (&str, &Site<'a>),
    declared: &Declared<'a>,
    depth: usize,
) -> Option<Box<XmlItems>> {
    let schema = all_of::resolve(cx, site.clone())?;
    let schema = match nullable::only_other(cx, &schema) {
        Some(other) if schema.items.is_none() => all_of::resolve(cx, other)?,
        _ => schema,
    };
    let site = schema.items.filter(|_| depth < DEPTH)?;
    let own = Declared::of(cx, &site, 0);
    let is_wrapped = match (declared.wrapped, declared.node) {
        (_, Some(XmlNode::Element)) => Some(true),
        (_, Some(XmlNode::None)) => Some(false),
        (said, _) => said,
    };
    let at = || declared.at.clone().unwrap_or_else(|| site.at.clone());
    let wrapped = is_wrapped.unwrap_or_else(|| {
        if rules.wraps {
            rules.note_wrapping(&at());
        }
        rules.wraps
    });
    // A name beside `wrapped: false` can only be that of the items.
    let outer = declared.name.filter(|_| own.name.is_none() && !wrapped);
    if let Some(outer) = outer {
        let message = format!(
            "the array has a name but is not wrapped, and its items have no name; each item is named `{outer}`"
        );
        rules.note(Code::XmlArrayOfOtherForm, &at(), message);
    }
    let inferred = match (wrapped, outer) {
        (_, Some(outer)) => outer,
        (true, None) => declared.name.unwrap_or(key),
        (false, None) => key,
    };
    let at = own.at.clone().unwrap_or_else(|| site.at.clone());
    let inner = items(cx, rules, (inferred, &site), &own, depth + 1);
    if inner.is_some() && own.wrapped != Some(true) {
        let message = "XML cannot express an array of arrays that are not wrapped; each inner array becomes an element";
        rules.note(Code::XmlOfOtherForm, &at, message);
    }
    let item = Xml {
        name: name(rules, inferred, &own, &at, XmlPlace::Element),
        place: XmlPlace::Element,
        items: inner,
    };
    Some(Box::new(XmlItems { wrapped, item }))
}

/// The root of a body; `None` if its name is not known.
pub(super) fn root<'a>(
    cx: Context<'a>,
    rules: &XmlRules,
    media: &MediaType<'a>,
) -> Option<XmlRoot> {
    let site = media.schema.as_ref()?;
    let declared = Declared::of(cx, site, 0);
    let component = component(cx, site);
    let Some(key) = declared.name.or(component.as_deref()) else {
        let schema = all_of::resolve(cx, site.clone())?;
        return (schema.properties.len() == 1).then_some(XmlRoot::OnlyMember);
    };
    let at = declared.at.clone().unwrap_or_else(|| site.at.clone());
    Some(XmlRoot::Element(Xml {
        name: name(rules, key, &declared, &at, XmlPlace::Element),
        place: XmlPlace::Element,
        items: items(cx, rules, (key, site), &declared, 0),
    }))
}

/// The root of a response; any element if its name is not known.
pub(super) fn root_of_response<'a>(
    cx: Context<'a>,
    rules: &XmlRules,
    media: &MediaType<'a>,
) -> Option<XmlRoot> {
    let site = media.schema.as_ref()?;
    root(cx, rules, media).or_else(|| {
        let declared = Declared::of(cx, site, 0);
        Some(XmlRoot::Element(Xml {
            items: items(cx, rules, ("", site), &declared, 0),
            ..Xml::element("")
        }))
    })
}

/// The name of the component that a schema refers to.
fn component<'a>(cx: Context<'a>, site: &Site<'a>) -> Option<String> {
    let reference = site.child("$ref")?;
    let target = cx.target(&reference)?;
    target.at.last().map(str::to_owned)
}
