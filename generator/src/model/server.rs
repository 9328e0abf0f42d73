//! Servers whose URLs have variables.

use super::docs::Docs;

/// The URL of a server that has variables.
#[derive(Debug)]
pub struct ServerTemplate {
    /// The URL, with the names of the variables in braces.
    pub url: String,
    /// The variables that it has.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// The value that it has unless another one is set.
    pub default: String,
    /// The values that it may have; if this is empty, any value.
    pub values: Vec<String>,
    /// Its description.
    pub docs: Docs,
}
