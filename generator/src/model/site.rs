//! The settings of the reference site.

/// The settings of the reference site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteInfo {
    /// The URL that the site is published at.
    pub url: Option<String>,
    /// The title, if it is not that of the API.
    pub title: Option<String>,
    /// The URL of a logo.
    pub logo: Option<String>,
    /// Links in the header: labels and URLs.
    pub links: Vec<(String, String)>,
    /// Pages to add: titles and Markdown texts.
    pub pages: Vec<(String, String)>,
}
