//! The ballot log: a Merkle tree over leaves (RFC 6962, RFC 9162), its checkpoints and the signed notes that carry
//! them (C2SP `tlog-checkpoint` and `signed-note`).
//!
//! Leaf 0 of every log is that of the frozen rules, [`rules_leaf`]; the others are [`ballot::leaf`](crate::ballot::leaf)
//! of cast ballots. Who keeps one checkpoint can later tell whether a log still begins with what it stood for.

mod checkpoint;
mod note;
mod proof;
mod tree;

use sha2::{Digest, Sha256};

pub use checkpoint::{Checkpoint, CheckpointError};
pub use note::{Note, NoteError, NoteSignature, VerifierKey, key_id};
pub use proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use tree::{Edge, root};

/// A leaf, an inner node or a root.
pub type Hash = [u8; 32];

/// The leaf of the rules by which an edition is voted and counted, given the exact bytes of `rules.json`: SHA-256 of a
/// zero byte, the ASCII text `sakwa/rules/1`, a line feed and these bytes. As leaf 0 of the log it stands under every
/// checkpoint, so that nobody can say later that other rules applied.
pub fn rules_leaf(rules: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(b"\0sakwa/rules/1\n");
    hash.update(rules);
    hash.finalize().into()
}

/// A hash in 64 lower-case hexadecimal digits.
pub fn to_hex(hash: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Reads lower-case hexadecimal digits, exactly as many as fill `N` bytes.
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(high)? << 4 | digit(low)?;
    }
    Some(bytes)
}

/// A whole number as checkpoints write it: decimal, without sign or leading zeros.
fn plain_number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_strict() {
        assert_eq!(to_hex(&[0, 0xab, 0xff]), "00abff");
        assert_eq!(from_hex::<3>("00abff"), Some([0, 0xab, 0xff]));
        for text in ["00ABff", "00abf", "00abff0", "00abff00", " 0abff", "", "+0abff", "żabff"] {
            assert_eq!(from_hex::<3>(text), None, "{text}");
        }
    }

    #[test]
    fn the_leaf_of_rules_is_none_of_a_ballot() {
        assert_eq!(rules_leaf(b"{}"), crate::ballot::leaf(b"sakwa/rules/1\n{}"));
        assert_ne!(rules_leaf(b"{}"), rules_leaf(b"{ }"));
    }
}
