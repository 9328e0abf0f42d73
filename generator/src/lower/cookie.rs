//! Lowers cookie parameters: the encoding of their values.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Argument, CookieEncoding, Location};
use crate::openapi::{MediaType, Parameter, Style};

use super::schema::Types;

/// The location of a cookie. With `style: cookie`, its value is sent as it is (OpenAPI 3.2, 4.12.3).
pub(super) fn location<'a>(
    types: &Types<'a>,
    parameter: &Parameter<'a>,
    is_scalar: bool,
) -> Location {
    let encoding = match (parameter.style, parameter.allow_reserved) {
        (Style::Cookie, _) => CookieEncoding::Raw,
        (_, true) => CookieEncoding::Reserved,
        (_, false) => CookieEncoding::Percent,
    };
    if encoding == CookieEncoding::Raw && !parameter.explode && !is_scalar {
        let message = "`explode: false` is not allowed with `style: cookie`, because a cookie cannot contain commas; the commas are sent anyway";
        let at = parameter.at.child("explode");
        let diagnostic = Diagnostic::new(Code::UnknownStyle, &at, message);
        let help = "remove `explode`: each item is then a cookie of its own";
        types.cx.diagnostics.report(diagnostic.help(help));
    }
    Location::Cookie {
        explode: parameter.explode,
        encoding,
    }
}

/// The encoding of a cookie that is text of this media type. Only a form is percent-encoded (OpenAPI 3.2, appendix D).
pub(super) fn encoding(content: &MediaType<'_>) -> CookieEncoding {
    if content.is_form() {
        CookieEncoding::Percent
    } else {
        CookieEncoding::Raw
    }
}

/// Adds to the documentation of cookies that their values are not encoded.
pub(super) fn describe(arguments: &mut [Argument]) {
    const NOTE: &str = "The value is sent as is: escape the characters that a cookie cannot contain. A `;` or a control character is an error.";
    for argument in arguments {
        if let Location::Cookie {
            encoding: CookieEncoding::Raw,
            ..
        } = argument.location
        {
            let own = argument.docs.text.take();
            let text = own.map_or_else(|| NOTE.to_owned(), |own| format!("{own}\n\n{NOTE}"));
            argument.docs.text = Some(text);
        }
    }
}
