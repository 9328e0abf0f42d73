//! The section about the values of requests: how they are made, and where their types are.

use std::cmp::Reverse;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Operation, Root, Shape, Type, TypeDef, TypeId};
use crate::rust::context::{Emit, is_emitted};
use crate::rust::items::ty::Scope;
use crate::rust::name::OperationName;
use crate::rust::pages::{example, sample};

use super::block::block_of_call;

/// The maximum number of calls from which the example is chosen.
const CALLS: usize = 64;

/// The maximum length of the example's call, in bytes, if there is one as short.
const LONG: usize = 400;

/// The section on values of types of the crate. Empty if no call makes one.
pub(super) fn section(cx: Emit<'_>) -> String {
    let Some((operation, name, call)) = featured(cx) else {
        return String::new();
    };
    let (bind, print) = example::binding(cx, operation, name);
    let code = block_of_call(
        cx,
        quote! {
            async fn example(client: Client) -> Result<(), Error> {
                #bind #call.await?;
                #print
                Ok(())
            }
        },
    );
    format!("\n## Values\n{INTRODUCTION}{code}\n{}", lines(cx).concat())
}

const INTRODUCTION: &str = "
Required arguments are passed to the method, and optional ones are set on the request. `new` of a struct takes its
required members, and each optional one has a setter:
";

/// The call that shows best how values are made: it makes a struct and sets a member of it, and is short.
fn featured(cx: Emit<'_>) -> Option<(&Operation, &OperationName, TokenStream)> {
    let operations = cx.api.operations.iter().zip(cx.names.operations());
    let made = operations.filter(|(operation, name)| {
        let mut asked = sample::asked(operation, name);
        !operation.docs.deprecated && asked.any(|(argument, _)| is_made(cx, &argument.ty))
    });
    let callable = made.filter(|(operation, name)| sample::given(cx, operation, name).is_empty());
    let calls = callable
        .map(|(operation, name)| (operation, name, example::call(cx, operation, name)))
        .filter(|(.., call)| call.to_string().contains(":: new ("));
    calls.take(CALLS).min_by_key(|(.., call)| {
        let text = call.to_string();
        let after = text.split_once(":: new (").map_or("", |(_, after)| after);
        let sets = after.matches(") .").count().min(1);
        let is_empty = after.starts_with(')') && sets == 0;
        (text.len() > LONG, is_empty, Reverse(sets), text.len())
    })
}

/// Whether users make values of a type: a struct or a union, or a list or a map of them.
fn is_made(cx: Emit<'_>, ty: &Type) -> bool {
    match cx.api.resolved(ty) {
        Type::Named(id) => cx.api.types.get(id.0).is_some_and(|def| {
            matches!(def.shape, Shape::Struct(_) | Shape::Union(_)) && def.usage.is_made()
        }),
        other => other.inner().is_some_and(|inner| is_made(cx, inner)),
    }
}

/// The items of the list below the example. Each applies to some type or operation of the crate.
fn lines(cx: Emit<'_>) -> Vec<String> {
    let made: Vec<&TypeDef> = cx.types().filter(|def| def.usage.is_made()).collect();
    let has = |is: fn(&Shape) -> bool| made.iter().any(|def| is(&def.shape));
    let mut lines = vec![OPTIONS.to_owned(), LISTS.to_owned()];
    if has(|shape| matches!(shape, Shape::Union(_))) {
        lines.push(UNIONS.to_owned());
    }
    if has(|shape| matches!(shape, Shape::StringEnum(_))) {
        lines.push(ENUMS.to_owned());
    }
    lines.push(JSON.to_owned());
    lines.extend(whole(cx));
    lines.extend(places(cx));
    lines
}

const OPTIONS: &str = "- **Options** take a value, whatever converts into it, or an `Option`.\n";

const LISTS: &str = "- **Lists** are arrays, vectors, slices, iterators or, if the types of their items differ, tuples: `(first, second)`.
  **Maps** are arrays of pairs: `[(\"key\", value)]`.
";

const UNIONS: &str = "- **Enums of several types** (`oneOf`, `anyOf`) are made from a value of any of these types.\n";

const ENUMS: &str =
    "- **Enums of strings** are made from their variants or from text: `\"asc\"`.\n";

const JSON: &str =
    "- **JSON** from `serde_json::json!({…})` is taken in place of a struct or an enum.\n";

/// The method that takes a whole body.
fn whole(cx: Emit<'_>) -> Option<String> {
    let mut operations = cx.api.operations.iter().zip(cx.names.operations());
    let (operation, method) = operations.find_map(|(operation, name)| {
        let method = name.with_body.as_ref().filter(|_| operation.body.is_some());
        Some((operation, method?)).filter(|_| !operation.docs.deprecated)
    })?;
    let chain = cx.chain(operation.resource);
    Some(format!(
        "- **Whole bodies** that you built, stored or read are sent by methods that end in `_with`: `{chain}.{method}(…)`.\n"
    ))
}

/// The modules of the types, each with the struct whose path is the shortest.
fn places(cx: Emit<'_>) -> Option<String> {
    let of = |is: fn(&Root) -> bool| {
        let types = cx.api.types.iter().enumerate();
        let made = types.filter(|(_, def)| {
            let is_struct = matches!(def.shape, Shape::Struct(_));
            is_struct && is_emitted(def) && def.usage.request && is(&def.path.root)
        });
        let paths = made.filter_map(|(index, _)| {
            let path = Scope::outside(cx).path(TypeId(index)).to_string();
            let path = path.replace(' ', "");
            path.split_once("::").map(|(_, path)| path.to_owned())
        });
        let path = paths.min_by_key(String::len)?;
        Some(format!("`{path}`"))
    };
    let shared = of(|root| matches!(root, Root::Component(_)));
    let own = of(|root| matches!(root, Root::Operation(..)));
    Some(match (shared, own) {
        (Some(shared), Some(own)) => format!(
            "- **Types** of schemas are in the module `types`, such as {shared}; those of one operation are in its own module,\n  such as {own}.\n"
        ),
        (Some(shared), None) => {
            format!("- **Types** are in the module `types`, such as {shared}.\n")
        }
        (None, Some(own)) => {
            format!("- **Types** are in the modules of their operations, such as {own}.\n")
        }
        (None, None) => return None,
    })
}
