//! The English of web APIs: what is an action, what is a thing, what is several of them.

use heck::ToSnakeCase;

/// Words that begin the name of an action rather than of a thing, sorted. A path segment that
/// starts with one of them, such as `cancel` or `sendMessage`, is a method.
const VERBS: &[&str] = &[
    "abort",
    "accept",
    "acknowledge",
    "acquire",
    "activate",
    "add",
    "allocate",
    "answer",
    "append",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authenticate",
    "authorize",
    "ban",
    "batch",
    "begin",
    "block",
    "calculate",
    "cancel",
    "capture",
    "check",
    "cleanup",
    "clear",
    "clone",
    "close",
    "compact",
    "compare",
    "complete",
    "compose",
    "compute",
    "confirm",
    "connect",
    "consume",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "decline",
    "decrypt",
    "delete",
    "deny",
    "deploy",
    "describe",
    "destroy",
    "detach",
    "detect",
    "disable",
    "discard",
    "disconnect",
    "dismiss",
    "dispatch",
    "download",
    "drain",
    "drop",
    "duplicate",
    "edit",
    "enable",
    "encrypt",
    "enqueue",
    "enroll",
    "estimate",
    "evaluate",
    "evict",
    "exchange",
    "execute",
    "expire",
    "explain",
    "export",
    "extend",
    "fetch",
    "finalize",
    "find",
    "finish",
    "flush",
    "follow",
    "forget",
    "forgot",
    "forward",
    "freeze",
    "generate",
    "get",
    "halt",
    "hangup",
    "hide",
    "import",
    "init",
    "initialize",
    "initiate",
    "insert",
    "install",
    "invite",
    "invoke",
    "join",
    "kick",
    "kickoff",
    "kill",
    "launch",
    "leave",
    "list",
    "lock",
    "login",
    "logout",
    "lookup",
    "mark",
    "merge",
    "migrate",
    "modify",
    "move",
    "mute",
    "notify",
    "open",
    "pause",
    "pay",
    "pin",
    "ping",
    "poll",
    "post",
    "predict",
    "prepare",
    "preview",
    "promote",
    "provision",
    "prune",
    "publish",
    "purge",
    "put",
    "query",
    "quit",
    "reactivate",
    "read",
    "reassign",
    "rebase",
    "reboot",
    "rebuild",
    "recalculate",
    "receive",
    "recover",
    "redeem",
    "refer",
    "refresh",
    "refund",
    "regenerate",
    "register",
    "reindex",
    "reject",
    "release",
    "reload",
    "remind",
    "remix",
    "remove",
    "rename",
    "renew",
    "reopen",
    "reorder",
    "repair",
    "replace",
    "reply",
    "request",
    "resend",
    "reset",
    "resolve",
    "restart",
    "restore",
    "restrict",
    "resume",
    "retire",
    "retrain",
    "retrieve",
    "retry",
    "revert",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "save",
    "scan",
    "schedule",
    "search",
    "select",
    "send",
    "set",
    "share",
    "show",
    "shutdown",
    "sign",
    "skip",
    "spawn",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suggest",
    "summarize",
    "suspend",
    "swap",
    "sync",
    "terminate",
    "test",
    "thaw",
    "toggle",
    "transfer",
    "transform",
    "translate",
    "trigger",
    "truncate",
    "unarchive",
    "unassign",
    "unban",
    "unblock",
    "undelete",
    "undeploy",
    "undo",
    "unfollow",
    "unfreeze",
    "uninstall",
    "unlink",
    "unlock",
    "unmute",
    "unpause",
    "unpin",
    "unpublish",
    "unregister",
    "unshare",
    "unstar",
    "unsubscribe",
    "unsuspend",
    "untag",
    "unwatch",
    "update",
    "upgrade",
    "upload",
    "upsert",
    "vacuum",
    "validate",
    "verify",
    "void",
    "wake",
    "warm",
    "watch",
    "whoami",
    "wipe",
    "withdraw",
    "write",
];

/// Verbs that are the first word of a thing as often: `merge_requests`, `search/{id}`; sorted.
const NOUNS: &[&str] = &[
    "batch", "block", "check", "count", "deploy", "export", "import", "install", "invite", "list",
    "lock", "mark", "merge", "move", "pin", "ping", "post", "preview", "query", "read", "refund",
    "release", "reply", "request", "reset", "run", "scan", "schedule", "search", "set", "share",
    "show", "sign", "test", "transfer", "trigger", "update", "upgrade", "upload", "void", "watch",
];

/// Ends of file names that say only how the answer is written.
const FORMATS: &[&str] = &[
    "atom", "csv", "gif", "html", "ico", "jpg", "json", "jsonld", "pdf", "php", "png", "rss",
    "svg", "txt", "xml", "yaml", "yml", "zip",
];

/// Whether a segment names an action.
pub(super) fn is_action(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let (first, compound) = first_word(&snake);
    VERBS.binary_search(&first).is_ok() && !(compound && is_noun(first) && is_plural(&snake))
}

/// Whether a segment names an action and nothing else, so that what follows is its argument.
pub(super) fn is_only_action(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    is_action(&snake) && !is_noun(first_word(&snake).0)
}

/// Whether a segment names several things, as far as its last letters tell.
pub(super) fn is_plural(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let last = snake.rsplit('_').next().unwrap_or_default();
    let singular = ["ss", "us", "is"];
    matches!(last, "people" | "children")
        || (last.ends_with('s') && !singular.iter().any(|end| last.ends_with(end)))
}

/// `segment` without the end that names a file format.
pub(super) fn without_format(segment: &str) -> &str {
    match segment.rsplit_once('.') {
        Some((name, end)) if !name.is_empty() && FORMATS.contains(&end) => name,
        _ => segment,
    }
}

/// Whether a segment says the first version of an API, or nothing of it: `api`, `v1`, `v1.0`,
/// `2010-04-01`. Later versions stay, since they stand beside the first.
pub(super) fn is_boilerplate(segment: &str) -> bool {
    let date = |segment: &str| {
        let parts: Vec<usize> = segment.split('-').map(str::len).collect();
        let digits = |char: char| char.is_ascii_digit() || char == '-';
        parts == [4, 2, 2] && segment.chars().all(digits)
    };
    matches!(segment, "api" | "v1" | "v1.0") || date(segment)
}

/// The words of a name that another one may have beside it: lower case, no signs.
pub(super) fn squash(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_noun(word: &str) -> bool {
    NOUNS.binary_search(&word).is_ok()
}

/// The first word of a name in snake case, and whether there are more.
fn first_word(snake: &str) -> (&str, bool) {
    snake
        .split_once('_')
        .map_or((snake, false), |(first, _)| (first, true))
}
