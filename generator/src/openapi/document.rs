//! The OpenAPI Object (OpenAPI 3.1, 4.8.1) with Info, Server and Tag.

use crate::diagnostic::{Code, Diagnostic, Severity, Stopped};
use crate::source::{Pointer, Site};

use super::foreign::recognize as foreign;
use super::near::nearest;
use super::object::Loss;
use super::{Context, Object, Requirement, SdkConfig, links, security};

/// The version of the specification that a document declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0.x.
    V30,
    /// 3.1.x, and those parts of 3.2.x that are identical.
    V31,
}

/// The entry document.
#[derive(Debug)]
pub struct Document<'a> {
    /// The root of the entry file.
    pub at: Pointer,
    /// The declared version.
    pub version: Version,
    /// The Info Object.
    pub info: Info,
    /// The servers; the first one is the default.
    pub servers: Vec<Server>,
    /// Path templates and their Path Items. References are not yet followed.
    pub paths: Vec<(&'a str, Site<'a>)>,
    /// Webhook names and their Path Items.
    pub webhooks: Vec<(&'a str, Site<'a>)>,
    /// `components/schemas`.
    pub schemas: Vec<(&'a str, Site<'a>)>,
    /// `components/securitySchemes`. References are not yet followed.
    pub security_schemes: Vec<(&'a str, Site<'a>)>,
    /// The security requirements of operations that declare none themselves.
    pub security: Option<Vec<Requirement<'a>>>,
    /// The tags.
    pub tags: Vec<Tag<'a>>,
    /// The document's `x-sdk`.
    pub sdk: SdkConfig<'a>,
    /// The origin of the pages that its root-relative links lead to, if its absolute links tell.
    pub linked_origin: Option<String>,
}

/// The Info Object (4.8.2).
#[derive(Debug)]
pub struct Info {
    /// The title of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// The description of the API, in Markdown.
    pub description: Option<String>,
    /// The URL of the document's `externalDocs` (4.8.22).
    pub external_docs: Option<String>,
}

/// The Server Object (4.8.5).
#[derive(Clone, Debug)]
pub struct Server {
    /// The place of the server.
    pub at: Pointer,
    /// The URL template.
    pub url: String,
    /// The description of the server.
    pub description: Option<String>,
    /// The template's variables.
    pub variables: Vec<ServerVariable>,
}

/// The Server Variable Object (4.8.6).
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// The value that it has unless another one is set.
    pub default: String,
    /// The values that it may have; if this is empty, any value.
    pub values: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// The Tag Object (4.8.22).
#[derive(Debug)]
pub struct Tag<'a> {
    /// The name of the tag.
    pub name: &'a str,
    /// The description of the tag, in Markdown.
    pub description: Option<&'a str>,
}

impl<'a> Document<'a> {
    /// Reads the entry document.
    ///
    /// # Errors
    ///
    /// Fails if it is not an OpenAPI 3 document. The reason is reported.
    pub fn read(cx: Context<'a>, root: Site<'a>) -> Result<Self, Stopped> {
        let said = root.child("openapi").or_else(|| root.child("swagger"));
        let text = cx.sources.text(root.at.file());
        if let Some(foreign) = foreign(text, Some(root.node)).filter(|_| said.is_none()) {
            cx.diagnostics.report(foreign.diagnostic(&root.at));
            return Err(Stopped);
        }
        let object = Object::new(cx, root, "an OpenAPI document").ok_or(Stopped)?;
        let version = version(&object).ok_or(Stopped)?;
        let linked_origin = links::origin(object.site().node);
        let components = object.object("components");
        let members = |key| {
            let components = components.as_ref();
            components.map_or_else(Vec::new, |components| components.members(key))
        };
        let extension = |(name, _): &(&str, _)| !name.starts_with("x-");
        Ok(Self {
            at: object.at().clone(),
            version,
            info: Info::read(&object),
            servers: Server::list(&object),
            paths: object
                .members("paths")
                .into_iter()
                .filter(extension)
                .collect(),
            webhooks: object
                .members("webhooks")
                .into_iter()
                .filter(extension)
                .collect(),
            schemas: members("schemas"),
            security_schemes: members("securitySchemes"),
            security: security::requirements(&object),
            tags: Tag::list(&object),
            sdk: SdkConfig::read(&object),
            linked_origin,
        })
    }
}

fn version(object: &Object<'_>) -> Option<Version> {
    let cx = object.context();
    if let Some(swagger) = object.text("swagger") {
        cx.diagnostics.report(
            Diagnostic::new(
                Code::UnsupportedVersion,
                &object.at().child("swagger"),
                format!("Swagger {swagger} is not supported; only OpenAPI 3.0 and 3.1 are"),
            )
            .help("convert the document to OpenAPI 3, for example with `npx swagger2openapi`"),
        );
        return None;
    }
    let Some(text) = object.text("openapi") else {
        let message = "this is not an OpenAPI document: `openapi` is missing";
        let keys = object.site().members();
        let near = keys
            .into_iter()
            .find(|(key, _)| nearest(key, ["openapi"]).is_some());
        let help = match near {
            Some((key, _)) => format!("the document has `{key}`; did you mean `openapi`?"),
            None => "start the document with a line such as `openapi: 3.1.0`".to_owned(),
        };
        cx.diagnostics
            .report(Diagnostic::new(Code::NotOpenApi, object.at(), message).help(help));
        return None;
    };
    let version = match text.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] => Version::V30,
        ["3", "1" | "2"] => Version::V31,
        _ => {
            cx.diagnostics.tell(
                Code::UnsupportedVersion,
                &object.at().child("openapi"),
                format!("OpenAPI {text} is not supported; only OpenAPI 3.0 and 3.1 are"),
            );
            return None;
        }
    };
    if text.starts_with("3.2") {
        cx.diagnostics.tell(
            Code::OtherVersion,
            &object.at().child("openapi"),
            format!("OpenAPI {text} is read as OpenAPI 3.1"),
        );
    }
    Some(version)
}

impl Info {
    fn read(document: &Object<'_>) -> Self {
        let info = document.object("info");
        if info.is_none() {
            let message =
                "an OpenAPI document must have `info`; the title and the version are empty";
            let mut diagnostic = Diagnostic::new(Code::MissingMember, document.at(), message);
            if document.context().operations > 0 {
                diagnostic.severity = Severity::Warning;
            }
            document.context().diagnostics.report(diagnostic);
        }
        let text = |key| info.as_ref().and_then(|info| info.text(key));
        Self {
            title: text("title").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            description: text("description").or_else(|| text("summary")),
            external_docs: document
                .object("externalDocs")
                .and_then(|object| object.text("url")),
        }
    }
}

impl Server {
    /// Reads the `servers` of an object.
    #[must_use]
    pub fn list(object: &Object<'_>) -> Vec<Self> {
        let servers = object.items("servers").into_iter();
        servers
            .filter_map(|site| {
                Self::read(&Object::or(
                    Loss::Ignored,
                    object.context(),
                    site,
                    "a server",
                )?)
            })
            .collect()
    }

    fn read(object: &Object<'_>) -> Option<Self> {
        let variables = object.members("variables").into_iter();
        Some(Self {
            at: object.at().clone(),
            url: object.required_str("url", "a server")?.to_owned(),
            description: object.text("description"),
            variables: variables
                .filter_map(|(name, site)| {
                    let variable =
                        Object::or(Loss::Ignored, object.context(), site, "a server variable")?;
                    if variable.get("default").is_none() {
                        variable.missing("default", "a server variable");
                    }
                    // Ports are often written as numbers.
                    let value = |site: &Site<'_>| object.context().sources.written(site);
                    let values = variable.items("enum");
                    Some(ServerVariable {
                        name: name.to_owned(),
                        default: variable.text("default")?,
                        values: values.iter().filter_map(value).collect(),
                        description: variable.text("description"),
                    })
                })
                .collect(),
        })
    }
}

impl<'a> Tag<'a> {
    fn list(document: &Object<'a>) -> Vec<Self> {
        let tags = document.items("tags").into_iter();
        tags.filter_map(|site| {
            let tag = Object::or(Loss::Ignored, document.context(), site, "a tag")?;
            Some(Self {
                name: tag.str("name")?,
                description: tag.str("description"),
            })
        })
        .collect()
    }
}
