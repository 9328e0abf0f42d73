//! Decides what users of the crate may leave out: the resources that hang on the client, and the
//! types that are reached from these alone.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Api, Feature, FeatureId, Operation, ResourceId, Root, Type, TypeId};
use crate::source::Pointer;

/// A crate of more cannot be published: the registry takes 300 features, and some are not resources.
const MOST: usize = 250;

/// Makes a feature of each resource that hangs on the client, if there are several, and notes with
/// each type the features that reach it.
pub(super) fn divide(api: &mut Api, paths: &Pointer, diagnostics: &Diagnostics) {
    let top = api.resources.first();
    let top = top.map(|root| root.children.clone()).unwrap_or_default();
    if top.len() < 2 {
        return;
    }
    if top.len() > MOST {
        let message = format!(
            "{} resources hang on the client, too many to make a feature of each: they are all \
             compiled, always",
            top.len()
        );
        diagnostics.tell(Code::TooManyFeatures, paths, message);
        return;
    }
    let (features, marks) = marks(api, &top);
    api.features = features;
    for (def, mark) in api.types.iter_mut().zip(marks) {
        def.features = mark;
    }
}

/// The features, and for each type those that it is there with.
fn marks(api: &Api, top: &[ResourceId]) -> (Vec<Feature>, Vec<BTreeSet<FeatureId>>) {
    let graph = Graph::new(api);
    let reached: Vec<BTreeSet<TypeId>> = top
        .iter()
        .map(|id| graph.reach(graph.mentioned(Some(*id))))
        .collect();
    let always = graph.reach(graph.mentioned(None));
    let resources = top.iter().map(|id| Feature::Resource(*id));
    let mut parts: Vec<_> = resources.zip(reached).collect();
    if let Some(event) = api.webhook_event.as_ref().and_then(Type::named) {
        parts.push((Feature::Webhooks, graph.reach(vec![event])));
    }
    let known = parts.iter().flat_map(|(_, types)| types);
    let known: BTreeSet<TypeId> = known.chain(&always).copied().collect();
    let rest = graph.components.values().flatten().copied();
    let rest: BTreeSet<TypeId> = rest.filter(|id| !known.contains(id)).collect();
    if !rest.is_empty() {
        parts.push((Feature::Rest, rest));
    }
    let mut marks = vec![BTreeSet::new(); api.types.len()];
    for (index, (_, types)) in parts.iter().enumerate() {
        for id in types.difference(&always) {
            if let Some(mark) = marks.get_mut(id.0) {
                mark.insert(FeatureId(index));
            }
        }
    }
    (
        parts.into_iter().map(|(feature, _)| feature).collect(),
        marks,
    )
}

/// Which type mentions which.
struct Graph<'a> {
    api: &'a Api,
    /// The types of each component: they share a file, and are there together.
    components: HashMap<&'a str, Vec<TypeId>>,
}

impl<'a> Graph<'a> {
    fn new(api: &'a Api) -> Self {
        let mut components: HashMap<&str, Vec<TypeId>> = HashMap::new();
        for (index, def) in api.types.iter().enumerate() {
            if let Root::Component(name) = &def.path.root {
                components.entry(name).or_default().push(TypeId(index));
            }
        }
        Self { api, components }
    }

    /// What the operations at and below a resource on the client mention; `None`: those right on
    /// the client.
    fn mentioned(&self, top: Option<ResourceId>) -> Vec<TypeId> {
        let here = |operation: &&Operation| {
            let ancestry = self.api.ancestry(operation.resource);
            ancestry.first().copied() == top
        };
        let operations = self.api.operations.iter().filter(here);
        let types = operations.flat_map(Operation::types);
        types.filter_map(Type::named).collect()
    }

    /// Types, and what they mention, and so on.
    fn reach(&self, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(def) = self.api.types.get(id.0).filter(|_| reached.insert(id)) else {
                continue;
            };
            // The types of an operation are mentioned by that operation alone.
            if let Root::Component(name) = &def.path.root {
                open.extend(self.components.get(name.as_str()).into_iter().flatten());
            }
            open.extend(def.shape.types().into_iter().filter_map(Type::named));
        }
        reached
    }
}
