//! Whole programs that call an operation, for pages outside of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Reply, ResourceId};
use crate::rust::context::{Emit, crate_ident};
use crate::rust::format;
use crate::rust::name::OperationName;
use crate::rust::plan::feature;
use crate::rust::tokens::{file_stem, ident};
use crate::rust::vendor::Capability;

use super::{example, method_page, sample};

/// The way in which a program calls the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Awaits the request.
    Async,
    /// Waits for the response, without an async runtime.
    Blocking,
    /// Reads the status code and the headers, too.
    Response,
    /// Iterates over the items of all pages.
    Pages,
    /// Reads a stream as it arrives.
    Stream,
    /// Tests code that calls the operation, without a server.
    Mock,
}

/// A program that calls an operation.
#[derive(Clone, Debug)]
pub struct Program {
    /// The way in which it calls the operation.
    pub style: Style,
    /// The formatted code.
    pub code: String,
    /// The cargo feature that it needs in addition to the default ones.
    pub feature: Option<&'static str>,
}

/// The programs for an operation.
pub(in crate::rust) fn all(
    cx: Emit<'_>,
    operation: &Operation,
    name: &OperationName,
) -> Vec<Program> {
    let whole = Whole::new(cx, operation, name);
    let call = example::call(cx, operation, name);
    let reply = &operation.reply;
    let streams =
        reply.is_events() || matches!(reply, Reply::Lines(_) | Reply::Parts(..) | Reply::Pieces);
    let mut programs = Vec::new();
    let mut add = |style, feature: Option<Capability>, code: Option<String>| {
        let feature = feature.map(Capability::name);
        programs.extend(code.map(|code| Program {
            style,
            code,
            feature,
        }));
    };
    let (bind, print) = example::binding(cx, operation, name);
    let item = item(&operation.reply);
    let (plain, waiting) = if streams {
        (
            awaited(&quote!(#call.await?), &item),
            waited(&quote!(#call.wait()?), &item),
        )
    } else {
        (
            quote!(#bind #call.await?; #print),
            quote!(#bind #call.wait()?; #print),
        )
    };
    add(Style::Async, None, whole.asynchronous(&plain));
    let blocking = Some(Capability::Blocking);
    add(Style::Blocking, blocking, whole.blocking(&waiting));
    let response = quote! {
        let response = #call.send().await?;
        println!("{} {:?}", response.status(), response.request_id());
    };
    add(Style::Response, None, whole.asynchronous(&response));
    if operation.pages.is_some() {
        let items = quote!(println!("{item:?}"););
        let pages = awaited(&quote!(#call.stream()), &items);
        add(Style::Pages, None, whole.asynchronous(&pages));
    }
    if let Some(stream) = &operation.stream {
        let events = awaited(&quote!(#call.stream().await?), &self::item(&stream.reply));
        add(Style::Stream, None, whole.asynchronous(&events));
    }
    add(Style::Mock, Some(Capability::Mock), whole.mock(&call));
    programs
}

/// The statement that prints an item of a stream.
fn item(reply: &Reply) -> TokenStream {
    match reply {
        Reply::Pieces => quote!(println!("{} bytes", item.len());),
        Reply::Empty
        | Reply::Json(_)
        | Reply::OptionalJson(_)
        | Reply::Text
        | Reply::LooseText
        | Reply::Binary
        | Reply::Events(..)
        | Reply::NamedEvents(_)
        | Reply::Lines(_)
        | Reply::Parts(..) => quote!(println!("{item:?}");),
    }
}

fn awaited(stream: &TokenStream, item: &TokenStream) -> TokenStream {
    quote! {
        let mut stream = #stream;
        while let Some(item) = stream.next().await {
            let item = item?;
            #item
        }
    }
}

fn waited(stream: &TokenStream, item: &TokenStream) -> TokenStream {
    quote! {
        for item in #stream.wait() {
            let item = item?;
            #item
        }
    }
}

/// The frame of the programs of an operation.
struct Whole<'a> {
    cx: Emit<'a>,
    operation: &'a Operation,
    name: &'a OperationName,
    /// The parameters for values that would be too long to show. With them, the example is a
    /// function that the reader calls.
    given: Vec<TokenStream>,
}

impl<'a> Whole<'a> {
    fn new(cx: Emit<'a>, operation: &'a Operation, name: &'a OperationName) -> Self {
        let given = sample::given(cx, operation, name);
        Self {
            cx,
            operation,
            name,
            given,
        }
    }

    fn asynchronous(&self, body: &TokenStream) -> Option<String> {
        let given = &self.given;
        let main = if given.is_empty() {
            quote! {
                #[tokio::main]
                async fn main() -> Result<(), Error> {
                    let client = Client::from_env()?;
                    #body
                    Ok(())
                }
            }
        } else {
            quote! {
                async fn example(client: &Client, #(#given),*) -> Result<(), Error> {
                    #body
                    Ok(())
                }
            }
        };
        self.printed(&["Client", "Error"], main)
    }

    fn blocking(&self, body: &TokenStream) -> Option<String> {
        let given = &self.given;
        let main = if given.is_empty() {
            quote! {
                fn main() -> Result<(), Error> {
                    let client = Client::from_env()?;
                    #body
                    Ok(())
                }
            }
        } else {
            quote! {
                fn example(client: &Client, #(#given),*) -> Result<(), Error> {
                    #body
                    Ok(())
                }
            }
        };
        self.printed(&["Client", "Error"], main)
    }

    /// A test whose mock responds with the example response. Only operations with a short one have it.
    fn mock(&self, call: &TokenStream) -> Option<String> {
        let (cx, operation, name) = (self.cx, self.operation, self.name);
        let json = matches!(operation.reply, Reply::Json(_) | Reply::OptionalJson(_));
        let example = operation.example.as_ref().filter(|_| json)?;
        let (text, _) = method_page::shortened(example)?;
        if text.len() > LONGEST || operation.resource == ResourceId::ROOT || !self.given.is_empty()
        {
            return None;
        }
        let body = raw(&text)?;
        let path = cx.resource_path(operation.resource, Some(&crate_ident(cx)));
        let request = ident(&name.request);
        let setters = operation.security.first().into_iter().flatten();
        let setters = setters.filter_map(|scheme| cx.names.schemes().get(scheme.0));
        let setters = setters.map(|scheme| ident(&scheme.setter));
        let base = cx.api.base_url.is_empty();
        let base = base.then(|| quote!(.base_url("https://api.example.com")));
        let test = ident(&format!("{}_is_sent", file_stem(&name.method)));
        let main = quote! {
            #[tokio::test]
            async fn #test() -> Result<(), Error> {
                let mock = Mock::new();
                let body = #body;
                mock.raw::<#request>("application/json", body);
                let client = Client::builder()#base #(.#setters("test"))*.transport(mock.clone()).build()?;
                #call.await?;
                assert_eq!(mock.requests().len(), 1);
                Ok(())
            }
        };
        let imports = example::imports(cx, &["Client", "Error", "Mock"], &main);
        format::items(&[quote!(#imports use #path::#request;), main]).ok()
    }

    fn printed(&self, names: &[&str], main: TokenStream) -> Option<String> {
        format::items(&[example::imports(self.cx, names, &main), main]).ok()
    }
}

/// The maximum length of the response in a test, in bytes.
const LONGEST: usize = 1500;

/// A raw string literal.
fn raw(text: &str) -> Option<TokenStream> {
    let runs = text.split('"').skip(1);
    let runs = runs.map(|rest| rest.chars().take_while(|char| *char == '#').count() + 1);
    let hashes = "#".repeat(runs.max().unwrap_or(0));
    format!("r{hashes}\"{text}\"{hashes}").parse().ok()
}

/// The cargo feature that enables the operation, if it is optional.
pub(in crate::rust) fn feature<'a>(cx: Emit<'a>, operation: &Operation) -> Option<&'a str> {
    feature::of_operation(cx, operation)
}
