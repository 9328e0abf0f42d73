//! A comparison as JSON, for tools.
//!
//! ```text
//! {
//!   "format": 1,                       the version of this format; members and kinds may be added to it
//!   "package": "openai-admin",
//!   "class": "breaking",               breaking | compatible | docs-only | null (no change)
//!   "version": {
//!     "old": "0.1.0",                  the version in the old document
//!     "new": "0.1.0",                  the version in the new document
//!     "next": "0.2.0",                 the version that the changes require
//!     "bump": "minor"                  none | prerelease | patch | minor | major
//!   },
//!   "changes": [{
//!     "class": "breaking",
//!     "kind": "signature",             removed | renamed | signature | order | features | added |
//!                                      deprecated | behavior | docs
//!     "item": "field",                 package | feature | export | credential | struct |
//!                                      string-enum | union | alias | field | variant |
//!                                      constructor | setter | function | impl | resource |
//!                                      method | request | response | stream | option
//!     "rust": "Invite.email",
//!     "about": null,                   the aspect that changed, if Rust does not express it
//!     "old": "String",
//!     "new": "Option<String>",
//!     "line": "Invite.email: String → Option<String>",
//!     "rule": "changing the type of a public field",
//!     "places": { "old": "/components/…", "new": "/components/…" }
//!   }],
//!   "changelog": "## 0.2.0\n…"
//! }
//! ```

use serde_json::{Value, json};

use crate::rust::ItemKind;

use super::change::{Change, Comparison};
use super::class::Class;

impl Comparison {
    /// The comparison as JSON, in the stable format that the module describes.
    #[must_use]
    pub fn json(&self) -> Value {
        let changes: Vec<Value> = self.changes.iter().map(change).collect();
        json!({
            "format": 1,
            "package": self.package,
            "class": self.class().map(Class::as_str),
            "version": {
                "old": self.old_version,
                "new": self.new_version,
                "next": self.version,
                "bump": self.bump.as_str(),
            },
            "changes": changes,
            "changelog": self.changelog(),
        })
    }
}

fn change(change: &Change) -> Value {
    json!({
        "class": change.class.as_str(),
        "kind": change.kind.as_str(),
        "item": item(change.item),
        "rust": change.rust,
        "about": change.about,
        "old": change.old,
        "new": change.new,
        "line": change.line(),
        "rule": change.rule,
        "places": { "old": change.old_place, "new": change.new_place },
    })
}

fn item(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Package => "package",
        ItemKind::Feature => "feature",
        ItemKind::Export => "export",
        ItemKind::Credential => "credential",
        ItemKind::Struct => "struct",
        ItemKind::StringEnum => "string-enum",
        ItemKind::Union => "union",
        ItemKind::Alias => "alias",
        ItemKind::Field => "field",
        ItemKind::Variant => "variant",
        ItemKind::Constructor => "constructor",
        ItemKind::Setter => "setter",
        ItemKind::Function => "function",
        ItemKind::Impl => "impl",
        ItemKind::Resource => "resource",
        ItemKind::Method => "method",
        ItemKind::Request => "request",
        ItemKind::Response => "response",
        ItemKind::Stream => "stream",
        ItemKind::Option => "option",
    }
}
