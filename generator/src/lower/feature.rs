//! Decides what users of the crate may leave out: the resources that hang on the client, and the
//! types that are reached from these alone.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{
    Api, Feature, FeatureId, Operation, ResourceId, Root, Section, Type, TypeDef, TypeId,
};

/// A package registry refuses crates of more features (crates.io: 300); some have another meaning.
const MOST: usize = 250;

/// Makes a feature of each resource that hangs on the client, if there are several, and notes with
/// each type the features that reach it.
pub(super) fn divide(api: &mut Api) {
    let Some((features, marks)) = Division::of(api).map(|division| division.finish()) else {
        return;
    };
    api.features = features;
    for (def, mark) in api.types.iter_mut().zip(marks) {
        def.features = mark;
    }
}

/// What is reached from somewhere.
#[derive(Default)]
struct Reached {
    types: BTreeSet<TypeId>,
    /// Resources on the client to which some of these types belong.
    resources: BTreeSet<ResourceId>,
}

struct Division<'a> {
    graph: Graph<'a>,
    /// What is there without any feature.
    always: Reached,
    /// The resources that may be left out, and what each reaches.
    resources: Vec<(ResourceId, Reached)>,
}

impl<'a> Division<'a> {
    /// `None` if there is nothing to choose from.
    fn of(api: &'a Api) -> Option<Self> {
        let graph = Graph::new(api);
        let top = &api.resources.first()?.children;
        let mut seeds = graph.seeds(ResourceId::ROOT);
        let mut kept = BTreeSet::from([None]);
        loop {
            let always = graph.reach(seeds.clone(), &kept);
            let left = top.iter().filter(|id| !always.resources.contains(id));
            let resources = left.map(|id| {
                (
                    *id,
                    graph.reach(graph.seeds(*id), &BTreeSet::from([Some(*id)])),
                )
            });
            let resources: Vec<_> = resources.collect();
            if !(2..=MOST).contains(&resources.len()) {
                return None;
            }
            let everywhere = everywhere(&resources);
            let more: Vec<TypeId> = everywhere.difference(&always.types).copied().collect();
            let new = always.resources.iter().map(|id| Some(*id));
            let new: Vec<_> = new.filter(|id| !kept.contains(id)).collect();
            if more.is_empty() && new.is_empty() {
                return Some(Self {
                    graph,
                    always,
                    resources,
                });
            }
            seeds.extend(more);
            seeds.extend(new.iter().flatten().flat_map(|id| graph.seeds(*id)));
            kept.extend(new);
        }
    }

    /// The features, and for each type those with which it is there.
    fn finish(self) -> (Vec<Feature>, Vec<BTreeSet<FeatureId>>) {
        let api = self.graph.api;
        let places = self.resources.iter().enumerate();
        let ids: HashMap<ResourceId, FeatureId> = places
            .map(|(index, (id, _))| (*id, FeatureId(index)))
            .collect();
        let resources = self.resources.into_iter();
        let resources = resources.map(|(id, reached)| (Section::Resource(id), reached));
        let webhook = api.webhook_event.as_ref().and_then(Type::named);
        let webhooks = webhook.map(|id| self.graph.reach(vec![id], &BTreeSet::new()));
        let webhooks = webhooks.map(|reached| (Section::Webhooks, reached));
        let mut features = Vec::new();
        let mut marks = vec![BTreeSet::new(); api.types.len()];
        for (section, reached) in resources.chain(webhooks) {
            let own = FeatureId(features.len());
            for id in reached.types.difference(&self.always.types) {
                marks.get_mut(id.0).map(|mark| mark.insert(own));
            }
            let needs = reached.resources.iter().filter_map(|id| ids.get(id));
            let needs = needs.copied().filter(|id| *id != own).collect();
            features.push(Feature { section, needs });
        }
        // These may mention anything, and who wants them wants all there is.
        let own = FeatureId(features.len());
        let mut unreached = false;
        for (index, mark) in marks.iter_mut().enumerate() {
            let id = TypeId(index);
            let free = mark.is_empty() && !self.always.types.contains(&id);
            if free && self.graph.is_component(id) {
                unreached = true;
                mark.insert(own);
            }
        }
        features.extend(unreached.then(|| Feature {
            section: Section::Unreached,
            needs: (0..own.0).map(FeatureId).collect(),
        }));
        (features, marks)
    }
}

/// What every one of them reaches.
fn everywhere(resources: &[(ResourceId, Reached)]) -> BTreeSet<TypeId> {
    let mut sets = resources.iter().map(|(_, reached)| &reached.types);
    let Some(first) = sets.next() else {
        return BTreeSet::new();
    };
    sets.fold(first.clone(), |common, set| {
        common.intersection(set).copied().collect()
    })
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

    fn is_component(&self, id: TypeId) -> bool {
        let def = self.api.types.get(id.0);
        def.is_some_and(|def| matches!(def.path.root, Root::Component(_)))
    }

    /// The resource on the client that another one hangs below.
    fn top(&self, id: ResourceId) -> Option<ResourceId> {
        self.api.ancestry(id).first().copied()
    }

    /// What the operations at and below a resource mention, and the types of their own. Those right
    /// on the client are by themselves.
    fn seeds(&self, id: ResourceId) -> Vec<TypeId> {
        let own = (id != ResourceId::ROOT).then_some(id);
        let operations = self.api.operations.iter();
        let operations = operations.filter(|operation| self.top(operation.resource) == own);
        let mentioned = operations
            .flat_map(Operation::types)
            .filter_map(Type::named);
        let types = self.api.types.iter().enumerate();
        let types = types.filter(|(_, def)| match &def.path.root {
            Root::Operation(resource, _) => {
                let used = def.usage.request || def.usage.response;
                used && self.top(*resource) == own
            }
            Root::Component(_) => false,
        });
        mentioned
            .chain(types.map(|(index, _)| TypeId(index)))
            .collect()
    }

    /// What types mention, and so on. What belongs to an operation below another resource than
    /// those of `own` is there with that resource, and so is what it mentions.
    fn reach(&self, mut open: Vec<TypeId>, own: &BTreeSet<Option<ResourceId>>) -> Reached {
        let mut reached = Reached::default();
        while let Some(id) = open.pop() {
            let Some(def) = self
                .api
                .types
                .get(id.0)
                .filter(|_| reached.types.insert(id))
            else {
                continue;
            };
            match &def.path.root {
                Root::Component(name) => {
                    open.extend(self.components.get(name.as_str()).into_iter().flatten());
                }
                Root::Operation(resource, _) => {
                    let top = self.top(*resource);
                    reached.resources.extend(top);
                    if !own.contains(&top) {
                        continue;
                    }
                }
            }
            open.extend(mentioned(def));
        }
        reached
    }
}

fn mentioned(def: &TypeDef) -> impl Iterator<Item = TypeId> {
    def.shape.types().into_iter().filter_map(Type::named)
}
