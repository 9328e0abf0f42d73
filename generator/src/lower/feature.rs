//! Divides the crate into cargo features: one per resource of the client, with the types that only
//! this resource uses.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Api, Feature, FeatureId, Operation, ResourceId, Root, Type, TypeId};
use crate::source::Pointer;

/// The maximum number of features of resources. The registry allows 300 features per crate, and
/// some are used for other purposes.
const MOST: usize = 250;

/// Creates a feature for each resource of the client, if there are several, and records in each
/// type which features use it.
pub(super) fn divide(api: &mut Api, paths: &Pointer, diagnostics: &Diagnostics) {
    let top = api.resources.first();
    let top = top.map(|root| root.children.clone()).unwrap_or_default();
    if top.len() < 2 {
        return;
    }
    if top.len() > MOST {
        let message = format!(
            "the client has {} resources, too many for one cargo feature each; all of them are always \
             compiled",
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

/// Returns the features, and the features that enable each type.
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
        parts.push((Feature::Rest, graph.reach(rest.into_iter().collect())));
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

/// The references between types.
struct Graph<'a> {
    api: &'a Api,
    /// The types of each component. They share a file, and are enabled together.
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

    /// The types that the operations of a resource of the client and of its descendants use
    /// directly. `None` stands for the operations of the client itself.
    fn mentioned(&self, top: Option<ResourceId>) -> Vec<TypeId> {
        let here = |operation: &&Operation| {
            let ancestry = self.api.ancestry(operation.resource);
            ancestry.first().copied() == top
        };
        let operations = self.api.operations.iter().filter(here);
        let types = operations.flat_map(Operation::types);
        types.filter_map(Type::named).collect()
    }

    /// Returns the given types and all types that they use, directly or indirectly.
    fn reach(&self, mut open: Vec<TypeId>) -> BTreeSet<TypeId> {
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(def) = self.api.types.get(id.0).filter(|_| reached.insert(id)) else {
                continue;
            };
            // Types that belong to an operation are used by that operation only, so they are not
            // expanded.
            if let Root::Component(name) = &def.path.root {
                open.extend(self.components.get(name.as_str()).into_iter().flatten());
            }
            open.extend(def.shape.types().into_iter().filter_map(Type::named));
        }
        reached
    }
}
