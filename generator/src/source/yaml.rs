//! The tree of a text of YAML 1.2, from the events of its parser: nothing here calls itself, so that
//! a text may be nested as deep as it likes until it is refused.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};

use super::budget::{Budget, DEPTH, NODE, Overspent, too_deep};
use super::dent::Dents;
use super::node::{Map, Node};
use super::parse::ParseError;
use super::scalar;

/// The tree of a text; nothing but comments is null. Where the text stops to be YAML for its
/// indentation alone, it is mended.
pub(super) fn parse(text: &mut String, budget: &Budget) -> Result<Node, ParseError> {
    let left = budget.left();
    let mut dents = None;
    loop {
        let failed = match once(text, budget) {
            Err(error) if error.message.starts_with(INDENTATION) => error,
            result => return result,
        };
        let dents = dents.get_or_insert_with(|| Dents::new(text));
        match dents.mend(text, failed.position.line) {
            Some(mended) => *text = mended,
            None => return Err(failed),
        }
        budget.restore(left);
    }
}

/// What the parser says of a flow collection that is not indented enough.
const INDENTATION: &str = "invalid indentation";

fn once(text: &str, budget: &Budget) -> Result<Node, ParseError> {
    let mut builder = Builder {
        budget,
        open: Vec::new(),
        anchors: HashMap::new(),
        root: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let unclosed = builder.unclosed(text).unwrap_or_default();
            at(*error.marker(), sentence(error.info()) + &unclosed)
        })?;
        builder.event(event, span)?;
    }
    let mut root = builder.root.unwrap_or_default();
    merge(&mut root);
    Ok(root)
}

/// The parser's words as the other messages are written.
fn sentence(info: &str) -> String {
    let mut chars = info.trim_end_matches('.').chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        (Some(first), _) => std::iter::once(first).chain(chars).collect(),
        (None, _) => "this is no YAML".to_owned(),
    }
}

fn at(marker: Marker, message: impl Into<String>) -> ParseError {
    ParseError::new(message, marker.line(), marker.col() + 1)
}

/// More than is read.
fn beyond(span: Span, message: String) -> ParseError {
    let start = span.start;
    ParseError::too_large(message, start.line(), start.col() + 1)
}

struct Builder<'b> {
    budget: &'b Budget,
    /// The sequences and mappings that have not ended, the outermost first.
    open: Vec<Container>,
    /// What stands behind each anchor, for the aliases of it.
    anchors: HashMap<usize, Built>,
    root: Option<Node>,
}

/// A sequence or mapping whose end has not come yet.
struct Container {
    kind: Kind,
    start: Marker,
    anchor: usize,
    /// How many levels it has so far, itself among them.
    height: usize,
    /// What it takes so far, in bytes.
    weight: usize,
}

enum Kind {
    Sequence(Vec<Node>),
    /// The key of the value that is due stands beside the members.
    Mapping(Map, Option<String>),
}

/// A whole node.
#[derive(Clone)]
struct Built {
    node: Node,
    /// The text of a scalar as it stands there, in case it is a key.
    text: Option<String>,
    height: usize,
    weight: usize,
}

impl Builder<'_> {
    /// Where the brackets begin that are open at the end of what was read: most likely they should
    /// have been closed.
    fn unclosed(&self, text: &str) -> Option<String> {
        let start = self.open.last()?.start;
        let line = text.lines().nth(start.line().checked_sub(1)?)?;
        let bracket = line
            .chars()
            .nth(start.col())
            .filter(|char| matches!(char, '[' | '{'))?;
        let (line, column) = (start.line(), start.col() + 1);
        Some(format!(
            "; the `{bracket}` of line {line}, column {column} is not closed"
        ))
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), ParseError> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                let message = "the file holds more than one YAML document";
                Err(at(span.start, message))
            }
            Event::Scalar(text, style, anchor, tag) => {
                let built = self.scalar(&text, style, tag.as_deref());
                self.place(built, anchor, span)
            }
            Event::SequenceStart(anchor, _) => self.start(Kind::Sequence(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => {
                self.start(Kind::Mapping(Map::default(), None), anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentEnd if self.root.is_none() => {
                self.root = Some(Node::Null);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A scalar, which is only made a node if it is no key.
    fn scalar(&self, text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Built {
        let is_key = matches!(
            self.open.last(),
            Some(Container {
                kind: Kind::Mapping(_, None),
                ..
            })
        );
        let node = if is_key {
            Node::Null
        } else {
            scalar::resolve(text, style == ScalarStyle::Plain, tag)
        };
        Built {
            node,
            text: Some(text.to_owned()),
            height: 0,
            weight: NODE + text.len(),
        }
    }

    fn start(&mut self, kind: Kind, anchor: usize, span: Span) -> Result<(), ParseError> {
        if self.open.len() >= DEPTH {
            return Err(beyond(span, too_deep()));
        }
        self.open.push(Container {
            kind,
            start: span.start,
            anchor,
            height: 1,
            weight: NODE,
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), ParseError> {
        let Some(container) = self.open.pop() else {
            return Ok(());
        };
        let node = match container.kind {
            Kind::Sequence(items) => Node::Array(items),
            Kind::Mapping(map, _) => Node::Object(map),
        };
        let built = Built {
            node,
            text: None,
            height: container.height,
            weight: container.weight,
        };
        self.place(built, container.anchor, span)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), ParseError> {
        let Some(target) = self.anchors.get(&anchor) else {
            return Err(at(
                span.start,
                "the alias stands inside of what it stands for",
            ));
        };
        if self.open.len() + target.height > DEPTH {
            return Err(beyond(span, too_deep()));
        }
        // What is inside has been paid for once; this is another one.
        let (inside, built) = (target.weight.saturating_sub(NODE), target);
        self.budget
            .spend(inside)
            .map_err(|error| beyond(span, error.to_string()))?;
        let built = built.clone();
        self.place(built, 0, span)
    }

    /// Puts a node where it belongs: into what is open, or at the root.
    fn place(&mut self, built: Built, anchor: usize, span: Span) -> Result<(), ParseError> {
        let overspent = |error: Overspent| beyond(span, error.to_string());
        let own = if built.text.is_some() {
            built.weight
        } else {
            NODE
        };
        self.budget.spend(own).map_err(overspent)?;
        if anchor != 0 {
            self.budget.spend(built.weight).map_err(overspent)?;
            self.anchors.insert(anchor, built.clone());
        }
        let Some(container) = self.open.last_mut() else {
            self.root = Some(built.node);
            return Ok(());
        };
        container.height = container.height.max(built.height + 1);
        container.weight = container.weight.saturating_add(built.weight);
        match &mut container.kind {
            Kind::Sequence(items) => items.push(built.node),
            Kind::Mapping(map, key) => match key.take() {
                Some(key) => map.read(key, built.node),
                None => match built.text {
                    Some(text) => *key = Some(text),
                    None => {
                        return Err(at(
                            span.start,
                            "a scalar is expected as the key of a mapping",
                        ));
                    }
                },
            },
        }
        Ok(())
    }
}

/// Resolves `<<` keys (YAML 1.1's merge type, which OpenAPI documents use): members of the merged
/// mappings appear where the mapping has no such key itself; an earlier one in a list wins.
fn merge(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(merge),
        Node::Object(map) => {
            map.values_mut().for_each(merge);
            let is_source = match map.get("<<") {
                Some(Node::Array(items)) => items.iter().all(|item| item.as_object().is_some()),
                Some(source) => source.as_object().is_some(),
                None => false,
            };
            let sources = match is_source.then(|| map.remove("<<")).flatten() {
                Some(Node::Array(items)) => items,
                Some(source) => vec![source],
                None => return,
            };
            for source in sources {
                let Node::Object(source) = source else {
                    continue;
                };
                for (key, member) in source {
                    if map.get(&key).is_none() {
                        map.insert(key, member);
                    }
                }
            }
        }
        _ => {}
    }
}
