//! Formats invocations of the runtime's table macros, which prettyplease and rustfmt leave alone.

use std::fmt::Write;
use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The maximum length of a line.
pub(super) const WIDTH: usize = 100;

/// Formats an invocation that contains a table. Returns `None` for any other.
pub(super) fn text(invocation: &syn::Macro) -> Option<String> {
    let path = invocation.path.segments.iter();
    let path: Vec<String> = path.map(|segment| segment.ident.to_string()).collect();
    let path = path.join("::");
    if matches!(invocation.delimiter, syn::MacroDelimiter::Brace(_)) {
        return declaration(&path, invocation.tokens.clone());
    }
    list(&path, invocation.tokens.clone())
}

/// Formats an invocation with braces:
///
/// ```text
/// name! {
///     /// Words.
///     pub struct Name {
///         /// Words.
///         pub entry: Type = "entry",
///     }
///
///     pub struct Other {}
/// }
/// ```
fn declaration(path: &str, tokens: TokenStream) -> Option<String> {
    let mut text = format!("{path}! {{\n");
    let mut tokens = tokens.into_iter().peekable();
    while tokens.peek().is_some() {
        item(&mut text, &mut tokens)?;
        if tokens.peek().is_some() {
            text.push('\n');
        }
    }
    text.push_str("}\n");
    Some(text)
}

fn item(text: &mut String, tokens: &mut Peekable<impl Iterator<Item = TokenTree>>) -> Option<()> {
    comment(text, "    ", &attributes(tokens));
    let mut head = Vec::new();
    let body = loop {
        match tokens.next()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break group,
            token => head.push(token),
        }
    };
    let _ = write!(text, "    {} {{", spaced(head.into_iter().collect()));
    let entries = split(body.stream());
    if entries.is_empty() {
        text.push_str("}\n");
        return Some(());
    }
    text.push('\n');
    for entry in entries {
        let mut entry = entry.into_iter().peekable();
        comment(text, "        ", &attributes(&mut entry));
        wrapped(text, &spaced(entry.collect()));
    }
    text.push_str("    }\n");
    Some(())
}

fn comment(text: &mut String, indent: &str, lines: &[String]) {
    for line in lines {
        let _ = writeln!(text, "{indent}{line}");
    }
}

/// Writes an entry. An entry that is too long is wrapped before a `|`.
fn wrapped(text: &mut String, entry: &str) {
    let mut line = String::from("        ");
    for (index, part) in entry.split(" | ").enumerate() {
        if index > 0 && line.len() + part.len() + 4 > WIDTH {
            let _ = writeln!(text, "{line}");
            line = String::from("            ");
            line.push_str("| ");
        } else if index > 0 {
            line.push_str(" | ");
        }
        line.push_str(part);
    }
    let _ = writeln!(text, "{line},");
}

/// Takes the attributes at the start of the tokens. Doc attributes become `///` comments.
fn attributes(tokens: &mut Peekable<impl Iterator<Item = TokenTree>>) -> Vec<String> {
    let mut lines = Vec::new();
    while matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#') {
        tokens.next();
        let Some(TokenTree::Group(attribute)) = tokens.next() else {
            break;
        };
        let last = attribute.stream().into_iter().last();
        let text = last.and_then(|last| syn::parse_str::<syn::LitStr>(&last.to_string()).ok());
        lines.push(match text {
            Some(text) => format!("///{}", text.value()),
            None => format!("#[{}]", spaced(attribute.stream())),
        });
    }
    lines
}

/// Formats `name!(Type { entry, entry });` with as many entries per line as fit.
fn list(name: &str, tokens: TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter();
    let subject = tokens.next()?;
    let TokenTree::Group(group) = tokens.next()? else {
        return None;
    };
    if group.delimiter() != Delimiter::Brace || tokens.next().is_some() {
        return None;
    }
    let entries: Vec<String> = split(group.stream())
        .into_iter()
        .map(|entry| spaced(entry.into_iter().collect()))
        .collect();
    let one_line = format!("{name}!({subject} {{ {} }});\n", entries.join(", "));
    if one_line.len() <= WIDTH {
        return Some(one_line);
    }
    let mut text = format!("{name}!({subject} {{\n");
    let mut line = String::new();
    for entry in entries {
        if !line.is_empty() && line.len() + entry.len() + 6 > WIDTH {
            let _ = writeln!(text, "    {}", line.trim_end());
            line.clear();
        }
        let _ = write!(line, "{entry}, ");
    }
    let _ = writeln!(text, "    {}", line.trim_end());
    text.push_str("});\n");
    Some(text)
}

/// The entries of a table. A comma within angle brackets does not end an entry.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut entries = Vec::new();
    let mut entry = Vec::new();
    let mut depth = 0_usize;
    for token in tokens {
        let mark = match &token {
            TokenTree::Punct(mark) => mark.as_char(),
            _ => ' ',
        };
        match mark {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if mark == ',' && depth == 0 {
            entries.push(std::mem::take(&mut entry));
        } else {
            entry.push(token);
        }
    }
    entries.push(entry);
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// Formats tokens with conventional spacing: `id: "id"`, `Vec<String>`, `a::b`, `&x`.
pub(super) fn spaced(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut glue = true;
    for token in tokens {
        let (part, before, after) = match &token {
            TokenTree::Group(group) => {
                let inner = spaced(group.stream());
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let call = text.ends_with(|char: char| char.is_alphanumeric() || char == '_');
                let call = call && group.delimiter() == Delimiter::Parenthesis;
                (format!("{open}{inner}{close}"), !call, true)
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                // `::` continues a path after a name, and starts a path after anything else.
                ':' if punct.spacing() == proc_macro2::Spacing::Joint => {
                    let within = |char: char| char.is_alphanumeric() || matches!(char, '_' | '>');
                    (":".to_owned(), !text.ends_with(within), false)
                }
                ':' if glue && text.ends_with(':') => (":".to_owned(), false, false),
                ':' | ',' | '>' => (punct.to_string(), false, true),
                '.' | '<' | '&' | '\'' => (punct.to_string(), punct.as_char() == '&', false),
                _ => (punct.to_string(), true, true),
            },
            other => (other.to_string(), true, true),
        };
        if before && !glue && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&part);
        glue = !after;
    }
    text
}
