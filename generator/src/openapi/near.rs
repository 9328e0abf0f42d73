//! Recognizes misspelled words.

/// Returns the name among `names` that is most similar to `word`, if it is similar enough to be
/// meant.
pub(super) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let names = names
        .into_iter()
        .filter_map(|name| Some((distance(word, name)?, name)));
    // `min_by_key` returns the first of several equally similar names.
    names
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The number of typos between `name` and `word`, or `None` if there are too many. Case and
/// separators between words are ignored.
fn distance(word: &str, name: &str) -> Option<usize> {
    // A leading `$` makes a different kind of key: `$schema` is not `schema`.
    if word.starts_with('$') != name.starts_with('$') {
        return None;
    }
    let [word, name] = [word, name].map(|text| {
        let letters = text.chars().filter(|char| !matches!(char, '_' | '-' | ' '));
        letters.flat_map(char::to_lowercase).collect::<Vec<char>>()
    });
    if singular(&word) == singular(&name) {
        return Some(usize::from(word != name));
    }
    let allowed = match name.len().min(word.len()) {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    if word.len().abs_diff(name.len()) > allowed {
        return None;
    }
    Some(edits(&word, &name)).filter(|edits| *edits <= allowed)
}

/// Removes the plural ending of a word: `body` for `bodies`.
fn singular(word: &[char]) -> Vec<char> {
    match word {
        [stem @ .., 'i', 'e', 's'] => [stem, &['y']].concat(),
        [stem @ .., 's'] => stem.to_vec(),
        _ => word.to_vec(),
    }
}

/// The number of inserted, deleted, replaced or transposed letters.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut last: Option<&char> = None;
    for (row, from) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut behind: Option<&char> = None;
        for (column, to) in right.iter().enumerate() {
            let at =
                |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut least = at(&above, column) + usize::from(from != to);
            least = least.min(at(&above, column + 1) + 1);
            least = least.min(at(&current, column) + 1);
            if last == Some(to) && behind == Some(from) && column > 0 {
                least = least.min(at(&before, column - 1) + 1);
            }
            current.push(least);
            behind = Some(to);
        }
        before = std::mem::replace(&mut above, current);
        last = Some(from);
    }
    above.last().copied().unwrap_or_default()
}
