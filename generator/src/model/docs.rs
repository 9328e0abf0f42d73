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

/// The content of a string (JSON Schema Validation 2020-12, 8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldContent {
    /// The media type: `contentMediaType`.
    pub media_type: Option<String>,
    /// The encoding of bytes as text: `contentEncoding`.
    pub encoding: Option<String>,
    /// The name of the component that describes the content: the `$ref` in `contentSchema`.
    pub schema: Option<String>,
}
