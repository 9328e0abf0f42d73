//! The place of a node: a file and a JSON Pointer into it.

use std::fmt;
use std::sync::Arc;

/// A file of the document, as an index into [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(super) usize);

/// A place in a file, as a JSON Pointer (RFC 6901).
///
/// The pointer is a linked list towards the root. Creating a child costs one small allocation, and
/// cloning costs none. The text is only built for display.
#[derive(Clone)]
pub struct Pointer(Arc<Step>);

struct Step {
    parent: Parent,
    /// The hash of the whole pointer, so that hash maps keyed by pointers are fast.
    hash: u64,
}

enum Parent {
    Root(FileId),
    Child(Pointer, Box<str>),
}

impl Pointer {
    /// The root of `file`.
    #[must_use]
    pub fn root(file: FileId) -> Self {
        Self(Arc::new(Step {
            parent: Parent::Root(file),
            hash: file.0 as u64,
        }))
    }

    /// The member or item `token` of this place. The token is unescaped.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        // A chained FNV-1a hash. Its quality suffices for the few thousand pointers of a document.
        let hash = token
            .bytes()
            .chain([b'/'])
            .fold(self.0.hash ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self(Arc::new(Step {
            parent: Parent::Child(self.clone(), token.into()),
            hash,
        }))
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The file that the pointer points into.
    #[must_use]
    pub fn file(&self) -> FileId {
        let mut at = self;
        loop {
            match &at.0.parent {
                Parent::Root(file) => return *file,
                Parent::Child(parent, _) => at = parent,
            }
        }
    }

    /// The enclosing place, or `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        match &self.0.parent {
            Parent::Root(_) => None,
            Parent::Child(parent, _) => Some(parent),
        }
    }

    /// The last token, unescaped, or `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        match &self.0.parent {
            Parent::Root(_) => None,
            Parent::Child(_, token) => Some(token),
        }
    }

    /// All tokens from the root to this place, unescaped.
    #[must_use]
    pub fn tokens(&self) -> Vec<&str> {
        let mut tokens: Vec<&str> = std::iter::successors(Some(self), |at| at.parent())
            .filter_map(Pointer::last)
            .collect();
        tokens.reverse();
        tokens
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        self.0.hash == other.0.hash
            && self.last() == other.last()
            && match (self.parent(), other.parent()) {
                (Some(left), Some(right)) => left == right,
                (None, None) => self.file() == other.file(),
                _ => false,
            }
    }
}

impl Eq for Pointer {}

impl std::hash::Hash for Pointer {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

/// Writes the pointer as in RFC 6901: `/paths/~1invites/get`. Empty for the root.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in self.tokens() {
            write!(f, "/{}", escape(token))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}#{self}", self.file())
    }
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// Parses an RFC 6901 pointer into unescaped tokens. Returns `None` if it is neither empty nor
/// starts with `/`.
pub(super) fn parse(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let unescape = |token: &str| token.replace("~1", "/").replace("~0", "~");
    Some(text.strip_prefix('/')?.split('/').map(unescape).collect())
}
