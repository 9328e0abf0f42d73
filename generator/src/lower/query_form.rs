//! Decides how the members of a query string that is a form are written, and notes credentials beside a query string.

use crate::diagnostic::Code;
use crate::model::{Argument, FormStyle, Location, Placement, QueryString, Scheme, SchemeId, Type};
use crate::openapi::{self, Context, MediaType, Operation, Parameter};

use super::form_style::form_style;
use super::schema::Types;

/// Sets the styles of the members of a query string that is a form (OpenAPI 3.2, 4.15.4).
pub(super) fn style<'a>(types: &Types<'a>, operation: &Operation<'a>, arguments: &mut [Argument]) {
    for argument in arguments {
        let Location::QueryString(QueryString::Form(styles)) = &mut argument.location else {
            continue;
        };
        let mut parameters = operation.parameters.iter();
        let parameter = parameters.find(|one| one.at == argument.origin);
        if let Some(content) = parameter.and_then(|one| one.content.as_ref()) {
            *styles = members(types, content, &argument.ty);
        }
    }
}

/// Notes that a credential is added to a query string that is not a form.
pub(super) fn note_credentials(
    cx: Context<'_>,
    operation: &Operation<'_>,
    schemes: &[Scheme],
    alternatives: &[Vec<SchemeId>],
) {
    let is_whole = |one: &&Parameter<'_>| one.location == openapi::Location::QueryString;
    let whole = operation.parameters.iter().find(is_whole);
    let content = whole.and_then(|one| Some((one, one.content.as_ref()?)));
    let Some((parameter, _)) = content.filter(|(_, content)| !content.is_form()) else {
        return;
    };
    let used = alternatives.iter().flatten();
    let mut used = used.filter_map(|id| schemes.get(id.0));
    let name = used.find_map(|scheme| match &scheme.placement {
        Placement::Query(name) => Some(name),
        Placement::Bearer
        | Placement::Basic
        | Placement::Authorization(_)
        | Placement::Header(_)
        | Placement::Cookie(_) => None,
    });
    if let Some(name) = name {
        let message = format!(
            "the credential `{name}` is added to the query string `{}`, which is not a form",
            parameter.name
        );
        let code = Code::CredentialBesideQueryString;
        cx.diagnostics.tell(code, &parameter.at, message);
    }
}

/// The members of a form that are not written in the usual style.
fn members<'a>(types: &Types<'a>, content: &MediaType<'a>, ty: &Type) -> Vec<(String, FormStyle)> {
    let Some(object) = types.struct_of(ty) else {
        if !content.encoding.is_empty() {
            let message =
                "`encoding` has no effect on a form that is not one object with properties";
            let code = Code::KeywordWithoutEffect;
            let diagnostics = types.cx.diagnostics;
            diagnostics.tell(code, &content.at.child("encoding"), message);
        }
        return Vec::new();
    };
    let fields = object.fields.iter();
    let styles = fields.map(|field| (field.wire.clone(), form_style(types, content, field)));
    styles
        .filter(|(_, style)| *style != FormStyle::Repeated)
        .collect()
}
