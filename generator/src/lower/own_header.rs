//! Decides which header parameters are not arguments, because the client sets the headers itself.

use crate::diagnostic::Code;
use crate::model::{Argument, Scalar};
use crate::openapi::{self, Context, Operation, Parameter};

use super::media::{self, Kind};

/// Headers that are not parameters, because media types and security determine them (OpenAPI 3.1,
/// 4.8.12.1).
const OTHERWISE_SET: [&str; 3] = ["accept", "content-type", "authorization"];

/// Returns whether the client sets the header of a parameter. Notes it if the document does not say so.
pub(super) fn is_set(cx: Context<'_>, parameter: &Parameter<'_>) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    let message = match name.as_str() {
        "user-agent" => {
            "the client sends a `User-Agent` of its own, so this parameter is not an argument; to replace the header, use `.header(\"user-agent\", …)`".to_owned()
        }
        "content-length" | "transfer-encoding" => format!(
            "the client sets `{}` to frame the body, so this parameter is not an argument",
            parameter.name
        ),
        name => return OTHERWISE_SET.contains(&name),
    };
    cx.diagnostics
        .tell(Code::KeywordWithoutEffect, &parameter.at, message);
    true
}

/// Returns whether an argument always names a coding of the request body, which the client does not apply (RFC 9110,
/// section 8.4). The caller may have encoded bytes.
pub(super) fn is_coding<'a>(
    cx: Context<'a>,
    operation: &Operation<'a>,
    parameter: &Parameter<'a>,
    argument: &Argument,
) -> bool {
    let header = parameter.location == openapi::Location::Header;
    let (true, Some(body), Some(Scalar::Text(coding))) = (
        header && parameter.name.eq_ignore_ascii_case("content-encoding"),
        &operation.body,
        &argument.constant,
    ) else {
        return false;
    };
    let mut content = body.content.iter();
    if content.all(|media| media::kind(cx, media) == Kind::Bytes) {
        return false;
    }
    let message = format!(
        "the client does not encode the request body, so `{}: {coding}` is not sent",
        parameter.name
    );
    cx.diagnostics
        .tell(Code::KeywordWithoutEffect, &parameter.at, message);
    true
}
