//! Servers, and the variables of their URLs.

use super::docs::Docs;

/// One of several servers.
#[derive(Debug)]
pub struct ServerChoice {
    /// The words that distinguish it from the other servers.
    pub name: String,
    /// Its description.
    pub docs: Docs,
    /// Its URL.
    pub template: ServerTemplate,
}

/// The URL of a server.
#[derive(Debug)]
pub struct ServerTemplate {
    /// The URL, with the names of the variables in braces.
    pub url: String,
    /// The variables in it.
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
