//! The README sections about all calls: errors, retries, timeouts and blocking calls.

use quote::quote;

use crate::model::{Operation, Type};
use crate::rust::context::Emit;
use crate::rust::items::ty::Scope;
use crate::rust::pages::example;
use crate::rust::plan::needs::Needs;

use super::block::{block, block_of_call};

/// The section about errors.
pub(super) fn errors(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    let code = example::first(cx).map(|(operation, name)| {
        let call = example::call(cx, operation, name);
        block_of_call(cx, quote! {
                async fn example(client: &Client) -> Result<(), Error> {
                    match #call.await {
                        Ok(value) => println!("{value:?}"),
                        Err(error) if error.is_not_found() => println!("not found"),
                        Err(error) if error.is_rate_limit() => println!("too many requests: {}", error.message()),
                        Err(error) if error.is_timeout() || error.is_connect() => println!("try again later"),
                        Err(error) => return Err(error),
                    }
                    Ok(())
                }
            })
    });
    let typed = typed_failure(cx).map(|ty| {
        let ty = Scope::outside(cx).ty(ty).to_string().replace(' ', "");
        format!(
            "\nIf the API documentation describes the body of an error response, the documentation of the method lists its type under *Errors*.\nRead the body with `error.json::<{ty}>()`.\n"
        )
    });
    format!(
        "{ERRORS}{}{}",
        code.unwrap_or_default(),
        typed.unwrap_or_default()
    )
}

/// The type of an error response of the featured operation, or else the one that most operations
/// have.
fn typed_failure(cx: Emit<'_>) -> Option<&Type> {
    fn of(operation: &Operation) -> Option<&Type> {
        let mut failures = operation.failures.iter();
        failures.find_map(|failure| failure.ty.as_ref())
    }
    let featured = example::first(cx).and_then(|(operation, _)| of(operation));
    featured.or_else(|| {
        let mut counts: Vec<(&Type, usize)> = Vec::new();
        for ty in cx.api.operations.iter().filter_map(of) {
            match counts.iter_mut().find(|(known, _)| *known == ty) {
                Some((_, count)) => *count += 1,
                None => counts.push((ty, 1)),
            }
        }
        // The first of several equally frequent types.
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(ty, _)| ty)
    })
}

const ERRORS: &str = "
## Errors

All methods return the same error type, `Error`. Use `is_not_found()`, `is_timeout()`, `is_decode()` and similar methods to handle
specific errors. If the server responded, `status()`, `message()`, `code()`, `request_id()`, `headers()` and `body()` describe
the response.
";

/// The section about retries and timeouts.
pub(super) fn retries(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    let client = quote! {
        fn patient() -> Result<Client, Error> {
            Client::builder()
                .read_env()
                .max_retries(4)
                .timeout(Duration::from_secs(30))
                .deadline(Duration::from_secs(120))
                .build()
        }
    };
    let call = example::first(cx).map(|(operation, name)| {
        let call = example::call(cx, operation, name);
        quote! {
            async fn once(client: &Client) -> Result<(), Error> {
                let request = #call.max_retries(0).timeout(Duration::from_secs(5));
                let response = request.send().await?;
                println!("{} {:?}", response.status(), response.request_id());
                Ok(())
            }
        }
    });
    let imports = example::imports(cx, &["Client", "Error"], &quote!(#call));
    let uses = quote! {
        use std::time::Duration;
        #imports
    };
    let items: Vec<_> = [uses, client].into_iter().chain(call).collect();
    format!("{RETRIES}{}", block(&items))
}

const RETRIES: &str = "
## Retries and timeouts

By default, requests are retried up to twice after connection errors, timeouts, and the status codes 408, 409, 429 and 5xx.
Between attempts, the client waits for as long as the server requests (if that is more than 120 s, the request fails).
If the server requests no delay, the client backs off exponentially. All attempts of a request that may change state
carry the same `idempotency-key` header.

`timeout` limits each attempt, to 600 s by default. `deadline` limits all attempts together, `idle_timeout` the time
without progress (no part of the request body is sent, and no part of the response arrives), and `connect_timeout` the
time to connect. Once a stream has begun, only the time between two chunks is limited, by `idle_timeout` or, if that is
not set, by `timeout`. All of them can be set on the client, and all but `connect_timeout` also on a single request:
";

/// The section about blocking calls.
pub(super) fn blocking(cx: Emit<'_>) -> String {
    if !Needs::of(cx).client {
        return String::new();
    }
    let Some((operation, name)) = example::first(cx) else {
        return BLOCKING.to_owned();
    };
    let (bind, print) = example::binding(cx, operation, name);
    let call = example::call(cx, operation, name);
    let code = block_of_call(
        cx,
        quote! {
            fn main() -> Result<(), Error> {
                let client = Client::from_env()?;
                #bind #call.wait()?;
                #print
                Ok(())
            }
        },
    );
    format!("{BLOCKING}{code}")
}

const BLOCKING: &str = "
## Blocking

With the cargo feature `blocking`, everything that can be awaited also has a `wait()` method. It needs no async runtime,
but can also be called inside one, from many threads at once, and in hooks (see below):
";

/// The section about further topics.
pub(super) fn more(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    MORE.to_owned()
}

const MORE: &str = "
## More

- **The whole response**: `.send().await?` returns the status code, the headers and the request ID along with the data.
- **Undocumented parameters**: `.header(…)` sets a header, `.with(RequestOptions::new().extra_query(\"beta\", \"true\"))`
  adds a query parameter, and `.extra_body(\"beta\", true)` of the same options adds a member to a JSON body.
- **Unknown values** are kept, so that a newer version of the API does not break this crate: enums have an\n  `Unknown` variant, and structs have an `extra` field for unknown members.\n- **Optional members** whose values do not match the API documentation are read as missing. The values are in `extra`,\n  and `.send().await?.mismatches()` lists them. With `Client::builder().strict()`, such a value is an error.
- **Redirects** are followed, but credentials are not sent to another origin, and redirects from https to http are refused.
- **Hooks**: `Client::builder()` has `.on_request(…)` and `.on_attempt(…)`. To use your own HTTP client or another\n  transport, call `.http_client(…)` or `.transport(…)`.
";
