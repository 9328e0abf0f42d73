//! The positions of types, from which their names are made.

use super::resource::ResourceId;

/// The position of a type. It alone determines the name of the type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypePath {
    /// The named item where the path starts.
    pub root: Root,
    /// The steps from there.
    pub steps: Vec<Step>,
}

/// The named item where a type's path starts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A component, by its key under `components/schemas`.
    Component(String),
    /// An operation, by its resource and the words of its method.
    Operation(ResourceId, String),
}

/// A step into a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A property.
    Property(String),
    /// The items of an array.
    Item,
    /// The values of a map.
    Value,
    /// A name that belongs to the position itself: `response`, or the tag of an alternative.
    Named(String),
}

impl TypePath {
    /// The type of a component.
    #[must_use]
    pub fn component(name: &str) -> Self {
        Self {
            root: Root::Component(name.to_owned()),
            steps: Vec::new(),
        }
    }

    /// Appends a step.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.steps.push(step);
        path
    }
}
