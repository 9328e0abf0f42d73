//! What came of the calls, as a table.

use std::fmt::Write as _;

use serde_json::Value;
use tests::corpus::report::aligned;

use super::calls::Call;
use super::mock::Answer;

/// The classes of Prism's problems that say that a request breaks the document. The others say
/// that Prism has no answer, or that its answer breaks the document.
const REQUEST: &[&str] = &[
    "UNPROCESSABLE_ENTITY",
    "INVALID_CONTENT_TYPE",
    "UNAUTHORIZED",
    "NO_PATH_MATCHED_ERROR",
    "NO_METHOD_MATCHED_ERROR",
    "NO_SERVER_MATCHED_ERROR",
    "NO_SERVER_CONFIGURATION_PROVIDED_ERROR",
];

/// The class that is of violations of either.
const ANY: &str = "VIOLATIONS";

/// What one call came to.
enum Verdict {
    Kept,
    /// The request keeps to the document, but the example that Prism would answer with does not.
    Unanswered(String),
    Broken(Vec<String>),
    Excluded(String),
}

/// The table, what was left out and why, and how many requests break the document.
pub(crate) fn table(calls: &[Call], answers: &[Answer]) -> (String, usize) {
    let mut rows = vec![
        ["operation", "status", "violations"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let mut notes = String::new();
    let (mut broken, mut excluded, mut undecodable, mut unanswered) = (0, 0, 0, 0);
    for (call, answer) in calls.iter().zip(answers) {
        let status = answer
            .status
            .map_or("none".to_owned(), |status| status.to_string());
        let cell = match verdict(call, answer) {
            Verdict::Kept => "0".to_owned(),
            Verdict::Unanswered(why) => {
                unanswered += 1;
                let _ = writeln!(notes, "bad example of an answer {}: {why}", call.name);
                "0".to_owned()
            }
            Verdict::Broken(found) => {
                broken += 1;
                for one in &found {
                    let _ = writeln!(notes, "BROKEN {}: {one}", call.name);
                }
                found.len().to_string()
            }
            Verdict::Excluded(reason) => {
                excluded += 1;
                let _ = writeln!(notes, "excluded {}: {reason}", call.name);
                "-".to_owned()
            }
        };
        if answer.undecodable {
            undecodable += 1;
            let error = answer.error.as_deref().unwrap_or_default();
            let _ = writeln!(notes, "undecodable answer {}: {error}", call.name);
        }
        rows.push(vec![call.name.clone(), status, cell]);
    }
    let sent = calls.len() - excluded;
    let _ = writeln!(
        notes,
        "{sent} requests checked, {broken} break the document; {excluded} excluded; \
         {undecodable} answers that cannot be decoded; \
         {unanswered} answers that Prism has no valid example for"
    );
    (format!("{}\n{notes}", aligned(&rows)), broken)
}

fn verdict(call: &Call, answer: &Answer) -> Verdict {
    if let Err(reason) = &call.code {
        return Verdict::Excluded(reason.clone());
    }
    let mut found = noted(answer.violations.as_deref());
    let body = answer.body.as_deref().unwrap_or_default();
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    let text = |key: &str| problem.get(key).and_then(Value::as_str).unwrap_or_default();
    if let Some((_, class)) = text("type").split_once("prism/errors#") {
        let validation = problem.get("validation").unwrap_or(&Value::Null);
        let list = validation.as_array().map(Vec::as_slice).unwrap_or_default();
        let first = list.first().and_then(|one| one.get("message"));
        let first = first.and_then(Value::as_str).unwrap_or(text("detail"));
        if class == ANY {
            // The request was found good before Prism looked at its own answer.
            let own = list.iter().filter(|one| of_request(one));
            found.extend(own.map(Value::to_string));
            if found.is_empty() {
                return Verdict::Unanswered(format!("{first} ({} findings)", list.len()));
            }
        } else if REQUEST.contains(&class) {
            found.push(format!("{class}: {} {validation}", text("detail")));
        } else {
            return Verdict::Excluded(format!("Prism: {class}: {first}"));
        }
    } else if answer.status.is_some_and(|status| status >= 400) {
        // A request that is not valid gets the answer that the document has for such ones.
        let (status, body) = (answer.status.unwrap_or_default(), excerpt(body));
        found.push(format!("answered with {status} {body}"));
    } else if answer.status.is_none() {
        let error = answer.error.as_deref().unwrap_or_default();
        found.push(format!("no answer: {error}"));
    }
    if found.is_empty() {
        Verdict::Kept
    } else {
        Verdict::Broken(found)
    }
}

/// The beginning of a body.
fn excerpt(body: &str) -> String {
    body.chars().take(200).collect()
}

/// What Prism notes of a request that it answers nevertheless.
fn noted(header: Option<&str>) -> Vec<String> {
    let list: Value = serde_json::from_str(header.unwrap_or_default()).unwrap_or_default();
    let list = list.as_array().cloned().unwrap_or_default();
    let of_request = list.iter().filter(|one| of_request(one));
    of_request.map(ToString::to_string).collect()
}

/// Whether a violation is the request's, and not that of Prism's own answer.
fn of_request(violation: &Value) -> bool {
    let place = violation.get("location").and_then(|place| place.get(0));
    place.and_then(Value::as_str) == Some("request")
}
