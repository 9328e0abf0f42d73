//! What the README tells of every call: errors, retries, time, and doing without async.

use quote::quote;

use crate::emit::needs::Needs;
use crate::emit::ty::Scope;
use crate::emit::{Emit, example};
use crate::ir::Operation;

use super::{block, block_of_call};

/// What can go wrong, and how to tell.
pub(super) fn errors(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    let code = example::first(cx).map(|(operation, name)| {
        let call = example::call(cx, operation, name);
        block_of_call(cx, quote! {
                async fn example(client: &Client) -> Result<(), Error> {
                    match #call.await {
                        Ok(answer) => println!("{answer:?}"),
                        Err(error) if error.is_not_found() => println!("there is no such thing"),
                        Err(error) if error.is_rate_limit() => println!("too many requests: {}", error.message()),
                        Err(error) if error.is_timeout() || error.is_connect() => println!("try later"),
                        Err(error) => return Err(error),
                    }
                    Ok(())
                }
            })
    });
    let body = |operation: &Operation| {
        operation
            .failures
            .iter()
            .find_map(|failure| failure.ty.clone())
    };
    let typed = cx.api.operations.iter().find_map(body).map(|ty| {
        let ty = Scope::outside(cx).ty(&ty).to_string().replace(' ', "");
        format!(
            "\nWhere the API describes the body of an error, its type is in the documentation of the method, under *Errors*:\n`error.json::<{ty}>()` reads it.\n"
        )
    });
    format!(
        "{ERRORS}{}{}",
        code.unwrap_or_default(),
        typed.unwrap_or_default()
    )
}

const ERRORS: &str = "
## Errors

There is one type, `Error`. It says what has happened (`is_not_found()`, `is_timeout()`, `is_decode()`, …) and, as far
as there was an answer, what that was: `status()`, `message()`, `code()`, `request_id()`, `headers()`, `body()`.
";

/// What is tried again, and how long things take.
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

Connection errors, timeouts and the statuses 408, 409, 429 and 5xx are tried again, twice by default, after the delay
that the server asks for or a growing one. All tries of a call that changes something carry the same `idempotency-key`.

`timeout` holds for each try, 600 s by default; `deadline` for all tries together, `idle_timeout` between two pieces of
an answer, `connect_timeout` of a client for connecting. All but the last are set for a client or for a call:
";

/// Calls without async.
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

With the cargo feature `blocking`, whatever can be awaited has `wait()`, which needs no async runtime and does no harm in
one:
";

/// What else there is to know.
pub(super) fn more(cx: Emit<'_>) -> String {
    if cx.api.operations.is_empty() {
        return String::new();
    }
    MORE.to_owned()
}

const MORE: &str = "
## More

- **The whole response**: `.send().await?` instead of `.await?` gives status, headers and request id as well.
- **What the API's description does not know** is sent by `.header(…)` and
  `.with(RequestOptions::new().extra_query(\"beta\", \"true\"))`.
- **Values that this version does not know** are kept: an enum has a variant `Unknown`, an object has further
  members in its field `extra`. Nothing fails because the API has grown.
- **Redirects** are followed; no credential goes to another origin, and nothing from https to http.
- **To watch or change requests**: `Client::builder()` takes `.on_request(…)`, `.on_attempt(…)`, an `.http_client(…)` of
  your own, or any `.transport(…)`.
";
