//! Lowers the document as written to the API that it describes. One file per decision.

mod all_of;
mod allowed;
mod alternative;
mod ambiguity;
mod argument;
mod auth;
mod body;
mod body_argument;
mod both;
mod by_status;
mod constant_parameter;
mod content;
mod cookie;
mod delimiter;
mod described;
mod difference;
mod direction;
mod docs;
mod download;
mod encoding;
mod evidence;
mod example;
mod explicit_tag;
mod facts;
mod failure;
mod family;
mod feature;
mod fixed;
mod form_style;
mod gateway;
mod implicit_tag;
mod mapped_tag;
mod media;
mod media_type_argument;
mod nullable;
mod object;
mod operation;
mod ordered;
mod own_header;
mod package;
mod pagination;
mod parameter_content;
mod parameter_name;
mod part;
mod part_file;
mod part_header;
mod query_form;
mod query_string;
mod recursion;
mod reply;
mod required_body;
mod resource;
mod response_header;
mod scalar;
mod schema;
mod sent_media_type;
mod server;
mod shared_enum;
mod stream;
mod string_enum;
mod success;
mod tag;
mod tags;
mod template;
mod text_method;
mod tuple;
mod union;
mod usage;
mod variant_name;
mod webhook;
mod xml;
mod xml_instance;
mod xml_types;

use crate::diagnostic::{Diagnostics, Stopped};
use crate::model::{Api, TypePath};
use crate::openapi::{self, Context, Document, Output, Schemas, Version, judge};
use crate::source::Sources;

use evidence::Evidence;
use operation::Operations;
use schema::Types;

/// Lowers the entry document.
///
/// # Errors
///
/// Fails if an error was reported. There is no API then.
pub fn lower(
    sources: &Sources,
    diagnostics: &Diagnostics,
    memory_limit: usize,
) -> Result<Api, Stopped> {
    let (schemas, output) = (Schemas::default(), Output::new(memory_limit));
    let root = sources.root(sources.entry()).ok_or(Stopped)?;
    let cx = Context {
        sources,
        diagnostics,
        schemas: &schemas,
        output: &output,
        operations: openapi::operations(sources, &root),
        version: Version::of(root.node),
    };
    let document = Document::read(cx, root.clone())?;
    judge(cx, root);
    let package = package::lower(cx, &document);
    let items = operation::path_items(cx, &document);
    let mut schemes = auth::schemes(cx, &document, &items);
    let headers = auth::Headers::find(cx, &items, &mut schemes);
    let evidence = if document.sdk.ignore_examples {
        Evidence::default()
    } else {
        Evidence::gather(cx, &items)
    };
    let mut types = Types::new(cx, evidence);
    types.name_outside(&document.schemas);
    for (name, site) in &document.schemas {
        types.component(site.clone(), TypePath::component(name));
    }
    let base_url = server::base_url(cx, &document, &items);
    let mut operations = Operations::new(cx, &document, (&schemes, &headers), &base_url, &items);
    operations.lower(&mut types, &items);
    let webhook_event = webhook::lower(&mut types, &document);
    let (resources, operations, total_operations) = operations.finish();
    let example = resource::shown_first(&document, &items).and_then(|at| {
        let mut origins = operations.iter().map(|operation| &operation.origin);
        origins.position(|origin| origin == at)
    });
    let (types, xml_notes) = types.finish();
    let mut api = Api {
        docs_url: package::docs_url(&document, &base_url),
        example,
        server_template: server::template(&document, &base_url),
        servers: server::choices(&document, &base_url),
        base_url,
        base_url_env: package::base_url_env(&document),
        env_prefix: package::env_prefix(&document),
        package,
        schemes,
        types,
        text_methods: Vec::new(),
        resources,
        operations,
        total_operations,
        response_headers: response_header::lower(cx, &items),
        webhook_event,
        webhook_secret_env: package::webhook_secret_env(&document),
        features: Vec::new(),
        site: package::site(&document),
    };
    recursion::cut(cx, &mut api);
    xml_types::settle(cx, &mut api, xml_notes);
    usage::mark(&mut api);
    shared_enum::merge(&mut api);
    direction::relax(&mut api);
    text_method::add(cx, &mut api);
    feature::divide(&mut api, &document.at.child("paths"), diagnostics);
    diagnostics.barrier()?;
    Ok(api)
}
