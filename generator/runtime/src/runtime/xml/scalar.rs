//! Reads values without members: texts, numbers, booleans and lists of words.

use std::ptr;

use super::read::Reader;
use super::tables::{Content, OneOf};

impl Reader<'_> {
    /// Writes the value of a text. A text that is not a value of the expected kind is written as a string, so that the
    /// mistake is found when it is read.
    pub(super) fn scalar(&mut self, text: &str, content: &Content) {
        let word = text.trim_ascii();
        match content {
            Content::Number | Content::Boolean if word.is_empty() => self.json.push_str("null"),
            Content::Number => match number(word) {
                Some(number) => self.json.push_str(&number),
                None => self.string(word),
            },
            Content::Boolean => match word {
                "true" | "1" => self.json.push_str("true"),
                "false" | "0" => self.json.push_str("false"),
                _ => self.string(word),
            },
            Content::Words(content) => {
                self.json.push('[');
                for (index, word) in word.split_ascii_whitespace().enumerate() {
                    if index > 0 {
                        self.json.push(',');
                    }
                    self.scalar(word, content);
                }
                self.json.push(']');
            }
            Content::OneOf(one_of) => {
                self.scalar(text, &fitting(text, one_of).unwrap_or(Content::Text));
            }
            Content::Token => self.string(word),
            Content::Text
            | Content::Object(_)
            | Content::Items(_)
            | Content::Wrapped(_)
            | Content::Any => self.string(text),
        }
    }
}

/// Whether a value is a single text.
pub(super) fn is_scalar(content: &Content) -> bool {
    matches!(
        content,
        Content::Text | Content::Token | Content::Number | Content::Boolean
    )
}

/// The variant of a union whose form matches a text.
pub(super) fn fitting(text: &str, one_of: &'static OneOf) -> Option<Content> {
    let (scalars, _) = scalars(one_of);
    let find = |is: fn(&Content) -> bool| scalars.iter().copied().find(is);
    let boolean = || find(|one| matches!(one, Content::Boolean));
    let by_form = match text.trim_ascii() {
        "true" | "false" => boolean(),
        word if number(word).is_some() => {
            let is_boolean = matches!(word, "0" | "1");
            find(|one| matches!(one, Content::Number)).or_else(|| boolean().filter(|_| is_boolean))
        }
        _ => None,
    };
    let text = || find(|one| matches!(one, Content::Text | Content::Token));
    by_form.or_else(text).or_else(|| scalars.first().copied())
}

/// Whether all variants of a union are single texts.
pub(super) fn is_of_scalars(one_of: &'static OneOf) -> bool {
    scalars(one_of).1
}

/// Collects the scalar variants of a union and of the unions in it. The flag is true if they have no other variants.
fn scalars(one_of: &'static OneOf) -> (Vec<Content>, bool) {
    let mut found = Vec::new();
    let mut are_all = true;
    let mut seen = vec![one_of];
    let mut next = 0;
    while let Some(one_of) = seen.get(next).copied() {
        for variant in one_of.variants {
            match variant.content {
                Content::OneOf(inner) if !seen.iter().any(|one| ptr::eq(*one, inner)) => {
                    seen.push(inner);
                }
                Content::OneOf(_) => {}
                content if is_scalar(&content) => found.push(content),
                _ => are_all = false,
            }
        }
        next += 1;
    }
    (found, are_all)
}

/// A number of XML Schema (Part 2, 3.2.3 to 3.2.5) as JSON has it; `None` if JSON has no such number.
fn number(word: &str) -> Option<String> {
    let (sign, rest) = match word.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", word.strip_prefix('+').unwrap_or(word)),
    };
    let end = rest.find(['e', 'E']).unwrap_or(rest.len());
    let (digits, exponent) = rest.split_at(end);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole}{point}{fraction}{exponent}");
    let is_json = serde_json::from_str::<serde_json::Number>(&number).is_ok();
    let is_finite = number.parse::<f64>().is_ok_and(f64::is_finite);
    (is_json && is_finite).then_some(number)
}
