//! Diagnostics as workflow commands of GitHub Actions, which mark the lines of a pull request.

use crate::diagnostic::Severity;

use super::{Report, left_out};

pub(super) fn text(report: &Report<'_>) -> String {
    let lines = report.located.iter().map(|one| {
        let command = match one.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = property(&one.path.display().to_string());
        let (start, end) = (one.span.start, one.span.end);
        let title = property(&format!("{}: {}", one.code, one.code.title()));
        let at = one.pointer.iter().map(|pointer| format!("\nat {pointer}"));
        let help = one.help.iter().map(|help| format!("\nhelp: {help}"));
        let message: String = std::iter::once(one.message.clone()).chain(at).chain(help).collect();
        let (line, column, message) = (start.line, start.column, data(&message));
        format!("::{command} file={file},line={line},col={column},endColumn={end},title={title}::{message}\n")
    });
    let more = report.more.iter();
    let more = more.map(|one| format!("::notice::{}\n", data(&left_out(one))));
    lines.chain(more).collect()
}

/// The escapes of a command's text.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The escapes of a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
