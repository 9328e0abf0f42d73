//! Finds the places where a text can be broken.

use std::ops::Range;

/// A replacement that breaks the text.
#[derive(Clone, Debug)]
pub(crate) struct Break {
    range: Range<usize>,
    new: String,
    /// The byte of the original text whose line the diagnostic has to name.
    at: usize,
    /// Whether the diagnostic has to name its column, too.
    pub(crate) exact: bool,
}

impl Break {
    /// Returns the broken text, and the byte whose line the diagnostic has to name.
    pub(crate) fn apply(&self, text: &str) -> (String, usize) {
        let mut broken = text.to_owned();
        broken.replace_range(self.range.clone(), &self.new);
        (broken, self.at)
    }
}

/// A key of the text. It starts at its quote, if it has one. Its value is on the same line, without
/// blanks and commas around it.
struct Member<'t> {
    start: usize,
    key: Range<usize>,
    name: &'t str,
    value: Range<usize>,
}

/// Finds everything that looks like a key.
fn members(text: &str) -> Vec<Member<'_>> {
    let mut members = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let comment = line.trim_start().starts_with('#');
        for (colon, _) in line.match_indices(':').filter(|_| !comment) {
            members.extend(member(text, from, line, colon));
        }
        from += line.len();
    }
    members
}

fn member<'t>(text: &'t str, from: usize, line: &str, colon: usize) -> Option<Member<'t>> {
    let before = line.get(..colon)?;
    let after = line.get(colon + 1..)?;
    let quote = before
        .chars()
        .next_back()
        .filter(|char| "\"'".contains(*char));
    let (start, key) = match quote {
        Some(quote) => {
            let open = before.get(..colon - 1)?.rfind(quote)?;
            (open, open + 1..colon - 1)
        }
        None => {
            let open = before
                .rfind(|char: char| " {,".contains(char))
                .map_or(0, |at| at + 1);
            (open, open..colon)
        }
    };
    // Plain keys need a blank after their colon.
    if key.is_empty() || (quote.is_none() && !after.starts_with([' ', '\n', '\r'])) {
        return None;
    }
    let blank = after.len() - after.trim_start_matches(' ').len();
    let value = after.get(blank..)?;
    let length = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.get(1..)?.find(quote).map(|end| end + 2),
        _ => value.find([',', '}', ']', '\n', '\r', '{', '[']),
    };
    let begin = from + colon + 1 + blank;
    let length = length.unwrap_or(value.len());
    let name = text.get(from + key.start..from + key.end)?;
    Some(Member {
        start: from + start,
        key: from + key.start..from + key.end,
        name,
        value: begin..begin + value.get(..length)?.trim_end().len(),
    })
}

fn named<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Member<'t>> {
    members(text)
        .into_iter()
        .filter(move |member| member.name == name)
}

fn value<'t>(text: &'t str, member: &Member<'_>) -> &'t str {
    text.get(member.value.clone()).unwrap_or_default()
}

fn unquoted_value<'t>(text: &'t str, member: &Member<'_>) -> &'t str {
    value(text, member).trim_matches(['"', '\''])
}

fn exact(member: &Member<'_>, range: Range<usize>, new: impl Into<String>) -> Break {
    Break {
        range,
        new: new.into(),
        at: member.start,
        exact: true,
    }
}

/// Replaces one of these values, keeping its quotes.
pub(crate) fn values(text: &str, key: &str, old: &[&str], new: &str) -> Vec<Break> {
    let found = named(text, key).filter(|member| old.contains(&unquoted_value(text, member)));
    let made = found.map(|member| {
        let quoted = value(text, &member).starts_with('"') && !new.starts_with('"');
        let new = if quoted {
            format!("\"{new}\"")
        } else {
            new.to_owned()
        };
        let range = member.value.clone();
        exact(&member, range, new)
    });
    made.collect()
}

/// Replaces any scalar.
pub(crate) fn replaced(text: &str, key: &str, new: &str) -> Vec<Break> {
    let found = named(text, key).filter(|member| {
        !member.value.is_empty() && !value(text, member).starts_with(['|', '>', '&', '*'])
    });
    found
        .map(|member| exact(&member, member.value.clone(), new))
        .collect()
}

/// Replaces a flow sequence on a single line.
pub(crate) fn opened(text: &str, key: &str, new: &str) -> Vec<Break> {
    let made = named(text, key).filter_map(|member| {
        let rest = text.get(member.value.start..)?;
        let end = rest.starts_with('[').then(|| rest.find(']'))??;
        let range = member.value.start..member.value.start + end + 1;
        Some(exact(&member, range, new))
    });
    made.collect()
}

/// Appends to a string.
pub(crate) fn suffixed(text: &str, key: &str, start: &str, new: &str) -> Vec<Break> {
    let found = named(text, key).filter(|member| unquoted_value(text, member).starts_with(start));
    let made = found.map(|member| {
        let quote = value(text, &member).ends_with(['"', '\'']);
        let end = member.value.end - usize::from(quote);
        exact(&member, end..end, new)
    });
    made.collect()
}

pub(crate) fn renamed(text: &str, key: &str, new: &str) -> Vec<Break> {
    named(text, key)
        .map(|member| exact(&member, member.key.clone(), new))
        .collect()
}

/// Replaces the last occurrence of `old` in keys that begin with `start`.
pub(crate) fn in_keys(text: &str, start: &str, old: &str, new: &str) -> Vec<Break> {
    let found = members(text)
        .into_iter()
        .filter(|member| member.name.starts_with(start));
    let made = found.filter_map(|member| {
        // Only the first slash makes a key a path.
        let at = if old == start {
            0
        } else {
            member.name.rfind(old)?
        };
        let from = member.key.start + at;
        Some(exact(&member, from..from + old.len(), new))
    });
    made.collect()
}

/// Renames the keys of `name: []`, the form of security requirements.
pub(crate) fn requirements(text: &str) -> Vec<Break> {
    let found = members(text).into_iter();
    let found = found.filter(|member| {
        text.get(member.value.start..)
            .is_some_and(|rest| rest.starts_with("[]"))
    });
    found
        .map(|member| exact(&member, member.key.end..member.key.end, "_gone"))
        .collect()
}

/// Inserts another member before one. With duplicate keys, the later key is the broken one.
pub(crate) fn beside(text: &str, key: &str, new: &str, what: &str) -> Vec<Break> {
    let made = named(text, key).filter_map(|member| {
        let before = text.get(..member.start)?;
        let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
        let inserted = match text.as_bytes().get(member.start)? {
            b'"' => format!("\"{new}\": {what}, "),
            // In a block mapping, the new member is on a separate line.
            _ if line.trim_start_matches([' ', '-']).is_empty() => {
                format!("{new}: {what}\n{}", line.replace('-', " "))
            }
            _ => format!("{new}: {what}, "),
        };
        // The pointer of a diagnostic about `x-sdk` leads to the key inside of it.
        let inner = inserted.find("\"nonsense\"").unwrap_or_default();
        let twice = if new == key { inserted.len() } else { inner };
        Some(Break {
            range: member.start..member.start,
            new: inserted,
            at: member.start + twice,
            exact: true,
        })
    });
    made.collect()
}

/// Renames a required key. The diagnostic names the first key or the brace of its object.
pub(crate) fn renamed_in_element(text: &str, key: &str, new: &str) -> Vec<Break> {
    let found = named(text, key)
        .filter(|member| matches!(unquoted_value(text, member), "query" | "path" | "header"));
    let made = found.filter_map(|member| {
        let before = text.get(..member.start)?;
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let own = before.get(line..)?;
        // The unclosed brace before the key in flow style, or the dash in block style.
        let at = match open_brace(before) {
            Some(brace) if text.starts_with(['{', '\u{feff}']) || own.contains('{') => brace,
            _ if own.trim_start_matches(' ').starts_with("- ") => line + own.find('-')? + 2,
            _ => dash(before, own.len())?,
        };
        Some(Break {
            range: member.key.clone(),
            new: new.to_owned(),
            at,
            exact: false,
        })
    });
    made.collect()
}

fn open_brace(before: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, char) in before.char_indices().rev() {
        match char {
            '}' => depth += 1,
            '{' if depth == 0 => return Some(at),
            '{' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The content after the dash of the item whose keys are in this column.
fn dash(before: &str, column: usize) -> Option<usize> {
    let mut end = before.rfind('\n')?;
    loop {
        let start = before.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(start..end)?;
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if content.starts_with("- ") && indent + 2 == column {
            return Some(start + indent + 2);
        }
        if start == 0 || (indent < column && !content.trim().is_empty()) {
            return None;
        }
        end = start - 1;
    }
}

/// Removes the closing quote of a string.
pub(crate) fn unquoted(text: &str) -> Vec<Break> {
    let found = members(text).into_iter().filter(|member| {
        let value = value(text, member);
        value.len() > 2 && value.starts_with(['"', '\'']) && value.ends_with(['"', '\''])
    });
    let made = found.map(|member| {
        let end = member.value.end;
        Break {
            range: end - 1..end,
            new: String::new(),
            at: member.start,
            exact: false,
        }
    });
    made.collect()
}

/// Removes the closing bracket of a sequence on a single line.
pub(crate) fn unclosed(text: &str) -> Vec<Break> {
    let made = members(text).into_iter().filter_map(|member| {
        let rest = text.get(member.value.start..)?;
        let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?;
        let inner = line.strip_prefix('[')?;
        let end = inner.find(']').filter(|_| !inner.contains(['[', '{']))?;
        let at = member.value.start + 1 + end;
        Some(Break {
            range: at..at + 1,
            new: String::new(),
            at: member.start,
            exact: false,
        })
    });
    made.collect()
}

/// Replaces the indentation of a key by a tab, if the text is YAML.
pub(crate) fn tabbed(text: &str) -> Vec<Break> {
    if text.trim_start_matches('\u{feff}').starts_with('{') {
        return Vec::new();
    }
    let made = members(text).into_iter().filter_map(|member| {
        let line = text.get(..member.start)?.rfind('\n')? + 1;
        let indent = text.get(line..member.start)?;
        (indent.len() >= 2 && indent.trim().is_empty()).then(|| Break {
            range: line..member.start,
            new: "\t".to_owned(),
            at: line,
            exact: false,
        })
    });
    made.collect()
}
