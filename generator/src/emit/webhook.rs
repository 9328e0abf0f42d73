//! The webhooks of a crate: `src/webhook.rs`, and the documentation of their verification.

use proc_macro2::TokenStream;
use quote::quote;

use crate::format;
use crate::ir::Type;
use crate::name::TypeName;
use crate::vendor::Capability;

use super::context::{Emit, crate_ident};
use super::file::{File, rust};
use super::needs::Needs;
use super::tokens::ident;
use super::{example, optional, runtime};
use crate::format::Source;

/// `src/webhook.rs`, if the API sends webhooks.
pub(super) fn emit(cx: Emit<'_>) -> Option<File> {
    let event = ident(&event(cx)?.ident);
    let env = &cx.api.webhook_secret_env;
    let items = quote! {
        crate::runtime::webhooks!(crate::types::#event, #env);
    };
    let docs = vec!["The type that verifies and reads the webhooks of the API.".to_owned()];
    let source = Source {
        docs,
        items: vec![items],
    };
    Some(rust("src/webhook.rs", source))
}

/// The declaration of the module in the root of the crate.
pub(super) fn modules(cx: Emit<'_>) -> Option<TokenStream> {
    let condition = runtime::with(cx, Capability::Webhooks);
    Needs::of(cx)
        .webhooks
        .then(|| quote!(#condition mod webhook;))
}

/// The export of `Webhooks`.
pub(super) fn export(cx: Emit<'_>) -> Option<TokenStream> {
    let condition = runtime::with(cx, Capability::Webhooks);
    Needs::of(cx)
        .webhooks
        .then(|| quote!(#condition pub use webhook::Webhooks;))
}

/// The names of the type of all webhook events.
fn event(cx: Emit<'_>) -> Option<&TypeName> {
    let event = cx.api.webhook_event.as_ref();
    event.and_then(Type::named).and_then(|id| cx.names.ty(id))
}

/// The section in the documentation of the crate.
pub(super) fn about(cx: Emit<'_>) -> Vec<String> {
    let Some(event) = event(cx) else {
        return Vec::new();
    };
    let crate_name = crate_ident(cx);
    let arguments = quote!(headers: &#crate_name::HeaderMap, body: &[u8]);
    let body = quote! {
        let webhooks = #crate_name::Webhooks::from_env()?;
        let event = webhooks.event(headers, body)?;
    };
    let result = quote!(-> Result<(), #crate_name::Error>);
    let feature = optional::WEBHOOKS;
    let env = &cx.api.webhook_secret_env;
    let open = [
        String::new(),
        "# Webhooks".to_owned(),
        String::new(),
        "[`Webhooks`] verifies the events that the API sends to your server and reads them as"
            .to_owned(),
        format!(
            "[`types::{}`]. It needs the cargo feature `{feature}`, which is on by default.",
            event.ident
        ),
        format!("[`Webhooks::from_env`] reads the secret from `{env}`:"),
        String::new(),
        "```no_run".to_owned(),
        format!("# #[cfg(feature = \"{feature}\")]"),
    ];
    let code = example::in_function(&arguments, &result, &body);
    open.into_iter()
        .chain(code)
        .chain(["```".to_owned()])
        .collect()
}

/// The section in the README.
pub(super) fn readme(cx: Emit<'_>) -> String {
    let Some(event) = event(cx) else {
        return String::new();
    };
    let crate_name = crate_ident(cx);
    let code = format::items(&[
        quote!(use #crate_name::{Error, HeaderMap, Webhooks};),
        quote! {
            fn receive(headers: &HeaderMap, body: &[u8]) -> Result<(), Error> {
                let webhooks = Webhooks::from_env()?;
                let event = webhooks.event(headers, body)?;
                println!("{event:?}");
                Ok(())
            }
        },
    ]);
    format!(
        "\n## Webhooks\n\n`Webhooks` verifies the events that the API sends to your server, and reads them as `types::{event}`. Events must be\nsigned according to [Standard Webhooks](https://www.standardwebhooks.com).\n\n```rust,no_run\n{code}```\n\n`Webhooks::from_env` reads the secret from `{env}`; `Webhooks::new` takes it as an argument. While you rotate secrets,\nadd the second one with `add_secret`. Events older than 300 s are rejected; `tolerance` changes this limit. Webhooks\nneed the cargo feature `{feature}`, which is on by default.\n",
        event = event.ident,
        code = code.unwrap_or_default(),
        env = cx.api.webhook_secret_env,
        feature = optional::WEBHOOKS,
    )
}
