//! The body of a request under construction.

use std::sync::Arc;

use bytes::Bytes;

use super::error::Error;
use super::json::Wire;
use super::json::tree::{Tree, sent};
use super::nullable::NOT_FINITE;

/// Builds a body from parts, and returns its media type.
pub(crate) type MakeBody = fn(&[Piece]) -> Result<(String, reqwest::Body), Error>;

/// A piece of a body.
#[derive(Clone)]
pub(crate) struct Piece {
    /// The name of its content.
    pub(crate) name: &'static str,
    /// Its bytes.
    pub(crate) bytes: Bytes,
    /// The source of the bytes.
    pub(crate) source: Option<Arc<dyn Source>>,
    /// The part that this piece is a header of.
    pub(crate) of: Option<&'static str>,
}

/// Content that is sent while it is read.
pub(crate) trait Source: Send + Sync {
    /// Starts to read it.
    fn open(&self) -> Result<reqwest::Body, Error>;

    /// Whether it can be read again from the start.
    fn is_repeatable(&self) -> bool;
}

/// A body, as far as it is set.
#[derive(Clone, Default)]
pub struct Draft {
    pub(crate) pieces: Vec<Piece>,
    /// Builds the body from its pieces; `None` sends no body.
    pub(crate) make: Option<MakeBody>,
    /// Builds the body if no optional piece is set.
    pub(crate) empty: Option<MakeBody>,
    /// The number of pieces that are sent only with others.
    pub(crate) fixed: usize,
    /// The first error in a value, which awaiting the request returns.
    pub(crate) error: Option<String>,
}

impl Draft {
    /// Writes a value, and keeps the mistake in it, if there is one.
    pub(crate) fn sent<T: Wire>(&mut self, name: &str, value: &T) -> Tree {
        let mut tree = sent(value);
        let fault = tree.take_fault();
        match fault.or_else(|| (!tree.is_finite).then(|| NOT_FINITE.to_owned())) {
            Some(fault) if name.is_empty() => self.fail(fault),
            Some(fault) => self.fail(format!("`{name}`: {fault}")),
            None => {}
        }
        tree
    }

    /// Keeps an error until the request is awaited; only the first one is kept.
    pub(crate) fn fail(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    /// Removes the pieces named `name`. An optional body is removed with its last piece.
    pub(crate) fn unset(&mut self, name: &str) {
        self.pieces
            .retain(|piece| piece.name != name || piece.of.is_some());
        let parts = self.pieces.iter().filter(|piece| piece.of.is_none());
        if name.is_empty() || parts.count() <= self.fixed {
            self.make = self.empty;
        }
    }

    /// Sets the pieces named `name`, replacing earlier ones, and how the body is built.
    pub(crate) fn set_pieces(
        &mut self,
        name: &'static str,
        pieces: impl IntoIterator<Item = Piece>,
        make: MakeBody,
    ) {
        self.unset(name);
        let named = |piece| Piece { name, ..piece };
        self.pieces.extend(pieces.into_iter().map(named));
        self.make = Some(make);
    }
}

impl From<Bytes> for Piece {
    fn from(bytes: Bytes) -> Self {
        Self {
            name: "",
            bytes,
            source: None,
            of: None,
        }
    }
}
