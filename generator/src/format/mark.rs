//! The first line of a file that is made from the document: tools that show or search code know such
//! files by it.

const MARK: &str = "@generated from the OpenAPI document; do not edit";

/// The text behind a comment that says that it is generated, as the language of the file has it.
#[must_use]
pub fn marked(path: &str, text: &str) -> String {
    match path.rsplit_once('.') {
        Some((_, "rs")) => format!("// {MARK}\n\n{text}"),
        Some((_, "toml")) => format!("# {MARK}\n\n{text}"),
        // A block of HTML, which ends a paragraph before it and shows nothing.
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
