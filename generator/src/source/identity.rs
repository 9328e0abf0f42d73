//! The URIs that documents declare for themselves in `$self` (OpenAPI 3.2, 4.1.1), and the files that references lead to.
//!
//! A URI that a file declares is the base of its relative references, and other files can refer to it. It need not be
//! the place of the file: `https://example.com/api/openapi.yaml` may be a local file. A reference to a URI beside it then
//! leads to the file at the same place beside the local file.

use std::collections::HashMap;

use iri_string::types::{UriReferenceStr, UriStr};

use super::location::{Location, Misled, is_absolute};
use super::node::Node;
use super::pointer::FileId;

/// The identity of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Identity {
    /// An absolute URI.
    Uri(String),
    /// A relative one, resolved against the location of the file.
    Location(Location),
}

impl Identity {
    /// The identity of a file with this root at this location, if it declares one.
    fn of(root: &Node, location: &Location) -> Option<Self> {
        let text = |key| root.get(key).and_then(Node::as_str);
        let own = text("$self").filter(|own| !own.is_empty() && is_base_uri(own))?;
        if !text("openapi")?.starts_with("3.2") {
            return None;
        }
        if !is_absolute(own) {
            return location.target(own).ok().map(Self::Location);
        }
        let uri = UriStr::new(own).ok()?;
        Some(Self::Uri(uri.normalize().to_string()))
    }
}

/// The identities of the files that declare one.
#[derive(Debug, Default)]
pub(super) struct Identities {
    of: HashMap<FileId, Identity>,
    /// The first file with each identity.
    files: HashMap<Identity, FileId>,
}

impl Identities {
    /// Adds the identity of the next file, if it declares one.
    pub(super) fn add(&mut self, file: FileId, root: &Node, location: &Location) {
        if let Some(identity) = Identity::of(root, location) {
            self.files.entry(identity.clone()).or_insert(file);
            self.of.insert(file, identity);
        }
    }

    /// The identity of a file, if it declares one.
    pub(super) fn of(&self, file: FileId) -> Option<&Identity> {
        self.of.get(&file)
    }

    /// The file with this identity.
    pub(super) fn file(&self, identity: &Identity) -> Option<FileId> {
        self.files.get(identity).copied()
    }

    /// Whether no file declares an identity.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

/// Returns whether a text is a URI reference without a fragment (RFC 3986, 4.1).
#[must_use]
pub fn is_base_uri(text: &str) -> bool {
    !text.contains('#') && UriReferenceStr::new(text).is_ok()
}

/// Resolves a reference against a base URI (RFC 3986, 5.2).
pub(super) fn resolved(base: &str, reference: &str) -> Result<String, Misled> {
    let base = UriStr::new(base).map_err(|_| Misled::NotAUri)?;
    let reference = UriReferenceStr::new(reference).map_err(|_| Misled::NotAUri)?;
    let target = reference.resolve_against(base.to_absolute()).to_string();
    let target = UriStr::new(&target).map_err(|_| Misled::NotAUri)?;
    Ok(target.normalize().to_string())
}

/// The relative reference that leads from one URI to another of the same authority.
pub(super) fn beside(base: &str, target: &str) -> Option<String> {
    let (base, target) = (UriStr::new(base).ok()?, UriStr::new(target).ok()?);
    let same = base.scheme_str() == target.scheme_str()
        && base.authority_str() == target.authority_str()
        && target.query_str().is_none();
    if !same {
        return None;
    }
    // A URI without a path is one at the root (RFC 3986, 5.2.3).
    let path = base.path_str().rsplit_once('/');
    let (folder, _) = path.unwrap_or_default();
    let mut folder = folder.split('/').peekable();
    let mut path = target.path_str().split('/').peekable();
    while folder.peek().is_some() && folder.peek() == path.peek() {
        folder.next();
        path.next();
    }
    let up = folder.map(|_| "..");
    let steps: Vec<&str> = up.chain(path).collect();
    Some(format!("./{}", steps.join("/")))
}
