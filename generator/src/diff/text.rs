//! A comparison as text, for a terminal.

use std::fmt::Write;

use crate::rust::ItemKind;

use super::change::{Change, ChangeKind, Comparison};
use super::class::Class;

impl Comparison {
    /// The comparison for people: a summary line, then the changes of each class with their places
    /// in the document.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.summary();
        text.push('\n');
        for class in [Class::Breaking, Class::Compatible, Class::Docs] {
            let mut changes = self.of(class).peekable();
            if changes.peek().is_some() {
                let _ = write!(text, "\n{}\n", class.words());
            }
            for change in changes {
                let _ = writeln!(text, "  {}", change.line());
                if let Some(place) = change.place() {
                    let _ = writeln!(text, "    {place}");
                }
            }
        }
        text
    }

    /// A summary: `openai-admin 0.1.0 → 0.2.0 (minor): 2 breaking, 1 compatible, 1 documentation only`.
    #[must_use]
    pub fn summary(&self) -> String {
        let counts = [Class::Breaking, Class::Compatible, Class::Docs].map(|class| {
            let count = self.of(class).count();
            (count > 0).then(|| format!("{count} {}", class.words()))
        });
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        if counts.is_empty() {
            return format!("{} {}: no change", self.package, self.old_version);
        }
        format!(
            "{} {} → {} ({}): {}",
            self.package,
            self.old_version,
            self.version,
            self.bump.as_str(),
            counts.join(", ")
        )
    }
}

impl Change {
    /// The change as one line in Rust terms: `Invite.email: String → Option<String>`.
    #[must_use]
    pub fn line(&self) -> String {
        // The arguments of a call follow its name.
        let colon = match self.item {
            ItemKind::Method
            | ItemKind::Option
            | ItemKind::Setter
            | ItemKind::Function
            | ItemKind::Constructor
            | ItemKind::Credential
            | ItemKind::Variant => "",
            _ => ": ",
        };
        let [old, new] = [&self.old, &self.new].map(|text| text.as_deref().unwrap_or_default());
        self.phrase([&self.rust, old, new], colon)
    }

    /// The change in words. `colon` separates the name of an item from its signature.
    pub(super) fn phrase(&self, [rust, old, new]: [&str; 3], colon: &str) -> String {
        match self.kind {
            ChangeKind::Removed => format!("{old}: removed"),
            ChangeKind::Added => format!("{new}: added"),
            ChangeKind::Renamed => format!("{old} → {new}"),
            ChangeKind::Signature => format!("{rust}{colon}{old} → {new}"),
            ChangeKind::Order => format!("{rust}: order {old} → {new}"),
            ChangeKind::Features => match &self.about {
                Some(about) => format!("{rust}, {about}: {old} → {new}"),
                None => format!("{rust}: {old} → {new}"),
            },
            ChangeKind::Deprecated => format!("{rust}: deprecated"),
            ChangeKind::Behavior => {
                let about = self.about.as_deref().unwrap_or_default();
                format!("{rust}: {about} {old} → {new} (behavior)")
            }
            ChangeKind::Docs if self.old.is_some() => format!("{rust}: {old} → {new}"),
            ChangeKind::Docs => format!("{rust}: documentation"),
        }
    }

    /// The places in both documents, or only one if they are equal.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        match (&self.old_place, &self.new_place) {
            (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
            (Some(place), _) | (None, Some(place)) => Some(place.clone()),
            (None, None) => None,
        }
    }
}
