//! Arguments behind the path of a request.

use super::request::Plan;

impl Plan {
    /// Sets what a parameter adds to the query, in place of what it added before.
    pub(crate) fn set_query_pairs(&mut self, name: &'static str, pairs: Option<String>) {
        self.query.retain(|(known, _)| *known != name);
        self.query.extend(pairs.map(|pairs| (name, pairs)));
    }
}
