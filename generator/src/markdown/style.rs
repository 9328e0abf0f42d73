//! The style in which a description is written.

/// The conversion of headings, which must not be confused with those of the surrounding page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Headings {
    /// Headings become bold paragraphs.
    Bold,
    /// Headings are lowered by this number of levels.
    Lower(usize),
}

/// The style in which a description is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'a> {
    /// The conversion of headings.
    pub(crate) headings: Headings,
    /// Whether words that look like identifiers become code spans.
    pub(crate) identifiers: bool,
    /// The base URL of relative links, or an empty string.
    pub(crate) links: &'a str,
}
