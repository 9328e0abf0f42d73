//! Arguments in the path of a request.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::request::{Plan, Request};

/// All that may not stand for itself in a path segment, which is all but `pchar` (RFC 3986,
/// section 3.3). The percent sign is among it, so what is encoded already is encoded again.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

impl<R> Request<R> {
    /// Puts an argument into the path template.
    pub(crate) fn path(mut self, name: &str, value: &str) -> Self {
        self.plan.put_path(name, value);
        self
    }
}

impl Plan {
    fn put_path(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            self.fail(format!(
                "Expected a non-empty value for `{name}` but received ''"
            ));
            return;
        }
        let Some((before, after)) = self.path.split_once(&format!("{{{name}}}")) else {
            return;
        };
        let path = format!("{before}{}{after}", utf8_percent_encode(value, ENCODED));
        // Only the segment of this argument may have become a dot segment.
        let start = before.rfind('/').map_or(0, |slash| slash + 1);
        let segment = path
            .get(start..)
            .and_then(|rest| rest.split('/').next())
            .unwrap_or_default();
        if is_dot_segment(segment) {
            self.fail(format!(
                "Expected a value for `{name}` that is not a dot segment but received '{value}'"
            ));
        }
        self.path = path.into();
    }
}

/// Whether a URL with this segment means another path: `.` or `..`, also when some server on the
/// way decodes it once more.
fn is_dot_segment(encoded: &str) -> bool {
    let decoded = percent_decode_str(encoded)
        .decode_utf8_lossy()
        .to_ascii_lowercase();
    matches!(decoded.replace("%2e", ".").as_str(), "." | "..")
}
