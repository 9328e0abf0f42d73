//! A document as a tree of elements.
//!
//! Entities other than the five predefined ones, and document type definitions, which define them, are refused: they
//! can make a small document large, or refer to files.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::XmlVersion;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::text::{is_allowed, is_name, place};

/// The nesting of elements that is read. The reader of JSON has a limit of its own, which arrays reach earlier: they
/// take a level in JSON, but none in XML.
const DEPTH: usize = 127;

/// The number of bytes of the URI of a namespace.
const LONGEST_URI: usize = 1 << 10;

/// The namespace of `xsi:nil` (XML Schema Part 1, 2.6).
pub(super) const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A document.
pub(super) struct Tree<'t> {
    pub(super) root: Element<'t>,
    /// The URIs of its namespaces. The first one is empty.
    pub(super) namespaces: Vec<String>,
}

/// An element.
pub(super) struct Element<'t> {
    pub(super) name: Name<'t>,
    /// The attributes, without the declarations of namespaces and those of XML Schema that say nothing about the value.
    pub(super) attributes: Vec<(Name<'t>, String)>,
    pub(super) children: Vec<Element<'t>>,
    /// All text directly in it.
    pub(super) text: Cow<'t, str>,
    /// The place where it starts.
    pub(super) at: usize,
    /// Whether it says that it is null.
    pub(super) is_nil: bool,
}

/// A name without its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name<'t> {
    pub(super) local: &'t str,
    /// The index of the namespace; 0 if there is none.
    pub(super) namespace: usize,
}

impl Element<'_> {
    /// An element without a name around others.
    pub(super) fn around(child: Self) -> Self {
        Self {
            name: Name {
                local: "",
                namespace: child.name.namespace,
            },
            attributes: Vec::new(),
            at: child.at,
            children: vec![child],
            text: Cow::Borrowed(""),
            is_nil: false,
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    reader: NsReader<&'t [u8]>,
    /// The elements that are open, from the outside in.
    open: Vec<Element<'t>>,
    root: Option<Element<'t>>,
    namespaces: Namespaces,
}

/// The URIs of namespaces.
struct Namespaces {
    uris: Vec<String>,
    indices: HashMap<String, usize>,
}

impl Namespaces {
    fn index(&mut self, uri: &str) -> usize {
        if let Some(index) = self.indices.get(uri) {
            return *index;
        }
        let index = self.uris.len();
        self.uris.push(uri.to_owned());
        self.indices.insert(uri.to_owned(), index);
        index
    }
}

/// Reads a document.
///
/// # Errors
///
/// It is not well formed, or has something that is refused. The message names the place.
pub(super) fn parse(text: &str) -> Result<Tree<'_>, String> {
    let fail = |at: usize, problem: &str| {
        let (line, column) = place(text, at);
        format!("invalid XML: {problem} at line {line} column {column}")
    };
    if let Some((at, char)) = text.char_indices().find(|(_, char)| !is_allowed(*char)) {
        let code = u32::from(char);
        return Err(fail(
            at,
            &format!("the character U+{code:04X} is not allowed"),
        ));
    }
    let mut parser = Parser {
        text,
        reader: NsReader::from_str(text),
        open: Vec::new(),
        root: None,
        namespaces: Namespaces {
            uris: vec![String::new()],
            indices: HashMap::from([(String::new(), 0)]),
        },
    };
    parser.reader.config_mut().check_comments = true;
    loop {
        let at = position(&parser.reader);
        match parser.event(at) {
            Ok(true) => {}
            Ok(false) => break,
            Err(problem) => return Err(fail(at, &problem)),
        }
    }
    let Parser {
        open,
        root,
        namespaces,
        ..
    } = parser;
    match (open.last(), root) {
        (Some(element), _) => {
            let problem = format!("the element `{}` is not closed", element.name.local);
            Err(fail(text.len(), &problem))
        }
        (None, Some(root)) => Ok(Tree {
            root,
            namespaces: namespaces.uris,
        }),
        (None, None) => Err(fail(text.len(), "there is no root element")),
    }
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

impl<'t> Parser<'t> {
    /// Reads the next part, which starts at `at`. Returns whether there was one.
    fn event(&mut self, at: usize) -> Result<bool, String> {
        let event = self.reader.read_event();
        match event.map_err(|error| error.to_string())? {
            Event::Start(start) => self.start(&start, at)?,
            Event::Empty(start) => {
                self.start(&start, at)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) if text.contains("]]>") => {
                return Err("`]]>` is not allowed in text".to_owned());
            }
            Event::Text(text) => self.text(text.xml10_content())?,
            Event::CData(text) => {
                if self.open.is_empty() {
                    return Err("there is text outside of the root element".to_owned());
                }
                self.text(text.xml10_content())?;
            }
            Event::GeneralRef(reference) => self.text(resolved(&reference)?.into())?,
            Event::DocType(_) => {
                return Err("a document type definition (DTD) is not allowed".to_owned());
            }
            Event::Decl(_) if !self.is_start(at) => {
                return Err("the XML declaration is not at the start".to_owned());
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    /// Whether there is nothing before a place. Some servers write empty lines before the document.
    fn is_start(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before
            .trim_start_matches('\u{feff}')
            .trim_ascii()
            .is_empty()
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), String> {
        if self.open.len() >= DEPTH {
            return Err(format!("elements are nested more than {DEPTH} levels deep"));
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err("there is more than one root element".to_owned());
        }
        let mut from = at;
        let name = self.name(start.name(), &mut from, true)?;
        let mut attributes = Vec::new();
        let mut is_nil = false;
        let mut declared = HashSet::new();
        let mut names = HashSet::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key;
            let twice = || format!("the attribute `{}` occurs twice", key.into_inner());
            if key.as_namespace_binding().is_some() {
                let is_new = declared.insert(key.into_inner());
                is_new.then_some(()).ok_or_else(twice)?;
                continue;
            }
            if attribute.value.contains('<') {
                return Err("`<` is not allowed in an attribute".to_owned());
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| error.to_string())?.into_owned();
            if let Some(char) = value.chars().find(|char| !is_allowed(*char)) {
                let code = u32::from(char);
                return Err(format!("the character U+{code:04X} is not allowed"));
            }
            let name = self.name(key, &mut from, false)?;
            names.insert(name).then_some(()).ok_or_else(twice)?;
            let namespace = self.namespaces.uris.get(name.namespace);
            match (namespace.map(String::as_str), name.local) {
                (Some(INSTANCE), "nil") => is_nil = matches!(value.trim(), "true" | "1"),
                (Some(INSTANCE), "schemaLocation" | "noNamespaceSchemaLocation") => {}
                _ => attributes.push((name, value)),
            }
        }
        self.open.push(Element {
            name,
            attributes,
            children: Vec::new(),
            text: Cow::Borrowed(""),
            at,
            is_nil,
        });
        Ok(())
    }

    /// A name in a tag. It is found in the text behind `from`, which is moved past it.
    fn name(
        &mut self,
        name: QName<'_>,
        from: &mut usize,
        element: bool,
    ) -> Result<Name<'t>, String> {
        let whole = name.into_inner();
        let is_valid = match whole.split_once(':') {
            Some((prefix, local)) => is_name(prefix) && is_name(local),
            None => is_name(whole),
        };
        if !is_valid {
            return Err(format!("`{whole}` is not a name"));
        }
        let resolver = self.reader.resolver();
        let (namespace, local) = if element {
            resolver.resolve_element(name)
        } else {
            resolver.resolve_attribute(name)
        };
        let namespace = match namespace {
            ResolveResult::Unbound => 0,
            // Each element compares the whole of it.
            ResolveResult::Bound(uri) if uri.into_inner().len() > LONGEST_URI => {
                return Err("the URI of a namespace is too long".to_owned());
            }
            ResolveResult::Bound(uri) => {
                let uri = unescape(uri.into_inner()).map_err(|error| error.to_string())?;
                self.namespaces.index(&uri)
            }
            ResolveResult::Unknown(prefix) => {
                return Err(format!("the prefix `{prefix}` is not declared"));
            }
        };
        let local = local.into_inner();
        let tag = self.text.get(*from..).unwrap_or_default();
        // A value before it may contain the same text, which serves as well.
        let start = *from + tag.find(local).unwrap_or_default();
        *from = start + local.len();
        let local = self.text.get(start..*from).unwrap_or_default();
        Ok(Name { local, namespace })
    }

    fn end(&mut self) {
        // The reader compares the names of the tags.
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: Cow<'t, str>) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) if element.text.is_empty() => element.text = text,
            Some(element) => element.text.to_mut().push_str(&text),
            None if text.trim_ascii().trim_start_matches('\u{feff}').is_empty() => {}
            None => return Err("there is text outside of the root element".to_owned()),
        }
        Ok(())
    }
}

/// The text of a reference: a character, or one of the five predefined entities (XML 1.0, 4.6).
fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    let char = reference.resolve_char_ref();
    if let Some(char) = char.map_err(|error| error.to_string())? {
        let refused = format!("the reference `&{};` is not allowed", &**reference);
        return is_allowed(char).then(|| char.to_string()).ok_or(refused);
    }
    let text = match &**reference {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        other => return Err(format!("the entity `&{other};` is not allowed")),
    };
    Ok(text.to_owned())
}
