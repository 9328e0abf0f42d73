//! Writes a tree as YAML or JSON in several styles, and breaks the text.

use fastrand::Rng;
use serde_json::Value;

/// Returns the bytes of a document and its file name.
pub(super) fn written(document: &Value, rng: &mut Rng) -> (Vec<u8>, &'static str) {
    let (text, name) = match rng.u8(..5) {
        0 => (document.to_string(), "api.json"),
        1 => (
            serde_json::to_string_pretty(document).unwrap_or_default(),
            "api.json",
        ),
        // A document that does not start with a brace is read as YAML.
        2 => (format!("# YAML\n{document}"), "api.yaml"),
        _ => (yaml(document, rng), "api.yaml"),
    };
    let mut bytes = text.into_bytes();
    if rng.u8(..) < 40 {
        for _ in 0..rng.usize(1..4) {
            bytes = broken(bytes, rng);
        }
    }
    (bytes, name)
}

fn yaml(document: &Value, rng: &mut Rng) -> String {
    let mut writer = Yaml {
        text: String::new(),
        anchors: 0,
        // Most documents have neither anchors nor duplicate keys.
        odd: rng.u8(..) < 40,
        rng,
    };
    writer.node(document, 0);
    writer.text
}

struct Yaml<'r> {
    text: String,
    anchors: usize,
    odd: bool,
    rng: &'r mut Rng,
}

impl Yaml<'_> {
    /// Writes a node after a key, after a dash, or at the start.
    fn node(&mut self, node: &Value, depth: usize) {
        if self.odd && self.rng.u8(..) < 12 {
            if self.anchors > 0 && self.rng.bool() {
                let anchor = self.rng.usize(..self.anchors);
                self.text.push_str(&format!(" *a{anchor}\n"));
                return;
            }
            self.text.push_str(&format!(" &a{}", self.anchors));
            self.anchors += 1;
        }
        match node {
            Value::Object(map) if !map.is_empty() && depth < 200 => {
                self.text.push('\n');
                for (key, value) in map {
                    self.member(key, value, depth);
                    if self.odd && self.rng.u8(..) < 6 {
                        let other = super::words::scalar(self.rng);
                        self.member(key, &other, depth);
                    }
                }
            }
            Value::Array(items) if !items.is_empty() && depth < 200 => {
                self.text.push('\n');
                for item in items {
                    self.text.push_str(&"  ".repeat(depth));
                    self.text.push('-');
                    self.node(item, depth + 1);
                }
            }
            Value::String(text) => {
                self.text.push(' ');
                let scalar = self.scalar(text);
                self.text.push_str(&scalar);
                self.text.push('\n');
            }
            other => self.text.push_str(&format!(" {other}\n")),
        }
    }

    fn member(&mut self, key: &str, value: &Value, depth: usize) {
        self.text.push_str(&"  ".repeat(depth));
        let key = if key == "<<" {
            key.to_owned()
        } else {
            self.scalar(key)
        };
        self.text.push_str(&key);
        self.text.push(':');
        self.node(value, depth + 1);
    }

    /// A string without quotes if that does not change its meaning, and with quotes otherwise.
    fn scalar(&mut self, text: &str) -> String {
        let plain = text.starts_with(|char: char| char.is_ascii_alphabetic())
            && text
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || "_/-".contains(char))
            && !matches!(
                text,
                "true" | "false" | "null" | "y" | "n" | "yes" | "no" | "on" | "off"
            );
        let single = !text
            .contains(|char: char| char.is_control() || char == '\u{feff}' || char > '\u{2000}');
        match self.rng.u8(..3) {
            _ if plain => text.to_owned(),
            0 if single => format!("'{}'", text.replace('\'', "''")),
            _ => Value::from(text).to_string(),
        }
    }
}

/// Tokens of YAML and JSON, and bytes that are not valid in any text.
const TOKENS: &[&[u8]] = &[
    b"*a",
    b"&a ",
    b"!!binary ",
    b"!!str ",
    b"|",
    b">",
    b"|-\n",
    b"\"",
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"- ",
    b"#",
    b"? ",
    b"<<: ",
    b"\t",
    b"\0",
    b"\r",
    b"\n",
    b"\n\n",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"---\n",
    b"...\n",
    b"%YAML 1.1\n",
    b"\\u0000",
    b"\\ud800",
    b"\\x",
    b"1e999",
    b"0x1F",
    b".inf",
    b".nan",
    b"~",
    b"null",
    b"\xe2\x80\xa8",
];

fn broken(mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let at = rng.usize(..bytes.len().max(1)).min(bytes.len());
    match rng.u8(..8) {
        0 => bytes.truncate(at),
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << rng.u8(..8);
            }
        }
        2 | 3 => {
            let token = rng.choice(TOKENS).copied().unwrap_or_default();
            bytes.splice(at..at, token.iter().copied());
        }
        4 => {
            bytes.drain(at..(at + rng.usize(1..200)).min(bytes.len()));
        }
        _ => return lines(&bytes, rng),
    }
    bytes
}

/// Swaps, removes, duplicates or indents lines.
fn lines(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (one, other) = (
        rng.usize(..lines.len().max(1)),
        rng.usize(..lines.len().max(1)),
    );
    if let Some(line) = lines.get(one).cloned() {
        match rng.u8(..4) {
            0 => lines.swap(one, other),
            1 => {
                lines.remove(one);
            }
            2 => lines.insert(other, line),
            _ => {
                let indent = vec![b' '; rng.usize(1..4)];
                lines.splice(one..=one, [[indent, line].concat()]);
            }
        }
    }
    lines.concat()
}
