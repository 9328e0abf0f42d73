//! Diagnostics for people, drawn like those of rustc by `annotate-snippets`.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::located::{Located, drawn, printed};
use crate::diagnostic::severity::Severity;
use crate::source::{FileId, Sources, Span};

/// The maximum length of an excerpt, in characters. Longer lines are cut around the marked part,
/// because a document may consist of a single line.
const WIDTH: usize = 120;
/// The number of characters before the marked part in a cut line.
const BEFORE: usize = 40;
/// The width of the renderer, large enough that it never cuts a line itself, even with wide
/// characters.
const UNCUT: usize = 1_000;

pub(super) fn text(
    sources: &Sources,
    located: &[Located],
    left_out: &[String],
    styled: bool,
) -> String {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(UNCUT);
    let mut lines = Lines {
        sources,
        starts: HashMap::new(),
    };
    let mut text = String::new();
    for one in located {
        text.push_str(&without_empty_origins(
            &renderer.render(&groups(one, &mut lines)),
        ));
        text.push('\n');
    }
    for line in left_out {
        let title = Level::NOTE.primary_title(line);
        text.push_str(&renderer.render(&[Group::with_title(title)]));
        text.push_str("\n\n");
    }
    text
}

/// Removes the lines in which the renderer prints an origin without a path. They belong to cut
/// lines, whose path and correct column are already printed above.
fn without_empty_origins(text: &str) -> String {
    let lines = text.lines().filter(|line| {
        let content =
            line.trim_matches(|char: char| " \u{1b}[;m".contains(char) || char.is_ascii_digit());
        content != ":::"
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The diagnostic itself, followed by a group for each related place.
fn groups<'a>(one: &'a Located, lines: &mut Lines<'_>) -> Vec<Group<'a>> {
    let level = match one.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&one.message).id(one.code.text());
    let mut first = excerpt(
        Group::with_title(title),
        one.file,
        &one.path,
        one.span,
        lines,
    );
    if let Some(pointer) = one.pointer.as_deref().filter(|text| !text.is_empty()) {
        first = first.element(Level::NOTE.message(format!("at {pointer}")));
    }
    if let Some(help) = &one.help {
        first = first.element(Level::HELP.message(help));
    }
    let mut groups = vec![first];
    for related in &one.related {
        let title = Level::NOTE.secondary_title(&related.why);
        let (path, span) = (&related.path, related.span);
        groups.push(excerpt(
            Group::with_title(title),
            related.file,
            path,
            span,
            lines,
        ));
    }
    groups
}

/// Adds the place, and the line with the marked part.
fn excerpt<'a>(
    group: Group<'a>,
    file: Option<FileId>,
    path: &Path,
    span: Span,
    lines: &mut Lines<'_>,
) -> Group<'a> {
    let start = span.start;
    let path = printed(path);
    let Some(cut) = file.and_then(|file| lines.cut(file, span)) else {
        // A file without a text has no positions.
        let text = file.map(|file| lines.sources.text(file));
        if text.is_none_or(str::is_empty) {
            return group.element(Origin::path(path));
        }
        let origin = Origin::path(path).line(start.line);
        return group.element(origin.char_column(start.column));
    };
    let mark = AnnotationKind::Primary.span(cut.marked);
    let snippet = Snippet::source(cut.text).line_start(start.line);
    let snippet = snippet.annotation(mark);
    if cut.hidden == 0 {
        return group.element(snippet.path(path));
    }
    // The column in the excerpt differs from the column in the line.
    let origin = Origin::path(path).line(start.line);
    let group = group.element(origin.char_column(start.column));
    group.element(snippet)
}

/// The visible part of a line.
struct Cut {
    text: String,
    /// The marked bytes of the text.
    marked: Range<usize>,
    /// The number of characters that are cut off at the start.
    hidden: usize,
}

/// The lines of the files, indexed once per file.
struct Lines<'s> {
    sources: &'s Sources,
    /// The byte offsets of every [`STRIDE`]th line, because a file may consist of nothing but line
    /// breaks.
    starts: HashMap<FileId, Vec<usize>>,
}

const STRIDE: usize = 64;

impl Lines<'_> {
    /// Cuts the line of `span`. Returns `None` if the file has no such line or no text.
    fn cut(&mut self, file: FileId, span: Span) -> Option<Cut> {
        let text = Some(self.sources.text(file)).filter(|text| !text.is_empty())?;
        let starts = self.starts.entry(file);
        let starts = starts.or_insert_with(|| line_starts(text, 0).step_by(STRIDE).collect());
        let index = span.start.line.checked_sub(1)?;
        let near = *starts.get(index / STRIDE)?;
        let start = line_starts(text, near).nth(index % STRIDE)?;
        let line = text.get(start..)?;
        let line = line.split(['\n', '\r']).next()?;
        let from = span.start.column.saturating_sub(1);
        let to = span.end.saturating_sub(1).max(from + 1);
        let length = line.chars().count();
        let hidden = if length > WIDTH {
            from.saturating_sub(BEFORE).min(length - WIDTH)
        } else {
            0
        };
        let (mut shown, mut marked) = (String::new(), None);
        if hidden > 0 {
            shown.push('…');
        }
        for (index, char) in line.chars().enumerate().skip(hidden).take(WIDTH) {
            if index == from {
                marked = Some(shown.len()..shown.len());
            }
            shown.push(drawn(char));
            if let Some(marked) = marked.as_mut().filter(|_| index < to) {
                marked.end = shown.len();
            }
        }
        if hidden + WIDTH < length {
            shown.push('…');
        }
        // An unexpected end of the text or line is after its last character.
        let end = shown.len();
        Some(Cut {
            text: shown,
            marked: marked.unwrap_or(end..end),
            hidden,
        })
    }
}

/// The byte offsets of lines, beginning with the line at `from`. YAML ends lines with LF, CR LF or
/// CR (YAML 1.2, 5.4).
fn line_starts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().skip(from);
    let ends = ends.filter(|(index, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(index + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(from).chain(ends.map(|(index, _)| index + 1))
}
