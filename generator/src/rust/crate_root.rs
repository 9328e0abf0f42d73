//! `src/lib.rs`: the root of the crate.

use quote::quote;

use crate::model::{Root, TypeDef};

use super::context::Emit;
use super::format::Source;
use super::items::{client, docs, types};
use super::pages::{example, readme};
use super::plan::feature;
use super::plan::needs::Needs;
use super::tokens::file_stem;
use super::{runtime, webhook};

/// The documentation of the crate, its modules and its exports.
pub(super) fn emit(cx: Emit<'_>) -> Source {
    let package = &cx.api.package;
    let mut lines = docs::markdown(&format!("{}.", package.description.trim_end_matches('.')));
    if let Some(about) = &package.about {
        lines.push(String::new());
        lines.extend(docs::of_crate(cx, about));
    }
    let client = Needs::of(cx).client;
    if let Some((operation, name)) = example::first(cx) {
        let condition = feature::hidden(cx, operation);
        let block = |code: Vec<String>| {
            let open = ["", "```no_run"].map(str::to_owned).into_iter();
            let open = open.chain(condition.clone());
            open.chain(code).chain(["```".to_owned()])
        };
        lines.extend(["", "# Example"].map(str::to_owned));
        lines.extend(block(example::doc_test(cx, operation, name)));
        lines.extend(environment(cx));
        lines.extend(OPTIONS.iter().map(|line| (*line).to_owned()));
        lines.extend(block(example::options(cx, operation, name)));
        lines.extend(pages(cx));
        lines.extend(ERRORS.iter().map(|line| (*line).to_owned()));
        lines.extend(block(example::errors(cx, operation, name)));
        lines.extend(documented_errors(cx));
    } else if client {
        lines.extend(environment(cx));
        lines.extend(pages(cx));
    }
    lines.extend(webhook::about(cx));
    let features = feature::about(cx);
    if !features.is_empty() {
        lines.extend(["", "# Features", ""].map(str::to_owned));
        lines.extend(features);
    }
    let resources = cx.api.resources.first();
    let resources =
        resources.is_some_and(|root| !root.children.is_empty() || !root.operations.is_empty());
    let component = |def: &TypeDef| matches!(def.path.root, Root::Component(_));
    let own = cx.types().any(|def| !component(def)).then(types::lints);
    let resources = resources.then(|| {
        quote!(
            #own
            pub mod resources;
        )
    });
    let lints = types::lints();
    let types = cx.types().any(component).then(|| {
        quote!(
            #lints
            pub mod types;
        )
    });
    let modules = client.then(|| {
        quote!(
            mod client;
        )
    });
    let reason = "cargo features select the operations that use the tables";
    let unused =
        (!cx.api.features.is_empty()).then(|| quote!(#[allow(dead_code, reason = #reason)]));
    let xml = Needs::of(cx).xml.then(|| {
        quote!(
            #unused
            mod xml;
        )
    });
    let core = runtime::declaration(cx);
    let webhook = webhook::modules(cx);
    let modules = quote!(#modules #core #webhook #xml);
    let exports = runtime::exports(cx);
    let readme = readme::compiled(cx);
    let prelude = client.then(|| runtime::prelude(cx));
    let client = client.then(|| {
        let servers = (!cx.api.servers.is_empty()).then(|| quote!(, Server));
        let headers = (!cx.api.response_headers.is_empty()).then(|| quote!(, ResponseHeaders));
        quote!(
            pub use client::{Client, ClientBuilder #headers #servers};
        )
    });
    let webhooks = webhook::export(cx);
    let limit = is_entangled(cx).then(|| quote!(#![recursion_limit = "256"]));
    Source {
        docs: lines,
        items: vec![
            quote! {
                #![forbid(unsafe_code)]
                #![cfg_attr(docsrs, feature(doc_cfg))]
                #![allow(clippy::doc_markdown, reason = "descriptions are copied from the document")]
            },
            quote!(#limit),
            quote!(#modules),
            quote!(#resources #types),
            quote!(#client #(#exports)* #webhooks),
            quote!(#prelude),
            quote!(#readme),
        ],
    }
}

const OPTIONS: &[&str] = &[
    "",
    "# Options",
    "",
    "A method returns a request, which is sent when awaited. `timeout`, `max_retries` and",
    "`header` configure this request only, and `with` accepts all other [`RequestOptions`]. `send`",
    "returns the status code and the headers along with the data:",
];

const PAGES: &[&str] = &[
    "",
    "# Pages",
    "",
    "A paginated operation returns a [`Page`], which holds the items and the other members of the",
    "response. [`next_page`](Page::next_page) requests the next page. To iterate over the items of all",
    "pages, call `stream` on the request instead of awaiting it; each page is requested on demand.",
];

/// The section about pagination, if an operation is paginated.
fn pages(cx: Emit<'_>) -> Vec<String> {
    if !Needs::of(cx).pages {
        return Vec::new();
    }
    let mut lines: Vec<String> = PAGES.iter().map(|line| (*line).to_owned()).collect();
    let example = example::pages_test(cx);
    if !example.is_empty() {
        lines.extend(["", "```no_run"].map(str::to_owned));
        lines.extend(example);
        lines.push("```".to_owned());
    }
    lines
}

const ERRORS: &[&str] = &[
    "",
    "# Errors",
    "",
    "All methods return the same [`Error`] type. Use its methods to handle specific errors:",
];

/// The paragraph about error responses, if the document describes any.
fn documented_errors(cx: Emit<'_>) -> Vec<String> {
    let failures = || {
        cx.api
            .operations
            .iter()
            .flat_map(|operation| &operation.failures)
    };
    if failures().next().is_none() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), DOCUMENTED_ERRORS.to_owned()];
    let typed = failures().any(|failure| failure.ty.is_some());
    lines.extend(typed.then(|| TYPED_ERRORS.to_owned()));
    lines
}

const DOCUMENTED_ERRORS: &str = "If the API documentation describes error responses of an operation, the documentation of its method lists them under *Errors*.";

const TYPED_ERRORS: &str =
    "If an error response has a type, [`Error::json`] reads the response body as that type.";

/// The section about the variables that [`Client::from_env`] reads.
fn environment(cx: Emit<'_>) -> Vec<String> {
    let mut lines = [
        "",
        "# Environment",
        "",
        "[`Client::from_env`] reads these variables:",
        "",
    ]
    .map(str::to_owned)
    .to_vec();
    for name in cx.names.schemes() {
        lines.push(format!(
            "- {}: the credential that [`ClientBuilder::{}`] sets",
            docs::code(&name.env),
            file_stem(&name.setter)
        ));
    }
    let base_url = match cx.api.base_url.as_str() {
        "" => "which is required".to_owned(),
        url => format!("by default {}", docs::code(url)),
    };
    lines.push(format!(
        "- {}: the base URL, {base_url}",
        docs::code(&cx.api.base_url_env)
    ));
    lines.push(format!(
        "- {}: `1` allows a base URL that starts with `http://`, as [`ClientBuilder::allow_http`] does",
        docs::code(&client::allow_http_env(cx))
    ));
    lines
}

/// Whether many types contain each other. To find which types are `Send`, rustdoc visits all of
/// them and may exceed the compiler's default recursion limit of 128.
fn is_entangled(cx: Emit<'_>) -> bool {
    fn holds_itself(ty: &crate::model::Type) -> bool {
        matches!(ty, crate::model::Type::Boxed(_)) || ty.inner().is_some_and(holds_itself)
    }
    let types = cx.api.types.iter();
    let entangled = types.filter(|def| def.shape.types().into_iter().any(holds_itself));
    entangled.count() > 16
}
