//! The targets of links.

use iri_string::types::{IriAbsoluteStr, IriReferenceStr};

/// The target of a link in Markdown syntax. A relative target is resolved against `base` (RFC 3986,
/// 5.2), the page that the description was written for. `None` if the target is unsafe, such as a
/// script, or if it is relative and there is no base.
pub(super) fn target(target: &str, base: &str) -> Option<String> {
    let target = absolute(target, base)?;
    let lower = target.to_ascii_lowercase();
    let mail = lower
        .strip_prefix("mailto:")
        .is_some_and(|address| address.contains('.'));
    let web = ["http://", "https://"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    let host = lower
        .split_once("://")
        .is_some_and(|(_, rest)| !rest.is_empty());
    if !(mail || web && host) || target.contains(['<', '>', '\\', '`', '\n']) {
        return None;
    }
    let plain = !target.contains(['(', ')']) && !target.contains(char::is_whitespace);
    Some(if plain { target } else { format!("<{target}>") })
}

/// The target if it is absolute, otherwise the target resolved against `base`.
fn absolute(target: &str, base: &str) -> Option<String> {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme);
    let named = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.');
    if scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.chars().all(named)) {
        return Some(target.to_owned());
    }
    // A placeholder of a documentation tool, such as `{{ site.docs }}`, is not a path.
    if target.is_empty() || target.contains(['{', '}']) {
        return None;
    }
    let base = IriAbsoluteStr::new(base).ok()?;
    let spaced = target.replace(' ', "%20");
    let relative = IriReferenceStr::new(&spaced).ok()?;
    Some(relative.resolve_against(base).to_string())
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn relative_links_start_from_the_base() {
        let base = "https://example.com/docs/api";
        for (link, expected) in [
            ("/docs/guides", Some("https://example.com/docs/guides")),
            ("errors", Some("https://example.com/docs/errors")),
            ("../up", Some("https://example.com/up")),
            ("#part", Some("https://example.com/docs/api#part")),
            ("?a=b", Some("https://example.com/docs/api?a=b")),
            ("//other.example/x", Some("https://other.example/x")),
            ("/a page", Some("https://example.com/a%20page")),
            ("/a_(b)", Some("<https://example.com/a_(b)>")),
            ("https://example.org", Some("https://example.org")),
            ("mailto:me@example.com", Some("mailto:me@example.com")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("{{docs}}/x", None),
            ("", None),
        ] {
            assert_eq!(target(link, base).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn without_a_base_relative_links_lead_nowhere() {
        assert_eq!(target("/docs/guides", ""), None);
        assert_eq!(
            target("https://example.com", ""),
            Some("https://example.com".to_owned())
        );
    }
}
