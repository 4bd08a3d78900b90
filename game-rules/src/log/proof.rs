//! Proofs that a leaf stands in a log, and that a log only grew (RFC 9162, sections 2.1.3 and 2.1.4).

use super::Hash;
use super::tree::{node, root};

/// The hashes that lead from the leaf of this index to the root; `None` where there is no such leaf. Takes as many
/// hashes as there are leaves.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut leaves, mut index, mut proof) = (leaves, index, Vec::new());
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(largest_left(leaves.len()));
        let other = if index < left.len() {
            leaves = left;
            right
        } else {
            index -= left.len();
            leaves = right;
            left
        };
        proof.push(root(other));
    }
    proof.reverse();
    Some(proof)
}

/// Whether the proof shows that `leaf` is the leaf number `index`, from 0, of the tree of `size` leaves with this root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut index, mut last, mut hash) = (index, size - 1, *leaf);
    for other in proof {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            hash = node(other, &hash);
            while index & 1 == 0 && index != 0 {
                (index, last) = (index >> 1, last >> 1);
            }
        } else {
            hash = node(&hash, other);
        }
        (index, last) = (index >> 1, last >> 1);
    }
    last == 0 && hash == *root
}

/// The hashes that show that the tree of the first `old` leaves is the beginning of the tree of all; none for `old` 0
/// and for all of them, `None` where there are not so many.
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    if old == 0 || old == leaves.len() {
        return Some(Vec::new());
    }
    let (mut leaves, mut old, mut proof) = (leaves, old, Vec::new());
    // Whether what is left is the whole old tree, whose root the verifier knows.
    let mut is_known = true;
    while old < leaves.len() {
        let (left, right) = leaves.split_at(largest_left(leaves.len()));
        if old <= left.len() {
            proof.push(root(right));
            leaves = left;
        } else {
            proof.push(root(left));
            leaves = right;
            old -= left.len();
            is_known = false;
        }
    }
    if !is_known {
        proof.push(root(leaves));
    }
    proof.reverse();
    Some(proof)
}

/// Whether the proof shows that the tree of `new` leaves with `new_root` begins with that of `old` leaves with
/// `old_root`. Every tree begins with the empty one, whose root is that of no leaves.
pub fn verify_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty() && *old_root == root(&[]);
    }
    let mut hashes = proof.iter();
    let first = match old.is_power_of_two() {
        true => Some(old_root),
        false => hashes.next(),
    };
    let Some(&first) = first else { return false };
    let shift = (old - 1).trailing_ones();
    let (mut index, mut last) = ((old - 1) >> shift, (new - 1) >> shift);
    let (mut before, mut after) = (first, first);
    for other in hashes {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            before = node(other, &before);
            after = node(other, &after);
            while index & 1 == 0 && index != 0 {
                (index, last) = (index >> 1, last >> 1);
            }
        } else {
            after = node(&after, other);
        }
        (index, last) = (index >> 1, last >> 1);
    }
    last == 0 && before == *old_root && after == *new_root
}

/// How many of `leaves`, at least two, are in the left subtree: the largest power of two below their number.
fn largest_left(leaves: usize) -> usize {
    1 << (usize::BITS - 1 - (leaves - 1).leading_zeros())
}
