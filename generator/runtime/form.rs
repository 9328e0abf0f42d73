//! Bodies that are forms (`application/x-www-form-urlencoded`).

use bytes::Bytes;

use super::request::Plan;

impl Plan {
    /// Sets the pairs that a value makes; those of no name are the whole form.
    pub(crate) fn set_pairs(&mut self, name: &'static str, pairs: Option<String>) {
        self.set_pieces(name, pairs.map(Bytes::from), form);
    }
}

/// Joins the pairs. A space is `%20`, which servers read as they read `+`.
fn form(pieces: &[(&'static str, Bytes)]) -> (String, Bytes) {
    let pairs: Vec<&[u8]> = pieces.iter().map(|(_, pairs)| &**pairs).collect();
    (
        "application/x-www-form-urlencoded".to_owned(),
        pairs.join(&b'&').into(),
    )
}
