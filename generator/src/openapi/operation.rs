//! The Operation Object (OpenAPI 3.1, 4.8.10).

use crate::source::{Pointer, Site};

use super::{
    Context, Object, OperationConfig, Parameter, RequestBody, Requirement, Response, Server,
    Status, code_sample, samples, security,
};

/// The keys of a path item that are operations, in the order in which the generated code has them:
/// that of the document has no meaning.
pub const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace",
];

/// An operation.
#[derive(Debug)]
pub struct Operation<'a> {
    /// Its place.
    pub at: Pointer,
    /// The HTTP method in lower case.
    pub method: &'static str,
    /// Its unique name, if it has one.
    pub operation_id: Option<&'a str>,
    /// One line.
    pub summary: Option<&'a str>,
    /// What it does, in Markdown.
    pub description: Option<&'a str>,
    /// Whether callers should move away from it.
    pub deprecated: bool,
    /// Tags, the first of which names the group in documentation.
    pub tags: Vec<&'a str>,
    /// Its own parameters and those of its path.
    pub parameters: Vec<Parameter<'a>>,
    /// Whether all of them could be read.
    pub complete: bool,
    /// What it sends.
    pub body: Option<RequestBody<'a>>,
    /// Where the body is described, if the description cannot be read.
    pub unreadable_body: Option<Pointer>,
    /// The lines of shell in which extensions of vendors show a call, such as `x-codeSamples`.
    pub samples: Vec<&'a str>,
    /// What comes back, by status, references not followed.
    pub responses: Vec<(Status, Site<'a>)>,
    /// What it needs, if it says so itself.
    pub security: Option<Vec<Requirement<'a>>>,
    /// Its own base URLs or those of its path.
    pub servers: Vec<Server>,
    /// Its `x-sdk`.
    pub sdk: OperationConfig<'a>,
}

impl<'a> Operation<'a> {
    pub(super) fn read(
        cx: Context<'a>,
        site: Site<'a>,
        method: &str,
        inherited: &[Parameter<'a>],
        servers: &[Server],
    ) -> Option<Self> {
        // OpenAPI has no reference in this place; documents in several files do.
        let object = Object::new(cx, cx.follow(site)?, "an operation")?;
        let (mut parameters, complete) = Parameter::list(&object);
        let own = parameters.len();
        for parameter in inherited {
            let overridden = |one: &Parameter<'_>| one.is_same(parameter);
            if !parameters.iter().take(own).any(overridden) {
                parameters.push(parameter.clone());
            }
        }
        let own_servers = Server::list(&object);
        let body_site = object.get("requestBody");
        let body = body_site.clone();
        let body = body.and_then(|site| RequestBody::read(cx, site));
        Some(Self {
            at: object.at().clone(),
            method: METHODS.into_iter().find(|name| *name == method)?,
            operation_id: object.str("operationId").filter(|id| !id.is_empty()),
            summary: object.str("summary"),
            description: object.str("description"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            tags: object.strs("tags"),
            parameters,
            complete,
            unreadable_body: body_site
                .filter(|_| body.is_none())
                .map(|site| site.child("$ref").map_or(site.at, |reference| reference.at)),
            body: body.map(|body| RequestBody {
                sample: code_sample::body(&object),
                ..body
            }),
            samples: samples::shell(&object),
            responses: Response::list(&object),
            security: security::requirements(&object),
            servers: if own_servers.is_empty() {
                servers.to_vec()
            } else {
                own_servers
            },
            sdk: OperationConfig::read(&object),
        })
    }
}
