//! The links and code blocks of the README.

use proc_macro2::TokenStream;

use crate::rust::context::Emit;
use crate::rust::format;
use crate::rust::pages::example;

/// A link to a file of the crate. crates.io resolves relative links against the repository, but
/// only on known hosts. For other hosts, the link leads to the published source on docs.rs.
pub(super) fn link(cx: Emit<'_>, label: &str, file: &str) -> String {
    let package = &cx.api.package;
    let hosts = ["github.com", "gitlab.com", "bitbucket.org"];
    let known = package.repository.as_ref().is_some_and(|url| {
        let host = url.split_once("://").map_or("", |(_, rest)| rest);
        hosts.contains(&host.split('/').next().unwrap_or_default())
    });
    if known {
        return format!("[{label}]({file})");
    }
    format!(
        "[{label}](https://docs.rs/crate/{}/{}/source/{file})",
        package.name, package.version
    )
}

/// A code block of one item that uses the crate's `Client` and `Error`, with the imports.
pub(super) fn block_of_call(cx: Emit<'_>, item: TokenStream) -> String {
    block(&[example::imports(cx, &["Client", "Error"], &item), item])
}

/// A self-contained code block of imports and items.
pub(super) fn block(items: &[TokenStream]) -> String {
    let code = format::items(items).unwrap_or_default();
    format!("\n```rust,no_run\n{code}```\n")
}
