//! Where reading JSON has stopped.

use super::key_step::key_step;
use super::tape::{Node, OPEN, Tape, end_of};

impl Tape<'_> {
    /// The JSON path at which reading stopped, e.g. `$.projects[0].role`.
    pub(crate) fn broken_at(&self) -> String {
        let mut path = String::from("$");
        let mut at = 0;
        while let Some(step) = self.last_child(at) {
            path.push_str(&step.1);
            at = step.0;
        }
        path
    }

    /// Where the last child of an open container stands, and its step in a path.
    fn last_child(&self, at: usize) -> Option<(usize, String)> {
        let keyed = match self.nodes().get(at)? {
            Node::Array { end: OPEN } => false,
            Node::Object { end: OPEN } => true,
            _ => return None,
        };
        let mut child = at + 1;
        let mut last = None;
        let mut index = 0;
        while let Some(node) = self.nodes().get(child) {
            let step = match node {
                Node::Text(key) if keyed => key_step(key),
                _ => format!("[{index}]"),
            };
            let value = child + usize::from(keyed);
            last = Some((value, step));
            index += 1;
            child = match end_of(self.nodes(), value) {
                OPEN => break,
                end => end,
            };
        }
        last
    }
}
