//! The runtime of a crate: a copy of the modules that it needs, or a dependency.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::vendor::{Capability, Entry, FILES, Level, Presence, entries};
use crate::model::RuntimeSource;

use super::context::Emit;
use super::file::{File, copy, rust};
use super::format::Source;
use super::plan::needs::Needs;
use super::tokens::ident;

/// `src/runtime.rs` and its modules; nothing if the runtime is a dependency.
pub(super) fn emit(cx: Emit<'_>) -> Vec<File> {
    let needs = Needs::of(cx);
    match cx.api.package.runtime {
        RuntimeSource::Copy if needs.any() => copies(needs.copied()),
        RuntimeSource::Copy
        | RuntimeSource::Path(_)
        | RuntimeSource::Git { .. }
        | RuntimeSource::Version(_) => Vec::new(),
    }
}

fn copies(needs: Needs) -> Vec<File> {
    let mut items = Vec::new();
    let mut files = Vec::new();
    for (entry, presence) in present(needs) {
        let condition = condition(&presence);
        let declaration = entry.declaration();
        items.push(quote!(#condition #declaration));
        if let Some(module) = &entry.module {
            let own = FILES.iter().filter(|file| is_of(file.path, module));
            files.extend(own.map(|file| copy(&format!("src/{}", file.path), file.text)));
        }
    }
    let docs = vec!["The parts of the hand-written client core that this crate needs.".to_owned()];
    files.push(rust("src/runtime.rs", Source { docs, items }));
    files
}

/// Whether a file belongs to a module: `runtime/json.rs` and `runtime/json/wire.rs` to `json`.
fn is_of(path: &str, module: &str) -> bool {
    let inside = path.strip_prefix("runtime/").unwrap_or_default();
    let rest = inside.strip_prefix(module);
    rest.is_some_and(|rest| rest.starts_with(['.', '/']))
}

/// The entries of the runtime's module list that a crate contains.
pub(super) fn present(needs: Needs) -> impl Iterator<Item = (&'static Entry, Presence)> {
    let level = move |capability| needs.level(capability);
    let all = entries()
        .iter()
        .map(move |entry| (entry, entry.presence(&level)));
    all.filter(|(_, presence)| *presence != Presence::Never)
}

/// The declaration of the runtime in the root of the crate.
pub(super) fn declaration(cx: Emit<'_>) -> Option<TokenStream> {
    if !Needs::of(cx).any() {
        return None;
    }
    let reason = "runtime modules are copied whole";
    Some(match cx.api.package.runtime {
        RuntimeSource::Copy => quote! {
            #[allow(dead_code, unused_imports, reason = #reason)]
            mod runtime;
        },
        RuntimeSource::Path(_) | RuntimeSource::Git { .. } | RuntimeSource::Version(_) => quote! {
            use sdk_runtime::runtime;
        },
    })
}

/// The exports of the runtime, grouped by the builds that contain them.
pub(super) fn exports(cx: Emit<'_>) -> Vec<TokenStream> {
    let needs = Needs::of(cx);
    if !needs.any() {
        return Vec::new();
    }
    let mut names: BTreeMap<Presence, Vec<&str>> = BTreeMap::new();
    for (entry, presence) in present(needs) {
        let own = entry.names.iter().map(String::as_str);
        let own = own.filter(|name| needs.formats.exports(name));
        names.entry(presence).or_default().extend(own);
    }
    let export = |(presence, mut names): (Presence, Vec<&str>)| {
        names.sort_unstable();
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        let condition = condition(&presence);
        (!names.is_empty()).then(|| quote!(#condition pub use runtime::{#(#names),*};))
    };
    names.into_iter().filter_map(export).collect()
}

/// Whether the root of the crate always exports a name of the runtime.
fn always_exports(cx: Emit<'_>, name: &str) -> bool {
    let needs = Needs::of(cx);
    let mut entries = present(needs).filter(|(_, presence)| *presence == Presence::Always);
    entries.any(|(entry, _)| entry.names.iter().any(|one| one == name))
        && needs.formats.exports(name)
}

/// The module `prelude`: what programs that use the client import.
pub(super) fn prelude(cx: Emit<'_>) -> TokenStream {
    let items = ["File", "poll_until"].into_iter();
    let items = items.filter(|name| always_exports(cx, name)).map(ident);
    let unix_time = always_exports(cx, "UnixTime").then(|| quote!(UnixTime as _,));
    let headers = (!cx.api.response_headers.is_empty()).then(|| quote!(ResponseHeaders as _,));
    let traits = (unix_time.is_some() || headers.is_some())
        .then(|| quote!(pub use crate::{#headers #unix_time};));
    let usage = format!(
        " `use {}::prelude::*;`",
        cx.api.package.name.replace('-', "_")
    );
    quote! {
        /// The names that most programs import, and the traits whose methods they call.
        ///
        #[doc = #usage]
        pub mod prelude {
            pub use crate::{Client, Error #(, #items)*};
            #traits
        }
    }
}

/// The `cfg` attribute for an entry that is not in all builds.
fn condition(presence: &Presence) -> Option<TokenStream> {
    match presence {
        Presence::Always | Presence::Never => None,
        Presence::If(predicate) => {
            let predicate: TokenStream = predicate.parse().unwrap_or_default();
            Some(quote!(#[cfg(#predicate)]))
        }
    }
}

/// The `cfg` attribute for an item that needs a capability.
pub(super) fn with(cx: Emit<'_>, capability: Capability) -> Option<TokenStream> {
    match Needs::of(cx).level(capability) {
        Level::Always | Level::Never => None,
        Level::Optional => {
            let name = capability.name();
            Some(quote!(#[cfg(feature = #name)]))
        }
    }
}
