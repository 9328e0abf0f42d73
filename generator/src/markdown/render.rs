//! Renders Markdown that is safe to publish ([`write`](super::write())) as HTML.
//!
//! HTML in the Markdown is shown as text, and links lead to the web only. Nothing that an input
//! could contain becomes an element, an attribute or a script.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Renders Markdown. `code` renders the contents of a code block in a language, as trusted HTML.
pub(crate) fn html(markdown: &str, code: &dyn Fn(&str, &str) -> String) -> String {
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
    name_headings(&mut events);
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
pub(crate) fn headings(markdown: &str) -> Vec<(String, String)> {
    let mut events: Vec<_> = parser(markdown).collect();
    name_headings(&mut events);
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
fn name_headings(events: &mut [Event<'_>]) {
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
        let name = anchor(&texts.collect::<String>());
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

/// A text as an identifier: lower-case words, joined by `-`.
fn anchor(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("s-{}", words.join("-"))
}
