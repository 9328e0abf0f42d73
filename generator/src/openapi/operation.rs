//! The Operation Object (OpenAPI 3.1, 4.8.10).

use crate::source::{Node, Pointer, Site};

use super::parameter::Inputs;
use super::{
    Context, Object, OperationConfig, Parameter, RequestBody, Requirement, Response, ResponseSite,
    Server, Status, Version, code_sample, samples, security, swagger,
};

/// An operation.
#[derive(Debug)]
pub struct Operation<'a> {
    /// The place of the operation.
    pub at: Pointer,
    /// The HTTP method: in lower case, or as written if it is one of the `additionalOperations`.
    pub method: &'a str,
    /// Whether it is one of the `additionalOperations` (OpenAPI 3.2, 4.9).
    pub is_additional: bool,
    /// The `operationId`, if it is not empty.
    pub operation_id: Option<&'a str>,
    /// The summary, one line.
    pub summary: Option<&'a str>,
    /// The description, in Markdown.
    pub description: Option<&'a str>,
    /// Whether clients should stop using the operation.
    pub deprecated: bool,
    /// The tags. The first one names the group in the documentation.
    pub tags: Vec<&'a str>,
    /// The operation's own parameters and those of its path item.
    pub parameters: Vec<Parameter<'a>>,
    /// Whether all parameters could be read.
    pub complete: bool,
    /// The request body.
    pub body: Option<RequestBody<'a>>,
    /// The place of the request body, if it could not be read.
    pub unreadable_body: Option<Pointer>,
    /// Shell commands in vendor extensions such as `x-codeSamples`.
    pub samples: Vec<&'a str>,
    /// The responses that vendor extensions such as `x-oaiMeta` show.
    pub response_samples: Vec<Node>,
    /// The responses by status code. References are not yet followed.
    pub responses: Vec<(Status, ResponseSite<'a>)>,
    /// The operation's own security requirements, if it declares any.
    pub security: Option<Vec<Requirement<'a>>>,
    /// The operation's own servers or those of its path item.
    pub servers: Vec<Server>,
    /// The operation's `x-sdk`.
    pub sdk: OperationConfig<'a>,
}

impl<'a> Operation<'a> {
    pub(super) fn read(
        cx: Context<'a>,
        site: Site<'a>,
        method: &'a str,
        inherited: &Inputs<'a>,
        servers: &[Server],
    ) -> Option<Self> {
        // OpenAPI does not allow a reference here, but documents in several files use one.
        let object = Object::skippable(cx, cx.follow(site)?, "an operation")?;
        let mut inputs = Inputs::read(&object);
        inputs.inherit(inherited);
        let (body, unreadable_body) = match cx.version {
            Version::V20 => swagger::body(&object, &inputs.body, method),
            Version::V30 | Version::V31 | Version::V32 => body(&object),
        };
        let own_servers = match cx.version {
            Version::V20 => swagger::servers_of_operation(&object),
            Version::V30 | Version::V31 | Version::V32 => Server::list(&object),
        };
        let mut sdk = OperationConfig::read(&object);
        if cx.version == Version::V20 && sdk.pagination.is_none() {
            sdk.pagination = swagger::pagination(&object);
        }
        Some(Self {
            at: object.at().clone(),
            method,
            is_additional: false,
            operation_id: object.str("operationId").filter(|id| !id.is_empty()),
            summary: object.str("summary"),
            description: object.str("description"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            tags: object.strs("tags"),
            parameters: inputs.parameters,
            complete: inputs.complete,
            unreadable_body,
            body: body.map(|body| RequestBody {
                sample: code_sample::body(&object),
                ..body
            }),
            samples: samples::shell(&object),
            response_samples: samples::responses(&object),
            responses: Response::list(&object),
            security: security::requirements(&object),
            servers: if own_servers.is_empty() {
                servers.to_vec()
            } else {
                own_servers
            },
            sdk,
        })
    }
}

/// Reads the `requestBody`. Also returns its place if it cannot be read.
fn body<'a>(operation: &Object<'a>) -> (Option<RequestBody<'a>>, Option<Pointer>) {
    // A key without a value is not a body.
    let site = operation.get("requestBody");
    let Some(site) = site.filter(|site| *site.node != Node::Null) else {
        return (None, None);
    };
    let reference = site.child("$ref").map(|reference| reference.at);
    let at = reference.unwrap_or_else(|| site.at.clone());
    let body = RequestBody::read(operation.context(), site);
    let unreadable = body.is_none().then_some(at);
    (body, unreadable)
}
