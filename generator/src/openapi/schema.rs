//! The Schema Object (OpenAPI 3.1, 4.8.24; JSON Schema 2020-12). Keywords of 3.0 are converted to
//! their 3.1 equivalents in documents of either version, because real documents mix them.

mod keyword;
mod known;
mod limits;
mod listed;
mod types;

use std::rc::Rc;

use crate::diagnostic::Code;
use crate::source::{Node, Number, Pointer, Site};

use super::object::Loss;
use super::xml::Xml;
use super::{Context, Object, Version, swagger, wrong_kind};

pub use known::Schemas;

use limits::{limit, limits};
use types::TypeKeyword;

/// A schema.
#[derive(Debug)]
pub enum Schema<'a> {
    /// `true` (anything) or `false` (nothing).
    Boolean(bool),
    /// A schema with keywords.
    Object(Rc<SchemaObject<'a>>),
}

/// The types of JSON Schema, except `null`, which is [`SchemaObject::nullable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonType {
    /// `true`, `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A schema with keywords.
#[derive(Clone, Debug, Default)]
pub struct SchemaObject<'a> {
    /// The `$ref`, `$dynamicRef` or `$recursiveRef`.
    pub reference: Option<Site<'a>>,
    /// The allowed types except `null`. Empty if the schema has no `type`.
    pub types: Vec<JsonType>,
    /// Whether `null` is allowed explicitly: `type: [.., "null"]` or `nullable: true`.
    pub nullable: bool,
    /// Whether `null` is the only allowed value: `type: "null"`, `enum: [null]` or `const: null`.
    pub only_null: bool,
    /// The title.
    pub title: Option<&'a str>,
    /// The description, in Markdown.
    pub description: Option<&'a str>,
    /// Whether clients should stop using it.
    pub deprecated: bool,
    /// Whether the value occurs only in responses.
    pub read_only: bool,
    /// Whether the value occurs only in requests.
    pub write_only: bool,
    /// The properties.
    pub properties: Vec<(&'a str, Site<'a>)>,
    /// The names of the required properties.
    pub required: Vec<&'a str>,
    /// The schema of properties that are not listed.
    pub additional: Additional<'a>,
    /// The schemas of `patternProperties`.
    pub pattern_properties: Vec<Site<'a>>,
    /// The schema of the items of an array.
    pub items: Option<Site<'a>>,
    /// The schemas of the first items of an array.
    pub prefix_items: Vec<Site<'a>>,
    /// The minimum and maximum length of an array.
    pub length: (Option<usize>, Option<usize>),
    /// Schemas that apply only under a condition: `then`, `else` and those of `dependentSchemas`.
    pub conditional: Vec<Site<'a>>,
    /// Schemas that all apply.
    pub all_of: Vec<Site<'a>>,
    /// Schemas of which exactly one applies.
    pub one_of: Vec<Site<'a>>,
    /// Schemas of which at least one applies.
    pub any_of: Vec<Site<'a>>,
    /// The only allowed values, including `null` if it is listed.
    pub enumeration: Option<Vec<&'a Node>>,
    /// The names and descriptions of the values of `enum`, in the same order, from widely used
    /// vendor extensions.
    pub value_names: Vec<(Option<&'a str>, Option<&'a str>)>,
    /// The `const`, the only allowed value.
    pub constant: Option<&'a Node>,
    /// The texts of the allowed values of a string that are written without quotes.
    pub unquoted: Vec<(&'a Node, String)>,
    /// The `format`, which refines the type.
    pub format: Option<&'a str>,
    /// The smallest allowed number.
    pub minimum: Option<Number>,
    /// The largest allowed number.
    pub maximum: Option<Number>,
    /// The keywords that limit values without changing the type, with their values.
    pub limits: Vec<(&'static str, &'a Node)>,
    /// The value that the server assumes if the property or parameter is missing.
    pub default: Option<&'a Node>,
    /// Examples of values.
    pub examples: Vec<&'a Node>,
    /// The name of the property in generated code: `x-ms-client-name` of version 2.0.
    pub client_name: Option<&'a str>,
    /// The property that tells the alternatives apart.
    pub discriminator: Option<Discriminator<'a>>,
    /// The media type of the content of a string.
    pub content_media_type: Option<&'a str>,
    /// The schema of the content of a string.
    pub content_schema: Option<Site<'a>>,
    /// The encoding of bytes in a string: `base64`.
    pub content_encoding: Option<&'a str>,
    /// The form of the value in XML.
    pub xml: Option<Xml<'a>>,
}

/// The value of `additionalProperties`.
#[derive(Clone, Debug, Default)]
pub enum Additional<'a> {
    /// Missing. Anything is allowed (JSON Schema's default), but probably not intended.
    #[default]
    Unsaid,
    /// `false`.
    Forbidden,
    /// `true` or a schema.
    Schema(Site<'a>),
}

/// The Discriminator Object (4.8.25).
#[derive(Clone, Debug)]
pub struct Discriminator<'a> {
    /// The place of the discriminator.
    pub at: Pointer,
    /// The property that holds the tag.
    pub property: &'a str,
    /// Tags and their schemas, each a reference or the name of a component. They are sorted by tag,
    /// because their order in the document has no meaning.
    pub mapping: Vec<(&'a str, &'a str)>,
    /// The schema of objects whose tag is missing or unknown: a reference or the name of a component
    /// (OpenAPI 3.2's `defaultMapping`).
    pub default_mapping: Option<&'a str>,
}

impl<'a> Schema<'a> {
    /// Reads the schema at `site` without following its `$ref`. Returns `None` after reporting an
    /// error.
    #[must_use]
    pub fn read(cx: Context<'a>, site: Site<'a>) -> Option<Self> {
        if let Some(known) = cx.schemas.known(&site) {
            return Some(Self::Object(known));
        }
        if let Node::Bool(value) = site.node {
            return Some(Self::Boolean(*value));
        }
        if *site.node == Node::Null || wrong_kind::is_no_schema(cx.version, &site.at) {
            return Some(Self::Boolean(true));
        }
        let object = Object::or(Loss::Anything, cx, site.clone(), "a schema")?;
        let mut schema = SchemaObject::read(&object);
        keyword::settle(&object, &mut schema);
        listed::annotated(&object, &mut schema);
        listed::typed(&object, &mut schema);
        listed::compound(&object, &mut schema);
        listed::mixed(&mut schema);
        listed::unquoted(&object, &mut schema);
        let schema = Rc::new(schema);
        cx.schemas.keep(site, schema.clone());
        Some(Self::Object(schema))
    }
}

impl<'a> SchemaObject<'a> {
    fn read(object: &Object<'a>) -> Self {
        let types = TypeKeyword::read(object);
        let enumeration = enumeration(object);
        let constant = object.get("const").map(|site| site.node);
        let example = object.get("example").map(|site| site.node).into_iter();
        let mut examples = match object.get("examples").map(|site| site.node) {
            Some(Node::Array(items)) => items.iter().collect(),
            // Some 3.0 documents have a map of Example Objects here.
            _ => Vec::new(),
        };
        let (mut discriminator, mut client_name) = (None, None);
        let mut nullable = types.null || object.bool("nullable").unwrap_or_default();
        if object.context().version == Version::V20 {
            nullable |= swagger::is_nullable(object);
            discriminator = swagger::discriminator(object);
            client_name = swagger::client_name(object);
            examples.extend(swagger::examples(object));
        }
        if discriminator.is_none() {
            let written = object.object("discriminator");
            discriminator = written.and_then(|written| Discriminator::read(&written));
        }
        Self {
            reference: reference(object),
            nullable,
            only_null: types.others.is_empty()
                && (types.null || lists_only_null(enumeration.as_deref(), constant)),
            types: types.others,
            title: object.str("title"),
            description: object.str("description"),
            deprecated: object.bool("deprecated").unwrap_or_default(),
            read_only: object.bool("readOnly").unwrap_or_default(),
            write_only: object.bool("writeOnly").unwrap_or_default(),
            properties: object.members("properties"),
            required: required(object),
            additional: additional(object),
            pattern_properties: sites(object.members("patternProperties")),
            items: items(object),
            prefix_items: prefix_items(object),
            length: keyword::length(object),
            conditional: keyword::conditional(object),
            all_of: object.items("allOf"),
            one_of: object.items("oneOf"),
            any_of: object.items("anyOf"),
            enumeration,
            value_names: listed::value_names(object),
            constant,
            unquoted: Vec::new(),
            format: object.str("format").or(types.file.then_some("binary")),
            minimum: limit(object, "minimum", "exclusiveMinimum"),
            maximum: limit(object, "maximum", "exclusiveMaximum"),
            limits: limits(object),
            default: object.get("default").map(|site| site.node),
            examples: example.chain(examples).collect(),
            client_name,
            discriminator,
            content_media_type: object.str("contentMediaType"),
            content_schema: object.get("contentSchema"),
            content_encoding: object.str("contentEncoding"),
            xml: object.object("xml").map(|object| Xml::read(&object)),
        }
    }
}

impl<'a> SchemaObject<'a> {
    /// The alternatives of `oneOf` and `anyOf`.
    pub fn alternatives(&self) -> impl Iterator<Item = &Site<'a>> + Clone {
        self.one_of.iter().chain(&self.any_of)
    }

    /// Returns whether the value is raw bytes (OpenAPI 3.1, 4.8.14.4): its media type is not
    /// textual, and it is not encoded as text.
    #[must_use]
    pub fn is_bytes(&self) -> bool {
        let textual = |media: &str| media.starts_with("text/") || media.contains("json");
        matches!(self.types.as_slice(), [] | [JsonType::String])
            && self.content_encoding.is_none()
            && self.content_media_type.is_some_and(|media| !textual(media))
    }
}

/// The reference to another schema. `$recursiveRef` of JSON Schema 2019-09 (8.2.4.2.1) must be `#`.
fn reference<'a>(object: &Object<'a>) -> Option<Site<'a>> {
    let recursive = object.get("$recursiveRef");
    let recursive = recursive.filter(|site| site.node.as_str() == Some("#"));
    let other = || object.get("$dynamicRef").or(recursive);
    object.get("$ref").or_else(other)
}

fn sites<'a>(members: Vec<(&'a str, Site<'a>)>) -> Vec<Site<'a>> {
    members.into_iter().map(|(_, site)| site).collect()
}

/// Draft 3 had a boolean `required` on the property itself. Some documents still use it.
fn required<'a>(object: &Object<'a>) -> Vec<&'a str> {
    // In version 2.0, a parameter is a schema, too.
    let is_parameter = object.context().version == Version::V20 && object.get("in").is_some();
    match object.get("required") {
        Some(site) if *site.node == Node::Bool(true) && !is_parameter => {
            let message = "`required` must be a list of property names, beside `properties`; `true` is ignored";
            let diagnostics = object.context().diagnostics;
            diagnostics.tell(Code::MisplacedRequired, &site.at, message);
            Vec::new()
        }
        Some(site) if matches!(site.node, Node::Bool(_)) => Vec::new(),
        _ => object.strs("required"),
    }
}

fn additional<'a>(object: &Object<'a>) -> Additional<'a> {
    let unevaluated = || object.get("unevaluatedProperties");
    match object.get("additionalProperties").or_else(unevaluated) {
        None => Additional::Unsaid,
        Some(site) if *site.node == Node::Bool(false) => Additional::Forbidden,
        Some(site) => Additional::Schema(site),
    }
}

/// The schema of the items after those in [`prefix_items`].
fn items<'a>(object: &Object<'a>) -> Option<Site<'a>> {
    let rest = match object.get("items") {
        Some(site) if matches!(site.node, Node::Array(_)) => object.get("additionalItems"),
        items => items,
    };
    rest.or_else(|| {
        let site = object.get("unevaluatedItems")?;
        // Items that one of these describes are evaluated, and need not match it.
        let others = ["contains", "allOf", "anyOf", "oneOf", "if", "$ref"];
        let other = others.into_iter().find(|key| object.get(key).is_some());
        let Some(other) = other.filter(|_| *site.node != Node::Bool(false)) else {
            return Some(site);
        };
        let message = format!("`unevaluatedItems` has no effect beside `{other}`");
        let code = Code::KeywordWithoutEffect;
        object.context().diagnostics.tell(code, &site.at, message);
        None
    })
}

/// Reads `prefixItems`, or the array of schemas in `items` that it replaced in 2020-12.
fn prefix_items<'a>(object: &Object<'a>) -> Vec<Site<'a>> {
    match object.get("items") {
        Some(site) if matches!(site.node, Node::Array(_)) => site.items().collect(),
        _ => object.items("prefixItems"),
    }
}

fn enumeration<'a>(object: &Object<'a>) -> Option<Vec<&'a Node>> {
    let values: Vec<&Node> = object.items("enum").iter().map(|site| site.node).collect();
    (!values.is_empty()).then_some(values)
}

/// Returns whether `enum` or `const` allow no value but `null`.
fn lists_only_null(enumeration: Option<&[&Node]>, constant: Option<&Node>) -> bool {
    let listed = enumeration.is_some_and(|all| all.iter().all(|node| **node == Node::Null));
    listed || constant == Some(&Node::Null)
}

impl<'a> Discriminator<'a> {
    fn read(object: &Object<'a>) -> Option<Self> {
        let mapping = object.members("mapping").into_iter();
        let mut mapping: Vec<_> = mapping
            .filter_map(|(tag, site)| Some((tag, site.node.as_str()?)))
            .collect();
        mapping.sort_unstable();
        Some(Self {
            at: object.at().clone(),
            property: object.losing(Loss::Ignored).required_str(
                "propertyName",
                "this discriminator",
                "the discriminator",
            )?,
            mapping,
            default_mapping: object.str("defaultMapping"),
        })
    }
}
