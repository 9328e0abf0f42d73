//! Removes credentials from errors, since a server may echo what it received.

use std::error::Error as StdError;

use http::HeaderValue;

use super::auth::Credentials;
use super::error::Error;
use super::failure::in_utf_8;

impl Error {
    /// The same error without the client's credentials.
    pub(crate) fn scrubbed(mut self, credentials: &Credentials) -> Self {
        let api = &mut self.0.api;
        credentials.scrub(&mut api.message);
        // It may show the start of a body.
        let start = api.message.strip_suffix('…');
        if let Some(start) = start.and_then(|start| credentials.scrubbed_end(start)) {
            api.message = start + "…";
        }
        for text in [&mut api.code, &mut api.kind, &mut api.param]
            .into_iter()
            .flatten()
        {
            credentials.scrub(text);
        }
        if let Some(response) = &mut self.0.response {
            let scrubbed = |bytes: &[u8]| credentials.scrubbed(&String::from_utf8_lossy(bytes));
            // A key in UTF-16 is found in the text alone.
            let body = scrubbed(&response.body);
            let body = body.or_else(|| credentials.scrubbed(&in_utf_8(response)?));
            if let Some(text) = body {
                response.body = text.into();
            }
            if let Some(text) = response.json.as_deref().and_then(scrubbed) {
                response.json = Some(text.into());
            }
            for value in response.headers.values_mut() {
                if let Some(text) = scrubbed(value.as_bytes()) {
                    let text = HeaderValue::try_from(text);
                    *value = text.unwrap_or_else(|_| HeaderValue::from_static(""));
                }
            }
        }
        let cause = self
            .source()
            .and_then(|source| cause_without(source, credentials));
        match cause {
            Some(cause) => self.caused_by_box(cause.into()),
            None => self,
        }
    }
}

/// The text of an error and of its causes without credentials; `None` if they show none.
fn cause_without(error: &(dyn StdError + 'static), credentials: &Credentials) -> Option<String> {
    let mut shown = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        shown = format!("{shown}: {error}");
        cause = error.source();
    }
    let is_secret = credentials
        .scrubbed(&format!("{shown} {error:?}"))
        .is_some();
    credentials.scrub(&mut shown);
    is_secret.then_some(shown)
}

impl Credentials {
    /// The string without any credential, in each form; `None` if it contains none.
    pub(crate) fn scrubbed(&self, text: &str) -> Option<String> {
        let mut scrubbed = None;
        for form in self.secrets().flat_map(|secret| forms(&secret)) {
            let text = scrubbed.as_deref().unwrap_or(text);
            scrubbed = without(text, &form).or(scrubbed);
        }
        scrubbed
    }

    /// A string that was cut off, without the start of a credential at its end; `None` if it does not end with one.
    pub(crate) fn scrubbed_end(&self, text: &str) -> Option<String> {
        let mut forms = self.secrets().flat_map(|secret| forms(&secret));
        let kept = forms.find_map(|form| {
            let ends = form.char_indices().map(|(end, _)| end).skip(SHORTEST);
            let is_end = |end: &usize| form.get(..*end).is_some_and(|part| text.ends_with(part));
            let part = ends.filter(is_end).last();
            text.len().checked_sub(part?)
        })?;
        Some(format!("{}{REDACTED}", text.get(..kept)?))
    }

    /// Removes every credential from a string.
    pub(crate) fn scrub(&self, text: &mut String) {
        if let Some(scrubbed) = self.scrubbed(text) {
            *text = scrubbed;
        }
    }
}

const REDACTED: &str = "[redacted]";

/// A shorter credential is not searched for, because it may occur by chance.
const SHORTEST: usize = 8;

/// The strings that reveal a credential: itself and its Base64 forms; of `user:password`, also those of the password.
fn forms(secret: &str) -> Vec<String> {
    let password = secret.split_once(':').map(|(_, password)| password);
    let parts = [Some(secret), password].into_iter().flatten();
    let mut forms = Vec::new();
    // The whole first, of which the password is a part.
    for part in parts.filter(|part| part.chars().count() >= SHORTEST) {
        forms.push(part.to_owned());
        for encoded in (0..3).flat_map(|offset| encoded(part, offset)) {
            let for_urls = encoded.replace('+', "-").replace('/', "_");
            forms.extend(Some(for_urls).filter(|text| *text != encoded));
            forms.push(encoded);
        }
    }
    forms
}

/// A text in Base64 after `offset` other bytes, with and without its last digit. The first digits and the last one may
/// also depend on what is around the text.
fn encoded(text: &str, offset: usize) -> Vec<String> {
    let shifted = [&vec![0; offset], text.as_bytes()].concat();
    let encoded = base64(&shifted);
    let own = encoded.get((offset * 8).div_ceil(6)..).unwrap_or_default();
    let is_aligned = shifted.len().is_multiple_of(3);
    let without_last = own.get(..own.len().saturating_sub(1)).unwrap_or_default();
    let shorter = Some(without_last).filter(|_| !is_aligned);
    let forms = [Some(own), shorter].into_iter().flatten();
    forms.map(str::to_owned).collect()
}

/// The text without a secret, whose characters may be escaped, each in its own way; `None` if it does not contain it.
fn without(text: &str, secret: &str) -> Option<String> {
    let raw = text
        .contains(secret)
        .then(|| text.replace(secret, REDACTED));
    let text = raw.as_deref().unwrap_or(text);
    if !text.contains(['%', '\\', '&', '+']) {
        return raw;
    }
    let first = secret.chars().next()?;
    let mut buffer = [0; 4];
    let lead = first.encode_utf8(&mut buffer).bytes().next()?;
    let mut found: Option<String> = None;
    let (mut kept, mut from) = (0, 0);
    // A character begins at each of these bytes.
    let begins = |byte: u8| byte == lead || matches!(byte, b'%' | b'\\' | b'&' | b'+');
    while let Some(next) = text.as_bytes().get(from..).and_then(|rest| {
        let next = rest.iter().position(|byte| begins(*byte))?;
        Some(from + next)
    }) {
        let rest = text.get(next..).unwrap_or_default();
        from = next + 1;
        if let Some(length) = escaped(rest, secret) {
            let found = found.get_or_insert_default();
            found.push_str(text.get(kept..next).unwrap_or_default());
            found.push_str(REDACTED);
            kept = next + length;
            from = kept;
        }
    }
    if let Some(found) = &mut found {
        found.push_str(text.get(kept..).unwrap_or_default());
    }
    found.or(raw)
}

/// The length of a secret at the start of a text.
fn escaped(text: &str, secret: &str) -> Option<usize> {
    let mut rest = text;
    for char in secret.chars() {
        rest = unescaped(rest, char)
            .or_else(|| rest.strip_prefix(char))
            .or_else(|| rest.strip_prefix('+').filter(|_| char == ' '))?;
    }
    Some(text.len() - rest.len())
}

/// The number of backslashes, or of the digits of a reference, that one character may take. Without a limit, a body of
/// nothing else would be searched from each of them to its end.
const LONGEST_RUN: usize = 16;

fn after_backslashes(text: &str) -> &str {
    let run = text.bytes().take(LONGEST_RUN);
    let length = run.take_while(|byte| *byte == b'\\').count();
    text.get(length..).unwrap_or_default()
}

/// The rest of a text after a character that is percent-encoded (RFC 3986, section 2.1), or escaped as in JSON (RFC 8259,
/// section 7) or HTML (WHATWG HTML, *Character references*).
fn unescaped(text: &str, char: char) -> Option<&str> {
    match text.as_bytes().first()? {
        b'%' => {
            let mut rest = text;
            for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                rest = number(rest.strip_prefix('%')?, 2, u32::from(byte))?;
            }
            Some(rest)
        }
        b'\\' => {
            // JSON in a string of JSON has more of them.
            json_escape(after_backslashes(text), char).or_else(|| {
                // An even number of them stands for themselves.
                let rest = text.strip_prefix("\\\\")?;
                (char == '\\').then_some(rest)
            })
        }
        b'&' => {
            let rest = text.strip_prefix('&')?;
            if let Some(digits) = rest.strip_prefix('#') {
                let (text, radix) = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => (digits, 16),
                    None => (digits, 10),
                };
                let end = text
                    .bytes()
                    .take(LONGEST_RUN)
                    .position(|byte| byte == b';')?;
                let (digits, rest) = (text.get(..end)?, text.get(end + 1..)?);
                let found = u32::from_str_radix(digits, radix).ok()?;
                return (found == u32::from(char)).then_some(rest);
            }
            let name = match char {
                '&' => "amp;",
                '<' => "lt;",
                '>' => "gt;",
                '"' => "quot;",
                '\'' => "apos;",
                _ => return None,
            };
            rest.strip_prefix(name)
        }
        _ => None,
    }
}

/// The rest of a text after the part of an escape of JSON that follows the backslash.
fn json_escape(text: &str, char: char) -> Option<&str> {
    let letter = match char {
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        char => char,
    };
    if !char.is_ascii_alphanumeric()
        && let Some(rest) = text.strip_prefix(letter)
    {
        return Some(rest);
    }
    let mut rest = text;
    for (index, unit) in char.encode_utf16(&mut [0; 2]).iter().enumerate() {
        let after = if index == 0 {
            rest
        } else {
            after_backslashes(rest)
        };
        rest = number(after.strip_prefix('u')?, 4, u32::from(*unit))?;
    }
    Some(rest)
}

/// The rest of a text after a hexadecimal number of this many digits.
fn number(text: &str, digits: usize, expected: u32) -> Option<&str> {
    let (number, rest) = text.split_at_checked(digits)?;
    let found = u32::from_str_radix(number, 16).ok()?;
    (found == expected).then_some(rest)
}

/// Base64 without padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * digit)) & 0x3F;
            let digit = DIGITS.get(usize::try_from(index).unwrap_or_default());
            text.extend(digit.map(|digit| char::from(*digit)));
        }
    }
    text
}
