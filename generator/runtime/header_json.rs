//! Arguments in the headers of a request that are JSON (`content: application/json`).

use super::request::Request;
use super::wire::Wire;
use super::written::written;

impl<R> Request<R> {
    /// Sets a header to JSON; none if the value is null. Headers have ASCII alone, so all other
    /// characters are escaped.
    pub(crate) fn header_json<T: Wire>(mut self, name: &str, value: &T) -> Self {
        let json = serde_json::to_string(&written(value)).unwrap_or_default();
        if json != "null" {
            let mut text = String::new();
            for unit in json.encode_utf16() {
                match char::from_u32(unit.into()).filter(char::is_ascii) {
                    Some(char) => text.push(char),
                    None => text.push_str(&format!("\\u{unit:04x}")),
                }
            }
            self.plan.put_header(name, &text);
        }
        self
    }
}
