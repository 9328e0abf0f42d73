//! `src/client.rs`: the client, its server and its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Placement, Scheme};
use crate::name::SchemeName;

use super::context::Emit;
use super::docs;
use super::tokens::ident;
use crate::format::Source;

/// The settings of the API, the client, a static per credential, and the setters of the builder.
pub(super) fn emit(cx: Emit<'_>) -> Source {
    let schemes: Vec<_> = cx.api.schemes.iter().zip(cx.names.schemes()).collect();
    let mut used: Vec<&str> = schemes
        .iter()
        .map(|(scheme, _)| apply(&scheme.placement))
        .collect();
    used.sort_unstable();
    used.dedup();
    let used = used.iter().map(|name| ident(name));
    let runtime = if schemes.is_empty() {
        quote!(
            use crate::runtime::Api;
        )
    } else {
        quote!(use crate::runtime::{Api, Credential, Scheme, #(#used),*};)
    };
    let client = quote!(crate::runtime::client!(API););
    let mut items = vec![runtime, api(cx), client];
    items.extend(
        schemes
            .iter()
            .map(|(scheme, name)| describe(cx, scheme, name)),
    );
    if !schemes.is_empty() {
        let setters = schemes
            .iter()
            .map(|(scheme, name)| setter(cx, scheme, name));
        items.push(quote!(impl ClientBuilder { #(#setters)* }));
    }
    Source {
        docs: vec!["The API client, its server and its credentials.".to_owned()],
        items,
    }
}

fn api(cx: Emit<'_>) -> TokenStream {
    let agent = format!("{}/", cx.api.package.name);
    let base_url = &cx.api.base_url;
    let base_url_env = &cx.api.base_url_env;
    let schemes = cx.names.schemes().iter().map(|name| ident(&name.constant));
    quote! {
        /// The settings that all operations share.
        static API: Api = Api {
            user_agent: concat!(#agent, env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            base_url_env: #base_url_env,
            schemes: &[#(&#schemes),*],
        };
    }
}

fn describe(cx: Emit<'_>, scheme: &Scheme, name: &SchemeName) -> TokenStream {
    let constant = ident(&name.constant);
    let wire = &scheme.wire;
    let setter = name.setter.trim_start_matches("r#");
    let env = &scheme.env;
    let parameter = parameter(&scheme.placement);
    let apply = ident(apply(&scheme.placement));
    let about = docs::attributes(&docs::lines(cx, &scheme.docs, "A credential."));
    quote! {
        #about
        pub(crate) static #constant: Scheme = Scheme {
            name: #wire,
            setter: #setter,
            env: #env,
            parameter: #parameter,
            apply: #apply,
        };
    }
}

/// The function of the runtime that adds a credential to a request.
pub(super) fn apply(placement: &Placement) -> &'static str {
    match placement {
        Placement::Bearer | Placement::Authorization(_) => "authorization",
        Placement::Basic => "basic",
        Placement::Header(_) => "key_header",
        Placement::Query(_) => "key_query",
        Placement::Cookie(_) => "key_cookie",
    }
}

/// The name of the header, parameter, cookie or authorization scheme that carries the credential.
pub(super) fn parameter(placement: &Placement) -> &str {
    match placement {
        Placement::Bearer => "Bearer",
        Placement::Basic => "Basic",
        Placement::Authorization(name)
        | Placement::Header(name)
        | Placement::Query(name)
        | Placement::Cookie(name) => name,
    }
}

fn setter(cx: Emit<'_>, scheme: &Scheme, name: &SchemeName) -> TokenStream {
    let fallback = format!("The credential {}.", docs::code(&scheme.wire));
    let mut about = docs::lines(cx, &scheme.docs, &fallback);
    if scheme.placement == Placement::Basic {
        about.extend([
            String::new(),
            "The value has the form `user:password`.".to_owned(),
        ]);
    }
    about.push(String::new());
    about.push(format!(
        "[`ClientBuilder::read_env`] reads it from {}.",
        docs::code(&scheme.env)
    ));
    let about = docs::attributes(&about);
    let setter = ident(&name.setter);
    let constant = ident(&name.constant);
    quote! {
        #about
        pub fn #setter(mut self, #setter: impl Into<Credential>) -> Self {
            self.core.credential(&#constant, #setter.into());
            self
        }
    }
}
