//! Decides the media type of a file from its name.

use std::path::Path;

use super::syntax::essence;

/// The media types of common extensions: those of the IANA registry, or else those that browsers use.
const MEDIA_TYPES: &[(&str, &[&str])] = &[
    ("application/epub+zip", &["epub"]),
    ("application/gzip", &["gz", "tgz"]),
    ("application/json", &["json"]),
    ("application/jsonl", &["jsonl"]),
    ("application/msword", &["doc"]),
    ("application/pdf", &["pdf"]),
    ("application/rtf", &["rtf"]),
    ("application/vnd.apache.parquet", &["parquet"]),
    ("application/vnd.ms-excel", &["xls"]),
    ("application/vnd.ms-powerpoint", &["ppt"]),
    ("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    ("application/vnd.oasis.opendocument.text", &["odt"]),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
    ),
    ("application/wasm", &["wasm"]),
    ("application/x-ndjson", &["ndjson"]),
    ("application/x-tar", &["tar"]),
    ("application/xml", &["xml"]),
    ("application/yaml", &["yaml", "yml"]),
    ("application/zip", &["zip"]),
    ("audio/aac", &["aac"]),
    ("audio/flac", &["flac"]),
    ("audio/mp4", &["m4a"]),
    ("audio/mpeg", &["mp3", "mpga"]),
    ("audio/ogg", &["oga", "ogg", "opus"]),
    ("audio/wav", &["wav"]),
    ("image/avif", &["avif"]),
    ("image/bmp", &["bmp"]),
    ("image/gif", &["gif"]),
    ("image/heic", &["heic"]),
    ("image/jpeg", &["jpeg", "jpg"]),
    ("image/png", &["png"]),
    ("image/svg+xml", &["svg"]),
    ("image/tiff", &["tif", "tiff"]),
    ("image/vnd.microsoft.icon", &["ico"]),
    ("image/webp", &["webp"]),
    ("text/css", &["css"]),
    ("text/csv", &["csv"]),
    ("text/html", &["htm", "html"]),
    ("text/javascript", &["js", "mjs"]),
    ("text/markdown", &["markdown", "md"]),
    ("text/plain", &["log", "txt"]),
    ("text/tab-separated-values", &["tsv"]),
    ("text/vtt", &["vtt"]),
    ("video/mp4", &["mp4"]),
    ("video/mpeg", &["mpeg", "mpg"]),
    ("video/quicktime", &["mov"]),
    ("video/webm", &["webm"]),
    ("video/x-matroska", &["mkv"]),
    ("video/x-msvideo", &["avi"]),
];

fn by_extension(name: &str) -> &'static str {
    let extension = Path::new(name).extension().unwrap_or_default();
    let is_of = |(_, extensions): &&(&str, &[&str])| {
        let mut extensions = extensions.iter();
        extensions.any(|one| extension.eq_ignore_ascii_case(one))
    };
    let found = MEDIA_TYPES.iter().find(is_of);
    found.map_or("application/octet-stream", |(media_type, _)| media_type)
}

/// The media type of a file in a part whose media types are separated by commas: the usual one of
/// its extension if they allow it, otherwise the first one that is not a range.
pub(crate) fn of_file<'d>(name: &str, documented: &'d str) -> &'d str {
    let usual = by_extension(name);
    let all = || documented.split(',').map(str::trim);
    let is_range = |one: &str| essence(one).contains('*');
    let same = all().find(|one| essence(one).eq_ignore_ascii_case(usual));
    let allows = |one: &str| {
        let top = essence(one).strip_suffix('*').unwrap_or("/");
        top == "*/" || usual.starts_with(top)
    };
    let allowed = || all().any(allows).then_some(usual);
    let first = || all().find(|one| !one.is_empty() && !is_range(one));
    same.or_else(allowed).or_else(first).unwrap_or(usual)
}
