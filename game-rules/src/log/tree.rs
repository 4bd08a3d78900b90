//! Roots of growing lists of leaves.

use sha2::{Digest, Sha256};

use super::Hash;

/// An inner node: SHA-256 of a byte 1 and both children.
pub(super) fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// The root over these leaves in their order; SHA-256 of nothing where there are none.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut edge = Edge::new();
    edge.extend(leaves);
    edge.root()
}

/// A tree that grows at its right edge and keeps nothing else: the roots of its full subtrees, one for each bit of its
/// size, the largest first. Adding a leaf costs two hashes on average, whatever the size, and so the root of every
/// prefix is known in passing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    subtrees: Vec<Hash>,
}

impl Edge {
    /// The tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// A tree as [`Edge::size`] and [`Edge::subtrees`] gave it; `None` where their numbers do not belong together.
    pub fn resume(size: u64, subtrees: Vec<Hash>) -> Option<Self> {
        (size.count_ones() as usize == subtrees.len()).then_some(Self { size, subtrees })
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the full subtrees, the largest first: all it takes to go on later.
    pub fn subtrees(&self) -> &[Hash] {
        &self.subtrees
    }

    /// Adds a leaf after the others.
    pub fn push(&mut self, leaf: Hash) {
        let mut subtree = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.subtrees.pop() {
                subtree = node(&left, &subtree);
            }
        }
        self.subtrees.push(subtree);
        self.size += 1;
    }

    /// Adds leaves in their order.
    pub fn extend(&mut self, leaves: &[Hash]) {
        leaves.iter().for_each(|&leaf| self.push(leaf));
    }

    /// The root over all leaves so far.
    pub fn root(&self) -> Hash {
        let joined = self.subtrees.iter().rev().copied().reduce(|right, left| node(&left, &right));
        joined.unwrap_or_else(|| Sha256::digest([]).into())
    }
}
