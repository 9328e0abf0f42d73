//! Files for machines: `llms.txt` and `sitemap.xml`.

use std::collections::HashSet;

use crate::model::TypeId;

use super::context::Site;
use super::layout::Page;
use super::word;

/// The list of pages as Markdown (llmstxt.org): all but those of types outside of `shared`.
pub(super) fn llms(site: &Site<'_>, pages: &[Page], shared: &[TypeId]) -> String {
    let types: HashSet<&str> = shared.iter().map(|id| site.places.ty(*id)).collect();
    let mut text = format!(
        "# {}\n\n> {}\n\n",
        word::text(&site.title),
        word::text(&site.api.package.description)
    );
    for (heading, prefix) in [("Pages", ""), ("Operations", "api/"), ("Types", "types/")] {
        let section = pages.iter().filter(|page| match prefix {
            "" => !page.path.contains('/') || page.path.starts_with("pages/"),
            "types/" => types.contains(page.path.as_str()),
            prefix => page.path.starts_with(prefix),
        });
        let items = section.map(|page| {
            format!(
                "- [{}]({}.md): {}\n",
                word::text(&page.title),
                page.path,
                word::text(&page.summary)
            )
        });
        let items: String = items.collect();
        if !items.is_empty() {
            text.push_str(&format!("## {heading}\n\n{items}\n"));
        }
    }
    text.trim_end().to_owned() + "\n"
}

/// The list of all pages (sitemaps.org), if the URL of the site is known.
pub(super) fn sitemap(site: &Site<'_>, pages: &[Page]) -> Option<String> {
    let url = site.api.site.url.as_ref()?.trim_end_matches('/');
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".to_owned();
    for page in pages {
        let loc = maud::html! { (url) "/" (page.path) ".html" }.into_string();
        text.push_str(&format!("<url><loc>{loc}</loc></url>\n"));
    }
    Some(text + "</urlset>\n")
}
