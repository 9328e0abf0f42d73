//! Paginated operations: one feature for each way to find the next page.

use super::features::{Feature, feature};

/// All ways to find the next page.
pub(super) fn features() -> impl Iterator<Item = Feature> {
    PAGES.iter().map(|(name, parts)| with_pages(name, parts))
}

/// A paginated operation: its `pagination`, its parameter, and the properties beside the items.
fn with_pages(name: &str, (pagination, parameter, members): &(&str, &str, &str)) -> Feature {
    let schema = format!(
        "{{type: object, required: [data], properties: {{data: {{type: array, items: {{type: string}}}}, {members}}}}}"
    );
    let paths = format!(
        "  /it: {{get: {{x-sdk: {{pagination: {pagination}}}, parameters: [{parameter}], responses: {{'200': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}}}}}}}\n"
    );
    feature(&format!("pages-{name}"), &paths, "")
}

/// The ways to find the next page.
const PAGES: &[(&str, (&str, &str, &str))] = &[
    (
        "cursor",
        (
            "{cursor: {parameter: after, value: /next}}",
            "{name: after, in: query, schema: {type: string}}",
            "next: {type: string}",
        ),
    ),
    (
        "offset",
        (
            "{offset: {parameter: offset, total: /total}}",
            "{name: offset, in: query, schema: {type: integer}}",
            "total: {type: integer}",
        ),
    ),
    (
        "number",
        (
            "{page: {parameter: page, pages: /pages}}",
            "{name: page, in: query, schema: {type: integer}}",
            "pages: {type: integer}",
        ),
    ),
    ("url", ("{url: /next}", "", "next: {type: string}")),
    ("link", ("{link: true}", "", "other: {type: string}")),
    (
        "optional",
        (
            "{items: /rows, link: true}",
            "",
            "rows: {type: array, items: {type: integer}}",
        ),
    ),
];
