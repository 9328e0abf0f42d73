//! `collectionFormat` (Swagger 2.0, 5.2.7 and 5.2.9): the serialization of arrays.

use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::object::Loss;
use crate::openapi::{Object, Style};
use crate::source::Site;

/// The serialization of an array: its style, whether each item becomes a separate value, and the
/// styles of the items that are arrays.
pub(super) struct Collection {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) inner: Vec<Style>,
}

/// The maximum nesting of arrays that is read.
const DEPTH: usize = 8;

/// Reads how an array is written. `comma` is the style of values with commas between them, and
/// `multi` tells whether the location allows several values of the same name. Returns `None` if the
/// type is not an array.
pub(super) fn read(object: &Object<'_>, comma: Style, multi: bool) -> Option<Collection> {
    if !is_array(object.site()) {
        return None;
    }
    let (style, explode) = style(object, comma, multi);
    let mut inner = Vec::new();
    let mut items = object.get("items");
    while let Some(site) = items.filter(|site| is_array(site) && inner.len() < DEPTH) {
        let object = Object::or(Loss::Ignored, object.context(), site, "`items`")?;
        inner.push(self::style(&object, comma, false).0);
        items = object.get("items");
    }
    Some(Collection {
        style,
        explode,
        inner,
    })
}

fn is_array(site: &Site<'_>) -> bool {
    let kind = site.child("type");
    kind.is_some_and(|kind| kind.node.as_str() == Some("array"))
}

fn style(object: &Object<'_>, comma: Style, multi: bool) -> (Style, bool) {
    let Some(format) = object.str("collectionFormat") else {
        return (comma, false);
    };
    let problem = match format {
        "csv" => return (comma, false),
        "ssv" => return (Style::SpaceDelimited, false),
        "tsv" => return (Style::TabDelimited, false),
        "pipes" => return (Style::PipeDelimited, false),
        "multi" if multi => return (comma, true),
        "multi" => "is not allowed in this location",
        _ => "does not exist",
    };
    let at = object.at().child("collectionFormat");
    let message = format!("the collection format `{format}` {problem}; `csv` is used");
    let diagnostic = Diagnostic::new(Code::UnknownStyle, &at, message);
    let all = if multi {
        "use `csv`, `ssv`, `tsv`, `pipes` or `multi`"
    } else {
        "use `csv`, `ssv`, `tsv` or `pipes`"
    };
    object.context().diagnostics.report(diagnostic.help(all));
    (comma, false)
}
