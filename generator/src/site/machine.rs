//! Files for machines: `llms.txt` and `sitemap.xml`.

use super::context::Site;
use super::layout::Page;
use super::prose::word;

/// The list of all pages as Markdown (llmstxt.org).
pub(super) fn llms(site: &Site<'_>, pages: &[Page]) -> String {
    let mut text = format!(
        "# {}\n\n> {}\n\n",
        word(site.title()),
        word(&site.api.package.description)
    );
    for (heading, prefix) in [("Pages", ""), ("Operations", "api/"), ("Types", "types/")] {
        let section = pages.iter().filter(|page| match prefix {
            "" => !page.path.contains('/'),
            prefix => page.path.starts_with(prefix),
        });
        let items = section.map(|page| {
            format!(
                "- [{}]({}.md): {}\n",
                word(&page.title).replace(['[', ']'], ""),
                page.path,
                word(&page.summary)
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
