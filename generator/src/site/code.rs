//! Code with highlighting, made when the site is built. A small tokenizer knows strings, comments,
//! numbers and keywords of Rust, JSON and the shell.

use maud::{Markup, PreEscaped, html};

/// A code block.
pub(super) fn block(language: &str, text: &str) -> Markup {
    let text = text.trim_end_matches('\n');
    html! { pre tabindex="0" { code { (highlighted(language, text)) } } }
}

/// Code with elements for its tokens: `<b>` for keywords, `<i>` for strings, `<s>` for comments,
/// and `<u>` for numbers and constants. Short names keep pages small.
fn highlighted(language: &str, text: &str) -> Markup {
    let syntax = match language {
        "rust" | "no_run" => Some(&RUST),
        "json" => Some(&JSON),
        "sh" | "bash" => Some(&SHELL),
        "toml" => Some(&TOML),
        _ => None,
    };
    let mut out = String::with_capacity(text.len() * 2);
    let Some(syntax) = syntax else {
        escape(text, &mut out);
        return PreEscaped(out);
    };
    let mut rest = text;
    let mut before = '\n';
    while let Some(first) = rest.chars().next() {
        let (kind, length) = token(syntax, rest, first, before);
        let (part, behind) = rest
            .split_at_checked(length.max(first.len_utf8()))
            .unwrap_or((rest, ""));
        match kind {
            Some(tag) => {
                out.extend(["<", tag, ">"]);
                escape(part, &mut out);
                out.extend(["</", tag, ">"]);
            }
            None => escape(part, &mut out),
        }
        before = part.chars().next_back().unwrap_or(before);
        rest = behind;
    }
    PreEscaped(out)
}

struct Syntax {
    comment: &'static str,
    /// The quotes of strings.
    quotes: &'static [char],
    raw_strings: bool,
    keywords: &'static [&'static str],
    constants: &'static [&'static str],
}

const RUST: Syntax = Syntax {
    comment: "//",
    quotes: &['"'],
    raw_strings: true,
    keywords: &[
        "use", "fn", "let", "async", "await", "mut", "while", "for", "in", "if", "else", "match",
        "return", "impl", "struct", "enum", "pub", "mod", "move", "as", "ref", "const", "type",
        "crate",
    ],
    constants: &["true", "false", "None", "Some", "Ok", "Err"],
};

const JSON: Syntax = Syntax {
    comment: "\0",
    quotes: &['"'],
    raw_strings: false,
    keywords: &[],
    constants: &["true", "false", "null"],
};

const SHELL: Syntax = Syntax {
    comment: "#",
    quotes: &['"', '\''],
    raw_strings: false,
    keywords: &["curl", "cargo"],
    constants: &[],
};

const TOML: Syntax = Syntax {
    comment: "#",
    quotes: &['"'],
    raw_strings: false,
    keywords: &[],
    constants: &["true", "false"],
};

/// The element and the length of the first token.
fn token(syntax: &Syntax, rest: &str, first: char, before: char) -> (Option<&'static str>, usize) {
    let inside = before.is_alphanumeric() || before == '_';
    if rest.starts_with(syntax.comment) && !inside {
        return (Some("s"), rest.find('\n').unwrap_or(rest.len()));
    }
    if syntax.raw_strings
        && !inside
        && let Some(length) = raw_string(rest)
    {
        return (Some("i"), length);
    }
    if syntax.quotes.contains(&first) {
        return (Some("i"), string(rest, first));
    }
    if first.is_ascii_digit() && !inside {
        let end =
            rest.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '.' | '_')));
        return (Some("u"), end.unwrap_or(rest.len()));
    }
    if first.is_alphabetic() || first == '_' {
        let end = rest.find(|char: char| !(char.is_alphanumeric() || char == '_'));
        let length = end.unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let tag = if syntax.keywords.contains(&word) {
            Some("b")
        } else if syntax.constants.contains(&word) {
            Some("u")
        } else {
            None
        };
        return (tag, length);
    }
    (None, first.len_utf8())
}

/// The length of a string, with its quotes.
fn string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            char if char == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw string, if there is one: `r"…"`, `r#"…"#`.
fn raw_string(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('r')?;
    let hashes = inner.chars().take_while(|char| *char == '#').count();
    let body = inner.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let at = body.find(&end)?;
    Some(rest.len() - body.len() + at + end.len())
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            char => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::highlighted;

    #[test]
    fn tokens_have_elements() {
        for (language, code, expected) in [
            (
                "rust",
                "let a = \"x\"; // 1",
                "<b>let</b> a = <i>\"x\"</i>; <s>// 1</s>",
            ),
            ("rust", "r#\"a\"b\"#;", "<i>r#\"a\"b\"#</i>;"),
            ("rust", "a_1::<B>(1)", "a_1::&lt;B&gt;(<u>1</u>)"),
            ("json", "{\"a\": null}", "{<i>\"a\"</i>: <u>null</u>}"),
            ("sh", "curl 'a' # b", "<b>curl</b> <i>'a'</i> <s># b</s>"),
            ("text", "<b>", "&lt;b&gt;"),
            ("rust", "\"open", "<i>\"open</i>"),
        ] {
            assert_eq!(highlighted(language, code).into_string(), expected);
        }
    }
}
