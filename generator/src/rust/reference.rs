//! The Rust texts that outputs other than the crate show. They are the ones of the crate itself.

use crate::model::{Api, Example, Operation, ResourceId, TypeDef};

use super::context::{Emit, crate_ident};
use super::name::{Module, Names, OperationName, TypeName};
use super::pages::{api_index, method_page, program, readme};
use super::tokens::file_stem;

pub use super::pages::program::{Program, Style};
pub use super::pages::readme::Readme;

/// The Rust texts of an API.
#[derive(Clone, Copy)]
pub struct Reference<'a>(Emit<'a>);

impl<'a> Reference<'a> {
    /// The texts of an API with these names.
    #[must_use]
    pub fn new(api: &'a Api, names: &'a Names) -> Self {
        Self(Emit { api, names })
    }

    /// The README of the crate.
    #[must_use]
    pub fn readme(self) -> Readme {
        readme::emit(self.0)
    }

    /// Whole programs that call an operation.
    #[must_use]
    pub fn programs(self, operation: &Operation, name: &OperationName) -> Vec<Program> {
        program::all(self.0, operation, name)
    }

    /// The cargo feature that enables an operation, if it is optional.
    #[must_use]
    pub fn feature(self, operation: &Operation) -> Option<&'a str> {
        program::feature(self.0, operation)
    }

    /// The URL of the method's documentation on docs.rs.
    #[must_use]
    pub fn method_url(self, operation: &Operation, name: &OperationName) -> String {
        api_index::page(self.0, operation, name)
    }

    /// The URL of the documentation of a component's type on docs.rs, whose item is a `kind`. Types
    /// of operations have none here.
    #[must_use]
    pub fn type_url(self, def: &TypeDef, name: &TypeName, kind: &str) -> Option<String> {
        let Module::Component(module) = &name.module else {
            return None;
        };
        let package = &self.0.api.package;
        let module = match def.path.steps.as_slice() {
            [] => String::new(),
            [_, ..] => format!("{}/", file_stem(module)),
        };
        Some(format!(
            "https://docs.rs/{}/{}/{}/types/{module}{kind}.{}.html",
            package.name,
            package.version,
            crate_ident(self.0),
            name.ident
        ))
    }

    /// An example response as indented JSON, with long arrays and strings cut, and whether it is
    /// whole.
    #[must_use]
    pub fn example(self, example: &Example) -> Option<(String, bool)> {
        method_page::shortened(example)
    }

    /// The accessors that lead from the client to a resource, without raw prefixes: `admin`,
    /// `organization`.
    #[must_use]
    pub fn chain(self, resource: ResourceId) -> Vec<&'a str> {
        let accessors = self.0.resource_accessors(resource).into_iter();
        accessors.map(file_stem).collect()
    }
}
