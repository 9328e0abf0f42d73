//! Writes the block tree as Markdown.

use super::block::Block;
use super::inline::{Inline, guarded, longest_run, starts_block};

/// Writes blocks as lines of at most `width` characters. Longer words are not broken.
pub(crate) fn write(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    // Adjacent lists of the same kind alternate their markers, or they would merge.
    let mut other = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        other = !other && is_same_list(before, block);
        if before.is_some() && !belongs(before, block) {
            lines.push(String::new());
        }
        lines.extend(one(block, other, width));
        before = Some(block);
    }
    lines
}

/// Whether a block follows the one before it without a blank line: a list that follows its
/// introduction.
fn belongs(before: Option<&Block>, block: &Block) -> bool {
    let Block::List(None | Some(1), items) = block else {
        return false;
    };
    // An empty first item would be read as the underline of a heading.
    let begins = items.first().is_some_and(|item| !item.is_empty());
    begins && matches!(before, Some(Block::Paragraph(_)))
}

/// Whether two lists would merge into one.
fn is_same_list(before: Option<&Block>, block: &Block) -> bool {
    match (before, block) {
        (Some(Block::List(before, _)), Block::List(first, _)) => {
            before.is_some() == first.is_some()
        }
        _ => false,
    }
}

fn one(block: &Block, other: bool, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(words) => prose(words, width),
        Block::Heading(level, words) => {
            let text = joined(words, " ");
            vec![format!("{} {text}", "#".repeat(*level))]
        }
        Block::Code(language, text) => code(language, text),
        Block::List(first, items) => list(*first, items, other, width),
        Block::Quote(blocks) => {
            let lines = write(blocks, width.saturating_sub(2));
            let lines = lines.into_iter();
            lines
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect()
        }
        Block::Table(rows) => table(rows),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn prose(words: &[Inline], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut columns = 0;
    for word in words {
        match word {
            Inline::Break if line.is_empty() => {}
            Inline::Break => {
                line.push('\\');
                lines.push(std::mem::take(&mut line));
            }
            Inline::Word(word) => {
                let length = word.chars().count();
                if !line.is_empty() && columns + 1 + length > width && !starts_block(word) {
                    lines.push(std::mem::take(&mut line));
                }
                if line.is_empty() {
                    line = guarded(word);
                    columns = length;
                } else {
                    line.push(' ');
                    line.push_str(word);
                    columns += 1 + length;
                }
            }
        }
    }
    lines.push(line);
    lines
}

/// Words on one line.
fn joined(words: &[Inline], line_break: &str) -> String {
    let lines = words.split(|word| *word == Inline::Break).map(|line| {
        let words = line.iter().filter_map(|word| match word {
            Inline::Word(word) => Some(word.as_str()),
            Inline::Break => None,
        });
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join(line_break)
}

fn code(language: &str, text: &str) -> Vec<String> {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let text = text.replace('\t', "    ");
    let lines = text
        .trim_matches('\n')
        .lines()
        .map(|line| line.trim_end().to_owned());
    let open = std::iter::once(format!("{fence}{language}"));
    open.chain(lines).chain([fence.clone()]).collect()
}

fn list(first: Option<u64>, items: &[Vec<Block>], other: bool, width: usize) -> Vec<String> {
    let loose = items.iter().any(|item| {
        let pairs = item.iter().zip(item.iter().skip(1));
        pairs
            .into_iter()
            .any(|(before, block)| !belongs(Some(before), block))
    });
    let mut lines = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if loose && index > 0 {
            lines.push(String::new());
        }
        let number = first.map(|first| first.saturating_add(index as u64));
        lines.extend(list_item(number, item, other, width));
    }
    lines
}

fn list_item(number: Option<u64>, blocks: &[Block], other: bool, width: usize) -> Vec<String> {
    let mark = match number {
        Some(number) => format!("{number}{}", if other { ')' } else { '.' }),
        None => if other { "*" } else { "-" }.to_owned(),
    };
    let indent = " ".repeat(mark.len() + 1);
    let lines = write(blocks, width.saturating_sub(indent.len()));
    if lines.is_empty() {
        return vec![mark];
    }
    let lines = lines.into_iter().enumerate();
    let put = |(index, line): (usize, String)| match (index, line.as_str()) {
        (0, _) => format!("{mark} {line}"),
        (_, "") => line,
        _ => format!("{indent}{line}"),
    };
    lines.map(put).collect()
}

fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    // Rows may have fewer cells than the table has columns, except the first one (GFM, 4.10).
    let line = |(index, row): (usize, &Vec<Vec<Inline>>)| {
        let cells = row
            .iter()
            .map(|words| format!(" {} |", joined(words, "<br>")));
        let missing = if index == 0 { columns - row.len() } else { 0 };
        format!("|{}{}", cells.collect::<String>(), "  |".repeat(missing))
    };
    let mut lines: Vec<String> = rows.iter().enumerate().map(line).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    lines
}
