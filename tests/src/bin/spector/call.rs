//! The call of an operation, with the values of an exchange.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use generator::model::{Argument, Location, Operation};

use super::credentials;
use super::find::Found;
use super::program::Files;
use super::scenario::{Content, Exchange};
use super::values::{Values, is_media_type};

/// The Rust expression of a call.
pub(crate) struct Call {
    /// The request, from `client` on.
    pub(crate) code: String,
    /// The credentials: methods of the builder.
    pub(crate) credentials: String,
    /// What a caller does beside passing values that have a type: none in a plain call.
    pub(crate) aids: BTreeSet<&'static str>,
}

/// Writes the call of an exchange.
///
/// # Errors
/// If the exchange lacks what the method asks for, or has what the method does not take.
pub(crate) fn write(
    found: &Found<'_>,
    exchange: &Exchange,
    files: &mut Files,
) -> Result<Call, String> {
    let krate = found.krate;
    let operation = found.operation;
    let mut call = Call {
        code: String::new(),
        credentials: String::new(),
        aids: BTreeSet::new(),
    };
    let mut values = Values::of(found, exchange);
    call.credentials = credentials::sent(krate, &mut values.query, &mut values.headers);
    if call.credentials.is_empty() && exchange.status == 403 {
        call.credentials = credentials::refused(krate, operation);
    }
    let whole = values.whole_body();
    values.drop_constants(operation);
    let (mut asked, mut options) = (Vec::new(), String::new());
    let free = operation.arguments.iter();
    let is_member = |argument: &Argument| argument.location == Location::Field;
    let free = free.filter(|argument| argument.only_value().is_none());
    let mut free: Vec<_> = free.zip(&found.item.arguments).collect();
    // Members that are written by themselves are those that no other parameter takes.
    free.sort_by_key(|(argument, _)| values.is_rest(argument));
    let mut placed = BTreeMap::new();
    for (argument, item) in free {
        if whole.is_some() && is_member(argument) {
            continue;
        }
        let code = values.argument(argument, item, files, &mut call.aids);
        match (argument.required, code) {
            (true, Some(code)) => {
                placed.insert(position(operation, argument), code);
            }
            (true, None) => return Err(format!("`{}` is asked for", argument.wire)),
            (false, Some(code)) => {
                let _ = write!(options, ".{}({code})", item.name);
            }
            (false, None) => {}
        }
    }
    asked.extend(placed.into_values());
    let with = whole.map_or("", |body| {
        values.members.clear();
        values.taken = true;
        asked.push(format!("json::<serde_json::Value>(r####\"{body}\"####)"));
        "_with"
    });
    let sent = exchange
        .body
        .as_ref()
        .filter(|_| operation.sent_xml.is_none());
    let is_typed = operation.read_xml.is_some() || exchange.status >= 400;
    let read = exchange.answer.as_ref().filter(|_| !is_typed);
    if [sent, read].into_iter().flatten().any(Content::is_xml) {
        call.aids.insert("XML as text");
    }
    let chosen = content_type(found, exchange, &mut call.aids);
    values.extras(&mut options, &mut call.aids)?;
    let method = &found.item.call;
    call.code = format!("{method}{with}({}){options}{chosen}", asked.join(", "));
    Ok(call)
}

fn position(operation: &Operation, argument: &Argument) -> Option<usize> {
    let mut all = operation.arguments.iter();
    all.position(|other| std::ptr::eq(other, argument))
}

/// The method that chooses the media type of the body, if it is not the usual one. Where the document
/// names no media type, the caller has to.
fn content_type(
    found: &Found<'_>,
    exchange: &Exchange,
    aids: &mut BTreeSet<&'static str>,
) -> String {
    let operation = found.operation;
    let Some(sent) = exchange.body.as_ref().map(Content::essence) else {
        return String::new();
    };
    let choices = operation.content_types.iter();
    let mut choices = choices.zip(&found.name.content_types);
    if let Some((_, method)) = choices.find(|(choice, _)| choice.media_type == sent) {
        return format!(".{method}()");
    }
    let usual = operation.content_type.as_deref().unwrap_or_default();
    if operation.arguments.iter().any(is_media_type) {
        return String::new();
    }
    if usual.contains('*') || usual == "application/octet-stream" && sent != usual {
        aids.insert("content-type");
        return format!(".header(\"content-type\", {sent:?})");
    }
    String::new()
}
