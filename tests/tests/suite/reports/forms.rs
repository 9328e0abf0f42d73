//! Each form with several problems, in other files, and in overlays.

use super::{HEAD, SEVERAL, api, forms, spelt};

#[test]
fn several_problems_of_a_document() {
    let forms = api(&format!("{HEAD}{SEVERAL}"));
    assert_eq!(
        forms.human,
        "note[N0202]: the path parameter `id` is not declared; it is read as a string
 --> api.yaml:5:3
  |
5 |   /a/{id}:
  |   ^^^^^^^
  |
  = note: at /paths/~1a~1{id}
  = help: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
note: the operation is here
 --> api.yaml:6:5
  |
6 |     get:
  |     ^^^

warning[W0111]: unknown key `operationid`; did you mean `operationId`?
 --> api.yaml:7:7
  |
7 |       operationid: x
  |       ^^^^^^^^^^^^^^
  |
  = note: at /paths/~1a~1{id}/get/operationid

note[N0117]: the status code range `4xx` is read as `4XX`
 --> api.yaml:8:44
  |
8 |       responses: {'204': {description: d}, 4xx: {description: d}}
  |                                            ^^^
  |
  = note: at /paths/~1a~1{id}/get/responses/4xx

warning[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `else`; the parameter is ignored
  --> api.yaml:11:30
   |
11 |       parameters: [{name: p, in: else}]
   |                              ^^^^^^^^
   |
   = note: at /paths/~1b/get/parameters/0/in

"
    );
    assert_eq!(
        forms.short,
        "api.yaml:5:3: note[N0202]: the path parameter `id` is not declared; it is read as a string
  at /paths/~1a~1{id}
  api.yaml:6:5: the operation is here
  help: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
api.yaml:7:7: warning[W0111]: unknown key `operationid`; did you mean `operationId`?
  at /paths/~1a~1{id}/get/operationid
api.yaml:8:44: note[N0117]: the status code range `4xx` is read as `4XX`
  at /paths/~1a~1{id}/get/responses/4xx
api.yaml:11:30: warning[E0113]: the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `else`; the parameter is ignored
  at /paths/~1b/get/parameters/0/in
"
    );
    assert_eq!(
        forms.json,
        r#"{"reason":"diagnostic","code":"N0202","severity":"note","message":"the path parameter `id` is not declared; it is read as a string","file":"api.yaml","line":5,"column":3,"end_column":10,"pointer":"/paths/~1a~1{id}","help":"add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`","related":[{"file":"api.yaml","line":6,"column":5,"end_column":8,"pointer":"/paths/~1a~1{id}/get","message":"the operation is here"}]}
{"reason":"diagnostic","code":"W0111","severity":"warning","message":"unknown key `operationid`; did you mean `operationId`?","file":"api.yaml","line":7,"column":7,"end_column":21,"pointer":"/paths/~1a~1{id}/get/operationid","help":null,"related":[]}
{"reason":"diagnostic","code":"N0117","severity":"note","message":"the status code range `4xx` is read as `4XX`","file":"api.yaml","line":8,"column":44,"end_column":47,"pointer":"/paths/~1a~1{id}/get/responses/4xx","help":null,"related":[]}
{"reason":"diagnostic","code":"E0113","severity":"warning","message":"the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `else`; the parameter is ignored","file":"api.yaml","line":11,"column":30,"end_column":38,"pointer":"/paths/~1b/get/parameters/0/in","help":null,"related":[]}
"#
    );
    assert_eq!(
        forms.github,
        "::notice file=api.yaml,line=5,col=3,endColumn=10,title=N0202%3A a path parameter is not declared::the path parameter `id` is not declared; it is read as a string%0Aat /paths/~1a~1{id}%0Aapi.yaml:6:5: the operation is here%0Ahelp: add `{ name: id, in: path, required: true, schema: { type: string } }` to `parameters`
::warning file=api.yaml,line=7,col=7,endColumn=21,title=W0111%3A an object has an unknown key::unknown key `operationid`; did you mean `operationId`?%0Aat /paths/~1a~1{id}/get/operationid
::notice file=api.yaml,line=8,col=44,endColumn=47,title=N0117%3A a status code range is not uppercase::the status code range `4xx` is read as `4XX`%0Aat /paths/~1a~1{id}/get/responses/4xx
::warning file=api.yaml,line=11,col=30,endColumn=38,title=E0113%3A a value is not one of the allowed values::the `in` of a parameter must be `path`, `query`, `header` or `cookie`, found `else`; the parameter is ignored%0Aat /paths/~1b/get/parameters/0/in
"
    );
    // A short report is not truncated.
    assert_eq!(forms.capped, [forms.human, forms.short, forms.github]);
}

#[test]
fn colours_add_nothing_but_themselves() {
    let forms = api(&format!("{HEAD}paths:\n  a: {{}}\n"));
    assert_eq!(
        spelt(&forms.styled),
        "<ESC>[1m<ESC>[33mwarning[W0201]<ESC>[0m<ESC>[1m: a path must start with `/`; the client adds it<ESC>[0m
 <ESC>[1m<ESC>[94m--> <ESC>[0mapi.yaml:5:3
  <ESC>[1m<ESC>[94m|<ESC>[0m
<ESC>[1m<ESC>[94m5<ESC>[0m <ESC>[1m<ESC>[94m|<ESC>[0m   a: {}
  <ESC>[1m<ESC>[94m|<ESC>[0m   <ESC>[1m<ESC>[33m^<ESC>[0m
  <ESC>[1m<ESC>[94m|<ESC>[0m
  <ESC>[1m<ESC>[94m= <ESC>[0m<ESC>[1mnote<ESC>[0m: at /paths/a

"
    );
}

#[test]
fn ten_of_a_code_are_shown() {
    let key = |index: usize| format!("  k{index}: 1\n");
    let keys: String = (0..13).map(key).collect();
    let forms = api(&format!("{HEAD}paths: {{}}\ncomponents:\n{keys}"));
    let [human, short, github] = &forms.capped;
    let left_out = "3 more W0111 diagnostics (an object has an unknown key) are hidden; use `--all` to show them\n";
    let all: Vec<&str> = forms.short.lines().collect();
    assert_eq!(*short, format!("{}\n{left_out}", all[..20].join("\n")));
    let all: Vec<&str> = forms.github.lines().collect();
    assert_eq!(
        *github,
        format!("{}\n::notice::{left_out}", all[..10].join("\n"))
    );
    let all: Vec<&str> = forms.human.split_inclusive("\n\n").collect();
    assert_eq!(*human, format!("{}note: {left_out}\n", all[..10].concat()));
    assert_eq!(all.len(), 13);
    assert_eq!(
        all[9],
        "warning[W0111]: `k9` is not a key of `components`; it is ignored
  --> api.yaml:15:3
   |
15 |   k9: 1
   |   ^^^^^
   |
   = note: at /components/k9

"
    );
}

#[test]
fn a_place_in_another_file() {
    let parts = "a:\n  get:\n    x-sdk: {method: fetch, resource: c}\n    responses: {'204': {description: d}}\n";
    let forms = forms(&[
        (
            "api.yaml",
            &format!(
                "{HEAD}paths:\n  /a: {{$ref: 'parts.yaml#/a'}}\n  /b:\n    get:\n      x-sdk: {{method: fetch, resource: c}}\n      responses: {{'204': {{description: d}}}}\n"
            ),
        ),
        ("parts.yaml", parts),
    ]);
    assert_eq!(
        forms.human,
        "error[E0401]: two operations have the method name `client.c().fetch()`
 --> api.yaml:8:15
  |
8 |       x-sdk: {method: fetch, resource: c}
  |               ^^^^^^^^^^^^^
  |
  = note: at /paths/~1b/get/x-sdk/method
  = help: rename one of them with `x-sdk: { method: … }`
note: the first operation is here
 --> parts.yaml:3:13
  |
3 |     x-sdk: {method: fetch, resource: c}
  |             ^^^^^^^^^^^^^

"
    );
    assert_eq!(
        forms.short,
        "api.yaml:8:15: error[E0401]: two operations have the method name `client.c().fetch()`
  at /paths/~1b/get/x-sdk/method
  parts.yaml:3:13: the first operation is here
  help: rename one of them with `x-sdk: { method: … }`
"
    );
    assert_eq!(
        forms.json,
        r#"{"reason":"diagnostic","code":"E0401","severity":"error","message":"two operations have the method name `client.c().fetch()`","file":"api.yaml","line":8,"column":15,"end_column":28,"pointer":"/paths/~1b/get/x-sdk/method","help":"rename one of them with `x-sdk: { method: … }`","related":[{"file":"parts.yaml","line":3,"column":13,"end_column":26,"pointer":"/a/get/x-sdk/method","message":"the first operation is here"}]}
"#
    );
    assert_eq!(
        forms.github,
        "::error file=api.yaml,line=8,col=15,endColumn=28,title=E0401%3A two operations have the same method name::two operations have the method name `client.c().fetch()`%0Aat /paths/~1b/get/x-sdk/method%0Aparts.yaml:3:13: the first operation is here%0Ahelp: rename one of them with `x-sdk: { method: … }`
"
    );
}

#[test]
fn what_an_overlay_wrote_is_shown_there() {
    let forms = forms(&[
        ("api.yaml", &format!("{HEAD}paths: {{}}\n")),
        (
            "overlay.yaml",
            "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n  - target: $\n    update:\n      x-sdk:\n        methods: {GET /cs: cs.list}\n",
        ),
    ]);
    assert_eq!(
        forms.human,
        "error[E0503]: no operation matches `GET /cs`
 --> overlay.yaml:7:19
  |
7 |         methods: {GET /cs: cs.list}
  |                   ^^^^^^^^^^^^^^^^
  |
  = note: at /actions/0/update/x-sdk/methods/GET ~1cs
  = help: write the operation as `POST /path/{id}`, or use its `operationId`

"
    );
    assert_eq!(
        forms.short,
        "overlay.yaml:7:19: error[E0503]: no operation matches `GET /cs`
  at /actions/0/update/x-sdk/methods/GET ~1cs
  help: write the operation as `POST /path/{id}`, or use its `operationId`
"
    );
}
