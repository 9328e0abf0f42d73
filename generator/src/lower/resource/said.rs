//! Reads the verb of an operationId, and the words that it adds to the path: `pulls/check-if-merged`.

use heck::ToSnakeCase;

use super::facts::Facts;
use super::meanings::{is_noun, only_reads};
use super::words::{is_crud, is_verb, singular};

/// Words after which the object of a verb ends.
const PREPOSITIONS: &[&str] = &[
    "a", "and", "as", "at", "between", "by", "for", "from", "if", "in", "into", "is", "of", "on",
    "or", "per", "the", "to", "via", "with", "within",
];

/// The maximum number of words of a name that comes before names made from the path.
const SHORT: usize = 3;

/// The maximum number of words of a name.
const LONGEST: usize = 8;

/// An operationId, compared with the path of its operation.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The words from the verb on.
    words: Vec<String>,
    /// The words of the chain of resources, in the singular.
    known: Vec<String>,
    /// The words of the last resource, in the singular.
    last: Vec<String>,
    /// The words of the path's parameters, in the singular.
    parameters: Vec<String>,
}

impl Said {
    /// Compares an operationId with a path and its chain of resources.
    pub(super) fn new(facts: Facts<'_>, chain: &[String]) -> Self {
        let path = facts.path;
        let id = facts.operation_id.unwrap_or_default();
        let id = id.rsplit(['/', '.']).find(|part| !part.is_empty());
        let mut words = words(id.unwrap_or_default());
        without_path(&mut words, path);
        let last = chain.last().map(|name| singulars(name));
        let last = last.unwrap_or_default();
        if is_path(&words, facts.method, path, &last) {
            words.clear();
        }
        let known: Vec<String> = chain.iter().flat_map(|name| singulars(name)).collect();
        if let [http, verb, ..] = words.as_slice()
            && http.eq_ignore_ascii_case(facts.method)
            && is_crud(verb)
            && !known.contains(verb)
        {
            // `patch_update_user`, but not `delete_list` at `/lists/{id}`.
            words.remove(0);
        }
        let parameters = path.split('{').skip(1);
        let parameters = parameters.filter_map(|rest| rest.split('}').next());
        let nouns = words
            .iter()
            .take_while(|word| known.contains(&singular(word)));
        let nouns = nouns.count();
        // `admin-api-keys-list` begins with the resource, but `search-code` with a verb.
        if words.get(nouns).is_some_and(|word| is_verb(word)) {
            words.drain(..nouns);
        }
        Self {
            words,
            known,
            last,
            parameters: parameters.flat_map(singulars).collect(),
        }
    }

    /// The verb of the operationId if its object is the resource: `upsert` for `upsert_points` at `/points`.
    pub(super) fn verb(&self) -> Option<String> {
        let (verb, rest) = self.words.split_first()?;
        // `test_runs` are runs, and a `permissions_check` is a check.
        let is_part = self.last.len() > 1 && self.last.contains(verb);
        if !is_verb(verb) || is_part {
            return None;
        }
        if let [particle, ..] = rest
            && matches!(
                (verb.as_str(), particle.as_str()),
                (_, "up" | "out" | "off") | ("log" | "opt" | "sign", "in")
            )
        {
            return Some(format!("{verb}_{particle}"));
        }
        if let [second, ..] = rest
            && matches!(verb.as_str(), "batch" | "bulk" | "force")
            && is_verb(second)
        {
            return Some(format!("{verb}_{second}"));
        }
        if let [or, second, ..] = rest
            && or == "or"
            && is_verb(second)
        {
            return Some(format!("{verb}_or_{second}"));
        }
        let object: Vec<&String> = rest
            .iter()
            .take_while(|word| !PREPOSITIONS.contains(&word.as_str()))
            .collect();
        // `test_run_create` is about a test run.
        if object
            .iter()
            .any(|word| is_crud(word) && !self.known.contains(word))
        {
            return None;
        }
        let bare = verb.strip_prefix("un").unwrap_or(verb);
        let meant = |word: &String| {
            let word = singular(word);
            self.known.contains(&word) || self.parameters.contains(&word)
        };
        let is_meant = object.is_empty()
            || object.iter().any(|word| meant(word))
            || self.known.iter().any(|word| word == bare);
        let state = rest.get(object.len()..).unwrap_or_default();
        is_meant.then(|| match state {
            [to, state] if to == "as" => format!("{verb}_as_{state}"),
            _ => verb.clone(),
        })
    }

    /// Whether the operationId is a path segment and the resource before it, so that the segment is a verb:
    /// `scroll_points` at `/points/scroll`.
    pub(super) fn is_verb(&self, segment: &str) -> bool {
        let segment = words(segment);
        if segment.first().is_some_and(|first| is_verb(first)) && segment == self.words {
            return true;
        }
        let Some(object) = self.words.strip_prefix(segment.as_slice()) else {
            return false;
        };
        let object = object
            .iter()
            .take_while(|word| !PREPOSITIONS.contains(&word.as_str()));
        let object: Vec<String> = object.map(|word| singular(word)).collect();
        !object.is_empty() && self.last == object
    }

    /// Whether the operationId makes or changes what a segment names, so that a noun that is also a verb is a resource:
    /// `create_schedule_payment` at `/schedule_payment`.
    pub(super) fn makes(&self, segment: &str) -> bool {
        let segment = words(segment);
        let Some(first) = segment.first().filter(|first| is_noun(first)) else {
            return false;
        };
        let Some((verb, rest)) = self.words.split_first() else {
            return false;
        };
        let changes = ["create", "update", "delete", "list"].contains(&verb.as_str());
        // `get_search_results` may search.
        let reads = ["get", "read", "retrieve"].contains(&verb.as_str()) && !only_reads(first);
        if segment.len() < 2 || !(changes || reads) {
            return false;
        }
        let object = rest
            .iter()
            .take_while(|word| !PREPOSITIONS.contains(&word.as_str()));
        let object: Vec<&String> = object.filter(|word| !is_quantity(word)).collect();
        // `list_contact_merge_history` at `/contacts/{id}/merge_history`.
        let own = object
            .iter()
            .skip_while(|word| self.known.contains(&singular(word)) && **word != first);
        // The words of the path are removed already if frameworks may have added them.
        (changes && rest.is_empty()) || own.copied().eq(segment.iter())
    }

    /// The operationId without phrases that only repeat resources: `check_if_merged`.
    fn beyond(&self) -> Option<Vec<String>> {
        let (verb, mut rest) = self.words.split_first()?;
        let mut kept = vec![verb.clone()];
        while !rest.is_empty() {
            let is_word = |word: &&String| !PREPOSITIONS.contains(&word.as_str());
            let before = rest.iter().take_while(|word| !is_word(word)).count();
            let words = rest.iter().skip(before).take_while(is_word).count();
            let (phrase, next) = rest.split_at_checked(before + words)?;
            rest = next;
            let words = phrase.get(before..).unwrap_or_default();
            let mut new = words
                .iter()
                .filter(|word| !self.known.contains(&singular(word)));
            if new.clone().all(|word| is_quantity(word)) {
                kept.extend(new.cloned());
            } else if new.next().is_some() {
                kept.extend(phrase.iter().cloned());
            }
        }
        (kept.len() <= LONGEST).then_some(kept)
    }

    /// Names for the operation: short ones, which come before names made from the path, or else long ones.
    pub(super) fn names(&self, short: bool, is_action: bool) -> Vec<String> {
        let Some(words) = self.beyond() else {
            return Vec::new();
        };
        let verb = words.first().map(String::as_str).unwrap_or_default();
        let is_numbered = words
            .last()
            .is_some_and(|word| word.bytes().all(|digit| digit.is_ascii_digit()));
        let says_nothing = words.len() == 1 && is_action && (is_crud(verb) || verb == "read");
        if is_numbered || says_nothing {
            return Vec::new();
        }
        if (words.len() <= SHORT) != short || !(is_action || is_verb(verb)) {
            return Vec::new();
        }
        let own = words.join("_");
        let usual = match verb {
            "get" | "fetch" | "read" | "show" | "view" if !is_action => {
                let rest = words.get(1..).unwrap_or_default();
                std::iter::once("retrieve".to_owned())
                    .chain(rest.iter().cloned())
                    .collect::<Vec<_>>()
                    .join("_")
            }
            _ => own.clone(),
        };
        vec![usual, own]
    }

    /// Whether there is no operationId that says more than the path.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the operationId begins with `verb`.
    pub(super) fn begins(&self, verb: &str) -> bool {
        self.words.starts_with(&words(verb))
    }

    /// Whether the operationId begins with `verb`, which is not a noun there: `report_retrieve` retrieves a report.
    pub(super) fn does(&self, verb: &str) -> bool {
        let mut words = self.words.iter();
        self.begins(verb) && !words.any(|word| is_crud(word) || word == "retrieve")
    }

    /// Whether the operationId begins with a word for deleting.
    pub(super) fn deletes(&self) -> bool {
        let first = self.words.first().map(String::as_str);
        matches!(first, Some("delete" | "remove" | "destroy"))
    }

    /// Whether the operationId says no more than a verb and the resource: `updatePet` at `/pet`.
    pub(super) fn is_plain(&self) -> bool {
        self.beyond().is_some_and(|words| words.len() == 1)
    }

    /// Whether the operationId says that the operation is about several items: `updateUsers`, `bulk_update`.
    pub(super) fn says_several(&self) -> bool {
        self.words.iter().any(|word| {
            is_quantity(word) || (singular(word) != *word && self.known.contains(&singular(word)))
        })
    }

    /// Whether the object of the operationId is one item: `getRestriction`.
    pub(super) fn says_one(&self) -> bool {
        let object = self.words.iter().skip(1);
        let mut object = object.take_while(|word| !PREPOSITIONS.contains(&word.as_str()));
        let first = self.words.first().map(String::as_str).unwrap_or_default();
        let last = object.by_ref().last();
        matches!(first, "get" | "retrieve" | "fetch" | "read")
            && last.is_some_and(|word| singular(word) == *word)
            && !self
                .words
                .iter()
                .any(|word| word == "all" || word == "list")
    }
}

/// Whether a word tells how many items are meant.
fn is_quantity(word: &str) -> bool {
    matches!(word, "all" | "batch" | "bulk" | "many" | "multiple")
}

/// Removes the path and the HTTP method that some frameworks append: `read_item_items__item_id__get`.
fn without_path(ids: &mut Vec<String>, path: &str) {
    let path = words(path);
    if path.is_empty() {
        return;
    }
    let found = ids.windows(path.len()).rposition(|part| part == path);
    if let Some(at) = found.filter(|at| path.len() > 1 && at + path.len() + 1 >= ids.len()) {
        ids.truncate(at);
    }
}

/// Whether an operationId is only the HTTP method and words of the path, and more of them than the resource:
/// `put_files_id` at `/files/{file_id}`.
fn is_path(id: &[String], method: &str, path: &str, last: &[String]) -> bool {
    let path = words(path);
    let Some((_, rest)) = id
        .split_first()
        .filter(|(first, _)| first.eq_ignore_ascii_case(method))
    else {
        return false;
    };
    let rest_of_path = rest.iter().all(|word| path.contains(word));
    let is_resource = rest
        .iter()
        .map(|word| singular(word))
        .eq(last.iter().cloned());
    rest_of_path && !is_resource
}

fn words(name: &str) -> Vec<String> {
    let snake = name.to_snake_case();
    let words = snake.split('_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn singulars(name: &str) -> Vec<String> {
    words(name).iter().map(|word| singular(word)).collect()
}
