//! Evaluates `JSONPath` (RFC 9535) on the tree of the document.

use indexmap::IndexSet;
use jsonpath_rust::parser::errors::JsonPathError;
use jsonpath_rust::parser::model::{JpQuery, Segment, Selector};
use jsonpath_rust::parser::parse_json_path;
use jsonpath_rust::query::js_path_process;
use jsonpath_rust::query::queryable::Queryable;

use crate::source::{Node, Number};

/// A `JSONPath` query.
#[derive(Debug)]
pub(super) struct Query(JpQuery);

/// A step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Token {
    /// The member with this name.
    Key(String),
    /// The item at this index.
    Index(usize),
}

impl Query {
    /// Parses a query. Returns the reason if it is invalid.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        parse_json_path(text)
            .map(Self)
            .map_err(|error| match error {
                JsonPathError::PestError(error) => error.variant.message().into_owned(),
                other => other.to_string(),
            })
    }

    /// Returns the paths to all nodes that the query selects in `root`, without duplicates, in
    /// document order as far as the query defines one.
    ///
    /// # Errors
    ///
    /// Returns the reason if the query cannot be evaluated.
    pub(super) fn locate(&self, root: &Node) -> Result<Vec<Vec<Token>>, String> {
        let selected = js_path_process(&self.0, root).map_err(|error| error.to_string())?;
        let way = |path: &str| tokens(path).ok_or_else(|| format!("`{path}` is not a path"));
        let ways = selected.into_iter().map(|one| way(&one.path));
        let ways = ways.collect::<Result<IndexSet<_>, String>>()?;
        Ok(ways.into_iter().collect())
    }
}

/// Parses a normalized path (RFC 9535, 2.7), which contains only names and indices.
fn tokens(path: &str) -> Option<Vec<Token>> {
    let segments = parse_json_path(path).ok()?.segments;
    let token = |segment| match segment {
        Segment::Selector(Selector::Name(name)) => Some(Token::Key(name)),
        Segment::Selector(Selector::Index(index)) => {
            Some(Token::Index(usize::try_from(index).ok()?))
        }
        _ => None,
    };
    segments.into_iter().map(token).collect()
}

impl Queryable for Node {
    fn get(&self, key: &str) -> Option<&Self> {
        Node::get(self, key)
    }

    fn as_array(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    fn as_object(&self) -> Option<Vec<(&str, &Self)>> {
        Node::as_object(self).map(|map| map.iter().collect())
    }

    fn as_str(&self) -> Option<&str> {
        Node::as_str(self)
    }

    fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(Number::Int(value)) => i64::try_from(*value).ok(),
            _ => None,
        }
    }

    fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(_) => self.to_json().as_f64(),
            _ => None,
        }
    }

    fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    fn null() -> Self {
        Self::Null
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Node {
    fn from(value: i64) -> Self {
        Self::Number(Number::Int(value.into()))
    }
}

impl From<f64> for Node {
    fn from(value: f64) -> Self {
        Self::Number(Number::Float(value))
    }
}

impl From<Vec<Node>> for Node {
    fn from(items: Vec<Node>) -> Self {
        Self::Array(items)
    }
}
