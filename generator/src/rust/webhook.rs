//! The webhooks of a crate: `src/webhook.rs`, and the documentation of their verification.

use proc_macro2::TokenStream;
use quote::quote;

use super::vendor::Capability;

use super::context::{Emit, crate_ident};
use super::file::{File, rust};
use super::format::Source;
use super::pages::example;
use super::plan::needs::Needs;
use super::plan::optional;
use super::runtime;
use super::tokens::ident;

/// `src/webhook.rs`, if the API sends webhooks.
pub(super) fn emit(cx: Emit<'_>) -> Option<File> {
    let event = ident(&cx.webhook_event()?.ident);
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

/// The section in the documentation of the crate.
pub(super) fn about(cx: Emit<'_>) -> Vec<String> {
    let Some(event) = cx.webhook_event() else {
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
        "[`Webhooks`] verifies the events that the API sends to your server, and reads them as"
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
