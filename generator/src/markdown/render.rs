//! Renders Markdown that is safe to publish ([`write`](super::write())) as HTML.
//!
//! HTML in the Markdown is shown as text, and links lead to the web only. Nothing that an input
//! could contain becomes an element, an attribute or a script.

use percent_encoding::percent_decode_str;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Renders Markdown. The identifiers of headings begin with `prefix`. `code` renders the contents of a code block in
/// a language, as trusted HTML.
pub(crate) fn html(markdown: &str, prefix: &str, code: &dyn Fn(&str, &str) -> String) -> String {
    let mut events = Vec::new();
    let mut block: Option<(String, String)> = None;
    // Whether each open link is kept.
    let mut links = Vec::new();
    for event in parser(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split(',').next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                block = Some((language.to_owned(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = block.take().unwrap_or_default();
                events.push(Event::Html(code(&language, &text).into()));
            }
            Event::Text(text) => match &mut block {
                Some((_, code)) => code.push_str(&text),
                None => events.push(Event::Text(text)),
            },
            // `write` breaks lines in table cells in this way.
            Event::InlineHtml(tag) if &*tag == "<br>" => events.push(Event::HardBreak),
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                let safe = is_safe(dest_url);
                links.push(safe);
                events.extend(safe.then_some(event));
            }
            Event::End(TagEnd::Link) => {
                events.extend(links.pop().unwrap_or(false).then_some(event));
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            event => events.push(event),
        }
    }
    name_headings(&mut events, prefix);
    let events = explain_links(events);
    let mut text = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut text, events.into_iter());
    text
}

/// The text of Markdown without its marks.
pub(crate) fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for event in parser(markdown) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !text.ends_with(' ') => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.trim().replace(" .", ".")
}

/// The identifiers and texts of the headings of the second level, as [`html`] writes them.
pub(crate) fn headings(markdown: &str, prefix: &str) -> Vec<(String, String)> {
    let mut events: Vec<_> = parser(markdown).collect();
    name_headings(&mut events, prefix);
    let mut found = Vec::new();
    let mut open = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading {
                id: Some(id),
                level,
                ..
            }) if level as usize == 2 => {
                open = Some((id.into_string(), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, heading)) = &mut open {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

fn parser(markdown: &str) -> Parser<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

/// Whether a link leads to the web or to a part of the page.
fn is_safe(target: &str) -> bool {
    let lower = target.to_ascii_lowercase();
    let schemes = ["https://", "http://", "mailto:", "#"];
    schemes.iter().any(|scheme| lower.starts_with(scheme))
}

/// Gives each heading an identifier that is made from its text.
fn name_headings(events: &mut [Event<'_>], prefix: &str) {
    let mut seen: Vec<String> = Vec::new();
    for index in 0..events.len() {
        let (before, rest) = events.split_at_mut(index + 1);
        let Some(Event::Start(Tag::Heading { id, .. })) = before.last_mut() else {
            continue;
        };
        let inside = rest
            .iter()
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let texts = inside.filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(&**text),
            _ => None,
        });
        let name = anchor(prefix, &texts.collect::<String>());
        let again = seen.iter().filter(|other| **other == name).count();
        seen.push(name.clone());
        let name = if again == 0 {
            name
        } else {
            format!("{name}-{}", again + 1)
        };
        *id = Some(CowStr::from(name));
    }
}

/// Link texts that do not tell where the link leads, in lower case.
const VAGUE: [&str; 14] = [
    "click here",
    "click this",
    "go",
    "here",
    "information",
    "learn more",
    "more",
    "more info",
    "more information",
    "read more",
    "right here",
    "see more",
    "start",
    "this",
];

/// Adds the subject to links such as "Learn more", for screen readers and search engines (WCAG 2.2, technique C7).
/// The subject is the end of the target, as words.
fn explain_links(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut explained = Vec::with_capacity(events.len());
    // The target and the text of the open link.
    let mut open: Option<(String, String)> = None;
    for event in events {
        match &event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                open = Some((dest_url.to_string(), String::new()));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(part);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, text)) = &mut open {
                    text.push(' ');
                }
            }
            Event::End(TagEnd::Link) => {
                let vague = open
                    .take()
                    .filter(|(_, text)| VAGUE.contains(&text.trim().to_lowercase().as_str()));
                let subject = vague.map(|(target, _)| subject(&target));
                if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
                    let hidden = format!("<span class=\"skip\">: {subject}</span>");
                    explained.push(Event::InlineHtml(hidden.into()));
                }
            }
            _ => {}
        }
        explained.push(event);
    }
    explained
}

/// The fragment of a URL or else the last segment of its path, as words of letters and digits.
fn subject(url: &str) -> String {
    let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
    let path = url.split('?').next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, path)| path);
    let last = path.trim_end_matches('/').rsplit('/').next();
    let source = if fragment.is_empty() {
        last.unwrap_or_default()
    } else {
        fragment
    };
    let source = percent_decode_str(source).decode_utf8_lossy();
    let words = source.split(|char: char| !char.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A text as an identifier: the prefix and lower-case words, joined by `-`.
fn anchor(prefix: &str, text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("{prefix}-{}", words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn vague_links_get_a_subject() {
        let shown = |markdown: &str| html(markdown, "s", &|_, _| String::new());
        assert_eq!(
            shown("[Learn more](https://example.com/docs/prompt-caching)."),
            "<p><a href=\"https://example.com/docs/prompt-caching\">Learn more<span class=\"skip\">: prompt caching</span></a>.</p>\n"
        );
        assert_eq!(
            shown("[Learn\nmore](https://example.com/docs/)"),
            "<p><a href=\"https://example.com/docs/\">Learn\nmore<span class=\"skip\">: docs</span></a></p>\n"
        );
        assert_eq!(
            shown("[here](https://example.com/a?b=c/d#the_part)"),
            "<p><a href=\"https://example.com/a?b=c/d#the_part\">here<span class=\"skip\">: the part</span></a></p>\n"
        );
        assert_eq!(
            shown("[here](https://example.com/a%20b%2Dc/%C3%A4%ff)"),
            "<p><a href=\"https://example.com/a%20b%2Dc/%C3%A4%ff\">here<span class=\"skip\">: ä</span></a></p>\n"
        );
        assert_eq!(
            shown("[here](https://example.com/#prompt%20caching)"),
            "<p><a href=\"https://example.com/#prompt%20caching\">here<span class=\"skip\">: prompt caching</span></a></p>\n"
        );
        assert_eq!(
            shown("[the guide](https://example.com/guide)"),
            "<p><a href=\"https://example.com/guide\">the guide</a></p>\n"
        );
    }
}
