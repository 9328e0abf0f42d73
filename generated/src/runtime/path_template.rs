//! How arguments are put into the path template of a request.

use percent_encoding::percent_decode_str;

use super::request::Plan;

impl Plan {
    /// Puts an argument, which is encoded already, in place of its expression.
    pub(crate) fn put_path(&mut self, name: &str, encoded: &str) {
        if encoded.is_empty() {
            self.fail(format!("the path parameter `{name}` must not be empty"));
            return;
        }
        let Some((before, after)) = around(&self.path, name) else {
            return;
        };
        let path = [before, encoded, after].concat();
        // Only the segment of this argument may have become a dot segment.
        let start = before.rfind('/').map_or(0, |slash| slash + 1);
        let segment = path
            .get(start..)
            .and_then(|rest| rest.split(['/', '?', '#']).next())
            .unwrap_or_default();
        if is_dot_segment(segment) {
            let value = percent_decode_str(encoded).decode_utf8_lossy();
            self.fail(format!("the path parameter `{name}` must not be `{value}`"));
        }
        self.path = path.into();
    }
}

/// What stands before and behind the expression of an argument.
fn around<'a>(path: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let mut braces = path.match_indices('{');
    braces.find_map(|(at, brace)| {
        let (before, expression) = path.split_at_checked(at)?;
        let behind = expression.strip_prefix(brace)?.strip_prefix(name)?;
        Some((before, behind.strip_prefix('}')?))
    })
}

/// Whether a URL with this segment means another path: `.` or `..`, also when some server on the
/// way decodes it once more.
fn is_dot_segment(encoded: &str) -> bool {
    if !encoded.starts_with(['.', '%']) {
        return false;
    }
    let decoded = percent_decode_str(encoded)
        .decode_utf8_lossy()
        .to_ascii_lowercase();
    matches!(decoded.replace("%2e", ".").as_str(), "." | "..")
}
