//! The places of arguments in requests.

use super::Location;

impl Location {
    /// The rank and the name of the place in a request: path, query, header, cookie or body.
    #[must_use]
    pub fn place(&self) -> (u8, &'static str) {
        match self {
            Self::Path(_) => (0, "path"),
            Self::Query(_) | Self::QueryString(_) => (1, "query"),
            Self::Header { .. } | Self::DelimitedHeader(_) | Self::JsonHeader => (2, "header"),
            Self::Cookie { .. } | Self::JsonCookie => (3, "cookie"),
            Self::Field
            | Self::FormField(_)
            | Self::Part(_)
            | Self::FilePart(_)
            | Self::ExplodedFiles(_)
            | Self::OrderedPart { .. }
            | Self::PartHeader { .. }
            | Self::Body(_) => (4, "body"),
        }
    }
}
