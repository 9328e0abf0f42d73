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
