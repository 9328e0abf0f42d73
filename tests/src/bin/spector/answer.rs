//! The check of a response: what the mock definition says against what the client returns.

use std::fmt::Write as _;

use generator::model::{self, Pages, Reply};
use serde_json::Value;

use super::call::Call;
use super::find::Found;
use super::program::Files;
use super::scenario::{Content, Exchange, essence};
use super::xml;

/// The statements that send a request and check the response.
///
/// # Errors
/// If the method returns nothing that the response could be compared with.
pub(crate) fn check(
    found: &Found<'_>,
    call: &Call,
    exchange: &Exchange,
    files: &mut Files,
) -> Result<String, String> {
    let operation = found.operation;
    let code = &call.code;
    if exchange.status >= 400 {
        return Ok(failure(found, call, exchange));
    }
    let Some(answer) = &exchange.answer else {
        return Ok(whole(code, exchange, &nothing(&operation.reply)));
    };
    let (reply, code) = chosen(found, code, answer);
    let json = json(found, answer);
    let compared = compared(reply, answer, json, files)?;
    match reply {
        _ if code != call.code => Ok(format!(
            "{{ let mut answer = {code}.await.map_err(text)?; {compared} }}"
        )),
        _ => {
            let page = operation.pages.as_ref();
            let data = page.map_or("", |_| "let mut answer = answer.into_inner();");
            Ok(whole(&code, exchange, &format!("{data} {compared}")))
        }
    }
}

/// The statements that read all pages and compare their items with those of the exchanges.
pub(crate) fn pages(
    found: &Found<'_>,
    pages: &Pages,
    call: &Call,
    exchanges: &[Exchange],
) -> String {
    let mut items = Vec::new();
    for exchange in exchanges {
        let answer = exchange.answer.as_ref();
        let answer = answer.and_then(|answer| json(found, answer));
        let list = pages.items.iter().fold(answer, |at, member| {
            at.and_then(|mut at| at.get_mut(member).map(Value::take))
        });
        if let Some(Value::Array(list)) = list {
            items.extend(list);
        }
    }
    let items = Value::Array(items);
    format!(
        "{{ let mut items = {}.stream(); let mut all = Vec::new(); \
         while let Some(item) = items.next().await {{ all.push(item.map_err(text)?); }} \
         same_json(check, &all, r####\"{items}\"####); }}",
        call.code
    )
}

/// Sends the request, checks the headers, and then `compared` the body.
fn whole(code: &str, exchange: &Exchange, compared: &str) -> String {
    let mut headers = String::new();
    for (name, value) in &exchange.answer_headers {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let _ = write!(
            headers,
            "same_header(check, response.headers(), {name:?}, {value:?}); "
        );
    }
    format!(
        "{{ let response = {code}.send().await.map_err(text)?; {headers}\
         #[allow(unused)] let mut answer = response.into_inner(); {compared} }}"
    )
}

/// The check that there is no body.
fn nothing(reply: &Reply) -> String {
    match reply {
        Reply::Empty => "let () = answer;".to_owned(),
        Reply::OptionalJson(_) => "same_json(check, &answer, \"null\");".to_owned(),
        // Without a body, there is nothing to compare.
        Reply::Json(_)
        | Reply::Text
        | Reply::LooseText
        | Reply::Binary
        | Reply::Pieces
        | Reply::Events(..)
        | Reply::NamedEvents(_)
        | Reply::Lines(_)
        | Reply::Parts(..) => String::new(),
    }
}

fn failure(found: &Found<'_>, call: &Call, exchange: &Exchange) -> String {
    let wrong = exchange.headers.get("accept").and_then(Value::as_str);
    let known = |accept: &str| {
        let alternatives = &found.operation.alternatives;
        accepts(&found.operation.accept, accept)
            || alternatives.iter().any(|one| accepts(&one.accept, accept))
    };
    let accept = wrong.filter(|accept| !known(accept));
    let accept = accept.map_or_else(String::new, |accept| {
        format!(".header(\"accept\", {accept:?})")
    });
    let body = exchange.answer.as_ref().and_then(Content::json);
    let text = exchange.answer.as_ref().and_then(Content::text);
    let body = match (body, text) {
        (Some(body), _) => format!("same_body(check, error.body(), r####\"{body}\"####);"),
        (None, Some(text)) => {
            format!("same(check, \"body\", &error.body(), &Some({text:?}.as_bytes()));")
        }
        (None, None) => String::new(),
    };
    format!(
        "{{ let Err(error) = {}{accept}.await else {{ return Err(\"an error is expected\".to_owned()) }}; \
         same(check, \"status\", &error.status().map(|status| status.as_u16()), &Some({})); {body} }}",
        call.code, exchange.status
    )
}

/// The method that asks for the media type of the response, and what it returns.
fn chosen<'a>(found: &Found<'a>, code: &str, answer: &Content) -> (&'a Reply, String) {
    let operation = found.operation;
    let sent = answer.essence();
    let usual = (&operation.reply, code.to_owned());
    // Several media types may be asked for at once: then the first is what comes.
    let first = operation.accept.split(',').next().unwrap_or_default();
    if essence(first) == sent {
        return usual;
    }
    let alternatives = operation.alternatives.iter();
    let mut alternatives = alternatives.zip(&found.name.alternatives);
    if let Some((one, method)) = alternatives.find(|(one, _)| essence(&one.accept) == sent) {
        return (&one.reply, format!("{code}.{method}()"));
    }
    match &operation.stream {
        Some(stream) if essence(&stream.accept) == sent && stream.member.is_some() => {
            (&stream.reply, format!("{code}.stream()"))
        }
        _ => usual,
    }
}

fn accepts(header: &str, media_type: &str) -> bool {
    header.split(',').any(|one| essence(one) == media_type)
}

/// The JSON that a response stands for.
fn json(found: &Found<'_>, answer: &Content) -> Option<Value> {
    let api = &found.krate.api;
    xml::response(api, found.operation, answer).or_else(|| answer.json())
}

fn compared(
    reply: &Reply,
    answer: &Content,
    json: Option<Value>,
    files: &mut Files,
) -> Result<String, String> {
    let text = || answer.text().ok_or("the response is no text".to_owned());
    Ok(match reply {
        Reply::Empty => return Err("the method returns nothing".to_owned()),
        Reply::Parts(..) => return Err("no scenario has a response of several parts".to_owned()),
        Reply::Json(_) | Reply::OptionalJson(_) => {
            let json = json.ok_or("the response is no JSON")?;
            format!("same_json(check, &answer, r####\"{json}\"####);")
        }
        Reply::Text => format!("same(check, \"text\", &answer.as_str(), &{:?});", text()?),
        Reply::LooseText => {
            let json = json.and_then(|json| json.as_str().map(str::to_owned));
            let text = json.map_or_else(text, Ok)?;
            format!("same(check, \"text\", &answer.as_str(), &{text:?});")
        }
        Reply::Binary | Reply::Pieces => {
            let content = files.include(&answer.bytes());
            format!("same(check, \"bytes\", &answer.as_ref(), &{content});")
        }
        Reply::Lines(_) => {
            let text = text()?;
            let lines: Vec<&str> = text.lines().collect();
            format!(
                "let mut all = Vec::new(); while let Some(line) = answer.next().await \
                 {{ all.push(line.map_err(text)?); }} same_json(check, &all, r####\"[{}]\"####);",
                lines.join(",")
            )
        }
        Reply::Events(content, _) => events(&text()?, *content == model::Content::Text),
        Reply::NamedEvents(_) => events(&text()?, false),
    })
}

/// The check of each event, and of what the stream knows after it. Where the document says that events
/// are strings, their data are not decoded. `[DONE]` ends the stream.
fn events(text: &str, are_text: bool) -> String {
    let mut code = String::new();
    let mut last = None;
    let mut retry = None;
    for event in text.split("\n\n").filter(|event| !event.trim().is_empty()) {
        let (mut name, mut data) = ("message", String::new());
        for line in event.lines() {
            match line.split_once(": ").unwrap_or((line, "")) {
                ("event", value) => name = value,
                ("data", value) => data.push_str(value),
                ("id", value) if !value.contains('\0') => last = Some(value),
                ("retry", value) => retry = value.parse::<u64>().ok().or(retry),
                _ => {}
            }
        }
        if data == "[DONE]" {
            break;
        }
        let is_json = !are_text && serde_json::from_str::<Value>(&data).is_ok();
        let json = if is_json {
            data
        } else {
            Value::String(data).to_string()
        };
        let _ = write!(
            code,
            "let event = answer.next().await.ok_or(\"there is no further event\")?.map_err(text)?; \
             same_json(check, &event, r####\"{json}\"####); \
             same(check, \"event\", &answer.event(), &{name:?}); \
             same(check, \"id\", &answer.last_event_id(), &{last:?}); \
             same(check, \"retry\", &answer.retry().map(|retry| retry.as_millis()), &{retry:?}); "
        );
    }
    code
}
