//! The API, its names and the places of its pages.

use crate::model::{Api, Grouped, ResourceId, Shape, Type, TypeDef, TypeId, grouped};
use crate::rust::name::{Names, TypeName};
use crate::rust::reference::Reference;

use super::place::{self, Places};
use super::word::word;

/// The API, its names and the places of its pages.
pub(super) struct Site<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    pub(super) rust: Reference<'a>,
    pub(super) places: Places,
    /// The title of the site.
    pub(super) title: String,
    /// The changelog of the crate, in Markdown.
    pub(super) changelog: Option<&'a str>,
    /// The operations in the order of the sidebar.
    pub(super) order: Vec<usize>,
}

impl<'a> Site<'a> {
    pub(super) fn new(api: &'a Api, names: &'a Names, changelog: Option<&'a str>) -> Self {
        let rust = Reference::new(api, names);
        let mut order = Vec::with_capacity(api.operations.len());
        let root = api.resources.get(ResourceId::ROOT.0);
        order.extend(root.iter().flat_map(|root| &root.operations));
        collect_groups(api, &top(api), 0, &mut order);
        Self {
            api,
            names,
            rust,
            places: Places::assign(api, names, rust),
            title: word(api.site.title.as_deref().unwrap_or(&api.package.title)).into_owned(),
            changelog,
            order,
        }
    }

    /// The resources at the top.
    pub(super) fn top(&self) -> Vec<ResourceId> {
        top(self.api)
    }

    /// The definition and the names of a type.
    pub(super) fn ty(&self, id: TypeId) -> Option<(&'a TypeDef, &'a TypeName)> {
        Some((self.api.types.get(id.0)?, self.names.ty(id)?))
    }

    /// The named type that a value of this type consists of, if it is more than a name for another.
    pub(super) fn content(&self, ty: &Type) -> Option<TypeId> {
        let mut id = ty.named()?;
        // A chain with more aliases than there are types is a cycle.
        for _ in 0..=self.api.types.len() {
            match &self.api.types.get(id.0)?.shape {
                Shape::Alias(target) => id = target.named()?,
                Shape::Struct(_)
                | Shape::StringEnum(_)
                | Shape::IntegerEnum(_)
                | Shape::Tuple(_)
                | Shape::Union(_) => return Some(id),
            }
        }
        None
    }

    /// The link from a page to another page.
    pub(super) fn link(from: &str, to: &str) -> String {
        place::relative(&format!("{from}.html"), &format!("{to}.html"))
    }

    /// The link from a page to the page of a type.
    pub(super) fn type_link(&self, from: &str, id: TypeId) -> String {
        Self::link(from, self.places.ty(id))
    }

    /// The names of the accessors on the path to a resource, each with its resource.
    pub(super) fn crumbs(&self, id: ResourceId) -> Vec<(&'a str, ResourceId)> {
        let ids = self.api.ancestry(id);
        self.rust.chain(id).into_iter().zip(ids).collect()
    }
}

fn top(api: &Api) -> Vec<ResourceId> {
    let root = api.resources.get(ResourceId::ROOT.0);
    root.map(|root| root.children.clone()).unwrap_or_default()
}

/// Resources of a group are next to each other.
fn collect_groups(api: &Api, ids: &[ResourceId], depth: usize, order: &mut Vec<usize>) {
    for one in grouped(&api.resources, ids, depth) {
        match one {
            Grouped::Resource(id) => collect(api, id, order),
            Grouped::Group(_, ids) => collect_groups(api, &ids, depth + 1, order),
        }
    }
}

/// Operations of a resource come before those of its children.
fn collect(api: &Api, id: ResourceId, order: &mut Vec<usize>) {
    let Some(resource) = api.resources.get(id.0) else {
        return;
    };
    order.extend(&resource.operations);
    for child in &resource.children {
        collect(api, *child, order);
    }
}
