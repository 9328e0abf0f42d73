//! Converts wire names to the case of identifiers.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::abbreviation::{as_word, whole};

/// Converts to `snake_case`, for fields, arguments, methods and modules. The result is never empty
/// and starts with a letter.
pub(super) fn snake(wire: &str) -> String {
    let name = whole(&words(wire))
        .to_snake_case()
        .replace(BETWEEN_DIGITS, "_");
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("n_{name}"),
        _ => name,
    }
}

/// Converts to `UpperCamelCase`, for types and variants. The result is never empty and starts with a
/// letter. An underscore separates numbers: `16:9` is not `169`.
pub(super) fn pascal(wire: &str) -> String {
    let name = as_word(&words(wire))
        .to_upper_camel_case()
        .replace(BETWEEN_DIGITS, "_");
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("V{name}"),
        _ => name,
    }
}

/// The separator of two numbers while a name is converted. It is a letter without case, so that both stay
/// one word.
const BETWEEN_DIGITS: char = '\u{1c0}';

/// Splits a wire name into ASCII words, separated by spaces. Letters of other scripts are
/// transliterated, because many users cannot type them. Signs are spelled out if they change the
/// meaning: `-INF`, `<=`, `A+`.
fn words(wire: &str) -> String {
    let ascii = transliterated(wire);
    if let Some(name) = operator(ascii.trim()) {
        return name.to_owned();
    }
    let mut words = String::with_capacity(ascii.len() + 8);
    let (sign, rest) = leading_sign(&ascii);
    words.push_str(sign);
    let (rest, ending) = trailing_signs(rest);
    let mut before = ' ';
    let mut chars = rest.chars().peekable();
    while let Some(char) = chars.next() {
        let digit_next = chars.peek().is_some_and(char::is_ascii_digit);
        match char {
            _ if char.is_ascii_alphanumeric() => words.push(char),
            // A sign, not a hyphen between two words.
            '+' if digit_next => words.push_str(" plus "),
            '-' if digit_next && !before.is_ascii_alphanumeric() => words.push_str(" minus "),
            '\'' => {}
            _ if digit_next && words.ends_with(|last: char| last.is_ascii_digit()) => {
                words.push(BETWEEN_DIGITS);
            }
            _ => words.push(' '),
        }
        before = char;
    }
    for sign in ending.chars() {
        words.push_str(if sign == '+' { " plus" } else { " minus" });
    }
    if words.trim().is_empty() {
        words = spell(wire);
    }
    if words.len() > LONGEST {
        let mut ends = (0..=LONGEST).rev();
        let end = ends.find(|end| words.is_char_boundary(*end));
        words.truncate(end.unwrap_or_default());
        words.push_str(&format!(" x{}", hash(wire)));
    }
    words
}

/// The words at the beginning of a name that is too long. Another name may have the same beginning.
pub(super) fn beginning(wire: &str) -> Option<String> {
    if wire.len() <= LONGEST {
        return None;
    }
    let snake = transliterated(wire).to_snake_case();
    let mut kept = String::new();
    for word in snake.split('_') {
        if kept.len() + word.len() >= LONGEST {
            break;
        }
        kept.push_str(word);
        kept.push(' ');
    }
    (!kept.is_empty() && snake.len() > LONGEST).then_some(kept)
}

/// The words at the end of a name that is too long, for names whose beginning is a position around them.
pub(super) fn ending(words: &[String]) -> Option<String> {
    let mut length = 0;
    let fits = words.iter().rev().take_while(|word| {
        length += word.len() + 1;
        length <= LONGEST
    });
    let kept = fits.count();
    let last = words.get(words.len() - kept..).unwrap_or_default();
    (kept > 0 && kept < words.len()).then(|| last.join(" "))
}

/// The name of a comparison operator or a single sign.
fn operator(text: &str) -> Option<&'static str> {
    Some(match text {
        "<" => "lt",
        "<=" => "le",
        ">" => "gt",
        ">=" => "ge",
        "=" => "eq",
        "==" => "eq eq",
        "!=" => "ne",
        "+" => "plus",
        "-" => "minus",
        _ => return None,
    })
}

/// Splits a leading sign from its operand: returns the word for the sign, and the rest. Signs
/// before digits are handled by [`words`], because they are not limited to the start.
fn leading_sign(text: &str) -> (&'static str, &str) {
    let letter = |rest: &str| rest.starts_with(|char: char| char.is_ascii_alphabetic());
    let value = |rest: &str| rest.starts_with(|char: char| char.is_ascii_alphanumeric());
    if let Some(rest) = text.strip_prefix('-').filter(|rest| letter(rest)) {
        return ("neg ", rest);
    }
    if let Some(rest) = text.strip_prefix('+').filter(|rest| letter(rest)) {
        return ("plus ", rest);
    }
    // Not a tag such as `<html>`.
    let compared = [
        ("<=", "le "),
        (">=", "ge "),
        ("!=", "ne "),
        ("<", "lt "),
        (">", "gt "),
        ("!", "not "),
    ];
    let mut compared = compared.into_iter().filter(|_| !text.ends_with('>'));
    let found = compared.find_map(|(sign, word)| Some((word, text.strip_prefix(sign)?)));
    found
        .filter(|(_, rest)| value(rest.trim_start()))
        .unwrap_or(("", text))
}

/// Splits trailing signs from the text, as in `A+`.
fn trailing_signs(text: &str) -> (&str, &str) {
    let rest = text.trim_end_matches(['+', '-']);
    let signs = text.get(rest.len()..).unwrap_or_default();
    if rest.ends_with(|char: char| char.is_ascii_alphanumeric()) {
        (rest, signs)
    } else {
        (text, "")
    }
}

/// Converts text to ASCII. A single Greek letter is spelled out rather than transliterated: `μg` is
/// a microgram, not a milligram.
fn transliterated(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let is_greek = |at: Option<usize>| {
        let char = at.and_then(|at| chars.get(at));
        char.is_some_and(|char| ('\u{370}'..='\u{3ff}').contains(char))
    };
    let mut ascii = String::new();
    for (at, char) in chars.iter().enumerate() {
        let alone = !is_greek(at.checked_sub(1)) && !is_greek(Some(at + 1));
        match letter(*char).filter(|_| alone) {
            Some(name) => {
                ascii.push(' ');
                ascii.push_str(name);
                ascii.push(' ');
            }
            None => ascii.push_str(&plain(*char)),
        }
    }
    ascii
}

/// The transliteration of a character: letters and punctuation. Another symbol is named by its number if its
/// transliteration consists of signs, which mean something else: `†` is not `+`.
fn plain(char: char) -> String {
    let ascii = deunicode::deunicode_char(char).unwrap_or("");
    let is_text = |one: char| one.is_ascii_alphabetic() || " -'\".,()".contains(one);
    if char.is_alphanumeric() || ascii.chars().all(is_text) {
        ascii.to_owned()
    } else {
        format!(" u{:x} ", u32::from(char))
    }
}

/// The name of a symbol, or of a Greek letter that is used as one.
fn letter(char: char) -> Option<&'static str> {
    Some(match char {
        'µ' | 'μ' => "micro",
        'Α' | 'α' => "alpha",
        'Β' | 'β' => "beta",
        'Γ' | 'γ' => "gamma",
        'Δ' | 'δ' => "delta",
        'Ε' | 'ε' => "epsilon",
        'Ζ' | 'ζ' => "zeta",
        'Η' | 'η' => "eta",
        'Θ' | 'θ' => "theta",
        'Λ' | 'λ' => "lambda",
        'Π' | 'π' => "pi",
        'Ρ' | 'ρ' => "rho",
        'Σ' | 'σ' => "sigma",
        'Τ' | 'τ' => "tau",
        'Φ' | 'φ' => "phi",
        'Χ' | 'χ' => "chi",
        'Ψ' | 'ψ' => "psi",
        'Ω' | 'ω' => "omega",
        '\u{2126}' => "ohm",
        '°' => "degree",
        '±' => "plus minus",
        '×' => "times",
        '÷' => "divided by",
        '≤' => "less or equal",
        '≥' => "greater or equal",
        '≠' => "not equal",
        '≈' => "about",
        '∞' => "infinity",
        '√' => "root",
        '²' => "squared",
        '³' => "cubed",
        '½' => "half",
        '←' => "left",
        '→' => "right",
        '↑' => "up",
        '↓' => "down",
        '€' => "euro",
        '£' => "pound",
        _ => return None,
    })
}

/// The maximum length of a name, in bytes. File names are made from names, and systems limit their
/// length.
const LONGEST: usize = 120;

/// Spells out the symbols of a wire name, so that names that differ only in symbols get different
/// identifiers.
pub(super) fn spell(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".to_owned();
    }
    let mut words = String::new();
    for char in wire.chars() {
        if char.is_ascii_alphanumeric() {
            words.push(char);
        } else if char.is_ascii() {
            words.push(' ');
            words.push_str(symbol(char));
            words.push(' ');
        } else if char.is_alphanumeric() {
            // Different letters can have the same transliteration.
            let ascii = deunicode::deunicode_char(char).unwrap_or("");
            words.push_str(&format!("{ascii} u{:x} ", u32::from(char)));
        } else {
            words.push_str(letter(char).unwrap_or(" "));
        }
    }
    if words.trim().is_empty() {
        return format!("u {}", hash(wire));
    }
    words
}

/// Four hexadecimal digits that distinguish wire names if nothing readable does.
pub(super) fn hash(wire: &str) -> String {
    let fnv = wire.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{:04x}", (fnv >> 16) ^ (fnv & 0xffff))
}

/// A word for the capitalization of `wire`, to distinguish it from the same letters in lower case.
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
