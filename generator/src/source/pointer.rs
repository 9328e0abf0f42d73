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
    /// Whether the pointer is, or is inside, a place that another one affects.
    is_affected: bool,
}

enum Parent {
    Root(FileId),
    Child(Pointer, Box<str>),
    /// The first place, as the second one affects its meaning.
    Both(Pointer, Pointer),
}

impl Pointer {
    /// The root of `file`.
    #[must_use]
    pub fn root(file: FileId) -> Self {
        Self(Arc::new(Step {
            parent: Parent::Root(file),
            hash: file.0 as u64,
            is_affected: false,
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
            is_affected: self.0.is_affected,
        }))
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// A place of its own for what this place means together with `other`: a schema that both
    /// places describe, or one whose references depend on the schema at `other`. It has the tokens
    /// of this one.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self(Arc::new(Step {
            parent: Parent::Both(self.clone(), other.clone()),
            hash: self.0.hash.rotate_left(17) ^ other.0.hash,
            is_affected: true,
        }))
    }

    /// Returns whether the meaning of this place depends on another one.
    #[must_use]
    pub fn is_affected(&self) -> bool {
        self.0.is_affected
    }

    /// The place that affects the meaning of this one.
    #[must_use]
    pub fn affected_by(&self) -> Option<&Self> {
        let mut around = std::iter::successors(Some(self), |at| at.parent());
        around.find_map(Self::other)
    }

    /// The place as it is written, unaffected by others.
    #[must_use]
    pub fn plain(&self) -> Self {
        if !self.is_affected() {
            return self.clone();
        }
        let root = Self::root(self.file());
        let tokens = self.tokens().into_iter();
        tokens.fold(root, |at, token| at.child(token))
    }

    /// The file that the pointer points into.
    #[must_use]
    pub fn file(&self) -> FileId {
        let mut at = self;
        loop {
            match &at.0.parent {
                Parent::Root(file) => return *file,
                Parent::Child(parent, _) | Parent::Both(parent, _) => at = parent,
            }
        }
    }

    /// The enclosing place, or `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        match &self.0.parent {
            Parent::Root(_) => None,
            Parent::Child(parent, _) | Parent::Both(parent, _) => Some(parent),
        }
    }

    /// The last token, unescaped, or `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        match &self.0.parent {
            Parent::Root(_) => None,
            Parent::Child(_, token) => Some(token),
            Parent::Both(one, _) => one.last(),
        }
    }

    /// The token that this place adds to its parent.
    fn own(&self) -> Option<&str> {
        match &self.0.parent {
            Parent::Root(_) | Parent::Both(..) => None,
            Parent::Child(_, token) => Some(token),
        }
    }

    /// The second of two places.
    fn other(&self) -> Option<&Self> {
        match &self.0.parent {
            Parent::Root(_) | Parent::Child(..) => None,
            Parent::Both(_, other) => Some(other),
        }
    }

    /// All tokens from the root to this place, unescaped.
    #[must_use]
    pub fn tokens(&self) -> Vec<&str> {
        let mut tokens: Vec<&str> = std::iter::successors(Some(self), |at| at.parent())
            .filter_map(Pointer::own)
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
            && self.own() == other.own()
            && self.other() == other.other()
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
