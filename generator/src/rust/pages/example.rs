//! Example code that calls operations: doc tests and `examples/`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Reply, ResourceId};
use crate::rust::format;
use crate::rust::name::OperationName;
use crate::spelling::singular;

use super::sample;
use crate::rust::context::{Emit, crate_ident};
use crate::rust::file::{File, rust};
use crate::rust::format::Source;
use crate::rust::items::docs;
use crate::rust::plan::feature;
use crate::rust::tokens::{file_stem, ident, mentions_module};

mod chosen;

pub(in crate::rust) use chosen::first;

/// The file `examples/METHOD_RESOURCE.rs` for the featured operation.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Option<File> {
    let (operation, name) = first(cx)?;
    let (bind, print) = binding(cx, operation, name);
    let call = call(cx, operation, name);
    // All credentials of an alternative are needed together.
    let env = operation.security.iter().map(|together| {
        let schemes = together.iter();
        let schemes = schemes.filter_map(|scheme| cx.names.schemes().get(scheme.0));
        let names = schemes.map(|name| docs::code(&name.env));
        names.collect::<Vec<_>>().join(" and ")
    });
    let env: Vec<String> = env.filter(|names| !names.is_empty()).collect();
    let mut about = vec![format!(
        "Calls `{}`.",
        cx.chain(operation.resource) + "." + &name.method
    )];
    if !env.is_empty() {
        about.push(String::new());
        about.push(format!(
            "Set {} before you run this example.",
            env.join(" or ")
        ));
    }
    let main = quote! {
        #[tokio::main]
        async fn main() -> Result<(), Error> {
            let client = Client::from_env()?;
            #bind #call.await?;
            #print
            Ok(())
        }
    };
    let items = vec![imports(cx, &["Client", "Error"], &main), main];
    Some(rust(
        &format!("examples/{}.rs", file_name(cx, operation, name)),
        Source { docs: about, items },
    ))
}

/// The name of the example, made from the method and the singular of the resource:
/// `retrieve_invite`.
pub(in crate::rust) fn file_name(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> String {
    let method = file_stem(&name.method);
    match cx.names.resources().get(operation.resource.0) {
        Some(resource) if operation.resource != ResourceId::ROOT => {
            let accessor = file_stem(&resource.accessor);
            format!(
                "{method}_{}",
                variable(accessor).unwrap_or_else(|| accessor.to_owned())
            )
        }
        _ => method.to_owned(),
    }
}

/// The lines of a method's doc test.
pub(in crate::rust) fn doc_test(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<String> {
    let crate_name = crate_ident(cx);
    let (bind, _) = binding(cx, operation, name);
    let call = call(cx, operation, name);
    let given = sample::given(cx, operation, name);
    let call = quote!(#bind #call.await?;);
    let imports = imports(cx, &["Client"], &call);
    let body = quote!(#imports let client = Client::from_env()?; #call);
    in_function(
        &quote!(#(#given),*),
        &quote!(-> Result<(), #crate_name::Error>),
        &body,
    )
}

/// The lines of an example that sets request options.
pub(in crate::rust) fn options(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<String> {
    let crate_name = crate_ident(cx);
    let call = call(cx, operation, name);
    let body = quote! {
        let request = #call;
        let request = request.timeout(std::time::Duration::from_secs(5)).max_retries(0);
        let response = request.header("x-trace", "1").send().await?;
        println!("{} {:?}", response.status(), response.request_id());
    };
    let client = quote!(client: #crate_name::Client);
    let body = importing(cx, body);
    in_function(&client, &quote!(-> Result<(), #crate_name::Error>), &body)
}

/// The lines of an example that handles different errors.
pub(in crate::rust) fn errors(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<String> {
    let crate_name = crate_ident(cx);
    let call = call(cx, operation, name);
    let body = quote! {
        match #call.await {
            Ok(value) => println!("{value:?}"),
            Err(error) if error.is_not_found() => println!("not found"),
            Err(error) if error.is_rate_limit() => println!("too many requests"),
            Err(error) => println!("{error}"),
        }
    };
    let body = importing(cx, body);
    in_function(&quote!(client: #crate_name::Client), &quote!(), &body)
}

/// The loop over all items of the first paginated operation that can be called with literals only.
pub(in crate::rust) fn pages(cx: Emit<'_>) -> Option<TokenStream> {
    let (operation, name) = first_paged(cx)?;
    let call = call(cx, operation, name);
    Some(quote! {
        let mut items = #call.stream();
        while let Some(item) = items.next().await {
            let item = item?;
            println!("{item:?}");
        }
    })
}

fn first_paged(cx: Emit<'_>) -> Option<(&Operation, &OperationName)> {
    let mut operations = cx.api.operations.iter().zip(cx.names.operations());
    operations.find(|(operation, name)| {
        let plain = !operation.docs.deprecated && sample::given(cx, operation, name).is_empty();
        plain && operation.pages.is_some()
    })
}

/// The loop over all items, as the lines of a doc test.
pub(in crate::rust) fn pages_test(cx: Emit<'_>) -> Vec<String> {
    let (Some((operation, _)), Some(body)) = (first_paged(cx), pages(cx)) else {
        return Vec::new();
    };
    let crate_name = crate_ident(cx);
    let client = quote!(client: #crate_name::Client);
    let result = quote!(-> Result<(), #crate_name::Error>);
    let test = in_function(&client, &result, &importing(cx, body));
    feature::hidden(cx, operation)
        .into_iter()
        .chain(test)
        .collect()
}

/// Adds the imports that the body needs. Doc tests show them.
fn importing(cx: Emit<'_>, body: TokenStream) -> TokenStream {
    let import = imports(cx, &[], &body);
    quote!(#import #body)
}

/// The lines of a doc test with this body. The function around the body is hidden.
pub(in crate::rust) fn in_function(
    arguments: &TokenStream,
    result: &TokenStream,
    body: &TokenStream,
) -> Vec<String> {
    let code = quote!(async fn example(#arguments) #result { #body });
    let Ok(text) = format::items(&[code]) else {
        return Vec::new();
    };
    let lines: Vec<&str> = text.lines().collect();
    // A long signature takes several lines, all of which are hidden.
    let body = lines
        .iter()
        .position(|line| line.ends_with('{'))
        .map_or(0, |open| open + 1);
    let (open, inner) = lines.split_at_checked(body).unwrap_or_default();
    let open = open.iter().map(|line| format!("# {line}"));
    let inner = inner
        .get(..inner.len().saturating_sub(1))
        .unwrap_or_default();
    let shown = inner
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned());
    let end = if result.is_empty() {
        "# }"
    } else {
        "# Ok(()) }"
    };
    open.chain(shown).chain([end.to_owned()]).collect()
}

/// The `let` that binds the response, and the statement that prints it.
pub(in crate::rust) fn binding(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> (TokenStream, Option<TokenStream>) {
    if operation.reply == Reply::Empty {
        return (TokenStream::new(), None);
    }
    if operation.pages.is_some() {
        return (quote!(let page =), Some(quote!(println!("{page:#?}");)));
    }
    let resource = cx.names.resources().get(operation.resource.0);
    let handle = resource
        .map(|resource| file_stem(&resource.accessor))
        .unwrap_or_default();
    let plain = matches!(name.method.as_str(), "retrieve" | "create" | "update");
    let bound = variable(handle).filter(|_| plain);
    let bound = ident(bound.as_deref().unwrap_or("response"));
    let print = format!("{{{bound}:#?}}");
    (quote!(let #bound =), Some(quote!(println!(#print);)))
}

/// The singular of a resource's name, if it is a valid name for a variable.
fn variable(accessor: &str) -> Option<String> {
    let one = singular(accessor)?;
    let keyword = syn::parse_str::<proc_macro2::Ident>(&one).is_err();
    (!keyword && one != "client").then_some(one)
}

/// The call of a method, starting with `client` and without `.await`.
pub(in crate::rust) fn call(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> TokenStream {
    let chain = cx
        .resource_accessors(operation.resource)
        .into_iter()
        .map(ident);
    let method = ident(&name.method);
    let arguments = sample::asked(operation, name);
    let arguments = arguments.map(|(argument, name)| sample::sample(cx, argument, name).value);
    let options = sample::options(cx, operation, name);
    quote!(client #(.#chain())* .#method(#(#arguments),*) #(#options)*)
}

/// The imports of an example: `names`, and the module `types` if the code refers to it.
pub(in crate::rust) fn imports(cx: Emit<'_>, names: &[&str], code: &TokenStream) -> TokenStream {
    let crate_name = crate_ident(cx);
    let types = mentions_types(code).then_some("types");
    let names: Vec<_> = names.iter().copied().chain(types).map(ident).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(use #crate_name::#one;),
        several => quote!(use #crate_name::{#(#several),*};),
    }
}

/// Whether the code refers to the module `types`.
fn mentions_types(code: &TokenStream) -> bool {
    mentions_module(std::slice::from_ref(code), "types")
}
