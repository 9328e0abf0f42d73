//! `README.md` of the crate: installation, usage and behavior. It has only the sections that apply
//! to the crate. Its examples are compiled as doc tests ([`compiled`]).

mod behavior;
mod block;
mod call;
mod formats;
mod values;
mod webhooks;

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::vendor::{Capability, Level};

use crate::rust::context::Emit;
use crate::rust::items::docs;
use crate::rust::plan::feature;
use crate::rust::plan::needs::Needs;

/// The README of the crate, in Markdown.
#[derive(Debug)]
pub struct Readme {
    /// The title, and the descriptions of the crate and of the API.
    pub about: String,
    /// How to use the crate: all sections but that on the license.
    pub usage: String,
    /// The text of the section on webhooks. Empty if the API sends none.
    pub webhooks: String,
    license: String,
}

impl Readme {
    /// The text of the README.
    pub(in crate::rust) fn text(&self) -> String {
        [
            &*self.about,
            &self.usage,
            "\n## License\n\n",
            &self.license,
            "\n",
        ]
        .concat()
    }
}

/// Writes the README.
pub(in crate::rust) fn emit(cx: Emit<'_>) -> Readme {
    let webhooks = webhooks::section(cx);
    let usage = [
        install(cx),
        call::first(cx),
        call::list(cx),
        values::section(cx),
        call::authentication(cx),
        behavior::errors(cx),
        behavior::retries(cx),
        call::pages(cx),
        call::streams(cx),
        call::files(cx),
        formats::section(cx),
        headed("Webhooks", &webhooks),
        behavior::blocking(cx),
        features(cx),
        behavior::more(cx),
    ];
    Readme {
        about: title(cx),
        usage: usage.concat(),
        webhooks,
        license: docs::readme(cx, &cx.api.package.license),
    }
}

/// A section. Empty if its text is.
fn headed(heading: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("\n## {heading}\n{text}")
}

/// An item that includes the README in the doc tests of the crate, so that its examples are
/// compiled. It exists only in builds with the cargo features that the examples use.
pub(in crate::rust) fn compiled(cx: Emit<'_>) -> Option<TokenStream> {
    let needs = Needs::of(cx);
    let used = [Capability::Blocking, Capability::Webhooks].into_iter();
    let used = used.filter(|capability| needs.level(*capability) == Level::Optional);
    let used = used.map(Capability::name);
    let used: Vec<&str> = used
        .chain((!cx.api.features.is_empty()).then_some("default"))
        .collect();
    if !needs.any() {
        return None;
    }
    let condition = if used.is_empty() {
        quote!(doctest)
    } else {
        quote!(all(doctest, #(feature = #used),*))
    };
    Some(quote! {
        #[cfg(#condition)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    })
}

fn title(cx: Emit<'_>) -> String {
    let package = &cx.api.package;
    let about = package.about.as_ref().map(|about| docs::readme(cx, about));
    let about = about.filter(|about| !about.is_empty());
    let about = about
        .map(|about| format!("\n{about}\n"))
        .unwrap_or_default();
    let description = docs::readme(
        cx,
        &format!("{}.", package.description.trim_end_matches('.')),
    );
    format!("# {}\n\n{description}\n{about}", package.name)
}

fn install(cx: Emit<'_>) -> String {
    let name = &cx.api.package.name;
    let runtime = if Needs::of(cx).client {
        "cargo add tokio --features macros,rt-multi-thread # not needed for blocking calls; see Blocking\n"
    } else {
        ""
    };
    format!("\n## Install\n\n```sh\ncargo add {name}\n{runtime}```\n")
}

fn features(cx: Emit<'_>) -> String {
    let lines = feature::about(cx);
    if lines.is_empty() {
        return String::new();
    }
    format!("\n## Features\n\n{}\n", lines.join("\n"))
}
