//! The documentation of an item.

/// The documentation of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The summary, if the document has one in addition to the description.
    pub summary: Option<String>,
    /// The description, in Markdown.
    pub text: Option<String>,
    /// Whether clients should stop using the item.
    pub deprecated: bool,
}
