//! The calls that the README shows.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Emit, client, docs, example, ident, page, part, sample};
use crate::ir::{Operation, Placement, Reply, Type};
use crate::name::OperationName;

use super::block;

/// The first call.
pub(super) fn first(cx: Emit<'_>) -> String {
    let Some((operation, name)) = example::first(cx) else {
        return String::new();
    };
    let crate_name = example::crate_ident(cx);
    let (bind, print) = example::binding(cx, operation, name);
    let call = example::call(cx, operation, name);
    let code = block(&[
        quote!(use #crate_name::{Client, Error};),
        quote! {
            #[tokio::main]
            async fn main() -> Result<(), Error> {
                let client = Client::from_env()?;
                #bind #call.await?;
                #print
                Ok(())
            }
        },
    ]);
    let file = example::file_name(cx, operation, name);
    format!(
        "\n## The first call\n{code}\nThe same call is in [`examples/{file}.rs`](examples/{file}.rs): `cargo run --example {file}`.\n",
    )
}

/// Where all calls are listed.
pub(super) fn list(cx: Emit<'_>) -> String {
    match cx.api.operations.len() {
        0 => String::new(),
        1 => "\n[api.md](api.md) has the operation with its method and its answer.\n".to_owned(),
        count => format!(
            "\n[api.md](api.md) lists all {count} operations with their methods and answers.\n"
        ),
    }
}

/// What is sent to prove who calls, and where it comes from.
pub(super) fn authentication(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    let base_url_env = docs::code(&cx.api.base_url_env);
    let server = match cx.api.base_url.as_str() {
        "" => format!(
            "\nThe server is what {base_url_env} or `Client::builder().base_url(…)` says.\n"
        ),
        url => format!(
            "\nThe server is {}, unless {base_url_env} or `Client::builder().base_url(…)` says otherwise.\n",
            docs::code(url)
        ),
    };
    let schemes: Vec<_> = cx.api.schemes.iter().zip(cx.names.schemes()).collect();
    if schemes.is_empty() {
        return format!("{}\n## Server\n{server}", token(cx));
    }
    let rows = schemes.iter().map(|(scheme, name)| {
        let sent = sent(&scheme.placement);
        let (setter, env) = (&name.setter, docs::code_in_table(&scheme.env));
        format!(
            "| {} | {sent} | {env} | `.{setter}(…)` |\n",
            docs::code_in_table(&scheme.wire)
        )
    });
    let rows: String = rows.collect();
    let code = schemes.first().map(|(scheme, name)| {
        let crate_name = example::crate_ident(cx);
        let setter = ident(&name.setter);
        let value = if scheme.placement == Placement::Basic {
            "user:password"
        } else {
            "…"
        };
        block(&[
            quote!(use #crate_name::{Client, Error};),
            quote! {
                fn client() -> Result<Client, Error> {
                    Client::builder().#setter(#value).build()
                }
            },
        ])
    });
    let code = code.unwrap_or_default();
    format!(
        "\n## Authentication\n\n`Client::from_env()` reads the environment; `Client::builder()` takes what you have.\n\n| credential | sent as | environment | builder |\n| --- | --- | --- | --- |\n{rows}{code}\nEach call sends only the credential that it needs. One that expires comes from a `Credential::provider`,\nwhich is asked again before it does, and after a 401.\n{server}",
    )
}

/// How a token is sent of which the document does not speak.
fn token(cx: Emit<'_>) -> String {
    let crate_name = example::crate_ident(cx);
    let code = block(&[
        quote!(use #crate_name::{Client, Error};),
        quote! {
            fn client(token: &str) -> Result<Client, Error> {
                let value = format!("Bearer {token}");
                Client::builder().default_header("authorization", value).build()
            }
        },
    ]);
    format!(
        "\n## Authentication\n\nThe description of the API says nothing of credentials. A token that a server wants all the same is sent in a header:\n{code}"
    )
}

/// How a credential is sent.
fn sent(placement: &Placement) -> String {
    let name = docs::code_in_table(client::parameter(placement));
    match placement {
        Placement::Bearer | Placement::Authorization(_) => {
            let value = format!("Authorization: {} …", client::parameter(placement));
            docs::code_in_table(&value)
        }
        Placement::Basic => "`Authorization: Basic …`, from `user:password`".to_owned(),
        Placement::Header(_) => format!("header {name}"),
        Placement::Query(_) => format!("query parameter {name}"),
        Placement::Cookie(_) => format!("cookie {name}"),
    }
}

/// Lists that come in pages.
pub(super) fn pages(cx: Emit<'_>) -> String {
    if !part::has_pages(cx) {
        return String::new();
    }
    let crate_name = example::crate_ident(cx);
    let code = example::pages(cx).map(|body| {
        block(&[
            quote!(use #crate_name::{Client, Error};),
            quote!(async fn print_all(client: &Client) -> Result<(), Error> { #body Ok(()) }),
        ])
    });
    format!("{PAGES}{}", code.unwrap_or_default())
}

const PAGES: &str = "
## Pages

A list that comes in pages is answered with a `Page`: `items()`, the members of the answer as the API describes it,
`has_next()`, and `next_page().await?`, which is `None` after the last page. In place of `await`, `stream()` walks
through the items of all pages, and asks for a page when its first item is due.
";

/// Answers that come bit by bit.
pub(super) fn streams(cx: Emit<'_>) -> String {
    let crate_name = example::crate_ident(cx);
    let mut operations = cx.api.operations.iter().zip(cx.names.operations());
    let found = operations.find_map(|(operation, name)| {
        let (open, item) = opened(cx, operation, name)?;
        Some((operation, name, open, item))
    });
    let Some((operation, name, open, item)) = found else {
        return String::new();
    };
    let given = sample::given(cx, operation, name);
    let code = block(&[
        quote!(use #crate_name::{Client, Error};),
        quote! {
            async fn print_stream(client: &Client, #(#given),*) -> Result<(), Error> {
                let mut stream = #open.await?;
                while let Some(item) = stream.next().await {
                    #item
                }
                Ok(())
            }
        },
    ]);
    format!("{STREAMS}{code}")
}

/// The call that opens a stream, and what is done with each item.
fn opened(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Option<(TokenStream, TokenStream)> {
    if operation.docs.deprecated || page::is_paged(cx, operation) {
        return None;
    }
    let call = example::call(cx, operation, name);
    let (open, reply) = match &operation.stream {
        Some(stream) => (quote!(#call.stream()), &stream.reply),
        None => (call, &operation.reply),
    };
    match reply {
        Reply::Events(_) | Reply::Lines(_) => Some((open, quote!(println!("{:?}", item?);))),
        Reply::Pieces => Some((open, quote!(println!("{} bytes", item?.len());))),
        _ => None,
    }
}

const STREAMS: &str = "
## Streams

Events, lines and bytes are read as they come, with `next().await` or as a `futures_core::Stream`; bytes are
written to a file by `write_to(&mut file)`. An answer that breaks off is an error.
";

/// What is sent as a file.
pub(super) fn files(cx: Emit<'_>) -> String {
    let sends = |operation: &Operation| {
        let mut arguments = operation.arguments.iter();
        arguments.any(|argument| matches!(argument.ty, Type::File(_)))
    };
    if !cx.api.operations.iter().any(sends) {
        return String::new();
    }
    let crate_name = example::crate_ident(cx);
    let code = block(&[
        quote!(use #crate_name::File;),
        quote! {
            fn from_memory() -> File {
                File::new("notes.txt", "text").media_type("text/plain")
            }
        },
        quote! {
            fn from_disk() -> File {
                File::from_path("notes.txt")
            }
        },
    ]);
    format!("{FILES}{code}")
}

const FILES: &str = "
## Files

A `File` to send is in memory, on disk, or a stream (`File::from_stream`), which is sent as it is read.
";
