//! The description of a crate, derived from the title of the document.

/// Words for the text that describes an API. A client is for the API, not for that text.
const TEXTS: &[&str] = &[
    "client",
    "definition",
    "docs",
    "documentation",
    "overview",
    "schema",
    "spec",
    "specification",
];

/// The description of a crate for the API of this title: `Client for the Invites API`.
pub(super) fn about(title: &str) -> String {
    let mut words: Vec<&str> = title.trim_end_matches('.').split_whitespace().collect();
    cut_format(&mut words);
    cut_text(&mut words);
    join_noun(&mut words);
    let mut words = without_lead(&words).to_vec();
    if !words.iter().any(|word| names_api(word)) {
        words.push("API");
    }
    let article = match words.first() {
        Some(first) if is_possessive(first) => "",
        _ => "the ",
    };
    format!("Client for {article}{}", words.join(" "))
}

/// Removes the format of the document from the end: `Shop - OpenAPI 3.0` becomes `Shop`.
fn cut_format(words: &mut Vec<&str>) {
    let is_format = |index: usize| {
        let [word, next] = [index, index + 1].map(|index| words.get(index));
        let is = |name: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(name));
        match next {
            Some(next) => (is("openapi") || is("swagger")) && (is_version(next) || is_text(next)),
            None => is("openapi"),
        }
    };
    let found = (1..words.len()).find(|index| is_format(*index));
    if let Some(index) = found {
        words.truncate(index);
        if words.len() > 1 {
            words.pop_if(|word| word.eq_ignore_ascii_case("official"));
        }
        cut_separators(words);
    }
}

/// Removes words such as `Documentation` from the end, and the separators before them.
fn cut_text(words: &mut Vec<&str>) {
    while let [.., before, last] = words.as_slice() {
        let is_reference = names_api(before) && last.eq_ignore_ascii_case("reference");
        if !is_text(last) && !is_reference {
            break;
        }
        words.pop();
        cut_separators(words);
    }
}

fn cut_separators(words: &mut Vec<&str>) {
    while words.len() > 1 && words.pop_if(|word| is_separator(word)).is_some() {}
    if let Some(last) = words.last_mut() {
        *last = last.trim_end_matches([':', ',', ';']);
    }
}

/// Removes the separator before the noun: `Shop - API` becomes `Shop API`.
fn join_noun(words: &mut Vec<&str>) {
    if let [_, .., separator, noun] = words.as_slice()
        && is_separator(separator)
        && noun.eq_ignore_ascii_case("api")
    {
        words.remove(words.len() - 2);
    }
}

/// The words without an article, or a phrase such as `API Specification for the`, at the beginning.
fn without_lead<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    match words {
        [api, text, preposition, rest @ ..]
            if names_api(api)
                && is_text(text)
                && ["for", "of"].contains(preposition)
                && !rest.is_empty() =>
        {
            without_lead(rest)
        }
        [article, rest @ ..] if is_article(article) && !rest.is_empty() => rest,
        _ => words,
    }
}

fn is_article(word: &str) -> bool {
    let articles = ["a", "an", "the"];
    articles.iter().any(|one| word.eq_ignore_ascii_case(one))
}

fn is_text(word: &str) -> bool {
    TEXTS.iter().any(|one| word.eq_ignore_ascii_case(one))
}

fn is_version(word: &str) -> bool {
    let number = word.trim_start_matches(['v', 'V']);
    number.starts_with(|first: char| first.is_ascii_digit())
}

fn is_separator(word: &str) -> bool {
    word.chars().all(|char| "~-–—+:|".contains(char))
}

fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}

/// Whether the word says that it is an API: `API`, `APIs`, `shop-api`, `APIv2` or `STAPI`, but not
/// `OpenAPI` or `rapid`.
fn names_api(word: &str) -> bool {
    let mut parts = word.split(|char: char| !char.is_ascii_alphanumeric());
    parts.any(|part| {
        let lower = part.to_ascii_lowercase();
        let ends = lower.trim_end_matches('s').ends_with("api") && !lower.contains("openapi");
        ends || lower.strip_prefix("api").is_some_and(is_version)
    })
}

#[cfg(test)]
mod tests {
    use super::about;

    fn assert_all(pairs: &[(&str, &str)]) {
        for (title, expected) in pairs {
            assert_eq!(about(title), format!("Client for {expected}"), "{title}");
        }
    }

    #[test]
    fn titles_have_one_article() {
        assert_all(&[
            ("Invites", "the Invites API"),
            ("The Racing API", "the Racing API"),
            ("A Guide to Birds", "the Guide to Birds API"),
            ("Netlify's API", "Netlify's API"),
            ("DriveBC’s Open511 API", "DriveBC’s Open511 API"),
            ("A", "the A API"),
            ("", "the API"),
        ]);
    }

    #[test]
    fn the_noun_is_a_word() {
        assert_all(&[
            ("Rapid Reports.", "the Rapid Reports API"),
            ("Therapist Directory", "the Therapist Directory API"),
            ("OpenAPI Petstore", "the OpenAPI Petstore API"),
            ("OpenAPI", "the OpenAPI API"),
            ("Marketcheck APIs", "the Marketcheck APIs"),
            (
                "fulfillment-delegation-api",
                "the fulfillment-delegation-api",
            ),
            ("STAPI", "the STAPI"),
            ("airportsapi", "the airportsapi"),
            ("Twilio - Api", "the Twilio Api"),
        ]);
    }

    #[test]
    fn the_client_is_for_the_api_and_not_for_its_description() {
        assert_all(&[
            ("WebApps API Client", "the WebApps API"),
            ("Simple API overview", "the Simple API"),
            ("Blockfrost.io ~ API Documentation", "the Blockfrost.io API"),
            ("OSF APIv2 Documentation", "the OSF APIv2"),
            ("Flickr API Schema", "the Flickr API"),
            ("PlaceKit API Reference", "the PlaceKit API"),
            ("Swagger Petstore - OpenAPI 3.0", "the Swagger Petstore API"),
            (
                "API Specification for the Decentraland Catalyst Server (BETA)",
                "the Decentraland Catalyst Server (BETA) API",
            ),
            (
                "GitHub's official OpenAPI spec + Octokit extension",
                "GitHub's API",
            ),
            (
                "Test the ExhibitDay API with Swagger",
                "the Test the ExhibitDay API with Swagger",
            ),
            ("Documentation", "the Documentation API"),
        ]);
    }
}
