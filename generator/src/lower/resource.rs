//! Decides where an operation hangs in the resource tree and what it is called there.
//!
//! Static path segments make the chain; the HTTP method and the path's end make the name. The rule
//! looks at one operation alone, so that adding another one renames nothing.

use heck::ToSnakeCase;

/// A place in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The chain of resources from the client on.
    pub(super) chain: Vec<String>,
    /// The method's words.
    pub(super) method: String,
}

/// Words that begin the name of an action rather than of a thing. Standard verbs of web APIs; a
/// path segment that starts with one of them, such as `cancel` or `sendMessage`, is a method.
const VERBS: &[&str] = &[
    "abort",
    "accept",
    "acknowledge",
    "activate",
    "add",
    "answer",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "ban",
    "batch",
    "block",
    "calculate",
    "cancel",
    "capture",
    "check",
    "clear",
    "clone",
    "close",
    "compact",
    "complete",
    "confirm",
    "connect",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "decline",
    "delete",
    "deny",
    "detach",
    "disable",
    "disconnect",
    "dismiss",
    "download",
    "duplicate",
    "edit",
    "enable",
    "execute",
    "export",
    "extend",
    "fetch",
    "find",
    "finalize",
    "finish",
    "follow",
    "forward",
    "generate",
    "get",
    "hangup",
    "hide",
    "import",
    "invite",
    "invoke",
    "join",
    "kick",
    "kill",
    "leave",
    "list",
    "lock",
    "login",
    "logout",
    "mark",
    "merge",
    "migrate",
    "modify",
    "move",
    "mute",
    "open",
    "pause",
    "pay",
    "pin",
    "ping",
    "post",
    "preview",
    "promote",
    "publish",
    "purge",
    "query",
    "read",
    "reboot",
    "redeem",
    "refer",
    "refresh",
    "refund",
    "regenerate",
    "register",
    "reject",
    "release",
    "reload",
    "remix",
    "remove",
    "rename",
    "renew",
    "reopen",
    "replace",
    "reply",
    "request",
    "resend",
    "reset",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retrieve",
    "retry",
    "revert",
    "revoke",
    "rotate",
    "run",
    "save",
    "scan",
    "schedule",
    "search",
    "send",
    "set",
    "share",
    "show",
    "sign",
    "skip",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "swap",
    "sync",
    "terminate",
    "test",
    "toggle",
    "transfer",
    "trigger",
    "truncate",
    "unarchive",
    "unassign",
    "unban",
    "unblock",
    "undelete",
    "unfollow",
    "unlink",
    "unlock",
    "unmute",
    "unpause",
    "unpin",
    "unpublish",
    "unregister",
    "unsubscribe",
    "update",
    "upgrade",
    "upload",
    "upsert",
    "validate",
    "verify",
    "void",
    "withdraw",
];

/// The place that `method` (lower case) at `path` has by itself. `prefixes` are path prefixes and
/// the dotted chains that stand for them, the longest first.
pub(super) fn place(path: &str, method: &str, prefixes: &[(&str, &str)]) -> Position {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (mut chain, rest) = match prefixes
        .iter()
        .find_map(|(prefix, chain)| Some((chain, strip(path, prefix)?)))
    {
        Some((chain, rest)) => (
            chain
                .split('.')
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            rest,
        ),
        None => (Vec::new(), path),
    };
    let segments: Vec<&str> = rest
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    let fixed = |segment: &&&str| !segment.contains('{');
    chain.extend(
        segments
            .iter()
            .filter(fixed)
            .map(|segment| (*segment).to_owned()),
    );
    let last = segments.last().copied().unwrap_or_default();
    if let Some((_, action)) = last.rsplit_once("}:") {
        // `/operations/{id}:cancel`, a custom method as Google's API guide has it.
        return Position {
            chain,
            method: action.to_owned(),
        };
    }
    if last.contains('{') {
        let method = match method {
            "get" => "retrieve",
            "post" | "put" | "patch" => "update",
            other => other,
        };
        return Position {
            chain,
            method: method.to_owned(),
        };
    }
    if is_action(last) && !(method == "get" && is_plural(last)) {
        chain.pop();
        return Position {
            chain,
            method: last.to_owned(),
        };
    }
    let method = match method {
        "get" if is_plural(last) || last.is_empty() => "list",
        "get" => "retrieve",
        "post" => "create",
        "put" | "patch" => "update",
        other => other,
    };
    Position {
        chain,
        method: method.to_owned(),
    }
}

/// What follows `prefix` in `path`, if it ends at a segment's border.
fn strip<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(prefix.trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn is_action(segment: &str) -> bool {
    let snake = segment.to_snake_case();
    let first = snake.split('_').next().unwrap_or_default();
    VERBS.binary_search(&first).is_ok()
}

/// Whether a segment names several things, as far as its last letter tells.
fn is_plural(segment: &str) -> bool {
    segment.ends_with('s')
        && !segment.ends_with("ss")
        && !segment.ends_with("us")
        && !segment.ends_with("is")
}
