//! The outcomes of the calls, as a table.

use std::fmt::Write as _;

use serde_json::Value;
use tests::corpus::report::aligned;

use super::calls::Call;
use super::mock::Answer;

/// Prism's problem classes for requests that violate the document. The other classes mean that
/// Prism has no response, or that its response violates the document.
const REQUEST: &[&str] = &[
    "UNPROCESSABLE_ENTITY",
    "INVALID_CONTENT_TYPE",
    "UNAUTHORIZED",
    "NO_PATH_MATCHED_ERROR",
    "NO_METHOD_MATCHED_ERROR",
    "NO_SERVER_MATCHED_ERROR",
    "NO_SERVER_CONFIGURATION_PROVIDED_ERROR",
];

/// The problem class for violations of either the request or the response.
const ANY: &str = "VIOLATIONS";

/// The result of one call.
enum Verdict {
    Kept,
    /// The request conforms to the document, but the example that Prism would respond with does
    /// not.
    Unanswered(String),
    Broken(Vec<String>),
    Excluded(String),
}

/// Returns the table with notes on calls that were excluded, and the number of requests that
/// violate the document.
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
            // Prism validates the request first. A request without violations of its own is valid.
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
        // Prism responds to an invalid request with the error response of the document.
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

/// The violations of a request that Prism responds to nevertheless.
fn noted(header: Option<&str>) -> Vec<String> {
    let list: Value = serde_json::from_str(header.unwrap_or_default()).unwrap_or_default();
    let list = list.as_array().cloned().unwrap_or_default();
    let of_request = list.iter().filter(|one| of_request(one));
    of_request.map(ToString::to_string).collect()
}

/// Whether the request caused a violation, and not Prism's own response.
fn of_request(violation: &Value) -> bool {
    let place = violation.get("location").and_then(|place| place.get(0));
    place.and_then(Value::as_str) == Some("request")
}
