//! The names that the files of resources import from the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Location, Operation, Reply, Type};
use crate::rust::tokens::ident;

use super::operation::{has_setters, marker, stream};

/// The names that the file of these operations imports from the runtime.
pub(in crate::rust) fn runtime_items(operations: &[(usize, &Operation)]) -> Vec<TokenStream> {
    let mut names = vec!["operation"];
    for (_, operation) in operations {
        names.extend(has_setters(operation).then_some("setters"));
        let mut replies: Vec<&Reply> = Vec::new();
        if operation.pages.is_some() {
            names.extend(["Page", "Paged"]);
        } else {
            replies.push(&operation.reply);
            replies.extend(operation.stream.iter().map(|stream| &stream.reply));
        }
        // Paginated operations can have alternatives, too.
        replies.extend(operation.alternatives.iter().map(|one| &one.reply));
        let beside_json = operation.alternatives.iter().any(|one| one.beside_json);
        names.extend(beside_json.then_some("NotJson"));
        for reply in replies {
            names.push(marker(reply));
            names.extend(stream(reply));
        }
        let mut types = operation.arguments.iter().map(|argument| &argument.ty);
        names.extend(types.any(holds_files).then_some("File"));
        // Headers of parts are also set where the parts have positions instead of names.
        let mut locations = operation
            .arguments
            .iter()
            .map(|argument| &argument.location);
        let has_headers = locations.any(|at| matches!(at, Location::PartHeader { .. }));
        let has_parts = operation.is_multipart() || has_headers;
        names.extend(has_parts.then_some("Multipart"));
    }
    names.sort_unstable();
    names.dedup();
    let import = |name: &&str| {
        let item = ident(name);
        // Only its methods are used, and other items may have its name.
        let methods = (*name == "Multipart").then(|| quote!(as _));
        quote!(#item #methods)
    };
    names.iter().map(import).collect()
}

/// Whether the values are files, or contain files.
fn holds_files(ty: &Type) -> bool {
    matches!(ty, Type::File(_)) || ty.inner().is_some_and(holds_files)
}
