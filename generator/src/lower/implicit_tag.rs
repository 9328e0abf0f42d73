//! Decides the tag of a schema that only its name tells (OpenAPI 3.1, 4.8.25).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Scalar;
use crate::openapi::{Context, SchemaObject};
use crate::source::Pointer;

use super::{all_of, allowed, fixed};

/// Returns the tag that the name of a schema means: the name itself, unless the property allows only other values.
/// Then it is the one that differs from the name in nothing but case and separators. Returns `None` if none of them
/// does, or if the mapping gives the tag to another schema. Notes a value that is not the name.
pub(super) fn of<'a>(
    cx: Context<'a>,
    discriminator: &Pointer,
    (name, property): (&str, &str),
    schema: &SchemaObject<'a>,
    is_mapped: impl Fn(&str) -> bool,
) -> Option<Scalar> {
    let is_free = |tag: &Scalar| match tag {
        Scalar::Text(tag) => !is_mapped(tag),
        Scalar::Integer(_) | Scalar::Bool(_) | Scalar::Null => true,
    };
    let Some(mut allowed) = allowed::fixed_values(cx, schema, property, 0) else {
        return Some(Scalar::Text(name.to_owned())).filter(is_free);
    };
    allowed.retain(is_free);
    let tag = fixed::of_name(name, &allowed)?;
    note_assumed(cx, discriminator, (name, property), &tag);
    Some(tag)
}

/// Notes that the tag of a schema is a value that differs from its name in case or separators.
pub(super) fn note_assumed(
    cx: Context<'_>,
    discriminator: &Pointer,
    (name, property): (&str, &str),
    tag: &Scalar,
) {
    if matches!(tag, Scalar::Text(tag) if tag == name) {
        return;
    }
    let message = format!(
        "`{property}` allows no value `{name}` for the schema of this name; `{tag}`, which differs only in case and separators, is sent and read"
    );
    let diagnostic = Diagnostic::new(Code::AssumedTag, discriminator, message);
    let help = format!("add the value of `{property}` for `{name}` to the `mapping`");
    cx.diagnostics.report(diagnostic.help(help));
}

/// Returns the name of a schema as its tag, although the property does not allow it or the mapping gives it to
/// another schema, with a warning.
pub(super) fn forbidden(
    cx: Context<'_>,
    discriminator: &Pointer,
    property: &str,
    name: &str,
) -> Scalar {
    let message = format!(
        "`{name}` has no value in the mapping, and its name is not a value that `{property}` allows for it; the name is sent and read"
    );
    let diagnostic = Diagnostic::new(Code::MappingAgainstSchema, discriminator, message);
    let help = format!("add the value of `{property}` for `{name}` to the `mapping`");
    cx.diagnostics.report(diagnostic.help(help));
    Scalar::Text(name.to_owned())
}

/// Returns whether a discriminator is in the schema at `at`, if only in a member of its `allOf`.
pub(super) fn is_inside(discriminator: &Pointer, at: &Pointer) -> bool {
    std::iter::successors(Some(discriminator), |inner| inner.parent()).any(|inner| inner == at)
}

/// Returns whether the values of a property in the schema at `at` are only some of those that the schema with the
/// discriminator allows.
pub(super) fn narrows(
    cx: Context<'_>,
    discriminator: &Pointer,
    property: &str,
    at: &Pointer,
    values: &[Scalar],
) -> bool {
    let parent = discriminator.parent().filter(|parent| *parent != at);
    let parent = parent.and_then(|parent| cx.sources.at(parent));
    let parent = parent.and_then(|site| all_of::resolve(cx, site));
    let member = parent.and_then(|parent| {
        let mut properties = parent.properties.into_iter();
        let (_, site) = properties.find(|(name, _)| *name == property)?;
        all_of::resolve(cx, site)
    });
    let allowed = member.as_ref().and_then(fixed::values);
    allowed.is_none_or(|allowed| allowed.iter().any(|one| !values.contains(one)))
}
