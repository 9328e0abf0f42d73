//! The first line of a generated file, by which code viewers and search tools recognize it.

const MARK: &str = "@generated from the OpenAPI document; do not edit";

/// Adds a comment to the text that marks it as generated, in the syntax of the file's language.
#[must_use]
pub fn marked(path: &str, text: &str) -> String {
    match path.rsplit_once('.') {
        Some((_, "rs")) => format!("// {MARK}\n\n{text}"),
        Some((_, "toml")) => format!("# {MARK}\n\n{text}"),
        // An HTML comment is not rendered, and it does not start a paragraph.
        Some((_, "md")) => format!("<!-- {MARK} -->\n\n{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_comment() {
        let marked = |path| marked(path, "text");
        assert_eq!(
            marked("src/lib.rs"),
            "// @generated from the OpenAPI document; do not edit\n\ntext"
        );
        assert_eq!(
            marked("Cargo.toml"),
            "# @generated from the OpenAPI document; do not edit\n\ntext"
        );
        assert_eq!(
            marked("docs/a.b.md"),
            "<!-- @generated from the OpenAPI document; do not edit -->\n\ntext"
        );
        assert_eq!(marked("LICENSE-MIT"), "text");
    }
}
