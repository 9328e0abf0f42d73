//! Malicious texts.

/// A text that tries to end a comment, a string, an attribute, a code block or a table, to begin
/// another construct, or to look different from what it is.
pub(crate) const HARM: &str = "*/ \"# ' \\ \\\" }} ]] ) ; \u{202e}\u{2066}\u{200b}\u{0}\u{7f}\u{85}\u{2028}\r\n#![allow(unsafe_code)]\r#[doc = include_str!(\"/etc/hosts\")]\n\
```rust\nfenced();\n```\n\n    indented();\n\n> ```\n> quoted();\n> ```\n\n- ```rust\n  listed();\n  ```\n\n      indented_in_list();\n\n\
````\n```\nlong();\n````\n~~~~no_run\ntildes();\n~~~~\n1.  ```\n    numbered();\n    ```\n\t tabbed();\n\n\
*/ fn injected() {} /* \"##; fn injected() {} r##\"\n//! inner\n/// outer\n\n<script>alert(1)</script><details>\n\n```\nhtml();\n```\n</details>\n\n\
[dependencies]\nevil = \"*\"\n[link]: https://example.com\n| a | b |\n| - | - |\n| `|` | \u{2067} |\n\"\"\"\n'''\n${{ }} {} {0} {x:?} %s\n```rust";

/// A malicious name. It is a single line, except for its end.
pub(crate) const HARMFUL_NAME: &str = "\"#*/ \u{202e}\u{0}'`\\{}\u{7f}\n../x";
