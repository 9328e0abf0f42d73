//! Decides which segments at the beginning of paths are not resources: `api`, the lowest version of the document,
//! and a prefix that nearly all paths share.

use super::words::{is_boilerplate, version};

/// The number of different segments that follow a shared prefix. Fewer may be the parts of a resource.
const MANY: usize = 8;

/// The beginnings of paths that name no resource.
#[derive(Debug, Default)]
pub(super) struct Prefix {
    /// The lowest version in the document.
    version: Option<Vec<u64>>,
    /// The segments that nearly all paths begin with.
    shared: Vec<String>,
}

impl Prefix {
    /// Returns the prefix of these paths, one for each operation.
    pub(super) fn of(paths: &[&str]) -> Self {
        let split = |path: &&'_ str| -> Vec<String> {
            let segments = path.split(['/', '?', '#']);
            segments
                .filter(|one| !one.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let paths: Vec<Vec<String>> = paths.iter().map(split).collect();
        let first_version = |path: &Vec<String>| {
            let segment = path.iter().find(|segment| !is_boilerplate(segment));
            segment.and_then(|segment| version(segment))
        };
        let mut lowest = paths.iter().filter_map(first_version).min();
        let shared = shared(&paths);
        let inside = paths
            .iter()
            .filter_map(|path| version(path.get(shared.len())?));
        if !shared.is_empty() && lowest.is_none() {
            lowest = inside.min();
        }
        Self {
            version: lowest,
            shared,
        }
    }

    /// The number of segments of a path that name no resource. At least one is left.
    pub(super) fn length(&self, segments: &[&str]) -> usize {
        let begins = segments.len() > self.shared.len()
            && self
                .shared
                .iter()
                .zip(segments)
                .all(|(one, other)| one == other);
        let mut length = if begins { self.shared.len() } else { 0 };
        while length + 1 < segments.len()
            && segments.get(length).is_some_and(|one| self.is_generic(one))
        {
            length += 1;
        }
        length
    }

    fn is_generic(&self, segment: &str) -> bool {
        is_boilerplate(segment) || (self.version.is_some() && version(segment) == self.version)
    }
}

/// The longest prefix that at least three quarters of the paths share, if it only groups resources: it is never a
/// path itself or followed by a parameter, and many different segments follow it.
fn shared(paths: &[Vec<String>]) -> Vec<String> {
    let mut prefix: Vec<String> = Vec::new();
    let mut best = Vec::new();
    loop {
        let below: Vec<&Vec<String>> = paths
            .iter()
            .filter(|path| path.starts_with(&prefix))
            .collect();
        let mut next: Vec<&str> = Vec::new();
        next.extend(
            below
                .iter()
                .filter_map(|path| path.get(prefix.len()).map(String::as_str)),
        );
        let is_group = next.len() == below.len() && !next.iter().any(|one| one.contains('{'));
        next.sort_unstable();
        let all = next.clone();
        next.dedup();
        if is_group && next.len() >= MANY && !prefix.is_empty() {
            best.clone_from(&prefix);
        }
        let count = |one: &str| all.iter().filter(|other| **other == one).count();
        let most = next.iter().max_by_key(|one| count(one));
        match most.filter(|one| count(one) * 4 >= paths.len() * 3 && !one.contains('{')) {
            Some(one) if !paths.is_empty() => prefix.push((*one).to_owned()),
            _ => return best,
        }
    }
}
