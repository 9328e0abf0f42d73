//! The effect of a change on users of the crate.

/// The effect of a change on users of the crate. The lowest value is the most severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Existing code may no longer compile, or may change its meaning.
    Breaking,
    /// Existing code compiles as before.
    Compatible,
    /// Only the documentation changes.
    Docs,
}

impl Class {
    /// The name of the class in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "docs-only",
        }
    }

    /// The class in words: `documentation only`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Compatible => "compatible",
            Self::Docs => "documentation only",
        }
    }
}
