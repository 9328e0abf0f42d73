//! From the words of a wire name to the case of an identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `snake_case`, for fields, arguments, methods and modules. Never empty; starts with a letter.
pub(super) fn snake(wire: &str) -> String {
    let name = words(wire).to_snake_case();
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("n_{name}"),
        _ => name,
    }
}

/// `UpperCamelCase`, for types and variants. Never empty; starts with a letter or, before a digit,
/// with an underscore.
pub(super) fn pascal(wire: &str) -> String {
    let name = words(wire).to_upper_camel_case();
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        _ => name,
    }
}

/// ASCII words, separated by spaces where the wire name separates them. Letters of other scripts
/// are transliterated: an identifier that half of its users cannot type helps nobody.
fn words(wire: &str) -> String {
    let ascii = deunicode::deunicode(wire);
    let mut words = String::with_capacity(ascii.len() + 8);
    let mut before = ' ';
    let mut chars = ascii.chars().peekable();
    while let Some(char) = chars.next() {
        let digit_next = chars.peek().is_some_and(char::is_ascii_digit);
        match char {
            _ if char.is_ascii_alphanumeric() => words.push(char),
            // A sign, unlike a hyphen between two words.
            '+' if digit_next => words.push_str(" plus "),
            '-' if digit_next && !before.is_ascii_alphanumeric() => words.push_str(" minus "),
            '\'' => {}
            _ => words.push(' '),
        }
        before = char;
    }
    if words.trim().is_empty() {
        words = spell(wire);
    }
    if words.len() > LONGEST {
        words.truncate(LONGEST);
        words.push_str(&format!(" x{}", hash(wire)));
    }
    words
}

/// The length, in bytes, behind which a name is cut: files are named by it, for which systems have
/// limits, and nobody would read on.
const LONGEST: usize = 120;

/// A wire name with its symbols spelled out, so that names that differ in them alone differ.
pub(super) fn spell(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".to_owned();
    }
    let mut words = String::new();
    for char in deunicode::deunicode(wire).chars() {
        if char.is_ascii_alphanumeric() {
            words.push(char);
        } else {
            words.push(' ');
            words.push_str(symbol(char));
            words.push(' ');
        }
    }
    if words.trim().is_empty() {
        return format!("u {}", hash(wire));
    }
    words
}

/// Four hexadecimal digits that tell wire names apart when nothing readable does.
pub(super) fn hash(wire: &str) -> String {
    let fnv = wire.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{:04x}", (fnv >> 16) ^ (fnv & 0xffff))
}

/// What tells `wire` apart from the same letters in lower case.
pub(super) fn capitals(wire: &str) -> &'static str {
    let upper = wire.chars().any(char::is_uppercase);
    let lower = wire.chars().any(char::is_lowercase);
    match (upper, lower, wire.starts_with(char::is_uppercase)) {
        (true, false, _) => "upper",
        (true, true, true) => "capital",
        (true, true, false) => "camel",
        (false, ..) => "lower",
    }
}

fn symbol(char: char) -> &'static str {
    match char {
        ' ' => "space",
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "open",
        ')' => "close",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "dash",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "open bracket",
        '\\' => "backslash",
        ']' => "close bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open brace",
        '|' => "or",
        '}' => "close brace",
        '~' => "tilde",
        _ => "",
    }
}

/// One of what a plural names, as far as English spelling tells: `Projects` → `Project`. `None` if
/// the word does not look like a plural.
pub(crate) fn singular(word: &str) -> Option<String> {
    let keep = |cut: usize| word.get(..word.len().checked_sub(cut)?);
    let lower = word.to_ascii_lowercase();
    let ends = |ending: &str| lower.ends_with(ending);
    let one = if ends("ies") && word.len() > 4 {
        format!("{}y", keep(3)?)
    } else if ["sses", "xes", "ches", "shes", "zzes"]
        .iter()
        .any(|ending| ends(ending))
    {
        keep(2)?.to_owned()
    } else if ends("s") && !["ss", "us", "is", "as"].iter().any(|ending| ends(ending)) {
        keep(1)?.to_owned()
    } else {
        return None;
    };
    (one.len() > 1).then_some(one)
}
