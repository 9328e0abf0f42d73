//! The Path Item Object (OpenAPI 3.1, 4.8.9).

use crate::source::Site;

use super::{Context, METHODS, Object, Operation, OperationConfig, Parameter, Server};

/// What can be done at a path.
#[derive(Debug)]
pub struct PathItem<'a> {
    /// The operations, in the order of [`METHODS`].
    pub operations: Vec<Operation<'a>>,
}

impl<'a> PathItem<'a> {
    /// Reads a path item, following its `$ref`; `None` after an error was reported. Parameters
    /// and servers given for the whole path are handed to each operation (4.8.9: an operation's
    /// own parameter of the same name and location wins).
    #[must_use]
    pub fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        let object = Object::new(cx, cx.follow(site)?, "a path item")?;
        let (parameters, complete) = Parameter::list(&object);
        let servers = Server::list(&object);
        let sdk = OperationConfig::read(&object);
        let operations = METHODS
            .into_iter()
            .filter_map(|method| {
                let site = object.get(method)?;
                let mut operation = Operation::read(cx, site, method, &parameters, &servers)?;
                operation.complete &= complete;
                operation.sdk.inherit(&sdk, method);
                Some(operation)
            })
            .collect();
        Some(Self { operations })
    }
}
