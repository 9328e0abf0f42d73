//! Updates a changelog over several runs. The entry of an unreleased version grows, and no line is
//! added twice.

use std::collections::BTreeSet;

use semver::Version;

use super::change::Comparison;
use super::changelog::SECTIONS;

/// The heading of a new changelog.
const HEADING: &str = "# Changelog";

impl Comparison {
    /// Adds the entry of the changes to the changelog `text`.
    ///
    /// The newest entry counts as unreleased if its heading is `Unreleased`, or a version that is
    /// newer than the old document's and has no date (Keep a Changelog 1.1.0). It then gets the
    /// missing lines and, unless its heading is `Unreleased`, the version that the changes require.
    /// Lines that others wrote are kept. Otherwise, a new entry is added.
    ///
    /// Released entries that are newer than the old document already have some of the lines. These
    /// are not repeated. If such an entry also has the version, the heading of the new one is
    /// `Unreleased`.
    #[must_use]
    pub fn in_changelog(&self, text: &str) -> String {
        let heading = if text.trim().is_empty() {
            HEADING
        } else {
            text
        };
        let (before, newest, after) = split(heading);
        let grows = self.is_unreleased(newest);
        let released = if grows {
            self.released(after)
        } else {
            self.released(&format!("{newest}{after}"))
        };
        let Some(entry) = self.entry_beside(&released) else {
            return text.to_owned();
        };
        let parts = if grows {
            [before.to_owned(), merged(newest, &entry), after.to_owned()]
        } else {
            [before.to_owned(), entry, format!("{newest}{after}")]
        };
        let parts = parts.iter().map(|part| part.trim());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join("\n\n") + "\n"
    }

    fn is_unreleased(&self, entry: &str) -> bool {
        let heading = entry.lines().next().unwrap_or_default();
        let name = heading.trim_start_matches('#').trim();
        let name = name.trim_start_matches('[').trim_end_matches(']');
        if name.eq_ignore_ascii_case("unreleased") {
            return true;
        }
        Version::parse(name).is_ok_and(|version| self.is_newer(&version))
    }

    /// Whether a version is newer than the version in the old document.
    fn is_newer(&self, version: &Version) -> bool {
        Version::parse(&self.old_version).is_ok_and(|old| *version > old)
    }

    /// The lines and the newest version of the entries that are newer than the old document.
    fn released(&self, text: &str) -> Released {
        let mut released = Released::default();
        let (_, mut entry, mut rest) = split(text);
        while !entry.is_empty() {
            let version = version_of(entry).filter(|version| self.is_newer(version));
            if version.is_some() {
                released
                    .lines
                    .extend(entry.lines().skip(1).map(str::to_owned));
                released.newest = released.newest.max(version);
            }
            (_, entry, rest) = split(rest);
        }
        released
    }

    /// The entry without the lines that are already released; `None` if no lines remain.
    fn entry_beside(&self, released: &Released) -> Option<String> {
        let mut sections = sections(&self.changelog()).into_iter();
        let (mut heading, _) = sections.next()?;
        let taken = |version: Version| {
            released
                .newest
                .as_ref()
                .is_some_and(|newest| version <= *newest)
        };
        if Version::parse(&self.version).is_ok_and(taken) {
            "## Unreleased".clone_into(&mut heading);
        }
        let sections = sections.filter_map(|(section, lines)| {
            let lines = lines.into_iter();
            let lines = lines.filter(|line| !line.is_empty() && !released.lines.contains(line));
            let lines: Vec<String> = lines.collect();
            (!lines.is_empty()).then(|| format!("{section}\n\n{}", lines.join("\n")))
        });
        let sections: Vec<String> = sections.collect();
        (!sections.is_empty()).then(|| format!("{heading}\n\n{}\n", sections.join("\n\n")))
    }
}

/// The contents of released entries, which no longer change.
#[derive(Default)]
struct Released {
    lines: BTreeSet<String>,
    newest: Option<Version>,
}

/// The version in the heading of an entry: `## 1.3.0 - 2026-01-31` or `## [1.3.0]`.
fn version_of(entry: &str) -> Option<Version> {
    let heading = entry.lines().next()?.trim_start_matches('#').trim_start();
    let word = heading.split_whitespace().next()?;
    let word = word.trim_start_matches('[');
    Version::parse(word.split(']').next().unwrap_or(word)).ok()
}

/// Splits a changelog into the text before the newest entry, the entry, and the text after it. Each
/// heading of the second level starts an entry.
fn split(text: &str) -> (&str, &str, &str) {
    let start = |text: &str| {
        if text.starts_with("## ") {
            return 0;
        }
        text.find("\n## ").map_or(text.len(), |at| at + 1)
    };
    let (before, rest) = text.split_at_checked(start(text)).unwrap_or((text, ""));
    let behind = rest.find("\n## ").map_or(rest.len(), |at| at + 1);
    let (newest, after) = rest.split_at_checked(behind).unwrap_or((rest, ""));
    (before, newest, after)
}

/// Adds the missing lines of the entry `new` to the entry `old`, each in its section.
fn merged(old: &str, new: &str) -> String {
    let mut sections = sections(old);
    let mut new = self::sections(new).into_iter();
    if let (Some(old), Some((heading, _))) = (sections.first_mut(), new.next())
        && !old.0.to_ascii_lowercase().contains("unreleased")
    {
        old.0 = heading;
    }
    for (heading, lines) in new {
        if let Some((_, known)) = sections.iter_mut().find(|(known, _)| *known == heading) {
            let missing = lines.into_iter().filter(|line| !line.is_empty());
            let missing: Vec<String> = missing.filter(|line| !known.contains(line)).collect();
            // The number covers all changes, so a new line with a number replaces the old one.
            if missing.iter().any(|line| is_count(line)) {
                known.retain(|line| !is_count(line));
            }
            while known.last().is_some_and(String::is_empty) {
                known.pop();
            }
            known.extend(missing);
        } else {
            let rank = |heading: &str| {
                SECTIONS
                    .iter()
                    .position(|one| heading == format!("### {one}"))
            };
            let behind = sections
                .iter()
                .rposition(|(known, _)| rank(known) < rank(&heading));
            let at = behind.map_or(sections.len(), |at| at + 1);
            sections.insert(at, (heading, lines));
        }
    }
    let sections = sections.into_iter().map(|(heading, lines)| {
        let lines = lines.join("\n");
        format!("{heading}\n\n{}", lines.trim())
    });
    let sections: Vec<String> = sections.map(|text| text.trim().to_owned()).collect();
    sections.join("\n\n")
}

fn is_count(line: &str) -> bool {
    line.starts_with("- Documentation of ")
}

/// Headings of the second and third level, each with the lines below it.
fn sections(entry: &str) -> Vec<(String, Vec<String>)> {
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for line in entry.lines() {
        let heading = line.starts_with("## ") || line.starts_with("### ");
        match sections.last_mut() {
            Some((_, lines)) if !heading => lines.push(line.to_owned()),
            _ => sections.push((line.to_owned(), Vec::new())),
        }
    }
    sections
}
