//! `x-sdk.site`: the settings of the reference site.

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
}

impl<'a> SiteConfig<'a> {
    pub(super) fn read(object: &Object<'a>) -> Self {
        unknown_keys(object, &["url", "title", "logo", "links"]);
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
        }
    }
}
