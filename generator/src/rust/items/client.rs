//! `src/client.rs`: the client, its server and its credentials.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{HeaderType, Placement, Protocol, Scheme, ServerTemplate, ServerVariable};
use crate::rust::name::SchemeName;

use super::docs;
use crate::rust::context::Emit;
use crate::rust::format::Source;
use crate::rust::tokens::ident;

/// The settings of the API, the client, a static per credential, and the setters of the builder.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Source {
    let schemes: Vec<_> = cx.api.schemes.iter().zip(cx.names.schemes()).collect();
    let mut used: Vec<&str> = schemes
        .iter()
        .map(|(scheme, _)| apply(&scheme.placement))
        .collect();
    used.sort_unstable();
    used.dedup();
    let used = used.iter().map(|name| ident(name));
    let has_variables = !cx.api.server_variables().is_empty();
    let has_templates = has_variables || !cx.api.servers.is_empty();
    let template = has_templates.then(|| quote!(, ServerTemplate));
    let variable = has_variables.then(|| quote!(, ServerVariable));
    let runtime = if schemes.is_empty() {
        quote!(use crate::runtime::{Api #template #variable};)
    } else {
        quote!(use crate::runtime::{Api, Credential, Scheme #template #variable, #(#used),*};)
    };
    let client = quote!(crate::runtime::client!(API););
    let mut items = vec![runtime, api(cx), client];
    items.extend(
        schemes
            .iter()
            .map(|(scheme, name)| describe(cx, scheme, name)),
    );
    items.extend(servers(cx));
    let variables = cx.api.server_variables().into_iter();
    let variables = variables.zip(cx.names.server_variables());
    let setters = schemes
        .iter()
        .map(|(scheme, name)| setter(cx, scheme, name));
    let setters = setters.chain(variables.map(|(one, name)| variable_setter(cx, one, name)));
    let setters: Vec<_> = server_setter(cx).into_iter().chain(setters).collect();
    if !setters.is_empty() {
        items.push(quote!(impl ClientBuilder { #(#setters)* }));
    }
    items.extend(response_headers(cx));
    Source {
        docs: vec!["The API client, its server and its credentials.".to_owned()],
        items,
    }
}

fn api(cx: Emit<'_>) -> TokenStream {
    let agent = format!("{}/", cx.api.package.name);
    let base_url = &cx.api.base_url;
    let base_url_env = &cx.api.base_url_env;
    let allow_http_env = allow_http_env(cx);
    let template = template(cx);
    let schemes = cx.names.schemes().iter().map(|name| ident(&name.constant));
    quote! {
        /// The settings that all operations share.
        static API: Api = Api {
            user_agent: concat!(#agent, env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            server: #template,
            base_url_env: #base_url_env,
            allow_http_env: #allow_http_env,
            schemes: &[#(&#schemes),*],
        };
    }
}

/// The method of the builder that sets a variable of the base URL.
fn variable_setter(cx: Emit<'_>, variable: &ServerVariable, name: &str) -> TokenStream {
    let wire = &variable.name;
    let fallback = format!("Sets the variable {} of the base URL.", docs::code(wire));
    let mut about = docs::lines(cx, &variable.docs, &fallback);
    let mut values = format!("The default is {}", docs::code(&variable.default));
    if !variable.values.is_empty() {
        let all = variable.values.iter().map(|value| docs::code(value));
        let all: Vec<String> = all.collect();
        values = format!("One of {}. {values}", all.join(", "));
    }
    values.push_str(". The variable has no effect if a base URL is set.");
    about.push(String::new());
    about.extend(docs::markdown_lines(&values));
    let about = docs::attributes(&about);
    let setter = ident(name);
    quote! {
        #about
        pub fn #setter(mut self, #setter: impl Into<String>) -> Self {
            self.core.server_variable(#wire, #setter.into());
            self
        }
    }
}

/// The template of the base URL, as the runtime has it.
fn template(cx: Emit<'_>) -> TokenStream {
    let Some(template) = &cx.api.server_template else {
        return quote!(None);
    };
    let template = template_of(template);
    quote!(Some(#template))
}

fn template_of(template: &ServerTemplate) -> TokenStream {
    let variables = template.variables.iter().map(|one| {
        let (name, default, values) = (&one.name, &one.default, &one.values);
        quote!(ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    let url = &template.url;
    quote!(ServerTemplate { url: #url, variables: &[#(#variables),*] })
}

/// The enum of the servers, if there are several.
fn servers(cx: Emit<'_>) -> Option<TokenStream> {
    let servers = cx.api.servers.iter().zip(cx.names.servers());
    let variants: Vec<_> = servers
        .map(|(server, name)| {
            let url = docs::code(&server.template.url);
            let mut about = docs::lines(cx, &server.docs, &url);
            if server.docs.text.is_some() {
                about.extend([String::new(), url]);
            }
            let (about, name) = (docs::attributes(&about), ident(name));
            quote!(#about #name)
        })
        .collect();
    let several = !variants.is_empty();
    several.then(|| {
        quote! {
            /// The servers of the API, for [`ClientBuilder::server`].
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Server { #(#variants),* }
        }
    })
}

/// The method of the builder that selects a server, if there are several.
fn server_setter(cx: Emit<'_>) -> Option<TokenStream> {
    let first = cx.names.servers().first()?;
    let about = docs::attributes(&docs::markdown_lines(&format!(
        "Selects a server, unless a base URL is set. The default is [`Server::{first}`]."
    )));
    let servers = cx.api.servers.iter().zip(cx.names.servers());
    let arms = servers.map(|(server, name)| {
        let (name, template) = (ident(name), template_of(&server.template));
        quote!(Server::#name => &#template)
    });
    Some(quote! {
        #about
        pub fn server(mut self, server: Server) -> Self {
            self.core.server(match server { #(#arms),* });
            self
        }
    })
}

/// The trait with an accessor for each response header; none if the document describes none.
fn response_headers(cx: Emit<'_>) -> Option<TokenStream> {
    let headers = cx
        .api
        .response_headers
        .iter()
        .zip(cx.names.response_headers());
    let headers: Vec<_> = headers
        .map(|(header, name)| {
            let wire = &header.wire;
            let fallback = format!("The response header {}.", docs::code(wire));
            let mut about = docs::lines(cx, &header.docs, &fallback);
            if header.docs.text.is_some() {
                about.extend([String::new(), fallback]);
            }
            let about = docs::attributes(&about);
            let (name, ty) = (ident(name), header_type(header.ty));
            quote!(#about #name: #ty = #wire,)
        })
        .collect();
    let some = !headers.is_empty();
    some.then(|| {
        quote!(crate::runtime::response_headers! { pub trait ResponseHeaders { #(#headers)* } })
    })
}

/// The return type of the accessor of a header.
pub(in crate::rust) fn header_type(ty: HeaderType) -> TokenStream {
    match ty {
        HeaderType::Text => quote!(&str),
        HeaderType::Integer => quote!(i64),
        HeaderType::Unsigned => quote!(u64),
        HeaderType::Number => quote!(f64),
        HeaderType::Boolean => quote!(bool),
    }
}

/// The environment variable that allows http: `ACME_ALLOW_HTTP` beside `ACME_BASE_URL`.
pub(in crate::rust) fn allow_http_env(cx: Emit<'_>) -> String {
    let name = cx.api.base_url_env.as_str();
    let prefix = name.strip_suffix("_BASE_URL");
    let prefix = prefix.or_else(|| name.strip_suffix("_URL"));
    format!("{}_ALLOW_HTTP", prefix.unwrap_or(name))
}

fn describe(cx: Emit<'_>, scheme: &Scheme, name: &SchemeName) -> TokenStream {
    let constant = ident(&name.constant);
    let wire = &scheme.wire;
    let setter = name.setter.trim_start_matches("r#");
    let env = &name.env;
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
pub(in crate::rust) fn apply(placement: &Placement) -> &'static str {
    match placement {
        Placement::Bearer | Placement::Authorization(_) => "authorization",
        Placement::Basic => "basic",
        Placement::Header(_) => "key_header",
        Placement::Query(_) => "key_query",
        Placement::Cookie(_) => "key_cookie",
    }
}

/// The name of the header, parameter, cookie or authorization scheme that carries the credential.
pub(in crate::rust) fn parameter(placement: &Placement) -> &str {
    match placement {
        Placement::Bearer => "Bearer",
        Placement::Basic => "Basic",
        Placement::Authorization(name)
        | Placement::Header(name)
        | Placement::Query(name)
        | Placement::Cookie(name) => name,
    }
}

/// The first sentence about the setter of a credential: what it takes, and how that is sent.
fn sets(scheme: &Scheme) -> String {
    let token = match scheme.protocol {
        Some(Protocol::OAuth2) => ": an OAuth 2.0 access token",
        Some(Protocol::OpenIdConnect) => ": an access token of OpenID Connect",
        None => "",
    };
    let name = docs::code(parameter(&scheme.placement));
    let sent = match &scheme.placement {
        Placement::Bearer | Placement::Authorization(_) => {
            let value = format!("Authorization: {} …", parameter(&scheme.placement));
            format!("is sent as {}", docs::code(&value))
        }
        Placement::Basic => {
            "has the form `user:password` and is sent as `Authorization: Basic …`".to_owned()
        }
        Placement::Header(_) => format!("is sent in the header {name}"),
        Placement::Query(_) => format!("is sent in the query parameter {name}"),
        Placement::Cookie(_) => format!("is sent in the cookie {name}"),
    };
    format!(
        "Sets the credential {}{token}, which {sent}.",
        docs::code(&scheme.wire)
    )
}

/// Whether a credential is the whole value of the header `Authorization`, including its scheme.
pub(in crate::rust) fn is_whole(placement: &Placement) -> bool {
    matches!(placement, Placement::Header(name) if name.eq_ignore_ascii_case("authorization"))
}

const WHOLE: &str = "The value is sent as is. If the server expects a scheme, such as `Bearer`, put it before the token: `Bearer …`.";

const BASIC: &str = "[`Credential::basic`] makes the value. A value without a colon is a user name whose password is empty.";

fn setter(cx: Emit<'_>, scheme: &Scheme, name: &SchemeName) -> TokenStream {
    let mut about = docs::markdown_lines(&sets(scheme));
    let description = docs::lines(cx, &scheme.docs, "");
    if !description.is_empty() {
        about.push(String::new());
        about.extend(description);
    }
    if scheme.placement == Placement::Basic {
        about.extend([String::new(), BASIC.to_owned()]);
    }
    if is_whole(&scheme.placement) {
        about.extend([String::new(), WHOLE.to_owned()]);
    }
    about.push(String::new());
    about.push(format!(
        "[`ClientBuilder::read_env`] reads this credential from {}.",
        docs::code(&name.env)
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
