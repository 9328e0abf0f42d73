//! The reference site: its elements, links, sizes and safety.

#![expect(clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;

use generator::Generator;
use tests::site::{Files, faults, read};
use tests::{Document, client, root};

use crate::assert_snapshot;

#[cfg(feature = "slow")]
mod openai;
#[cfg(feature = "slow")]
mod programs;

const INVITE: &str = "api/admin/organization/invites/retrieve";

fn site(document: &Path) -> Files {
    let outcome = Generator::new(document).site(None);
    outcome
        .into_result()
        .expect("the document has no error")
        .files
}

fn invite() -> Files {
    site(&root().join("tests/tests/suite/site/invite.yaml"))
}

fn text_of<'f>(files: &'f Files, path: &str) -> &'f str {
    files.get(path).expect("the file exists")
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric() && char != '_');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn the_page_has_every_element_of_the_model_in_its_order() {
    let files = invite();
    let page = read(text_of(&files, &format!("{INVITE}.html")));
    let mut shown = words(&page.text).into_iter();
    for line in include_str!("site/seed.txt").lines() {
        for word in words(line) {
            assert!(
                shown.any(|shown| shown == word),
                "`{word}` of the line `{line}` is missing"
            );
        }
    }
}

#[test]
fn pages_are_small() {
    let files = invite();
    let total: usize = files.values().map(String::len).sum();
    assert!(total <= 60_000, "{total} bytes");
    let shared = text_of(&files, "site.css").len() + text_of(&files, "site.js").len();
    assert!(shared <= 40_000, "{shared} bytes");
}

#[test]
fn the_body_of_an_xml_request_is_a_file() {
    let files = site(&root().join("tests/cases/xml/openapi.yaml"));
    let page = text_of(&files, "api/orders/create.md");
    let curl = "curl 'https://xml.example.com/orders' \\\n  -H 'accept: application/xml' \\\n  -H 'content-type: application/xml' \\\n  --data-binary @body.xml\n";
    assert!(page.contains(curl), "{page}");
    let wire = "POST /orders HTTP/1.1\nhost: xml.example.com\naccept: application/xml\ncontent-type: application/xml\n\n(the contents of body.xml)\n";
    assert!(page.contains(wire), "{page}");
}

#[test]
fn markdown_of_the_invite_page() {
    assert_snapshot("site_invite", text_of(&invite(), &format!("{INVITE}.md")));
}

/// The list of types and the page of an enum say where unknown values are, in HTML and in Markdown.
#[test]
fn unknown_values_are_explained() {
    let document = Document::new(
        "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\nservers: [{url: https://api.example.com}]\npaths:\n  /a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Role'}}}}}}}\ncomponents: {schemas: {Role: {type: string, enum: [owner, reader]}}}\n",
    );
    let files = site(&document.path());
    let list = "An enum keeps unknown values in its variant `Unknown`. A struct keeps unknown members in its field `extra`.";
    let value = "Unlisted values are kept in the variant `Unknown`.";
    let html = |text: &str| {
        let mut parts = text.split('`');
        let mut html = parts.next().unwrap_or_default().to_owned();
        for (index, part) in parts.enumerate() {
            html.push_str(if index % 2 == 0 { "<code>" } else { "</code>" });
            html.push_str(part);
        }
        html
    };
    for (page, said) in [("types/index", list), ("types/Role", value)] {
        let text = text_of(&files, &format!("{page}.md"));
        assert!(text.contains(said), "{text}");
        let text = text_of(&files, &format!("{page}.html"));
        assert!(text.contains(&html(said)), "{text}");
    }
}

#[test]
fn links_lead_somewhere() {
    for document in [
        root().join("tests/tests/suite/site/invite.yaml"),
        client(),
        root().join("tests/exchange/openapi.yaml"),
    ] {
        assert_eq!(
            faults(&site(&document)),
            Vec::<String>::new(),
            "{}",
            document.display()
        );
    }
}

#[test]
fn bytes_are_deterministic() {
    assert_eq!(site(&client()), site(&client()));
}

#[test]
fn texts_are_escaped() {
    let evil = r#"</code><script>alert(1)</script><img src=x onerror=alert(1)>\"'[a](javascript:alert(1))"#;
    let document = include_str!("site/hostile.yaml").replace("EVIL", evil);
    let files = site(&Document::new(&document).path());
    assert_eq!(faults(&files), Vec::<String>::new());
    let hides = |char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{0}'..='\u{8}');
    for (path, text) in &files {
        assert!(!text.contains(hides), "{path}");
    }
    assert!(text_of(&files, "search.js").contains("<\\/"));
}

#[test]
fn settings_shape_the_site() {
    let settings = "x-sdk:\n  site:\n    url: https://docs.example.com/rust/\n    title: Invitations\n    logo: https://example.com/logo.svg\n    links: {Support: https://example.com/support}\n";
    let text = std::fs::read_to_string(root().join("tests/tests/suite/site/invite.yaml"))
        .expect("the document");
    let document = Document::new(&text.replacen("x-sdk:\n", settings, 1));
    let files = site(&document.path());
    let page = files.get(&format!("{INVITE}.html")).expect("the page");
    for part in [
        "<title>Retrieve invite · Invitations</title>",
        "<link rel=\"canonical\" href=\"https://docs.example.com/rust/api/admin/organization/invites/retrieve.html\">",
        "<img src=\"https://example.com/logo.svg\" alt=\"\" height=\"20\">",
        "<a href=\"https://example.com/support\">Support</a>",
        "<meta property=\"og:title\" content=\"Retrieve invite · Invitations\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let map = files.get("sitemap.xml").expect("a sitemap");
    assert!(map.contains("<loc>https://docs.example.com/rust/index.html</loc>"));
    assert!(!invite().contains_key("sitemap.xml"));
}

#[test]
fn pages_of_a_person_are_added() {
    let settings = "x-sdk:\n  site:\n    pages: {First steps: guide.md}\n";
    let text = std::fs::read_to_string(root().join("tests/tests/suite/site/invite.yaml"))
        .expect("the document");
    let document = Document::new(&text.replacen("x-sdk:\n", settings, 1));
    let missing = document.diagnostics();
    assert!(
        missing.contains("the page `guide.md` cannot be read"),
        "{missing}"
    );
    let guide = "# First steps\n\nAsk **us**. <script>alert(1)</script>\n";
    std::fs::write(document.path().with_file_name("guide.md"), guide).expect("written");
    let files = site(&document.path());
    assert!(text_of(&files, "pages/first-steps.html").contains("<strong>us</strong>"));
    assert!(text_of(&files, "index.html").contains("href=\"pages/first-steps.html\""));
    assert_eq!(faults(&files), Vec::<String>::new());
}

#[test]
fn sections_of_the_description_have_identifiers_of_their_own() {
    let text = std::fs::read_to_string(root().join("tests/tests/suite/site/invite.yaml"))
        .expect("the document");
    let about = "description: \"Administration.\\n\\n## Authentication\\n\\nAsk us.\"";
    let known = "description: Administration of an organization on the OpenAI platform.";
    let files = site(&Document::new(&text.replacen(known, about, 1)).path());
    let page = read(text_of(&files, "index.html"));
    assert!(page.ids.contains("about-authentication"), "{:?}", page.ids);
    assert!(page.ids.contains("s-authentication"), "{:?}", page.ids);
    assert_eq!(faults(&files), Vec::<String>::new());
}

#[test]
fn a_changelog_becomes_a_page() {
    let changes =
        "# Changelog\n\n## 0.2.0\n\n- `retrieve` <script>alert(1)</script> takes an ID.\n";
    let outcome =
        Generator::new(root().join("tests/tests/suite/site/invite.yaml")).site(Some(changes));
    let files = outcome.into_result().expect("a site").files;
    assert!(text_of(&files, "changelog.html").contains("<h2 id=\"s-0-2-0\">0.2.0</h2>"));
    assert_eq!(faults(&files), Vec::<String>::new());
}
