//! `x-sdk.site`: the settings of the reference site.

use crate::diagnostic::Code;

use super::super::Object;
use super::{unknown_keys, url};

/// `x-sdk.site`.
#[derive(Debug, Default)]
pub struct SiteConfig<'a> {
    /// The URL that the site is published at.
    pub url: Option<&'a str>,
    /// The title. Defaults to `info.title`.
    pub title: Option<&'a str>,
    /// The URL of a logo.
    pub logo: Option<&'a str>,
    /// Links in the header: labels and URLs.
    pub links: Vec<(&'a str, &'a str)>,
    /// Pages to add: titles and Markdown texts.
    pub pages: Vec<(&'a str, String)>,
}

impl<'a> SiteConfig<'a> {
    pub(super) fn read(object: &Object<'a>) -> Self {
        unknown_keys(object, &["url", "title", "logo", "links", "pages"]);
        let links = object.object("links");
        let links = links.iter().flat_map(|links| {
            let members = links.site().members();
            members.filter_map(|(label, _)| Some((label, url::read(links, label)?)))
        });
        Self {
            url: url::read(object, "url"),
            title: object.str("title"),
            logo: url::read(object, "logo"),
            links: links.collect(),
            pages: pages(object),
        }
    }
}

/// Reads the files that `pages` names.
fn pages<'a>(object: &Object<'a>) -> Vec<(&'a str, String)> {
    let Some(pages) = object.object("pages") else {
        return Vec::new();
    };
    let cx = object.context();
    let read = |title: &'a str| {
        let path = pages.str(title)?;
        let at = pages.at().child(title);
        let text = cx.sources.text_beside(cx.sources.origin(&at).file(), path);
        let failed = |reason: &String| {
            let message = format!("the page `{path}` cannot be read: {reason}");
            cx.diagnostics.tell(Code::InvalidSdkValue, &at, message);
        };
        Some((title, text.inspect_err(failed).ok()?))
    };
    let titles = pages.site().members().map(|(title, _)| title);
    titles.filter_map(read).collect()
}
