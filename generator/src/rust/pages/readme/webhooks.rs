//! The section of the README on webhooks.

use quote::quote;

use crate::rust::context::{Emit, crate_ident};
use crate::rust::format;
use crate::rust::plan::optional;

/// The section on webhooks without its heading. Empty if the API sends none.
pub(super) fn section(cx: Emit<'_>) -> String {
    let Some(event) = cx.webhook_event() else {
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
        "\n`Webhooks` verifies the events that the API sends to your server, and reads them as `types::{event}`. Events must be\nsigned according to [Standard Webhooks](https://www.standardwebhooks.com).\n\n```rust,no_run\n{code}```\n\n`Webhooks::from_env` reads the secret from `{env}`; `Webhooks::new` takes it as an argument. While you rotate secrets,\nadd the second one with `add_secret`. Events whose timestamps differ from the current\ntime by more than 300 s are rejected; `tolerance` changes this limit. Webhooks need the cargo feature `{feature}`, which is on by default.\n",
        event = event.ident,
        code = code.unwrap_or_default(),
        env = cx.api.webhook_secret_env,
        feature = optional::WEBHOOKS,
    )
}
