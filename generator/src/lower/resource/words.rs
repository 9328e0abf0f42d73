//! Classifies the English words in paths: actions, items and collections.

use heck::ToSnakeCase;

use super::{meanings, verbs};
use crate::spelling;

/// The usual verbs of operationIds.
const CRUD: &[&str] = &[
    "create", "delete", "get", "list", "patch", "post", "put", "remove", "update",
];

/// File extensions that only select the format of the response.
const FORMATS: &[&str] = &[
    "atom", "csv", "gif", "html", "ico", "jpg", "json", "jsonld", "pdf", "php", "png", "rss",
    "svg", "txt", "xml", "yaml", "yml", "zip",
];

/// Returns whether a segment names an action.
pub(super) fn is_action(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let (first, compound) = first_word(&snake);
    let mut words = snake.split('_').skip(1);
    let second = words.next().unwrap_or_default();
    if matches!(first, "bulk" | "force") && verbs::is_listed(second) {
        return true;
    }
    let is_pair = words.next().is_none();
    if is_pair
        && matches!(
            (first, second),
            ("log" | "sign", "in" | "off" | "on" | "out" | "up")
        )
    {
        return true;
    }
    if matches!(first, "is" | "has" | "can") && compound || matches!(&*snake, "contains" | "exists")
    {
        return true;
    }
    // `add_on_results` are the results of an add-on.
    let is_noun =
        compound && is_plural(&snake) && (meanings::is_noun_in_plural(first) || second == "on");
    verbs::is_listed(first) && !is_noun
}

/// Returns whether a segment can only name an action, so that the next segment is its argument.
pub(super) fn is_only_action(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    is_action(&snake) && !meanings::is_noun(first_word(&snake).0)
}

/// Returns whether the ending of a segment suggests a plural.
pub(super) fn is_plural(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let last = snake.rsplit('_').next().unwrap_or_default();
    spelling::is_plural(last)
}

/// Returns whether a segment is a plural that names one thing: `settings`.
pub(super) fn is_plural_in_form(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let last = snake.rsplit('_').next().unwrap_or_default();
    matches!(
        last,
        "details"
            | "dns"
            | "metrics"
            | "preferences"
            | "settings"
            | "sms"
            | "statistics"
            | "stats"
            | "ws"
    )
}

/// Removes a file extension that names a format.
pub(in crate::lower) fn without_format(segment: &str) -> &str {
    match segment.rsplit_once('.') {
        Some((name, end)) if !name.is_empty() && FORMATS.contains(&end) => name,
        _ => segment,
    }
}

/// Returns whether a segment is an action on the item before it: `/issues/{id}/vote`.
pub(super) fn is_action_on_item(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let (first, compound) = first_word(&snake);
    let bare = first
        .strip_prefix("un")
        .or_else(|| first.strip_prefix("re"));
    let again = bare.is_some_and(|bare| meanings::is_on_item(bare) || verbs::is_listed(bare));
    let is_verb = meanings::is_on_item(first) || (again && !meanings::is_other(first));
    is_verb && !(compound && is_plural(&snake))
}

/// Returns whether a word of an operationId is a verb.
pub(super) fn is_verb(word: &str) -> bool {
    let known = |word: &str| {
        verbs::is_listed(word) || meanings::is_on_item(word) || meanings::is_other(word)
    };
    let again = ["un", "re", "de"]
        .iter()
        .find_map(|start| word.strip_prefix(start));
    known(word) || again.is_some_and(known)
}

/// Returns whether a word is one of the usual verbs of operationIds.
pub(super) fn is_crud(word: &str) -> bool {
    CRUD.contains(&word)
}

/// Returns whether a segment that names an action is read by `GET` rather than done: `lock`, but not `search`.
pub(super) fn is_state(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let (first, _) = first_word(&snake);
    (meanings::is_noun(first) || meanings::is_on_item(first)) && !meanings::only_reads(first)
}

/// The verb that undoes another one, if there is a word for it: `unlock`.
pub(super) fn undone(verb: &str) -> Option<String> {
    let un = format!("un{verb}");
    let known =
        verbs::is_listed(&un) || matches!(verb, "favorite" | "favourite" | "endorse" | "tag");
    known.then_some(un)
}

/// The singular of a word, or the word itself.
pub(super) fn singular(word: &str) -> String {
    spelling::singular(word).unwrap_or_else(|| word.to_owned())
}

/// Returns whether a segment only states that the response is JSON, as the extension `.json` does.
pub(super) fn is_format(segment: &str) -> bool {
    segment == "json"
}

/// Returns whether a segment is generic: `api`, or a date that is a version, such as `2010-04-01`.
pub(super) fn is_boilerplate(segment: &str) -> bool {
    let date = |segment: &str| {
        let parts: Vec<usize> = segment.split('-').map(str::len).collect();
        let digits = |char: char| char.is_ascii_digit() || char == '-';
        parts == [4, 2, 2] && segment.chars().all(digits)
    };
    segment.eq_ignore_ascii_case("api") || date(segment)
}

/// The version that a segment names, for comparison: `v2` and `2.0` are `[2]`, `V1.1` is `[1, 1]`.
pub(super) fn version(segment: &str) -> Option<Vec<u64>> {
    let lower = segment.to_ascii_lowercase();
    let digits = lower.strip_prefix('v').unwrap_or(&lower);
    if digits.len() == lower.len() && !lower.contains('.') {
        return None;
    }
    let parts = digits.split('.').map(|part| part.parse::<u64>().ok());
    let mut numbers: Vec<u64> = parts.collect::<Option<_>>()?;
    while numbers.len() > 1 && numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

/// The first word of a name in snake case, and whether there are more words.
fn first_word(snake: &str) -> (&str, bool) {
    snake
        .split_once('_')
        .map_or((snake, false), |(first, _)| (first, true))
}
