//! A comparison as Markdown, for a comment on a pull request.

use std::fmt::Write;

use crate::rust::ItemKind;

use super::change::{Change, ChangeKind, Comparison};
use super::class::Class;
use super::verdict::{ANY, NONE};

/// The limit for a comment, in bytes. GitHub accepts up to 65,536 characters.
const MOST: usize = 60_000;

impl Comparison {
    /// The comparison as GitHub Flavored Markdown: a headline, a list per class, and the changelog
    /// entry. Changes that would make the comment too long are only counted.
    #[must_use]
    pub fn markdown(&self) -> String {
        let verdict = self.class().map_or("no change", Class::words);
        let mut text = format!("### Rust API of `{}`: {verdict}\n", self.package);
        if self.class().is_none() {
            return text;
        }
        let _ = write!(
            text,
            "\n`{}` → **`{}`** ({})\n",
            self.old_version,
            self.version,
            self.bump.as_str()
        );
        for class in [Class::Breaking, Class::Compatible, Class::Docs] {
            self.list(class, &mut text);
        }
        let entry = self.changelog();
        if text.len() + entry.len() < MOST {
            let _ = write!(
                text,
                "\n<details><summary>Changelog entry</summary>\n\n{}\n</details>\n",
                fenced(&entry)
            );
        }
        text
    }

    fn list(&self, class: Class, text: &mut String) {
        let count = self.of(class).count();
        if count == 0 {
            return;
        }
        let title = match class {
            Class::Breaking => "Breaking",
            Class::Compatible => "Compatible",
            Class::Docs => "Documentation only",
        };
        let folded = class == Class::Docs;
        let _ = if folded {
            write!(text, "\n<details><summary>{title} ({count})</summary>\n\n")
        } else {
            write!(text, "\n**{title}** ({count})\n\n")
        };
        for (index, change) in self.of(class).enumerate() {
            let place = change.place().map(|place| format!(" — {}", code(&place)));
            let line = format!("- {}{}\n", spans(change), place.unwrap_or_default());
            if text.len() + line.len() > MOST {
                let _ = writeln!(text, "- … and {} more", count - index);
                break;
            }
            text.push_str(&line);
        }
        if folded {
            text.push_str("\n</details>\n");
        }
    }
}

/// The change on one line, as [`Change::line`] has it, with names and values as code spans.
fn spans(change: &Change) -> String {
    let shown = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        let is_text = match change.item {
            // The name in it already is a code span.
            ItemKind::Feature => true,
            _ => change.kind == ChangeKind::Features || [NONE, ANY].contains(&text),
        };
        if is_text { text.to_owned() } else { code(text) }
    };
    let old = shown(change.old.as_deref());
    let new = shown(change.new.as_deref());
    let rust = match change.item {
        ItemKind::Package => change.rust.clone(),
        _ => code(&change.rust),
    };
    change.phrase([&rust, &old, &new], ": ")
}

/// A code span around any text (`CommonMark` 0.31, 6.1).
pub(super) fn code(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fence = "`".repeat(longest_run(&text) + 1);
    if text.starts_with('`') || text.ends_with('`') {
        return format!("{fence} {text} {fence}");
    }
    format!("{fence}{text}{fence}")
}

/// A code block around any text (`CommonMark` 0.31, 4.5).
fn fenced(text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}markdown\n{}\n{fence}\n", text.trim_end())
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|char| char != '`').map(str::len);
    runs.max().unwrap_or_default()
}
