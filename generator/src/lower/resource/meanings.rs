//! The verbs that are nouns as well, or actions only in some places, and those that only read.

/// Verbs that also start the names of resources: `merge_requests`, `search/{id}`. Sorted.
const NOUNS: &[&str] = &[
    "answer",
    "archive",
    "batch",
    "block",
    "bookmark",
    "bridge",
    "bulk",
    "check",
    "claim",
    "commit",
    "compare",
    "connect",
    "count",
    "deploy",
    "download",
    "estimate",
    "exchange",
    "export",
    "follow",
    "hold",
    "import",
    "install",
    "invite",
    "list",
    "lock",
    "mark",
    "merge",
    "move",
    "open",
    "pin",
    "ping",
    "play",
    "poll",
    "post",
    "preview",
    "process",
    "pull",
    "query",
    "read",
    "refresh",
    "refund",
    "release",
    "reply",
    "request",
    "reset",
    "restore",
    "retry",
    "run",
    "scan",
    "schedule",
    "search",
    "set",
    "share",
    "ship",
    "show",
    "sign",
    "sync",
    "test",
    "transfer",
    "transform",
    "trigger",
    "update",
    "upgrade",
    "upload",
    "void",
    "watch",
];

/// Verbs that start the names of resources in the plural only: `login_links`, `pay_schedules`. Sorted.
const IN_PLURALS: &[&str] = &["login", "logout", "pay", "register", "write"];

/// Verbs that name an action only on one item, as in `/issues/{id}/vote`: elsewhere, they are nouns. Sorted.
const ON_ITEMS: &[&str] = &[
    "accumulate",
    "adjust",
    "boost",
    "collect",
    "crosspost",
    "decrease",
    "decrement",
    "downvote",
    "endorse",
    "favorite",
    "favourite",
    "feature",
    "force",
    "fork",
    "fund",
    "increase",
    "increment",
    "link",
    "load",
    "materialize",
    "present",
    "push",
    "reblog",
    "redeliver",
    "report",
    "rerequest",
    "resize",
    "return",
    "reverse",
    "snooze",
    "split",
    "star",
    "tag",
    "timeout",
    "upvote",
    "vote",
    "wait",
];

/// Verbs that are only found in operationIds. Sorted.
const OTHERS: &[&str] = &["patch", "render", "review", "view"];

/// Verbs that only read. Sorted.
const READS: &[&str] = &[
    "answer", "check", "compare", "count", "describe", "download", "estimate", "export", "fetch",
    "find", "get", "list", "lookup", "ping", "poll", "preview", "query", "read", "retrieve",
    "scan", "search", "select", "show", "suggest", "sync", "test", "view", "watch",
];

/// Returns whether a verb also starts the names of resources.
pub(super) fn is_noun(word: &str) -> bool {
    NOUNS.binary_search(&word).is_ok()
}

/// Returns whether a verb also starts the names of resources that are plurals.
pub(super) fn is_noun_in_plural(word: &str) -> bool {
    is_noun(word) || IN_PLURALS.binary_search(&word).is_ok()
}

/// Returns whether a word names an action on one item.
pub(super) fn is_on_item(word: &str) -> bool {
    ON_ITEMS.binary_search(&word).is_ok()
}

/// Returns whether a word is a verb in operationIds only.
pub(super) fn is_other(word: &str) -> bool {
    OTHERS.binary_search(&word).is_ok()
}

/// Returns whether a verb only reads.
pub(super) fn only_reads(word: &str) -> bool {
    READS.binary_search(&word).is_ok()
}
