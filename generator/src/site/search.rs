//! The index for searches: a script that pages load on demand, so that it works from a disk, too.

use serde_json::json;

use crate::model::{Shape, TypeId};
use crate::surface::Entry;

use super::context::Site;
use super::parts::title;
use super::place::bare;

/// The script. Each entry is its kind, name, detail, page, and the anchors and names of its
/// fields.
pub(super) fn script(site: &Site<'_>, types: &[TypeId]) -> String {
    let mut entries = Vec::new();
    for index in &site.order {
        let names = site.names.operations().get(*index);
        let (Some(operation), Some(name)) = (site.api.operations.get(*index), names) else {
            continue;
        };
        let entry = Entry::of(site.api, site.names, operation, name);
        let fields: Vec<&str> = name.arguments.iter().map(|name| bare(name)).collect();
        entries.push(json!([
            0,
            title(site, operation, name),
            format!(
                "{} · {}",
                entry.call.trim_start_matches("client."),
                entry.operation()
            ),
            site.places.operation(*index),
            fields.join(" "),
        ]));
    }
    for id in types {
        let Some((def, name)) = site.ty(*id) else {
            continue;
        };
        let members = name.members.iter().map(|name| bare(name));
        let members: Vec<&str> = match &def.shape {
            Shape::Struct(object) => members.take(object.fields.len()).collect(),
            Shape::Union(_) => members.collect(),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Tuple(_) | Shape::Alias(_) => {
                Vec::new()
            }
        };
        entries.push(json!([
            1,
            name.ident,
            "",
            site.places.ty(*id),
            members.join(" ")
        ]));
    }
    // JSON is JavaScript, except that a script must not contain the end of its element.
    let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
    let list = entries.join(",\n").replace("</", "<\\/");
    format!("found([\n{list}\n])\n")
}
