//! Diagnostics as workflow commands of GitHub Actions, which annotate the lines of a pull request.

use crate::diagnostic::located::{Located, printed};
use crate::diagnostic::severity::Severity;

pub(super) fn text(located: &[Located], left_out: &[String]) -> String {
    let lines = located.iter().map(command);
    let more = left_out.iter();
    let more = more.map(|line| format!("::notice::{}\n", data(line)));
    lines.chain(more).collect()
}

fn command(one: &Located) -> String {
    let command = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(&printed(&one.path));
    let (start, end) = (one.span.start, one.span.end);
    let title = property(&format!("{}: {}", one.code, one.code.title()));
    let (line, column, message) = (start.line, start.column, data(&message(one)));
    format!(
        "::{command} file={file},line={line},col={column},endColumn={end},title={title}::{message}\n"
    )
}

/// The message and details, like the one-line form after the code.
fn message(one: &Located) -> String {
    let mut message = one.message.clone();
    if let Some(pointer) = one.pointer.as_deref().filter(|text| !text.is_empty()) {
        message.push_str(&format!("\nat {pointer}"));
    }
    for related in &one.related {
        let (path, start) = (printed(&related.path), related.span.start);
        let (line, column, why) = (start.line, start.column, &related.why);
        message.push_str(&format!("\n{path}:{line}:{column}: {why}"));
    }
    if let Some(help) = &one.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    message
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a workflow command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
