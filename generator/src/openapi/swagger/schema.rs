//! The Schema Object (Swagger 2.0, 5.2.17), where it differs from that of OpenAPI 3.

use crate::openapi::{Context, Discriminator, Object};
use crate::source::{Node, Pointer, Site};

/// Returns whether `x-nullable` allows null.
pub(in crate::openapi) fn is_nullable(schema: &Object<'_>) -> bool {
    schema.bool("x-nullable").unwrap_or_default()
}

/// The examples in vendor extensions.
pub(in crate::openapi) fn examples<'a>(schema: &Object<'a>) -> Vec<&'a Node> {
    let example = schema.get("x-example").into_iter();
    example.map(|site| site.node).collect()
}

/// Reads a discriminator that is the name of a property. Its values are the names of the
/// definitions, or their `x-ms-discriminator-value`. Returns `None` if it is an object, as in
/// OpenAPI 3.
pub(in crate::openapi) fn discriminator<'a>(schema: &Object<'a>) -> Option<Discriminator<'a>> {
    let site = schema.get("discriminator")?;
    let property = site.node.as_str()?;
    Some(Discriminator {
        mapping: chosen_values(schema.context(), schema.at()),
        at: site.at,
        property,
        default_mapping: None,
    })
}

/// The `x-ms-discriminator-value` of each definition that descends from the schema at `parent`, or
/// is that schema.
fn chosen_values<'a>(cx: Context<'a>, parent: &Pointer) -> Vec<(&'a str, &'a str)> {
    let root = cx.sources.root(cx.sources.entry());
    let definitions = root.and_then(|root| root.child("definitions"));
    let definitions: Option<Vec<_>> = definitions.map(|site| site.members().collect());
    let value = |site: &Site<'a>| site.child("x-ms-discriminator-value")?.node.as_str();
    let chosen = definitions
        .into_iter()
        .flatten()
        .filter_map(|(name, site)| {
            let value = value(&site)?;
            let meant = site.at == *parent || cx.inheritance().descends(&site.at, parent);
            meant.then_some((value, name))
        });
    let mut chosen: Vec<_> = chosen.collect();
    chosen.sort_unstable();
    chosen
}
