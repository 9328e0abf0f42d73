//! The section about formats.

use crate::model::Format;
use crate::rust::context::Emit;
use crate::rust::plan::formats::Formats;
use crate::rust::plan::needs::Needs;

/// The section about strings and integers with a format, if the API has any.
pub(super) fn section(cx: Emit<'_>) -> String {
    let formats = Needs::of(cx).formats;
    let mut text = String::new();
    let rows = Format::ALL
        .into_iter()
        .filter(|one| formats.any_of(&[*one]));
    let rows: Vec<String> = rows.map(row).collect();
    if !rows.is_empty() {
        text.push_str(TEXTS);
        text.push_str(&rows.join("\n"));
        text.push('\n');
    }
    text.push_str(&unix_time(formats));
    if text.is_empty() {
        return text;
    }
    format!("\n## Formats\n{text}")
}

fn row(format: Format) -> String {
    let conversions = match format {
        Format::Base64 | Format::Base64Url => "`from_bytes`, `decode`",
        Format::Date | Format::DateTime | Format::Time => {
            "`to_jiff`, `to_chrono` and `to_time` (cargo features `jiff`, `chrono` and `time`)"
        }
        Format::Decimal => "`to_decimal` (cargo feature `rust_decimal`)",
        Format::Duration => "`to_std`; `to_jiff` (cargo feature `jiff`)",
        Format::Uri => "`to_url` (cargo feature `url`)",
        Format::Uuid => "`to_uuid` (cargo feature `uuid`)",
    };
    let name = format.name();
    let holds = match format {
        Format::Base64 => "bytes as Base64",
        Format::Base64Url => "bytes as Base64 for URLs",
        Format::Date => "a date",
        Format::DateTime => "a date and time",
        Format::Decimal => "a decimal number",
        Format::Duration => "a duration",
        Format::Time => "a time of day",
        Format::Uri => "a URI",
        Format::Uuid => "a UUID",
    };
    let example = format.example();
    format!("| `{name}` | {holds}: `{example}` | {conversions} |")
}

const TEXTS: &str = "
Strings with a well-known format have types of their own. The types hold the text exactly as it was sent: any text is
accepted in a response, and the same text is sent back. They dereference to `str`, compare with `&str`, and are equal if
their texts are equal. Arguments take text and, with a cargo feature, values of the types of other crates. The methods
that convert or decode a value fail if its text does not have the format.

| Type | Holds | Converts with |
| --- | --- | --- |
";

/// The paragraph about Unix times, if the API has any.
fn unix_time(formats: Formats) -> String {
    let text = match (formats.unix_seconds, formats.unix_millis) {
        (true, true) => format!("{SECONDS}; {MORE_MILLISECONDS}"),
        (true, false) => SECONDS.to_owned(),
        (false, true) => MILLISECONDS.to_owned(),
        (false, false) => return String::new(),
    };
    format!("\nUnix times are numbers. {text}.\nThe documentation of a field states its unit.\n")
}

const SECONDS: &str =
    "The trait `UnixTime` converts a number of seconds with `to_system_time` and, with the cargo
features `jiff`, `chrono` and `time`, with `to_jiff`, `to_chrono` and `to_time`";

const MILLISECONDS: &str = "The trait `UnixTime` converts a number of milliseconds with `millis_to_system_time` and,
with the cargo features `jiff`, `chrono` and `time`, with `millis_to_jiff`, `millis_to_chrono` and `millis_to_time`";

const MORE_MILLISECONDS: &str = "it converts a number
of milliseconds with `millis_to_system_time`, `millis_to_jiff`, `millis_to_chrono` and `millis_to_time`";
