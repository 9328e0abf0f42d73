//! Nodes that are made while a document is read.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::node::Node;

/// The number of blocks. More nodes than they hold do not fit into memory.
const BLOCKS: usize = 32;

/// A block of nodes.
type Block = Box<[OnceLock<Node>]>;

/// A list of nodes that only grows, so that its nodes can be borrowed as long as the list.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The number of nodes.
    count: AtomicUsize,
    /// Blocks of 1, 2, 4, … nodes. Each is made when its first node is kept.
    blocks: [OnceLock<Block>; BLOCKS],
}

impl Kept {
    /// Keeps a node, and returns it.
    pub(super) fn keep(&self, node: Node) -> &Node {
        let mut position = self.count.fetch_add(1, Ordering::Relaxed);
        let mut size = 1;
        for block in &self.blocks {
            if position < size {
                let new = || (0..size).map(|_| OnceLock::new()).collect();
                let slot = block.get_or_init(new).get(position);
                return slot.map_or(&Node::Null, |slot| slot.get_or_init(|| node));
            }
            position -= size;
            size *= 2;
        }
        &Node::Null
    }
}
