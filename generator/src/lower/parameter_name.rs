//! Decides whether parameters can have their names.

use crate::diagnostic::Code;
use crate::openapi::{Context, Location, Parameter};
use crate::source::Pointer;

/// Returns whether a header or cookie can have the name of a parameter (RFC 9110, 5.1; RFC 6265, 4.1.1).
/// Otherwise reports it.
pub(super) fn is_valid_name<'a>(cx: Context<'a>, parameter: &Parameter<'a>) -> bool {
    let kind = match parameter.location {
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::Path | Location::Query | Location::QueryString => return true,
    };
    let at = parameter.at.child("name");
    can_have(cx, kind, &parameter.name, &at, "the parameter")
}

/// Returns whether a `header` or `cookie` can have a name. Otherwise reports that its `owner` is ignored.
pub(super) fn can_have(cx: Context<'_>, kind: &str, name: &str, at: &Pointer, owner: &str) -> bool {
    let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    // Servers read cookies with brackets in their names, although the specification forbids them.
    let is_other = |char: char| kind == "cookie" && "[]()@{}/:<>?".contains(char);
    let valid = !name.is_empty() && name.chars().all(|char| is_token(char) || is_other(char));
    if !valid {
        let message = format!("a {kind} cannot have the name `{name}`; {owner} is ignored");
        cx.diagnostics.tell(Code::InvalidHeaderName, at, message);
    }
    if valid && !name.chars().all(is_token) {
        let message =
            format!("RFC 6265 does not allow the name `{name}` for a cookie; it is sent as is");
        cx.diagnostics.tell(Code::InvalidHeaderName, at, message);
    }
    valid
}

/// Whether two parameters of one location have the same name. The case of header names has no meaning.
pub(super) fn is_same_name(header: bool, one: &str, other: &str) -> bool {
    one == other || header && one.eq_ignore_ascii_case(other)
}
