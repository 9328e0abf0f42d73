//! Cargo features of the generated crate: the `cfg` attributes and the documentation.

use crate::rust::name::WEBHOOK_EVENTS;
use crate::rust::vendor::{Capability, Level};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Feature, FeatureId, Operation, ResourceId};

use super::needs::Needs;
use super::optional;
use super::optional::FEATURES;
use crate::rust::context::Emit;

/// The names of cargo features, sorted.
pub(in crate::rust) fn names<'a>(cx: Emit<'a>, features: &BTreeSet<FeatureId>) -> Vec<&'a str> {
    let mut names: Vec<&str> = features.iter().filter_map(|id| name(cx, *id)).collect();
    names.sort_unstable();
    names
}

/// The `cfg` attribute for an item that any of the features enables; `None` if it is always
/// compiled.
pub(in crate::rust) fn condition(any: &[&str]) -> Option<TokenStream> {
    match any {
        [] => None,
        [one] => Some(quote!(#[cfg(feature = #one)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// The `cfg` attribute for a resource of the client.
pub(in crate::rust) fn condition_of(cx: Emit<'_>, resource: ResourceId) -> Option<TokenStream> {
    condition(of_resource(cx, resource).as_slice())
}

/// The cargo feature that enables an operation, if it is optional.
pub(in crate::rust) fn of_operation<'a>(cx: Emit<'a>, operation: &Operation) -> Option<&'a str> {
    let top = *cx.api.ancestry(operation.resource).first()?;
    of_resource(cx, top)
}

/// The cargo feature that enables a resource and its children, if they are optional.
pub(in crate::rust) fn names_of(cx: Emit<'_>, resource: ResourceId) -> Vec<&str> {
    let top = cx.api.ancestry(resource).first().copied();
    top.and_then(|top| of_resource(cx, top))
        .into_iter()
        .collect()
}

/// The hidden line that excludes a doc test from builds without its operation.
pub(in crate::rust) fn hidden(cx: Emit<'_>, operation: &Operation) -> Option<String> {
    let name = of_operation(cx, operation)?;
    Some(format!("# #[cfg(feature = \"{name}\")]"))
}

/// The cargo features, each with those that it enables.
pub(in crate::rust) fn table(cx: Emit<'_>) -> BTreeMap<String, Vec<String>> {
    let names = cx.names.features().iter();
    names.map(|name| (name.clone(), Vec::new())).collect()
}

/// The documentation of the cargo features, in Markdown.
pub(in crate::rust) fn about(cx: Emit<'_>) -> Vec<String> {
    let of = |is: fn(&Feature) -> bool| {
        let all = cx.api.features.iter().zip(cx.names.features());
        let names = all.filter(move |(feature, _)| is(feature));
        names.map(|(_, name)| name.as_str())
    };
    let mut resources: Vec<&str> = of(|one| matches!(one, Feature::Resource(_))).collect();
    resources.sort_unstable();
    let mut added = optional::added(cx);
    if !added.is_empty() {
        added.extend(ON.map(str::to_owned));
    }
    let Some(first) = resources.first() else {
        return added;
    };
    let mut lines = vec![format!(
        "Each resource of the client, such as `client.{first}()`, has a cargo feature."
    )];
    lines.extend(ABOUT.map(str::to_owned));
    lines.extend(["", "```toml"].map(str::to_owned));
    lines.push(format!(
        "{} = {{ version = \"{}\", default-features = false, features = [\"{first}\", \"rustls\"] }}",
        cx.api.package.name, cx.api.package.version,
    ));
    lines.extend(["```", ""].map(str::to_owned));
    let mut line = String::from("The resources are");
    for (index, name) in resources.iter().enumerate() {
        let end = if index + 1 == resources.len() {
            '.'
        } else {
            ','
        };
        if line.len() + name.len() + 4 > WIDTH {
            lines.push(std::mem::take(&mut line));
        } else {
            line.push(' ');
        }
        let _ = write!(line, "`{name}`{end}");
    }
    lines.push(line);
    let webhooks = of(|one| *one == Feature::Webhooks);
    lines.extend(webhooks.flat_map(of_webhooks));
    let rest = of(|one| *one == Feature::Rest);
    lines.extend(rest.map(|name| {
        format!("`{name}` contains the types that no resource uses, and the types that those need.")
    }));
    lines.push(String::new());
    lines.extend(added);
    lines
}

/// The documentation of the cargo features for webhooks.
fn of_webhooks(name: &str) -> [String; 2] {
    let other = optional::WEBHOOKS;
    [
        format!(
            "`{name}` contains the types of webhook events, and `{other}` (on by default) adds"
        ),
        "`Webhooks`, which verifies and reads them.".to_owned(),
    ]
}

const ABOUT: [&str; 3] = [
    "It enables the methods of the resource and of the resources in it, and the types that they",
    "need. All of these features are on by default. To compile faster, disable the default features and enable",
    "only the resources that you need, and one of the features that add TLS:",
];

/// The features of the runtime that are on by default.
const ON: [&str; 8] = [
    "",
    "The cargo feature `rustls`, which is on by default, adds TLS through rustls with ring, using the root certificates of",
    "the operating system. `rustls-webpki-roots` and `native-tls` take precedence over it; `rustls-no-provider` has",
    "an effect only if `rustls` is off (`default-features = false`). If none of the features for TLS is enabled,",
    "`https` needs an HTTP client or a transport of your own.",
    "",
    "The cargo feature `serde`, which is on by default, implements serde's traits for all types. Without it, the crate",
    "compiles faster, and the module `json` still reads and writes all types.",
];

/// The maximum length of a line.
const WIDTH: usize = 100;

fn of_resource(cx: Emit<'_>, resource: ResourceId) -> Option<&str> {
    let feature = Feature::Resource(resource);
    let index = cx.api.features.iter().position(|one| *one == feature)?;
    name(cx, FeatureId(index))
}

fn name(cx: Emit<'_>, id: FeatureId) -> Option<&str> {
    cx.names.features().get(id.0).map(String::as_str)
}

/// The cargo features, each with those that it enables.
pub(in crate::rust) fn feature_names(cx: Emit<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let needs = Needs::of(cx);
    let resources = table(cx);
    let has = |feature: &&optional::Feature| needs.level(feature.capability) == Level::Optional;
    let of_runtime = FEATURES.iter().filter(has).map(|feature| {
        let events = resources
            .keys()
            .filter(|_| feature.capability == Capability::Webhooks);
        let events = events.filter(|name| *name == WEBHOOK_EVENTS).cloned();
        (feature.capability.name().to_owned(), events.collect())
    });
    let of_runtime: Vec<(String, BTreeSet<String>)> = of_runtime.collect();
    let resources = resources.iter();
    let resources = resources.map(|(name, on)| (name.clone(), on.iter().cloned().collect()));
    of_runtime.into_iter().chain(resources).collect()
}
