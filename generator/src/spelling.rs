//! The spelling of names: plurals, as far as English shows them, and names that differ only in case and separators.

/// Words that end like plurals and are none, beside those in `-ss`, `-us`, `-sis`, `-xis` and `-tis`.
const SINGULARS: [&str; 8] = [
    "alias", "atlas", "bias", "canvas", "gas", "iris", "redis", "this",
];

/// Whether a word in lower case is a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    let singular = ["ss", "us", "sis", "xis", "tis"];
    let ends = |ending: &&str| word.ends_with(*ending);
    ["people", "children"].iter().any(ends)
        || (word.ends_with('s') && !singular.iter().chain(&SINGULARS).any(ends))
}

/// The singular of a plural: `Projects` → `Project`. `None` if the word does not look like a plural.
pub(crate) fn singular(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    let keep = |cut: usize| word.get(..word.len().checked_sub(cut)?);
    let ends = |ending: &str| lower.ends_with(ending);
    let one = if ends("people") {
        format!("{}erson", keep(5)?)
    } else if ends("children") {
        keep(3)?.to_owned()
    } else if ends("ies") && word.len() > 4 {
        format!("{}y", keep(3)?)
    } else if ["sses", "xes", "ches", "shes", "zzes"]
        .iter()
        .any(|ending| ends(ending))
    {
        keep(2)?.to_owned()
    } else if is_plural(&lower) {
        keep(1)?.to_owned()
    } else {
        return None;
    };
    (one.len() > 1).then_some(one)
}

/// Reduces a name to its letters and digits in lower case, for comparing differently spelled names.
pub(crate) fn squash(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
