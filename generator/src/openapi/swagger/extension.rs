//! `x-ms-pageable` of an operation, and `x-ms-client-name` of a parameter or a property.

use std::borrow::Cow;

use crate::openapi::{Object, PagerConfig, PagesConfig, PaginationConfig};
use crate::source::{Node, Pointer};

/// Reads `x-ms-client-name`, the name in generated code.
pub(in crate::openapi) fn client_name<'a>(object: &Object<'a>) -> Option<&'a str> {
    let name = object.str("x-ms-client-name")?;
    name.contains(char::is_alphabetic).then_some(name)
}

/// Reads `x-ms-pageable`: the member that holds the items, and the one that holds the URL of the
/// next page. If that is null, the response is the only page.
pub(in crate::openapi) fn pagination<'a>(operation: &Object<'a>) -> Option<PaginationConfig<'a>> {
    let pages = operation.object("x-ms-pageable")?;
    let next = pages.get("nextLinkName")?;
    if *next.node == Node::Null {
        return Some(PaginationConfig::Off);
    }
    // The next page is the response of another operation.
    if pages.get("operationName").is_some() {
        return None;
    }
    let next = place(&pages, "nextLinkName", next.node.as_str()?);
    let items = match pages.get("itemName") {
        Some(item) => place(&pages, "itemName", item.node.as_str()?),
        None => ("/value".into(), pages.at().clone()),
    };
    Some(PaginationConfig::Hint(PagesConfig {
        at: pages.at().clone(),
        items: Some(items),
        more: None,
        pager: PagerConfig::Url(vec![next]),
    }))
}

/// A member as a JSON Pointer (RFC 6901), and the place of its name.
fn place<'a>(pages: &Object<'a>, key: &str, member: &str) -> (Cow<'a, str>, Pointer) {
    let member = member.replace('~', "~0").replace('/', "~1");
    (format!("/{member}").into(), pages.at().child(key))
}
