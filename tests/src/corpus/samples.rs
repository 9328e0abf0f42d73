//! Sampled values of a document's components, each with the generated type of its component.

use std::collections::HashMap;

use generator::rust::SourceMap;
use generator::source::{Node, Pointer, Site, Sources};
use serde_json::Value;

use super::outcome::{Case, Origin};
use super::sampler::Sampler;
use super::validity::Schemas;

/// Draws up to `count` different valid values for each component that has a type. Returns them, and the
/// number of components for which no valid value was found.
#[must_use]
pub fn cases(sources: &Sources, map: &SourceMap, count: usize) -> (Vec<Case>, usize) {
    let types = map.types.iter();
    let types: HashMap<&Pointer, &str> = types.map(|(at, ty)| (at, ty.as_str())).collect();
    let root = sources.root(sources.entry());
    let version = root.clone().and_then(|root| root.child("openapi"));
    let version = version.and_then(|site| site.node.as_str());
    let references_hide = version.is_some_and(|version| version.starts_with("3.0"));
    let components = root
        .and_then(|root| root.child("components"))
        .and_then(|components| components.child("schemas"));
    let mut schemas = Schemas::new(sources);
    let (mut cases, mut without) = (Vec::new(), 0);
    let all = components.iter().flat_map(Site::members);
    for (seed, (_, schema)) in (0..).zip(all) {
        let Some(ty) = types.get(&schema.at) else {
            continue;
        };
        if matches!(schema.node.get("$ref"), Some(Node::String(_))) {
            continue;
        }
        let mut sampler = Sampler::new(sources, references_hide, seed);
        let mut drawn: Vec<Value> = Vec::new();
        for _ in 0..count * 4 {
            if drawn.len() == count {
                break;
            }
            let value = sampler.draw(&schema);
            let value = value.filter(|value| !drawn.contains(value));
            drawn.extend(value.filter(|value| schemas.is_valid(&schema, value)));
        }
        without += usize::from(drawn.is_empty());
        cases.extend(drawn.into_iter().map(|json| Case {
            pointer: schema.at.to_string(),
            ty: (*ty).to_owned(),
            json,
            valid: true,
            origin: Origin::Request,
        }));
    }
    (cases, without)
}
