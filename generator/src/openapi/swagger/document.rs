//! The Swagger Object (Swagger 2.0, 5.2.1).

use crate::openapi::Object;
use crate::openapi::document::Parts;

use super::server;

/// The parts of a document that OpenAPI 3 writes in `servers` and `components`.
pub(in crate::openapi) fn document<'a>(document: &Object<'a>) -> Parts<'a> {
    Parts {
        servers: server::of_document(document),
        // Paths with a query: two paths of the same name would be one key.
        more_paths: document.members("x-ms-paths"),
        webhooks: Vec::new(),
        schemas: document.members("definitions"),
        security_schemes: document.members("securityDefinitions"),
    }
}
