//! The inputs: files and folders that are no OpenAPI document.

use std::path::Path;

/// All of them.
pub(super) fn all() -> Vec<Input> {
    let groups = [places(), syntax(), formats(), documents()];
    groups.into_iter().flatten().collect()
}

/// A document without a fault.
pub(super) const GOOD: &str = "openapi: 3.1.0
info: {title: Shop, version: 1.2.0}
servers: [{url: https://example.com}]
paths:
  /orders:
    get:
      responses: {'204': {description: d}}
";

/// An input: its description, the argument that names it, and a function that creates it in a
/// folder.
pub(super) struct Input {
    pub(super) what: &'static str,
    pub(super) argument: &'static str,
    pub(super) make: Box<dyn Fn(&Path) + Send + Sync>,
}

/// A file with this text.
fn text(what: &'static str, argument: &'static str, text: &'static str) -> Input {
    bytes(what, argument, text.as_bytes())
}

fn bytes(what: &'static str, argument: &'static str, bytes: &'static [u8]) -> Input {
    let make = move |folder: &Path| {
        std::fs::write(folder.join(argument), bytes).expect("written");
    };
    Input {
        what,
        argument,
        make: Box::new(make),
    }
}

/// Something other than a regular file, which `make` creates.
fn other(
    what: &'static str,
    argument: &'static str,
    make: impl Fn(&Path) + Send + Sync + 'static,
) -> Input {
    Input {
        what,
        argument,
        make: Box::new(make),
    }
}

fn folder_of(files: &'static [(&'static str, &'static str)]) -> impl Fn(&Path) + Send + Sync {
    move |folder| {
        let inside = folder.join("api");
        std::fs::create_dir(&inside).expect("made");
        for (name, text) in files {
            std::fs::write(inside.join(name), text).expect("written");
        }
    }
}

fn places() -> Vec<Input> {
    let mut places = vec![
        other("A missing file", "nowhere.yaml", |_| {}),
        other("No `spec/` folder", "spec", |_| {}),
        other("An empty folder", "api", folder_of(&[])),
        other(
            "A folder without a document",
            "api",
            folder_of(&[("notes.txt", "later")]),
        ),
        other(
            "A folder with two documents",
            "api",
            folder_of(&[("a.yaml", GOOD), ("b.yaml", GOOD)]),
        ),
        other(
            "A URL whose host is not allowed",
            "https://example.com/openapi.yaml",
            |_| {},
        ),
        other("An empty standard input", "-", |_| {}),
    ];
    #[cfg(unix)]
    places.push(other(
        "A file that cannot be opened",
        "loop.yaml",
        |folder| {
            // A link to itself. Unlike missing permissions, it also fails for the superuser.
            let link = folder.join("loop.yaml");
            std::os::unix::fs::symlink("loop.yaml", link).expect("linked");
        },
    ));
    places
}

fn syntax() -> Vec<Input> {
    vec![
        text("An empty file", "empty.yaml", ""),
        text("Nothing but comments", "comments.yaml", "# later\n\n# more\n"),
        bytes("A binary file", "binary.yaml", b"\x7fELF\x02\x01\x01\0\0\0\0\0"),
        bytes(
            "Text that is not UTF-8",
            "latin.yaml",
            b"openapi: 3.1.0\ninfo: {title: Shop, version: 1.2.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {get: {summary: Caf\xe9, responses: {'204': {description: d}}}}\n",
        ),
        text(
            "YAML that is not valid",
            "broken.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a: b: c\n",
        ),
        text(
            "A tab in the indentation",
            "tab.yaml",
            "openapi: 3.1.0\ninfo:\n\ttitle: T\n\tversion: 1.0.0\npaths: {}\n",
        ),
        text(
            "A bracket that is not closed in YAML",
            "open.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}\npaths:\n  /a: {}\n",
        ),
        text(
            "JSON that is not valid",
            "broken.json",
            "{\"openapi\": \"3.1.0\",\n \"info\" [}",
        ),
        text(
            "A bracket that is not closed in JSON",
            "open.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n    \"title\": \"T\",\n    \"version\": \"1.0.0\"\n  ,\n  \"paths\": {}\n}\n",
        ),
        text(
            "A list that ends with the wrong bracket",
            "wrong.json",
            "{\n  \"openapi\": \"3.1.0\",\n  \"servers\": [{\"url\": \"https://example.com\"},\n  \"paths\": {}\n}\n",
        ),
        text(
            "A trailing comma in JSON",
            "comma.json",
            "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Shop\", \"version\": \"1.2.0\"},\n \"servers\": [{\"url\": \"https://example.com\"}],\n \"paths\": {\"/orders\": {\"get\": {\"responses\": {\"204\": {\"description\": \"d\"}}}}},\n}\n",
        ),
    ]
}

fn formats() -> Vec<Input> {
    vec![
        text(
            "An HTML page",
            "page.html",
            "<!DOCTYPE html>\n<html><head><title>API</title></head><body><div id=\"swagger-ui\"></div></body></html>\n",
        ),
        text(
            "Swagger 1",
            "swagger.json",
            "{\"swaggerVersion\": \"1.2\", \"apiVersion\": \"1.0.0\", \"apis\": []}",
        ),
        text(
            "AsyncAPI",
            "asyncapi.yaml",
            "asyncapi: 3.0.0\ninfo: {title: T, version: 1.0.0}\nchannels: {}\n",
        ),
        text(
            "A Postman collection",
            "postman.json",
            "{\"info\": {\"name\": \"T\", \"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}, \"item\": []}",
        ),
        text(
            "A GraphQL schema",
            "schema.graphql",
            "type Query {\n  order(id: ID!): Order\n}\n\ntype Order { id: ID! }\n",
        ),
        text(
            "RAML",
            "api.raml",
            "#%RAML 1.0\ntitle: T\n/orders:\n  get:\n",
        ),
        text(
            "A Google API discovery document",
            "discovery.json",
            "{\"kind\": \"discovery#restDescription\", \"discoveryVersion\": \"v1\", \"id\": \"drive:v3\"}",
        ),
        text(
            "OpenRPC",
            "openrpc.json",
            "{\"openrpc\": \"1.2.6\", \"info\": {\"title\": \"T\", \"version\": \"1.0.0\"}, \"methods\": []}",
        ),
        text(
            "A recording of requests",
            "requests.har",
            "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"T\", \"version\": \"1\"}, \"entries\": []}}",
        ),
        text(
            "An Insomnia export",
            "insomnia.json",
            "{\"_type\": \"export\", \"__export_format\": 4, \"resources\": []}",
        ),
        text(
            "A Smithy model",
            "model.json",
            "{\"smithy\": \"2.0\", \"shapes\": {}}",
        ),
        text(
            "TypeSpec",
            "main.tsp",
            "import \"@typespec/http\";\n\n@service\nnamespace Shop;\n\nop read(): string;\n",
        ),
        text(
            "OData",
            "metadata.xml",
            "<?xml version=\"1.0\"?>\n<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"/>\n",
        ),
        text(
            "WADL",
            "application.wadl",
            "<?xml version=\"1.0\"?>\n<application xmlns=\"http://wadl.dev.java.net/2009/02\"/>\n",
        ),
        text(
            "WSDL",
            "api.wsdl",
            "<?xml version=\"1.0\"?>\n<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>\n",
        ),
        text(
            "An OpenAPI Overlay",
            "overlay.yaml",
            "overlay: 1.0.0\ninfo: {title: O, version: 1.0.0}\nactions: [{target: $, update: {x-a: 1}}]\n",
        ),
        text(
            "YAML of another kind",
            "compose.yaml",
            "services: {web: {image: nginx}}\n",
        ),
    ]
}

fn documents() -> Vec<Input> {
    vec![
        text(
            "A version that does not exist",
            "version.yaml",
            "openapi: 4.0.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n",
        ),
        text(
            "A misspelled `openapi`",
            "openap.yaml",
            "opanapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n",
        ),
        text(
            "A misspelled `paths`",
            "pathes.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npathes:\n  /orders: {get: {responses: {'204': {description: d}}}}\n",
        ),
        text(
            "A misspelled verb",
            "psot.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {psot: {responses: {'204': {description: d}}}}\n",
        ),
        text(
            "A reference that leads nowhere",
            "dangling.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://example.com}]\npaths:\n  /orders: {get: {responses: {'204': {$ref: '#/components/responses/Nothing'}}}}\n",
        ),
    ]
}
