use crate::model::ResourceId;
// The names of the items of a crate.

/// An identifier that is valid where it is used. Raw identifiers start with `r#`.
pub type Ident = String;

/// The names of a type.
#[derive(Debug)]
pub struct TypeName {
    /// The module of the type, and of its file. Each component has a file of its own, so that an
    /// addition to the document moves no other type.
    pub module: Module,
    /// The name of the type.
    pub ident: Ident,
    /// The names of its fields or variants.
    pub members: Vec<Ident>,
}

/// A module that holds types.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Module {
    /// `types::NAME`, the module of a component.
    Component(Ident),
    /// `resources::…::NAME`, the module of an operation.
    Operation(ResourceId, Ident),
}

/// The names of a resource.
#[derive(Debug, Default)]
pub struct ResourceName {
    /// The name of the method that returns the resource.
    pub accessor: Ident,
    /// The name of its module: that of the method, unless it is reserved for modules.
    pub module: Ident,
    /// The name of its struct.
    pub handle: Ident,
}

/// The names of an operation.
#[derive(Debug)]
pub struct OperationName {
    /// The name of the method.
    pub method: Ident,
    /// The name of the request type that the method returns.
    pub request: Ident,
    /// The method that takes the whole body, if the body has a type of its own.
    pub with_body: Option<Ident>,
    /// The struct of the whole body, if it is multipart. It is in the module of the resource.
    pub parts: Option<Ident>,
    /// The arguments, in the order of the model.
    pub arguments: Vec<Ident>,
    /// The methods that request another media type, in the order of the model.
    pub alternatives: Vec<Ident>,
    /// The methods that select the media type of the request body, in the order of the model.
    pub content_types: Vec<Ident>,
}

/// The names of a credential.
#[derive(Debug)]
pub struct SchemeName {
    /// The setter of the client builder.
    pub setter: Ident,
    /// The static that describes the credential.
    pub constant: Ident,
    /// The environment variable that holds the credential.
    pub env: String,
}
