//! The scenarios as the mock definitions have them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

/// A scenario: exchanges that the server waits for.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Scenario {
    /// The spec that it belongs to.
    pub(crate) spec: String,
    /// Its name, the same nowhere else.
    pub(crate) name: String,
    /// The requests, and the responses to them.
    pub(crate) exchanges: Vec<Exchange>,
}

/// A request and its response.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Exchange {
    /// The HTTP method in upper case.
    pub(crate) method: String,
    /// The path, without the query.
    pub(crate) path: String,
    /// The query: a string, or a list of them where a name is repeated.
    pub(crate) query: Map<String, Value>,
    /// Headers by their names in lower case.
    pub(crate) headers: BTreeMap<String, Value>,
    /// The request body.
    pub(crate) body: Option<Content>,
    /// The status code of the response.
    pub(crate) status: u16,
    /// Headers of the response by their names in lower case.
    pub(crate) answer_headers: BTreeMap<String, Value>,
    /// The body of the response.
    pub(crate) answer: Option<Content>,
}

/// A body: one of `text`, `base64` and `multipart` is there.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Content {
    /// The media type.
    #[serde(default)]
    pub(crate) media_type: String,
    text: Option<String>,
    base64: Option<String>,
    /// Parts of a multipart body.
    pub(crate) multipart: Option<Multipart>,
}

/// The parts of a multipart body.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Multipart {
    /// Parts that are no files.
    pub(crate) parts: Map<String, Value>,
    /// Files.
    pub(crate) files: Vec<Part>,
}

/// A file of a multipart body.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Part {
    /// The name of the part.
    pub(crate) field: String,
    /// The name of the file.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) media_type: String,
    base64: String,
}

impl Part {
    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        decoded(&self.base64)
    }
}

impl Content {
    /// The body as it is sent.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match (&self.text, &self.base64) {
            (Some(text), _) => text.clone().into_bytes(),
            (None, Some(base64)) => decoded(base64),
            (None, None) => Vec::new(),
        }
    }

    /// The body as text, if it is text.
    pub(crate) fn text(&self) -> Option<String> {
        String::from_utf8(self.bytes()).ok()
    }

    /// The body as JSON, if the media type says that it is.
    pub(crate) fn json(&self) -> Option<Value> {
        let json = self.essence().ends_with("json");
        json.then(|| serde_json::from_slice(&self.bytes()).ok())?
    }

    /// Whether the media type says that it is XML.
    pub(crate) fn is_xml(&self) -> bool {
        self.essence().ends_with("xml")
    }

    /// The media type without its parameters.
    pub(crate) fn essence(&self) -> &str {
        essence(&self.media_type)
    }
}

/// A media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    let end = media_type.find(';').unwrap_or(media_type.len());
    media_type[..end].trim()
}

/// What base64 (RFC 4648, 4) stands for.
fn decoded(base64: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = base64
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|&known| known == byte));
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_usize, 0);
    for digit in digits {
        bits = (bits << 6 | digit) & 0xFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).unwrap_or_default());
        }
    }
    bytes
}

/// Reads the scenarios that `scenarios.mjs` wrote.
///
/// # Errors
/// If they cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<Scenario>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
