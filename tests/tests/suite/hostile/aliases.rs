//! Aliases, which expand a small file into a huge document.

use std::fmt::Write as _;

use super::limits::run_text;

const BEYOND: &str =
    "at this point, the document uses more than 512 MiB of memory, with aliases expanded";

#[test]
fn a_billion_laughs() {
    let mut text =
        "openapi: 3.1.0\nx-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        let _ = writeln!(text, "x-{level}: &a{level} [{before}]");
    }
    let run = run_text(text);
    assert!(
        run.first().contains("error[E0006]") && run.said.contains(BEYOND),
        "{}",
        run.said
    );
    assert_eq!(run.code, Some(1));
}

#[test]
fn many_aliases_of_something_large() {
    let mut text = format!("openapi: 3.1.0\nx-a: &a [{}]\nx-b:\n", "1, ".repeat(20_000));
    text.push_str(&"- *a\n".repeat(20_000));
    assert!(run_text(text).said.contains(BEYOND));
    let mut text = format!("openapi: 3.1.0\nx-a: &a {}\nx-b:\n", "x".repeat(1_000_000));
    text.push_str(&"- *a\n".repeat(20_000));
    assert!(run_text(text).said.contains(BEYOND));
}

#[test]
fn anchors_in_anchors() {
    let open: String = (0..120).fold(String::new(), |text, level| text + &format!("&a{level} ["));
    let text = format!(
        "openapi: 3.1.0\nx: {open}{}{}\n",
        "1, ".repeat(40_000),
        "]".repeat(120)
    );
    assert!(run_text(text).first().contains("error[E0106]"));
}

/// Each mapping merges the previous one twice.
#[test]
fn merge_keys() {
    let mut text = "openapi: 3.1.0\nx-0: &a0 {a: 1, b: 2, c: 3}\n".to_owned();
    for level in 1..60 {
        let before = level - 1;
        let _ = writeln!(
            text,
            "x-{level}: &a{level} {{<<: [*a{before}, *a{before}], k{level}: {{<<: *a{before}}}}}"
        );
    }
    assert!(run_text(text).said.contains(BEYOND));
}

#[test]
fn aliases_that_nest() {
    let mut text = format!(
        "openapi: 3.1.0\nx-0: &a0 {}{}\n",
        "[".repeat(100),
        "]".repeat(100)
    );
    for level in 1..1_000 {
        let (open, close) = ("[".repeat(100), "]".repeat(100));
        let _ = writeln!(text, "x-{level}: &a{level} {open}*a{}{close}", level - 1);
    }
    let run = run_text(text);
    assert!(
        run.said
            .contains("error[E0006]: arrays and objects are nested more than 128 levels deep"),
        "{}",
        run.said
    );
}
