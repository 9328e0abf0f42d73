//! Names, lines and paths with control characters for terminals.

use super::{HEAD, api, forms, spelt};

#[test]
fn names_that_would_steer_a_terminal_are_escaped() {
    let forms = api(&format!(
        "{HEAD}paths:\n  \"/\\e[31m\\u202e\\n\\0\\x7f{{id}}\":\n    get:\n      \"\\e]0;owned\\a\": 1\n      responses: {{'204': {{description: d}}}}\n"
    ));
    assert_eq!(
        forms.human,
        r#"note[N0202]: the path parameter `id` is not declared; it is read as a string
 --> api.yaml:5:3
  |
5 |   "/\e[31m\u202e\n\0\x7f{id}":
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: at /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}
  = help: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
note: the operation is here
 --> api.yaml:6:5
  |
6 |     get:
  |     ^^^

warning[W0111]: `\u{1b}]0;owned\u{7}` is not a key of an operation; it is ignored
 --> api.yaml:7:7
  |
7 |       "\e]0;owned\a": 1
  |       ^^^^^^^^^^^^^^^^^
  |
  = note: at /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}/get/\u{1b}]0;owned\u{7}

"#
    );
    assert_eq!(
        forms.short,
        r"api.yaml:5:3: note[N0202]: the path parameter `id` is not declared; it is read as a string
  at /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}
  api.yaml:6:5: the operation is here
  help: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
api.yaml:7:7: warning[W0111]: `\u{1b}]0;owned\u{7}` is not a key of an operation; it is ignored
  at /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}/get/\u{1b}]0;owned\u{7}
"
    );
    assert_eq!(
        forms.json,
        r#"{"reason":"diagnostic","code":"N0202","severity":"note","message":"the path parameter `id` is not declared; it is read as a string","file":"api.yaml","line":5,"column":3,"end_column":30,"pointer":"/paths/~1\\u{1b}[31m\\u{202e}\\n\\0\\u{7f}{id}","help":"add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`","related":[{"file":"api.yaml","line":6,"column":5,"end_column":8,"pointer":"/paths/~1\\u{1b}[31m\\u{202e}\\n\\0\\u{7f}{id}/get","message":"the operation is here"}]}
{"reason":"diagnostic","code":"W0111","severity":"warning","message":"`\\u{1b}]0;owned\\u{7}` is not a key of an operation; it is ignored","file":"api.yaml","line":7,"column":7,"end_column":24,"pointer":"/paths/~1\\u{1b}[31m\\u{202e}\\n\\0\\u{7f}{id}/get/\\u{1b}]0;owned\\u{7}","help":null,"related":[]}
"#
    );
    assert_eq!(
        forms.github,
        r"::notice file=api.yaml,line=5,col=3,endColumn=30,title=N0202%3A a path parameter is not declared::the path parameter `id` is not declared; it is read as a string%0Aat /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}%0Aapi.yaml:6:5: the operation is here%0Ahelp: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
::warning file=api.yaml,line=7,col=7,endColumn=24,title=W0111%3A an object has an unknown key::`\u{1b}]0;owned\u{7}` is not a key of an operation; it is ignored%0Aat /paths/~1\u{1b}[31m\u{202e}\n\0\u{7f}{id}/get/\u{1b}]0;owned\u{7}
"
    );
}

#[test]
fn lines_that_would_steer_a_terminal_are_redrawn() {
    let forms = forms(&[(
        "api.json",
        "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\"}, \"servers\": [{\"url\": \"https://example.com\"}],\n\"paths\": {\"x\u{9b}31m\u{7f}\u{202e}y\u{2066}\u{200f}\u{2028}z\": {}}}",
    )]);
    assert_eq!(
        forms.human,
        r#"warning[W0201]: a path must start with `/`; the client adds it
 --> api.json:2:11
  |
2 | "paths": {"x�31m��y���z": {}}}
  |           ^^^^^^^^^^^^^^
  |
  = note: at /paths/x\u{9b}31m\u{7f}\u{202e}y\u{2066}\u{200f}\u{2028}z

"#
    );
    assert_eq!(
        forms.short,
        r"api.json:2:11: warning[W0201]: a path must start with `/`; the client adds it
  at /paths/x\u{9b}31m\u{7f}\u{202e}y\u{2066}\u{200f}\u{2028}z
"
    );
    let broken = api("{\"a\u{1b}[31m\": 1}");
    assert_eq!(
        broken.human,
        r#"error[E0002]: control character (\u0000-\u001F) found while parsing a string
 --> api.yaml:1:4
  |
1 | {"a␛[31m": 1}
  |    ^

"#
    );
    for styled in [forms.styled, broken.styled] {
        // Only color sequences are allowed: they consist of numbers and end with `m`.
        let sequences = styled.split('\u{1b}').skip(1);
        let colours = ["[0m", "[1m", "[33m", "[91m", "[94m", "[92m"];
        for sequence in sequences {
            assert!(
                colours.iter().any(|colour| sequence.starts_with(colour)),
                "{sequence:?}"
            );
        }
        assert!(!styled.contains(['\u{9b}', '\u{202e}', '\u{2028}', '\u{7f}']));
        assert!(!spelt(&styled).contains("<ESC>[31m"));
    }
}

#[test]
fn files_may_be_called_anything() {
    let forms = forms(&[("a\u{1b}[31m,%:\u{202e}.yaml", "a: b\n")]);
    assert_eq!(
        forms.human,
        r"error[E0101]: this is not an OpenAPI document: `openapi` is missing
 --> a\u{1b}[31m,%:\u{202e}.yaml:1:1
  |
1 | a: b
  | ^
  |
  = help: pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`

"
    );
    assert_eq!(
        forms.short,
        r"a\u{1b}[31m,%:\u{202e}.yaml:1:1: error[E0101]: this is not an OpenAPI document: `openapi` is missing
  help: pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`
"
    );
    assert_eq!(
        forms.json,
        "{\"reason\":\"diagnostic\",\"code\":\"E0101\",\"severity\":\"error\",\"message\":\"this is not an OpenAPI document: `openapi` is missing\",\"file\":\"a\\u001b[31m,%:\u{202e}.yaml\",\"line\":1,\"column\":1,\"end_column\":1,\"pointer\":\"\",\"help\":\"pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`\",\"related\":[]}\n"
    );
    assert_eq!(
        forms.github,
        r"::error file=a\u{1b}[31m%2C%25%3A\u{202e}.yaml,line=1,col=1,endColumn=1,title=E0101%3A the document is not an OpenAPI document::this is not an OpenAPI document: `openapi` is missing%0Ahelp: pass an OpenAPI document, which starts with a line such as `openapi: 3.1.0`
"
    );
}
