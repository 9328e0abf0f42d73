//! Which URLs a path template may have made.

use reqwest::Url;

/// Whether the path of a URL ends with what a template stands for. A base URL may come before it.
pub(crate) fn matches(template: &str, url: &Url) -> bool {
    let template = template.split('#').next().unwrap_or_default();
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let held: Vec<&str> = url.query().unwrap_or_default().split('&').collect();
    let mut pairs = query.split('&').filter(|pair| !pair.is_empty());
    let wanted: Vec<&str> = path.split('/').rev().collect();
    let given: Vec<&str> = url.path().split('/').rev().collect();
    // The template begins with a slash, so before its first segment stands an empty one.
    wanted.len() <= given.len()
        && wanted
            .iter()
            .zip(&given)
            .all(|(wanted, given)| is_like(wanted, given))
        && pairs.all(|pair| held.contains(&pair))
}

/// Whether a segment may have been made of one with parameters in braces.
fn is_like(wanted: &str, given: &str) -> bool {
    let (Some((before, _)), Some((_, after))) = (wanted.split_once('{'), wanted.rsplit_once('}'))
    else {
        return wanted.is_empty() || wanted == given;
    };
    given.len() >= before.len() + after.len() && given.starts_with(before) && given.ends_with(after)
}
