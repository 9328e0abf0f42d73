//! The cookies of a request.

use reqwest::header::COOKIE;

use super::request::Plan;

impl Plan {
    /// Adds cookies in place of those of the same names.
    pub(crate) fn put_cookies(&mut self, pairs: &str) {
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let new: Vec<String> = pairs.split("; ").map(name).collect();
        let header = self.headers.get(COOKIE);
        let held = header.and_then(|header| header.to_str().ok());
        let kept = held
            .into_iter()
            .flat_map(|held| held.split("; "))
            .filter(|pair| !new.contains(&name(pair)));
        let all: Vec<&str> = kept.chain([pairs]).collect();
        self.put_header(COOKIE.as_str(), &all.join("; "));
    }
}
