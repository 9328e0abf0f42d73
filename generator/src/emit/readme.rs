//! `README.md` of the crate.

use super::{Emit, example, feature, part, webhook};
use crate::format;
use quote::quote;

/// What the crate is, how to install it, and the first call.
pub(super) fn emit(cx: Emit<'_>) -> String {
    let package = &cx.api.package;
    let about = package.about.as_ref();
    let sections = [
        format!(
            "# {}\n\n{}.\n",
            package.name,
            package.description.trim_end_matches('.')
        ),
        about.map_or_else(String::new, |about| format!("\n{}\n", about.trim())),
        format!("\n## Install\n\n```sh\ncargo add {}\n```\n", package.name),
        first_call(cx),
        credentials(cx),
        operations(cx),
        pages(cx),
        webhook::readme(cx),
        features(cx),
        if cx.api.operations.is_empty() {
            String::new()
        } else {
            BEHAVIOUR.to_owned()
        },
        format!("\n## Licence\n\n{}\n", package.license),
    ];
    sections.concat()
}

fn first_call(cx: Emit<'_>) -> String {
    let Some((operation, name)) = example::first(cx) else {
        return String::new();
    };
    let crate_name = example::crate_ident(cx);
    let (bind, print) = example::binding(cx, operation, name);
    let call = example::call(cx, operation, name);
    let code = quote! {
        use #crate_name::{Client, Error};

        #[tokio::main]
        async fn main() -> Result<(), Error> {
            let client = Client::from_env()?;
            #bind #call.await?;
            #print
            Ok(())
        }
    };
    let code = format::items(&[code]).unwrap_or_default();
    format!(
        "\n## The first call\n\n```rust,no_run\n{code}```\n\nIt needs an async runtime: `cargo add tokio --features macros,rt-multi-thread`.\n\nThe same call is in [`examples/{0}.rs`](examples/{0}.rs): `cargo run --example {0}`.\n",
        example::file_name(cx, operation, name),
    )
}

fn credentials(cx: Emit<'_>) -> String {
    if cx.api.schemes.is_empty() || cx.api.operations.is_empty() {
        return String::new();
    }
    let rows = cx
        .api
        .schemes
        .iter()
        .zip(cx.names.schemes())
        .map(|(scheme, name)| {
            format!(
                "| `{}` | `.{}(…)` | `{}` |\n",
                scheme.wire, name.setter, scheme.env
            )
        });
    let rows: String = rows.collect();
    let base_url_env = &cx.api.base_url_env;
    format!(
        "\n## Credentials\n\nEach call sends only the credential that it needs.\n\n| credential | `Client::builder()` | `Client::from_env()` |\n| --- | --- | --- |\n{rows}\n`{base_url_env}` overrides the base URL.\n",
    )
}

/// Every call, as long as the list can be read at a glance.
fn operations(cx: Emit<'_>) -> String {
    let operations: Vec<_> = cx
        .api
        .operations
        .iter()
        .zip(cx.names.operations())
        .collect();
    if operations.is_empty() || operations.len() > 40 {
        return String::new();
    }
    let rows = operations.iter().map(|(operation, name)| {
        let call = example::call_text(cx, operation, name);
        let verb = operation.method.as_str();
        format!(
            "| `{verb} {}` | `{call}` |\n",
            operation.template().replace(['`', '|'], "'")
        )
    });
    let rows: String = rows.collect();
    format!("\n## Operations\n\n| operation | call |\n| --- | --- |\n{rows}")
}

fn pages(cx: Emit<'_>) -> String {
    if !part::has_pages(cx) {
        return String::new();
    }
    let code = example::pages(cx).map(|body| {
        let code = format::items(&[quote!(async fn example() { #body })]).unwrap_or_default();
        let lines: Vec<&str> = code.lines().collect();
        let inner = lines
            .get(1..lines.len().saturating_sub(1))
            .unwrap_or_default();
        let inner = inner
            .iter()
            .map(|line| line.strip_prefix("    ").unwrap_or(line));
        format!(
            "\n```rust,ignore\n{}\n```\n",
            inner.collect::<Vec<_>>().join("\n")
        )
    });
    format!("{PAGES}{}", code.unwrap_or_default())
}

fn features(cx: Emit<'_>) -> String {
    let lines = feature::about(cx);
    if lines.is_empty() {
        return String::new();
    }
    format!("\n## Features\n\n{}\n", lines.join("\n"))
}

const PAGES: &str = "
## Pages

A list that comes in pages is answered with a `Page`: `items()` or `into_items()`, the members of the answer as the API
describes it, `has_next()`, and `next_page().await?`, which is `None` after the last page. In place of `await`, `stream()`
of the request walks through the items of all pages, and asks for a page when its first item is due. It is a
`futures_core::Stream`, too. A server that sends back to a page that has been there, or on to another server, is an
error.
";

const BEHAVIOUR: &str = "
## What a call does

- **Errors** are one type, `Error`: `status()`, `message()`, `code()`, `request_id()`, `headers()`, `body()`, and
  questions such as `is_not_found()`, `is_rate_limit()`, `is_timeout()`.
- **Retries**: connection errors, timeouts and the statuses 408, 409, 429 and 5xx are tried again, twice by default,
  after the delay that the server asks for or a growing one. `.max_retries(n)` sets it for a client or a call. All
  tries of a call that changes something carry the same `idempotency-key`.
- **Time**: `.timeout(Duration)` of a client or a call holds for each try, 600 s by default; `.deadline(Duration)` for
  all tries together, `.idle_timeout(Duration)` between two pieces of an answer, `.connect_timeout(Duration)` of a
  client for connecting.
- **The whole response**: `.send().await?` instead of `.await?` gives status, headers and request id as well.
- **More options** of a call are in `RequestOptions`: `.with(RequestOptions::new().extra_query(\"beta\", \"true\"))`
  sends what the API's description does not know.
- **Values that this version does not know** are kept: an enum has a variant `Unknown`, an object has further
  members in its field `extra`. Nothing fails because the API has grown.
- **Redirects** are followed; no credential goes to another origin, and nothing from https to http.
- **To watch or change requests**: `Client::builder()` takes `.on_request(…)`, `.on_attempt(…)`, an `.http_client(…)` of
  your own, or any `.transport(…)`.
";
