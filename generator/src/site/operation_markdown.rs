//! The page of an operation as Markdown.

use crate::markdown::longest_run;

use super::parts::Parts;
use super::place::bare;
use super::prose;
use super::word;

/// The whole text.
pub(super) fn text(parts: &Parts<'_, '_>) -> String {
    let mut lines = head(parts);
    let view = parts.view();
    for (label, entries) in [("Parameters", &parts.parameters), ("Body", &parts.body)] {
        if !entries.is_empty() {
            lines.extend([format!("## {label}"), String::new()]);
            view.markdown(entries, 0, &mut lines);
            lines.push(String::new());
        }
    }
    lines.extend(["## Returns".to_owned(), String::new()]);
    let about = prose::lines(parts.site, &parts.about_reply());
    if !about.is_empty() {
        lines.extend(about);
        lines.push(String::new());
    }
    for (method, top) in &parts.returns {
        if method.is_empty() {
            lines.push(word::span(&parts.kind(*top, &parts.operation.reply)));
        } else {
            lines.push(format!("### `.{method}()`"));
        }
        lines.push(String::new());
        if let Some(top) = top {
            view.markdown_top(*top, &mut lines);
            lines.push(String::new());
        }
    }
    failures(parts, &mut lines);
    examples(parts, &mut lines);
    lines.join("\n")
}

fn head(parts: &Parts<'_, '_>) -> Vec<String> {
    let crumbs = parts.site.crumbs(parts.operation.resource);
    let crumbs = crumbs.into_iter().map(|(name, _)| name);
    let crumbs: Vec<&str> = crumbs.chain([bare(&parts.name.method)]).collect();
    let mut lines = vec![
        crumbs.join(" / "),
        String::new(),
        format!("# {}", parts.title),
        String::new(),
        word::span(&format!("{} -> {}", parts.entry.call, parts.answer())),
        String::new(),
        word::span(&parts.entry.operation()),
        String::new(),
    ];
    let docs = prose::lines(parts.site, &parts.operation.docs);
    if !docs.is_empty() {
        lines.extend(docs);
        lines.push(String::new());
    }
    let notes = parts.notes();
    if !notes.is_empty() {
        lines.extend(
            notes
                .iter()
                .map(|(label, text)| format!("- {label}: {text}")),
        );
        lines.push(String::new());
    }
    lines
}

fn failures(parts: &Parts<'_, '_>, lines: &mut Vec<String>) {
    if parts.failures.is_empty() {
        return;
    }
    lines.extend(["## Errors".to_owned(), String::new()]);
    for ((statuses, _), failure) in parts.failures.iter().zip(&parts.operation.failures) {
        let ty = failure
            .ty
            .as_ref()
            .map(|ty| super::preview::with_members(parts.site, ty));
        let ty = ty.map_or_else(String::new, |ty| format!(": {ty}"));
        lines.push(format!("- {}", word::span(&format!("{statuses}{ty}"))));
        let docs = prose::lines(parts.site, &failure.docs).into_iter();
        lines.extend(docs.map(|line| {
            if line.is_empty() {
                line
            } else {
                format!("  {line}")
            }
        }));
    }
    lines.push(String::new());
}

fn examples(parts: &Parts<'_, '_>, lines: &mut Vec<String>) {
    lines.extend(["## Examples".to_owned(), String::new()]);
    let samples = parts.samples.iter();
    let mut blocks: Vec<(String, &str, &str)> = samples
        .map(|sample| {
            let feature = sample
                .feature
                .map(|feature| format!(" (cargo feature `{feature}`)"));
            let label = format!("{}{}", sample.label, feature.unwrap_or_default());
            (label, sample.language, sample.code.as_str())
        })
        .collect();
    if let Some((text, whole)) = &parts.example {
        let label = if *whole {
            "Response"
        } else {
            "Response, shortened"
        };
        blocks.push((label.to_owned(), "json", text));
    }
    blocks.push(("On the wire".to_owned(), "http", &parts.message));
    for (label, language, code) in blocks {
        let fence = "`".repeat(longest_run(code).max(2) + 1);
        lines.extend([
            format!("{label}:"),
            String::new(),
            format!("{fence}{language}"),
        ]);
        lines.extend(code.trim_end().lines().map(str::to_owned));
        lines.extend([fence, String::new()]);
    }
    lines.pop();
    lines.push(String::new());
}
