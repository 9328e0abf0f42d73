//! Changelog entries as Keep a Changelog 1.1.0 defines them, without the date of the release.

use std::fmt::Write;

use super::change::{Change, ChangeKind, Comparison};
use super::class::Class;
use super::markdown::code;
use super::verdict::{ANY, NONE};
use crate::rust::ItemKind;

/// The section headings, in the order of Keep a Changelog.
pub(super) const SECTIONS: [&str; 4] = ["Added", "Changed", "Deprecated", "Removed"];

impl Comparison {
    /// The changelog entry for the version that the changes require; empty without changes.
    #[must_use]
    pub fn changelog(&self) -> String {
        if self.changes.is_empty() {
            return String::new();
        }
        let mut text = format!("## {}\n", self.version);
        for section in SECTIONS {
            let changes = self.changes.iter();
            let changes = changes.filter(|change| change.class != Class::Docs);
            let entries = changes.filter(|change| heading(change) == section);
            let mut entries: Vec<String> = entries.map(entry).collect();
            let docs = self.of(Class::Docs).count();
            if section == "Changed" && docs > 0 {
                entries.push(documentation(docs));
            }
            if !entries.is_empty() {
                let _ = write!(text, "\n### {section}\n\n{}\n", entries.join("\n"));
            }
        }
        text
    }
}

fn heading(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::Added => "Added",
        ChangeKind::Removed => "Removed",
        ChangeKind::Deprecated => "Deprecated",
        ChangeKind::Renamed
        | ChangeKind::Signature
        | ChangeKind::Order
        | ChangeKind::Features
        | ChangeKind::Behavior
        | ChangeKind::Docs => "Changed",
    }
}

fn entry(change: &Change) -> String {
    let mark = match change.class {
        Class::Breaking => "**Breaking:** ",
        Class::Compatible | Class::Docs => "",
    };
    let shown = |text: &str| match change.item {
        // The name in it already is a code span.
        ItemKind::Feature => text.to_owned(),
        _ => code(text),
    };
    let old = change.old.as_deref().map(shown).unwrap_or_default();
    let new = change.new.as_deref().map(shown).unwrap_or_default();
    let rust = code(&change.rust);
    let said = match change.kind {
        ChangeKind::Added => new,
        ChangeKind::Removed => old,
        ChangeKind::Deprecated | ChangeKind::Docs => rust,
        ChangeKind::Renamed => format!("{old} is now {new}"),
        ChangeKind::Signature => format!("{rust} changed from {old} to {new}"),
        ChangeKind::Order => {
            format!("{rust}: the order of the arguments changed from {old} to {new}")
        }
        ChangeKind::Features => features(change),
        ChangeKind::Behavior => behavior(change),
    };
    format!("- {mark}{said}")
}

/// The change of an aspect: `` `ClientBuilder::k`: the location changed from … to … ``. An aspect
/// of the package needs no subject: `The base URL changed from … to …`.
fn behavior(change: &Change) -> String {
    let about = change.about.as_deref().unwrap_or_default();
    let old = change.old.as_deref().unwrap_or_default();
    let new = change.new.as_deref().unwrap_or_default();
    let is = if about.ends_with('s') { "are" } else { "is" };
    let changed = match (old, new) {
        (NONE, new) => format!("{about} {is} now {}", value(new)),
        (_, NONE) => format!("{about} {is} no longer set"),
        (old, new) => format!("{about} changed from {} to {}", value(old), value(new)),
    };
    match change.item {
        ItemKind::Package => format!("The {changed}"),
        _ => format!("{}: the {changed}", code(&change.rust)),
    }
}

/// The value of an aspect. A text that is not a value is not a code span.
fn value(text: &str) -> String {
    match text {
        ANY => text.to_owned(),
        _ => code(text),
    }
}

/// The change of the cargo features that an item requires. Their names are already code spans.
fn features(change: &Change) -> String {
    let old = change.old.as_deref().unwrap_or_default();
    let new = change.new.as_deref().unwrap_or_default();
    if change.about.is_some() {
        return format!("Without default features, the crate contains {new} instead of {old}");
    }
    let rust = code(&change.rust);
    let new = new.strip_prefix("with ").unwrap_or(new);
    match old.strip_prefix("with ") {
        Some(old) => format!("{rust} requires the cargo feature {new} instead of {old}"),
        None => format!("{rust} now requires the cargo feature {new}"),
    }
}

fn documentation(count: usize) -> String {
    let of = if count == 1 {
        "1 item"
    } else {
        &format!("{count} items")
    };
    format!("- Documentation of {of}")
}
