//! The README sections with example calls.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Placement, Reply, Type};
use crate::rust::context::{Emit, crate_ident};
use crate::rust::items::{client, docs};
use crate::rust::name::OperationName;
use crate::rust::pages::{example, sample};
use crate::rust::plan::needs::Needs;
use crate::rust::tokens::ident;

use super::block::{block, block_of_call, link};

/// The section with the featured operation.
pub(super) fn first(cx: Emit<'_>) -> String {
    let Some((operation, name)) = example::first(cx) else {
        return String::new();
    };
    let (bind, print) = example::binding(cx, operation, name);
    let call = example::call(cx, operation, name);
    let code = block_of_call(
        cx,
        quote! {
            #[tokio::main]
            async fn main() -> Result<(), Error> {
                let client = Client::from_env()?;
                #bind #call.await?;
                #print
                Ok(())
            }
        },
    );
    let file = example::file_name(cx, operation, name);
    let path = format!("examples/{file}.rs");
    let link = link(cx, &format!("`{path}`"), &path);
    format!(
        "\n## Usage\n{code}\nThis example is also available as {link}. To run it, use `cargo run --example {file}` in the source folder of this crate.\n"
    )
}

/// The link to the list of all operations.
pub(super) fn list(cx: Emit<'_>) -> String {
    match cx.api.operation_count() {
        0 => String::new(),
        1 => format!(
            "\n{} shows the only operation of the API and its Rust method.\n",
            link(cx, "api.md", "api.md")
        ),
        count => format!(
            "\n{} lists the {count} operations and their Rust methods.\n",
            link(cx, "api.md", "api.md")
        ),
    }
}

/// The section about credentials, environment variables and the base URL.
pub(super) fn authentication(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    let base_url_env = docs::code(&cx.api.base_url_env);
    let server = match cx.api.base_url.as_str() {
        "" => format!(
            "\nSet the base URL with {base_url_env} or `Client::builder().base_url(…)`; it has no default.\n"
        ),
        url => format!(
            "\nThe base URL is {}; override it with {base_url_env} or `Client::builder().base_url(…)`.\n",
            docs::code(url)
        ),
    };
    let server = server + &servers(cx) + &variables(cx);
    let schemes: Vec<_> = cx.api.schemes.iter().zip(cx.names.schemes()).collect();
    if schemes.is_empty() {
        return format!("{}\n## Server\n{server}", token(cx));
    }
    let rows = schemes.iter().map(|(scheme, name)| {
        let sent = sent(&scheme.placement);
        let (setter, env) = (&name.setter, docs::code_in_table(&name.env));
        format!(
            "| {} | {sent} | {env} | `.{setter}(…)` |\n",
            docs::code_in_table(&scheme.wire)
        )
    });
    let rows: String = rows.collect();
    let code = schemes.first().map(|(scheme, name)| {
        let setter = ident(&name.setter);
        let value = if scheme.placement == Placement::Basic {
            "user:password"
        } else {
            "…"
        };
        block_of_call(
            cx,
            quote! {
                fn client() -> Result<Client, Error> {
                    Client::builder().#setter(#value).build()
                }
            },
        )
    });
    let code = code.unwrap_or_default();
    format!(
        "\n## Authentication\n\n`Client::from_env()` reads credentials from environment variables. To pass them in code, use `Client::builder()`.\n\n| Credential | Sent as | Environment variable | Builder method |\n| --- | --- | --- | --- |\n{rows}{code}\nEach request sends only the credentials that it needs. For a token that expires, pass\n`Credential::provider(function)` to the builder method: the function is called before the first request, again shortly\nbefore the token expires, and after a response with status code 401.\n{server}",
    )
}

/// The paragraph about the servers, if there are several.
fn servers(cx: Emit<'_>) -> String {
    let [first, .., last] = cx.names.servers() else {
        return String::new();
    };
    format!(
        "\nThe API has {} servers. The default is `Server::{first}`; `Client::builder().server(Server::{last})` selects another.\n",
        cx.names.servers().len()
    )
}

/// The paragraph about the variables of the server URL, if it has any.
fn variables(cx: Emit<'_>) -> String {
    let variables = cx.api.server_variables().into_iter();
    let setters = variables
        .zip(cx.names.server_variables())
        .map(|(variable, name)| {
            let default = docs::code(&variable.default);
            format!("`.{name}(…)` (default {default})")
        });
    let setters: Vec<String> = setters.collect();
    match setters.as_slice() {
        [] => String::new(),
        [setter] => {
            format!("\nThe variable of the server URL is set with `Client::builder()`: {setter}.\n")
        }
        _ => format!(
            "\nThe variables of the server URL are set with `Client::builder()`: {}.\n",
            setters.join(", ")
        ),
    }
}

/// The section about authentication if the document declares no credentials.
fn token(cx: Emit<'_>) -> String {
    let crate_name = crate_ident(cx);
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
        "\n## Authentication\n\nThe API documentation does not name any credentials. If the server requires a token, send it in a header:\n{code}"
    )
}

/// The way in which a credential is sent.
fn sent(placement: &Placement) -> String {
    let name = docs::code_in_table(client::parameter(placement));
    match placement {
        Placement::Bearer | Placement::Authorization(_) => {
            let value = format!("Authorization: {} …", client::parameter(placement));
            docs::code_in_table(&value)
        }
        Placement::Basic => {
            "`Authorization: Basic …`, from `user:password`; without a colon, the password is empty"
                .to_owned()
        }
        Placement::Header(_) if client::is_whole(placement) => {
            format!(
                "header {name}, as is: with the scheme that the server expects, such as `Bearer …`"
            )
        }
        Placement::Header(_) => format!("header {name}"),
        Placement::Query(_) => format!("query parameter {name}"),
        Placement::Cookie(_) => format!("cookie {name}"),
    }
}

/// The section about pagination.
pub(super) fn pages(cx: Emit<'_>) -> String {
    if !Needs::of(cx).pages {
        return String::new();
    }
    let code = example::pages(cx).map(|body| {
        block_of_call(
            cx,
            quote!(async fn print_all(client: &Client) -> Result<(), Error> { #body Ok(()) }),
        )
    });
    format!("{PAGES}{}", code.unwrap_or_default())
}

const PAGES: &str = "
## Pages

A paginated operation returns a `Page`. It has `items()`, the other members of the response, `has_next()`, and
`next_page().await?`, which returns `None` after the last page. To iterate over the items of all pages, call `stream()`
instead of awaiting the request; each page is requested on demand.
";

/// The section about streams.
pub(super) fn streams(cx: Emit<'_>) -> String {
    let mut operations = cx.api.operations.iter().zip(cx.names.operations());
    let found = operations.find_map(|(operation, name)| {
        let (open, item) = opened(cx, operation, name)?;
        Some((operation, name, open, item))
    });
    let Some((operation, name, open, item)) = found else {
        return String::new();
    };
    let given = sample::given(cx, operation, name);
    let code = block_of_call(
        cx,
        quote! {
            async fn print_stream(client: &Client, #(#given),*) -> Result<(), Error> {
                let mut stream = #open.await?;
                while let Some(item) = stream.next().await {
                    let item = item?;
                    #item
                }
                Ok(())
            }
        },
    );
    format!("{}{code}", about_streams(cx))
}

/// The introduction of the section about streams. Names only the streams that the API has.
fn about_streams(cx: Emit<'_>) -> String {
    let needs = Needs::of(cx);
    let items = [
        (needs.events, "events"),
        (needs.lines, "lines"),
        (needs.parts, "parts"),
        (needs.bytes, "bytes"),
    ];
    let items = items
        .into_iter()
        .filter_map(|(has, item)| has.then_some(item));
    let items = match items.collect::<Vec<_>>().as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        items => items.concat(),
    };
    let to_file = if needs.bytes {
        " `write_to(&mut file)`\nwrites bytes to a file."
    } else {
        ""
    };
    format!(
        "\n## Streams\n\nRead {items} as they arrive, with `next().await` or as a `futures_core::Stream`.{to_file} A response that ends early is an error.\n"
    )
}

/// The call that opens a stream, and the statement that prints an item.
fn opened(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Option<(TokenStream, TokenStream)> {
    if operation.docs.deprecated || operation.pages.is_some() {
        return None;
    }
    let call = example::call(cx, operation, name);
    let (open, reply) = match &operation.stream {
        Some(stream) => (quote!(#call.stream()), &stream.reply),
        None => (call, &operation.reply),
    };
    match reply {
        Reply::Events(..) | Reply::NamedEvents(_) | Reply::Lines(_) | Reply::Parts(..) => {
            Some((open, quote!(println!("{item:?}");)))
        }
        Reply::Pieces => Some((open, quote!(println!("{} bytes", item.len());))),
        _ => None,
    }
}

/// The section about uploading files.
pub(super) fn files(cx: Emit<'_>) -> String {
    let sends = |operation: &Operation| {
        let mut arguments = operation.arguments.iter();
        arguments.any(|argument| matches!(argument.ty, Type::File(_)))
    };
    if !cx.api.operations.iter().any(sends) {
        return String::new();
    }
    let crate_name = crate_ident(cx);
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

A `File` to upload is created from memory, from a path on disk, or from a stream (`File::from_stream`), which is sent
as it is read.
";
