//! The excerpt of a line, and the position of its marker.

use generator::Generator;

use super::{HEAD, SEVERAL, api, forms};

#[test]
fn lines_end_in_any_of_the_three_ways() {
    let text = format!("{HEAD}{SEVERAL}");
    let forms = api(&text);
    for end in ["\r\n", "\r"] {
        let other = api(&text.replace('\n', end));
        assert_eq!(other.human, forms.human);
        assert_eq!(other.short, forms.short);
    }
}

#[test]
fn a_long_line_is_cut_around_the_mark() {
    let filler = "x".repeat(300);
    let long = |before: &str, after: &str| {
        let text = format!(
            "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"T\",\"version\":\"1\",\"description\":\"{before}\"}},\"servers\":[{{\"url\":\"https://example.com\"}}],\"paths\":{{\"a\":{{}},\"/{after}\":{{}}}}}}"
        );
        let forms = forms(&[("api.json", &text)]);
        assert!(forms.short.starts_with(&format!(
            "api.json:1:{}: ",
            text.find("\"a\":").unwrap_or_default() + 1
        )));
        forms.human
    };
    assert_eq!(
        long(&filler, &filler),
        r#"warning[W0201]: a path must start with `/`; the client adds it
 --> api.json:1:423
  |
1 | …{"url":"https://example.com"}],"paths":{"a":{},"/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |                                          ^^^
  |
  = note: at /paths/a

"#
    );
    assert_eq!(
        long(&filler, ""),
        r#"warning[W0201]: a path must start with `/`; the client adds it
 --> api.json:1:423
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},"servers":[{"url":"https://example.com"}],"paths":{"a":{},"/":{}}}
  |                                                                                                           ^^^
  |
  = note: at /paths/a

"#
    );
    // At the very end of the line.
    let last = forms(&[("api.json", &format!("{{\"openapi\":\"{filler}\"}}"))]);
    assert_eq!(
        last.human,
        r#"error[E0102]: OpenAPI xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx is not supported; only Swagger 2.0 and OpenAPI 3.0 to 3.2 are
 --> api.json:1:2
  |
1 | {"openapi":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: at /openapi

"#
    );
}

#[test]
fn tabs_take_room() {
    let forms = forms(&[(
        "api.json",
        "{\n\t\"openapi\":\t\"3.1.0\",\n\t\"info\":\t{\"title\":\t\"T\", \"version\": \"1\"},\n\t\"servers\":\t[{\"url\":\t\"https://example.com\"}],\n\t\"paths\":\t{\"a\":\t{}}\n}\n",
    )]);
    assert_eq!(
        forms.human,
        r#"warning[W0201]: a path must start with `/`; the client adds it
 --> api.json:5:12
  |
5 |     "paths":    {"a":    {}}
  |                  ^^^
  |
  = note: at /paths/a

"#
    );
    assert_eq!(
        forms.short,
        "api.json:5:12: warning[W0201]: a path must start with `/`; the client adds it
  at /paths/a
"
    );
}

#[test]
fn wide_characters_are_one_column_in_numbers_and_two_on_the_screen() {
    let forms = api(&format!(
        "{HEAD}paths:\n  /招待: {{get: {{説明: 招待状を取得します, responses: {{'204': {{description: d}}}}}}}}\n  /🎉: {{🎈: 1}}\n"
    ));
    assert_eq!(
        forms.human,
        "warning[W0111]: `説明` is not a key of an operation; it is ignored
 --> api.yaml:5:15
  |
5 |   /招待: {get: {説明: 招待状を取得します, responses: {'204': {description: d}}}}
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: at /paths/~1招待/get/説明

warning[W0111]: `🎈` is not a key of a path item; it is ignored
 --> api.yaml:6:8
  |
6 |   /🎉: {🎈: 1}
  |         ^^^^^
  |
  = note: at /paths/~1🎉/🎈

"
    );
    assert_eq!(
        forms.short,
        "api.yaml:5:15: warning[W0111]: `説明` is not a key of an operation; it is ignored
  at /paths/~1招待/get/説明
api.yaml:6:8: warning[W0111]: `🎈` is not a key of a path item; it is ignored
  at /paths/~1🎉/🎈
"
    );
    assert_eq!(
        forms.json,
        r#"{"reason":"diagnostic","code":"W0111","severity":"warning","message":"`説明` is not a key of an operation; it is ignored","file":"api.yaml","line":5,"column":15,"end_column":28,"pointer":"/paths/~1招待/get/説明","help":null,"related":[]}
{"reason":"diagnostic","code":"W0111","severity":"warning","message":"`🎈` is not a key of a path item; it is ignored","file":"api.yaml","line":6,"column":8,"end_column":12,"pointer":"/paths/~1🎉/🎈","help":null,"related":[]}
"#
    );
}

#[test]
fn a_file_without_a_line() {
    assert_eq!(
        api("").human,
        "error[E0101]: the file is empty
--> api.yaml
 = help: an OpenAPI document starts with a line such as `openapi: 3.1.0`

"
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outcome = Generator::new(folder.path().join("api.yaml")).generate();
    let human = outcome.report().human(false);
    let human = human.replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(
        human,
        "error[E0001]: the file cannot be read: No such file or directory (os error 2)
--> api.yaml

"
    );
}
