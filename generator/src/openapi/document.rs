//! The OpenAPI Object (OpenAPI 3.1, 4.8.1) with Info, Server and Tag.

use crate::diagnostic::{Code, Diagnostic, Severity, Stopped};
use crate::source::{Pointer, Site};

use super::foreign::recognize as foreign;
use super::near::nearest;
use super::object::Loss;
use super::version::{Version, is_swagger_2};
use super::{Context, Object, Requirement, SdkConfig, links, security, swagger};

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
    /// `components/schemas`, or the `definitions` of version 2.0.
    pub schemas: Vec<(&'a str, Site<'a>)>,
    /// `components/securitySchemes`, or the `securityDefinitions` of version 2.0. References are not yet followed.
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
    /// The name of the server (OpenAPI 3.2, 4.5).
    pub name: Option<String>,
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
    /// The place of the tag.
    pub at: Pointer,
    /// The name of the tag.
    pub name: &'a str,
    /// The title of the tag (OpenAPI 3.2).
    pub summary: Option<&'a str>,
    /// The description of the tag, in Markdown.
    pub description: Option<&'a str>,
    /// The name of the tag that contains the tag (OpenAPI 3.2).
    pub parent: Option<&'a str>,
    /// The purpose of the tag, such as `nav` or `badge` (OpenAPI 3.2).
    pub kind: Option<&'a str>,
}

impl<'a> Document<'a> {
    /// Reads the entry document.
    ///
    /// # Errors
    ///
    /// Fails if it is not a document of a version that can be read. The reason is reported.
    pub fn read(cx: Context<'a>, root: Site<'a>) -> Result<Self, Stopped> {
        let said = root.child("openapi").or_else(|| root.child("swagger"));
        let text = cx.sources.text(root.at.file());
        if let Some(foreign) = foreign(text, Some(root.node)).filter(|_| said.is_none()) {
            cx.diagnostics.report(foreign.diagnostic(&root.at));
            return Err(Stopped);
        }
        let object = Object::new(cx, root, "an OpenAPI document").ok_or(Stopped)?;
        let version = version(&object).ok_or(Stopped)?;
        let parts = match version {
            Version::V20 => swagger::document(&object),
            Version::V30 | Version::V31 | Version::V32 => Parts::read(&object),
        };
        let extension = |(name, _): &(&str, _)| !name.starts_with("x-");
        let mut paths = object.members("paths");
        paths.retain(extension);
        paths.extend(parts.more_paths);
        Ok(Self {
            at: object.at().clone(),
            version,
            info: Info::read(&object),
            servers: parts.servers,
            paths,
            webhooks: parts.webhooks.into_iter().filter(extension).collect(),
            schemas: parts.schemas,
            security_schemes: parts.security_schemes,
            security: security::requirements(&object),
            tags: Tag::list(&object),
            sdk: SdkConfig::read(&object),
            linked_origin: links::origin(object.site().node),
        })
    }
}

/// The parts of a document that versions 2.0 and 3 write in different places.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) servers: Vec<Server>,
    /// Paths in addition to those in `paths`.
    pub(super) more_paths: Vec<(&'a str, Site<'a>)>,
    pub(super) webhooks: Vec<(&'a str, Site<'a>)>,
    pub(super) schemas: Vec<(&'a str, Site<'a>)>,
    pub(super) security_schemes: Vec<(&'a str, Site<'a>)>,
}

impl<'a> Parts<'a> {
    fn read(document: &Object<'a>) -> Self {
        let components = document.object("components");
        let members = |key| {
            let components = components.as_ref();
            components.map_or_else(Vec::new, |components| components.members(key))
        };
        Self {
            servers: Server::list(document),
            more_paths: Vec::new(),
            webhooks: document.members("webhooks"),
            schemas: members("schemas"),
            security_schemes: members("securitySchemes"),
        }
    }
}

/// Reads the version of the entry document. Returns `None` after reporting an error.
fn version(document: &Object<'_>) -> Option<Version> {
    let cx = document.context();
    let unsupported = |key: &str, message: String| {
        let at = document.at().child(key);
        Diagnostic::new(Code::UnsupportedVersion, &at, message)
    };
    let Some(text) = document.text("openapi") else {
        let Some(swagger) = document.text("swagger") else {
            report_missing(document);
            return None;
        };
        if is_swagger_2(&swagger) {
            return Some(Version::V20);
        }
        let message = format!(
            "Swagger {swagger} is not supported; only Swagger 2.0 and OpenAPI 3.0 to 3.2 are"
        );
        let help = if swagger.starts_with('1') {
            "convert the document, for example with `npx api-spec-converter --from=swagger_1 --to=openapi_3 FILE`"
        } else {
            "write `swagger: '2.0'` or, for OpenAPI 3, `openapi: 3.0.0`"
        };
        cx.diagnostics
            .report(unsupported("swagger", message).help(help));
        return None;
    };
    let version = match text.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] => Version::V30,
        ["3", "1"] => Version::V31,
        ["3", "2"] => Version::V32,
        _ => {
            let message = format!(
                "OpenAPI {text} is not supported; only Swagger 2.0 and OpenAPI 3.0 to 3.2 are"
            );
            let diagnostic = unsupported("openapi", message);
            cx.diagnostics.report(if is_swagger_2(&text) {
                diagnostic.help("a document of version 2.0 starts with `swagger: '2.0'`")
            } else {
                diagnostic
            });
            return None;
        }
    };
    Some(version)
}

fn report_missing(document: &Object<'_>) {
    let message = "this is not an OpenAPI document: `openapi` is missing";
    let mut keys = document.site().members();
    let near = keys.find_map(|(key, _)| Some((key, nearest(key, ["openapi", "swagger"])?)));
    let help = match near {
        Some((key, near)) => format!("the document has `{key}`; did you mean `{near}`?"),
        None => {
            "pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`".to_owned()
        }
    };
    document
        .context()
        .diagnostics
        .report(Diagnostic::new(Code::NotOpenApi, document.at(), message).help(help));
}

impl Info {
    fn read(document: &Object<'_>) -> Self {
        let info = document.object("info");
        if info.is_none() {
            let message = "an OpenAPI document must have `info`; without it, the title and the version are read as empty";
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
            url: object
                .required_str("url", "this server", "the server")?
                .to_owned(),
            name: object.text("name").filter(|name| !name.trim().is_empty()),
            description: object.text("description"),
            variables: variables
                .filter_map(|(name, site)| {
                    let variable =
                        Object::or(Loss::Ignored, object.context(), site, "a server variable")?;
                    if variable.get("default").is_none() {
                        variable.missing("default", "this server variable", "the server variable");
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
    /// Whether the tag belongs to the navigation of documentation. A tag without a `kind` does.
    #[must_use]
    pub fn is_navigation(&self) -> bool {
        self.kind.is_none_or(|kind| kind == "nav")
    }

    fn list(document: &Object<'a>) -> Vec<Self> {
        let tags = document.items("tags").into_iter();
        tags.filter_map(|site| {
            let tag = Object::or(Loss::Ignored, document.context(), site, "a tag")?;
            Some(Self {
                at: tag.at().clone(),
                name: tag.str("name")?,
                summary: tag.str("summary"),
                description: tag.str("description"),
                parent: tag.str("parent"),
                kind: tag.str("kind"),
            })
        })
        .collect()
    }
}
