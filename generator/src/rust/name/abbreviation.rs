//! Abbreviations that mixed case would split: `OAuth2`, `URLs`, `UUIDv4`.

/// Names in mixed case that are one word.
const WHOLE: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GraphQL", "Graphql"),
];

/// Lowers the letters of words that mixed case would split.
pub(super) fn whole(text: &str) -> String {
    let mut text = text.to_owned();
    for (name, word) in WHOLE {
        if text.contains(name) {
            text = text.replace(name, word);
        }
    }
    if text.starts_with("oAuth") {
        text.replace_range(..2, "oa");
    }
    as_word(&text)
}

/// Lowers the capitals before a plural's `s` or a version, except the first one: `Urls` for `URLs`.
pub(super) fn as_word(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for at in 0..letters.len() {
        let is = |at: usize, test: fn(&char) -> bool| letters.get(at).is_some_and(test);
        let is_plural = is(at, |letter| *letter == 's') && !is(at + 1, char::is_ascii_alphanumeric);
        let is_version = is(at, |letter| *letter == 'v') && is(at + 1, char::is_ascii_digit);
        let capitals = letters.get(..at).unwrap_or_default().iter().rev();
        let capitals = capitals.take_while(|letter| letter.is_ascii_uppercase());
        let start = at - capitals.count() + 1;
        if is_plural || is_version {
            let rest = letters.get_mut(start..at).into_iter().flatten();
            rest.for_each(char::make_ascii_lowercase);
        }
    }
    letters.into_iter().collect()
}
