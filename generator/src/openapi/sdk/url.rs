//! URLs in `x-sdk`.

use iri_string::types::IriAbsoluteStr;

use crate::diagnostic::{Code, Diagnostic};

use super::Object;

/// Reads the URL of a web page. Anything else is an error.
pub(super) fn read<'a>(object: &Object<'a>, key: &str) -> Option<&'a str> {
    let url = object.str(key)?;
    if is_page(url) {
        return Some(url);
    }
    let message = format!("`{key}` must be an absolute URL, found `{url}`");
    object.context().diagnostics.report(
        Diagnostic::new(Code::InvalidSdkValue, &object.at().child(key), message)
            .help("include the scheme, as in `https://example.com/docs`"),
    );
    None
}

fn is_page(url: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && IriAbsoluteStr::new(url.split('#').next().unwrap_or_default()).is_ok()
}
