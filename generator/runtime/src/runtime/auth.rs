//! Credentials: which ones exist, which ones an operation needs, how they are sent, and how they are kept secret.

use std::fmt::{self, Debug, Formatter};

use reqwest::header::{
    AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue,
};

use super::credential::{Credential, Sent};
use super::error::Error;
use super::style::percent;

/// A way to authenticate the caller (`OpenAPI` *Security Scheme Object*).
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// The method of `ClientBuilder` that sets it.
    pub setter: &'static str,
    /// The environment variable that holds it.
    pub env: &'static str,
    /// Its place: the name of a header, query parameter or cookie, or of an authorization scheme.
    pub parameter: &'static str,
    /// Adds it to a request, at its place.
    pub apply: fn(&mut reqwest::Request, &str, &str) -> Result<(), InvalidHeaderValue>,
}

impl Debug for Scheme {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Alternatives, each of which is a set of schemes that are used together (`OpenAPI` *Security
/// Requirement Object*). An empty set or an empty list means that no credential is sent.
pub(crate) type Security = [&'static [&'static Scheme]];

/// The credentials that a client has.
#[derive(Default)]
pub(crate) struct Credentials(Vec<(&'static Scheme, Credential)>);

impl Credentials {
    pub(crate) fn get(&self, scheme: &'static Scheme) -> Option<&Credential> {
        let mut held = self.0.iter();
        held.find(|(known, _)| std::ptr::eq(*known, scheme))
            .map(|(_, credential)| credential)
    }

    /// Sets a credential; an empty one removes it.
    pub(crate) fn set(&mut self, scheme: &'static Scheme, credential: Credential) {
        self.0.retain(|(known, _)| !std::ptr::eq(*known, scheme));
        if !credential.is_empty() {
            self.0.push((scheme, credential));
        }
    }

    /// The first alternative whose credentials are all set.
    fn chosen(&self, security: &'static Security) -> Option<&'static [&'static Scheme]> {
        let complete = |set: &&&[&'static Scheme]| {
            !set.is_empty() && set.iter().all(|scheme| self.get(scheme).is_some())
        };
        security.iter().find(complete).copied()
    }

    /// Fetches the credentials that [`Credentials::authorize`] will add.
    pub(crate) async fn provide(&self, security: &'static Security) -> Result<(), Error> {
        for &scheme in self.chosen(security).unwrap_or_default() {
            if let Some(credential) = self.get(scheme) {
                credential.provide().await?;
            }
        }
        Ok(())
    }

    /// Adds the credentials of the first alternative whose credentials are all set, and no others. Without one, the
    /// user may have set a header with a credential.
    pub(crate) fn authorize(
        &self,
        request: &mut reqwest::Request,
        security: &'static Security,
        tokens: &Sent,
        given: [&HeaderMap; 2],
    ) -> Result<(), Error> {
        let Some(set) = self.chosen(security) else {
            let open = security.is_empty() || security.iter().any(|set| set.is_empty());
            let names = security.iter().copied().flatten().map(|one| one.parameter);
            let mut names = names.chain(["authorization", "cookie"]);
            let is_given = names.any(|name| given.iter().any(|headers| headers.contains_key(name)));
            return if open || is_given {
                Ok(())
            } else {
                Err(missing(security))
            };
        };
        for &scheme in set {
            let Some(value) = self.get(scheme).and_then(|one| one.known(tokens)) else {
                continue;
            };
            (scheme.apply)(request, scheme.parameter, &value).map_err(|_| {
                let setter = scheme.setter;
                Error::invalid_request(format!(
                    "the value of ClientBuilder::{setter} contains characters that HTTP headers do not allow"
                ))
            })?;
        }
        Ok(())
    }

    /// Renews the credentials that the server has refused for an operation; false if none can be renewed.
    pub(crate) fn renew(&self, security: &'static Security, tokens: &Sent) -> bool {
        let set = self.chosen(security).unwrap_or_default();
        let credentials = set.iter().filter_map(|scheme| self.get(scheme));
        // Each of them, and not just the first one.
        credentials
            .filter(|credential| credential.renew(tokens))
            .count()
            > 0
    }

    /// The string without any credential, in each form; `None` if it contains none. A server may echo what it
    /// received.
    pub(crate) fn scrubbed(&self, text: &str) -> Option<String> {
        let mut scrubbed = None;
        for (_, credential) in &self.0 {
            for form in credential.secrets().iter().flat_map(|secret| forms(secret)) {
                let text = scrubbed.as_deref().unwrap_or(text);
                scrubbed = without(text, &form).or(scrubbed);
            }
        }
        scrubbed
    }

    /// A string that was cut off, without the start of a credential at its end; `None` if it does not end with one.
    pub(crate) fn scrubbed_end(&self, text: &str) -> Option<String> {
        let secrets = self.0.iter().flat_map(|(_, one)| one.secrets());
        let mut forms = secrets.flat_map(|secret| forms(&secret));
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

/// The strings that reveal a credential: itself and its base64 forms; of `user:password`, also those of the password.
fn forms(secret: &str) -> Vec<String> {
    let password = secret.split_once(':').map(|(_, password)| password);
    let parts = [Some(secret), password].into_iter().flatten();
    let mut forms = Vec::new();
    // The whole first, of which the password is a part.
    for part in parts.filter(|part| part.chars().count() >= SHORTEST) {
        let encoded = base64(part.as_bytes());
        let for_urls = encoded.replace('+', "-").replace('/', "_");
        forms.extend([part.to_owned(), encoded, for_urls]);
    }
    forms.dedup();
    forms
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
            let rest = text.trim_start_matches('\\');
            json_escape(rest, char).or_else(|| {
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
                let (digits, rest) = text.split_once(';')?;
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
            rest.trim_start_matches('\\')
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

/// Names the credentials, without their values.
impl Debug for Credentials {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.iter().map(|(scheme, _)| scheme))
            .finish()
    }
}

fn missing(security: &Security) -> Error {
    let set = |schemes: &&[&Scheme]| -> String {
        let ways: Vec<_> = schemes.iter().map(|scheme| way(scheme)).collect();
        ways.join(" and ")
    };
    let sets: Vec<_> = security.iter().map(set).collect();
    Error::invalid_request(format!(
        "credentials for this request are missing; set them with {}",
        sets.join(", or with ")
    ))
}

fn way(scheme: &Scheme) -> String {
    format!(
        "ClientBuilder::{} (or the environment variable {})",
        scheme.setter, scheme.env
    )
}

/// Sends a credential as `Authorization: Bearer …` (RFC 6750), under the name of its scheme.
///
/// # Errors
///
/// The credential contains characters that HTTP headers do not allow.
pub fn authorization(
    request: &mut reqwest::Request,
    scheme: &str,
    credential: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::try_from([scheme, credential].join(" "))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

/// Sends a key in the header that the scheme names.
///
/// # Errors
///
/// The key contains characters that HTTP headers do not allow.
pub fn key_header(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(key)?;
    value.set_sensitive(true);
    // The description has been read by someone who knows which names are valid.
    if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

/// Sends a key in the query parameter that the scheme names.
///
/// # Errors
///
/// Never fails. It returns a `Result` because the functions for other places do.
#[allow(
    clippy::unnecessary_wraps,
    reason = "other credentials may not be `Send`"
)]
pub fn key_query(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let name = percent(name);
    let pair = format!("{name}={}", percent(key));
    let url = request.url_mut();
    // The URL of a next page or of a redirect may already have it.
    let others = url.query().unwrap_or_default().split('&');
    let others = others.filter(|pair| pair.split('=').next() != Some(&name) && !pair.is_empty());
    let pairs: Vec<&str> = others.chain([pair.as_str()]).collect();
    let query = pairs.join("&");
    url.set_query(Some(&query));
    Ok(())
}

/// Sends a key in the cookie that the scheme names.
///
/// # Errors
///
/// The key contains characters that HTTP headers do not allow.
pub fn key_cookie(
    request: &mut reqwest::Request,
    name: &str,
    key: &str,
) -> Result<(), InvalidHeaderValue> {
    let pair = format!("{name}={key}");
    let headers = request.headers_mut();
    // Another scheme may have set one.
    let held = headers.get(COOKIE).map(HeaderValue::as_bytes);
    let cookies = match held {
        Some(held) => [held, b"; ", pair.as_bytes()].concat(),
        None => pair.into_bytes(),
    };
    let mut value = HeaderValue::from_bytes(&cookies)?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}
