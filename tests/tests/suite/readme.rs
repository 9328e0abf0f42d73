//! The README of a generated crate: each section describes only what the API has.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

/// The README of the crate for a document with these paths.
fn readme(paths: &str) -> String {
    let head = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\nservers: [{url: https://api.example.com}]\n";
    let document = tests::Document::new(&format!("{head}paths:\n{paths}"));
    let (said, generated) = tests::run(&document.path());
    let mut files = generated.expect(&said).files.files;
    files.remove("README.md").expect("a README")
}

/// The first paragraph of a section.
fn start<'r>(readme: &'r str, heading: &str) -> &'r str {
    let heading = format!("\n## {heading}\n\n");
    let (_, rest) = readme.split_once(&heading).expect(&heading);
    rest.split("\n\n").next().unwrap_or_default()
}

/// An operation that returns this media type and schema.
fn returns(path: &str, media_type: &str, schema: &str) -> String {
    format!(
        "  /{path}: {{get: {{responses: {{'200': {{description: d, content: {{{media_type}: {{schema: {schema}}}}}}}}}}}}}\n"
    )
}

#[test]
fn unix_times_are_converted_from_their_unit() {
    let with = |formats: &[&str]| {
        let fields = formats.iter().enumerate();
        let fields: Vec<String> = fields
            .map(|(index, format)| format!("at{index}: {{type: integer, format: {format}}}"))
            .collect();
        let schema = format!("{{type: object, properties: {{{}}}}}", fields.join(", "));
        let readme = readme(&returns("a", "application/json", &schema));
        start(&readme, "Formats").trim_end().to_owned()
    };
    let end = "The documentation of a field states its unit.";
    assert_eq!(
        with(&["unixtime"]),
        format!(
            "Unix times are numbers. The trait `UnixTime` converts a number of seconds with `to_system_time` and, with the cargo\nfeatures `jiff`, `chrono` and `time`, with `to_jiff`, `to_chrono` and `to_time`.\n{end}"
        )
    );
    assert_eq!(
        with(&["unixtime-ms"]),
        format!(
            "Unix times are numbers. The trait `UnixTime` converts a number of milliseconds with `millis_to_system_time` and,\nwith the cargo features `jiff`, `chrono` and `time`, with `millis_to_jiff`, `millis_to_chrono` and `millis_to_time`.\n{end}"
        )
    );
    assert_eq!(
        with(&["unixtime-ms", "unixtime"]),
        format!(
            "Unix times are numbers. The trait `UnixTime` converts a number of seconds with `to_system_time` and, with the cargo\nfeatures `jiff`, `chrono` and `time`, with `to_jiff`, `to_chrono` and `to_time`; it converts a number\nof milliseconds with `millis_to_system_time`, `millis_to_jiff`, `millis_to_chrono` and `millis_to_time`.\n{end}"
        )
    );
}

#[test]
fn streams_are_those_of_the_api() {
    let events = returns("a", "text/event-stream", "{type: object}");
    let lines = returns("b", "application/jsonl", "{type: object}");
    let bytes = returns(
        "c",
        "application/octet-stream",
        "{type: string, format: binary}",
    );
    let about = |paths: &[&str]| start(&readme(&paths.concat()), "Streams").to_owned();
    let rest = "as they arrive, with `next().await` or as a `futures_core::Stream`.";
    let end = "A response that ends early is an error.";
    assert_eq!(about(&[&events]), format!("Read events {rest} {end}"));
    assert_eq!(
        about(&[&events, &lines]),
        format!("Read events and lines {rest} {end}")
    );
    assert_eq!(
        about(&[&events, &lines, &bytes]),
        format!(
            "Read events, lines and bytes {rest} `write_to(&mut file)`\nwrites bytes to a file. {end}"
        )
    );
}

#[test]
fn servers_and_variables_are_named() {
    let document = |servers: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: Shop, version: 1.0.0}}\nservers: [{servers}]\npaths:\n  /a: {{get: {{responses: {{'204': {{description: d}}}}}}}}\n"
        );
        let document = tests::Document::new(&text);
        let (said, generated) = tests::run(&document.path());
        let files = generated.expect(&said).files.files;
        let readme = files.get("README.md").expect("a README");
        let (_, rest) = readme.split_once("\n## Server\n\n").expect("a section");
        let (section, _) = rest.split_once("\n## ").expect("another section");
        section.to_owned()
    };
    let region = "{url: 'https://{region}.example.com', variables: {region: {default: eu}}}";
    let sandbox = "{url: 'https://sandbox.example.com/{v}', description: Sandbox, variables: {v: {default: v1}}}";
    assert_eq!(
        document(region),
        "The base URL is `https://eu.example.com`; override it with `SHOP_BASE_URL` or `Client::builder().base_url(…)`.\n\nThe variable of the server URL is set with `Client::builder()`: `.region(…)` (default `eu`).\n"
    );
    let both = document(&format!("{region}, {sandbox}"));
    assert!(
        both.ends_with(
            "\nThe variables of the server URL are set with `Client::builder()`: `.region(…)` (default `eu`), `.v(…)` (default `v1`).\n"
        ),
        "{both}"
    );
    assert!(
        both.contains("\nThe API has 2 servers. The default is `Server::"),
        "{both}"
    );
    assert!(
        both.contains("`; `Client::builder().server(Server::Sandbox)` selects another.\n"),
        "{both}"
    );
}

#[test]
fn the_error_type_is_that_of_the_example() {
    let operation = |path: &str, errors: &str| {
        format!("  /{path}: {{get: {{responses: {{'204': {{description: d}}{errors}}}}}}}\n")
    };
    let error = |name: &str| {
        format!(
            ", '404': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}"
        )
    };
    let schemas = "components: {schemas: {A: {type: object, properties: {a: {type: string}}}, B: {type: object, properties: {b: {type: string}}}}}\n";
    let read = |paths: &[String], example: &str| {
        let text = format!(
            "{}{schemas}x-sdk: {{example: GET /{example}}}\n",
            paths.concat()
        );
        let readme = readme(&text);
        let (_, rest) = readme.split_once("error.json::<").expect("a call");
        rest.split('>').next().unwrap_or_default().to_owned()
    };
    let paths = [
        operation("a", &error("A")),
        operation("b", &error("B")),
        operation("c", &error("B")),
        operation("d", ""),
    ];
    assert_eq!(read(&paths, "a"), "shop::types::A");
    assert_eq!(read(&paths, "b"), "shop::types::B");
    // The type that most operations have.
    assert_eq!(read(&paths, "d"), "shop::types::B");
}
