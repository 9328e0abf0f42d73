//! `x-sdk` of a schema: the name of a part, further derives, and methods that return text.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Node, Pointer, Site};

use super::{Context, Object, extension, unknown_keys};
use crate::openapi::object::Loss;

/// `x-sdk` of a schema.
#[derive(Debug, Default)]
pub struct SchemaConfig<'a> {
    /// The name of the property's part in a multipart body.
    pub wire: Option<&'a str>,
    /// The paths of the traits that the type derives beyond the usual ones, and their places.
    pub derives: Vec<(&'a str, Pointer)>,
    /// The methods that return text.
    pub texts: Vec<TextConfig<'a>>,
}

/// An entry of `x-sdk.text`: a method that returns the text at a path.
#[derive(Debug)]
pub struct TextConfig<'a> {
    /// The name of the method.
    pub name: &'a str,
    /// The path, as in the document.
    pub path: &'a str,
    /// The parts of the path.
    pub steps: Vec<TextStep>,
    /// The text between two texts.
    pub separator: &'a str,
    /// The documentation of the method.
    pub description: Option<&'a str>,
    /// The place of the path.
    pub at: Pointer,
}

/// A part of a path: a subset of `JSONPath` (RFC 9535).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextStep {
    /// A property: `.output`.
    Member(String),
    /// All items of an array: `[*]`.
    Items,
    /// The items of an array whose property has a value: `[?@.type == 'message']`.
    Only(String, String),
}

impl<'a> SchemaConfig<'a> {
    /// Reads the `x-sdk` of the schema at `site`.
    #[must_use]
    pub fn read(cx: Context<'a>, site: &Site<'a>) -> Self {
        let object = site
            .child("x-sdk")
            .and_then(|_| Object::or(Loss::Anything, cx, site.clone(), "a schema"));
        // A wrong setting is an error, although the schema is usable without it.
        let object = object.map(|object| object.losing(Loss::All));
        let sdk = object.and_then(|object| extension(&object, &["wire", "derive", "text"]));
        sdk.map_or_else(Self::default, |sdk| Self {
            wire: sdk.str("wire"),
            derives: derives(&sdk),
            texts: texts(&sdk),
        })
    }
}

fn derives<'a>(sdk: &Object<'a>) -> Vec<(&'a str, Pointer)> {
    let valid = sdk.texts("derive").into_iter().filter(|(path, at)| {
        let is_valid = path.split("::").all(is_word);
        if !is_valid {
            let message = format!("`{path}` is not the path of a derive macro");
            let help = "write it as in Rust: `Hash`, or `schemars::JsonSchema`";
            let invalid = Diagnostic::new(Code::InvalidSdkValue, at, message);
            sdk.context().diagnostics.report(invalid.help(help));
        }
        is_valid
    });
    valid.collect()
}

fn texts<'a>(sdk: &Object<'a>) -> Vec<TextConfig<'a>> {
    let methods = sdk.members("text").into_iter();
    let read = |(name, site): (&'a str, Site<'a>)| {
        let object = match site.node {
            Node::String(_) => None,
            _ => Some(Object::new(
                sdk.context(),
                site.clone(),
                "a method that returns text",
            )?),
        };
        let path = match &object {
            Some(object) => {
                unknown_keys(object, &["path", "separator", "description"]);
                object.required_str("path", "this entry of `text`", "the entry of `text`")?
            }
            None => site.node.as_str()?,
        };
        let at = match object {
            Some(_) => site.at.child("path"),
            None => site.at.clone(),
        };
        if !is_word(name) || name.contains(|char: char| char.is_ascii_uppercase()) {
            let message = format!("`{name}` is not the name of a method");
            let invalid = Diagnostic::new(Code::InvalidSdkValue, &site.at, message);
            sdk.context()
                .diagnostics
                .report(invalid.help("write a name such as `output_text`"));
            return None;
        }
        let Some(steps) = steps(path) else {
            let message = format!("`{path}` is not a path that `text` supports");
            let help = "write a JSONPath of `.name`, `[*]` and `[?@.name == 'value']`, such as `$.items[*].text`";
            sdk.context()
                .diagnostics
                .report(Diagnostic::new(Code::InvalidSdkValue, &at, message).help(help));
            return None;
        };
        let member = |key| object.as_ref().and_then(|object| object.str(key));
        Some(TextConfig {
            name,
            path,
            steps,
            separator: member("separator").unwrap_or_default(),
            description: member("description"),
            at,
        })
    };
    methods.filter_map(read).collect()
}

/// Whether a text has the form of an identifier.
fn is_word(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_alphabetic())
        && text
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// Parses a path.
fn steps(path: &str) -> Option<Vec<TextStep>> {
    let mut rest = path.trim().strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) = step(rest)?;
        steps.push(step);
        rest = behind;
    }
    (!steps.is_empty()).then_some(steps)
}

fn step(rest: &str) -> Option<(TextStep, &str)> {
    if let Some(behind) = rest.strip_prefix("[*]") {
        return Some((TextStep::Items, behind));
    }
    if let Some(behind) = rest.strip_prefix('.') {
        let (name, behind) = name(behind)?;
        return Some((TextStep::Member(name), behind));
    }
    let (name, behind) = name(rest.strip_prefix("[?")?.trim_start().strip_prefix("@.")?)?;
    let value = behind.trim_start().strip_prefix("==")?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|char| matches!(char, '\'' | '"'))?;
    let (value, behind) = value.get(1..)?.split_once(quote)?;
    let behind = behind.trim_start().strip_prefix(']')?;
    Some((TextStep::Only(name, value.to_owned()), behind))
}

/// Splits a name, which consists of letters, digits, `_` and `-`, from the rest.
fn name(rest: &str) -> Option<(String, &str)> {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(end)?;
    (!name.is_empty()).then(|| (name.to_owned(), behind))
}
