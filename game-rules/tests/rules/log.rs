//! The ballot log: published vectors, and a tree that is built by the definition and nothing else.

use game_rules::log::{
    Checkpoint, CheckpointError, Edge, Hash, Note, NoteError, VerifierKey, consistency_proof,
    from_hex, inclusion_proof, root, to_hex, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// The inputs of Certificate Transparency's reference tests.
const INPUTS: [&[u8]; 8] = [
    b"",
    b"\0",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The root after each of them, from none.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const INCLUSION: [(usize, usize, &[&str]); 5] = [
    (0, 1, &[]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

const CONSISTENCY: [(usize, usize, &[&str]); 4] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn leaves(inputs: &[&[u8]]) -> Vec<Hash> {
    inputs.iter().map(|input| game_rules::ballot::leaf(input)).collect()
}

fn hashes(hexes: &[&str]) -> Vec<Hash> {
    hexes.iter().map(|hex| from_hex(hex).expect("a hash")).collect()
}

#[test]
fn roots_and_proofs_are_those_of_certificate_transparency() {
    let leaves = leaves(&INPUTS);
    let roots = hashes(&ROOTS);
    let mut edge = Edge::new();
    for (size, expected) in roots.iter().enumerate() {
        assert_eq!(to_hex(&root(&leaves[..size])), ROOTS[size]);
        assert_eq!((edge.size(), edge.root()), (size as u64, *expected));
        if let Some(&leaf) = leaves.get(size) {
            edge.push(leaf);
        }
    }
    for (index, size, path) in INCLUSION {
        let proof = inclusion_proof(&leaves[..size], index).expect("such a leaf");
        assert_eq!(proof, hashes(path), "{index} of {size}");
        assert!(verify_inclusion(&leaves[index], index as u64, size as u64, &proof, &roots[size]));
    }
    for (old, new, path) in CONSISTENCY {
        let proof = consistency_proof(&leaves[..new], old).expect("such a tree");
        assert_eq!(proof, hashes(path), "{old} to {new}");
        let (before, after) = (&roots[old], &roots[new]);
        assert!(verify_consistency(old as u64, before, new as u64, after, &proof));
    }
    assert_eq!(inclusion_proof(&leaves, 8), None);
    assert_eq!(consistency_proof(&leaves, 9), None);
}

/// The definition of RFC 9162, section 2.1.1, word for word.
fn naive(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while 2 * k < leaves.len() {
                k *= 2;
            }
            let (left, right) = leaves.split_at(k);
            let bytes = [&[1][..], &naive(left), &naive(right)].concat();
            Sha256::digest(bytes).into()
        }
    }
}

fn some_leaves(most: usize) -> impl Strategy<Value = Vec<Hash>> {
    prop::collection::vec(any::<[u8; 32]>(), 0..most)
}

proptest! {
    #[test]
    fn batches_grow_into_the_naive_tree(batches in prop::collection::vec(some_leaves(20), 0..8)) {
        let mut edge = Edge::new();
        let mut all = Vec::new();
        for batch in batches {
            edge = Edge::resume(edge.size(), edge.subtrees().to_vec()).expect("its own parts");
            edge.extend(&batch);
            all.extend(batch);
            prop_assert_eq!(edge.root(), naive(&all));
            prop_assert_eq!(root(&all), naive(&all));
            prop_assert!(edge.subtrees().len() <= 8, "more than an edge is kept");
        }
    }

    #[test]
    fn every_leaf_is_proved_and_nothing_else_is(
        leaves in some_leaves(70), at in any::<prop::sample::Index>(), other in any::<[u8; 32]>(), bit in 0..256_usize,
    ) {
        prop_assume!(!leaves.is_empty());
        let (index, size, whole) = (at.index(leaves.len()), leaves.len() as u64, naive(&leaves));
        let proof = inclusion_proof(&leaves, index).expect("such a leaf");
        let verify = |leaf: &Hash, index: usize, size: u64, proof: &[Hash]| {
            verify_inclusion(leaf, index as u64, size, proof, &whole)
        };
        prop_assert!(verify(&leaves[index], index, size, &proof));
        prop_assert!(!verify(&other, index, size, &proof));
        for wrong in (0..leaves.len() + 2).filter(|&wrong| wrong != index) {
            prop_assert!(!verify(&leaves[index], wrong, size, &proof), "{wrong} for {index}");
        }
        prop_assert!(!verify(&leaves[index], index, size, &[&proof[..], &[other]].concat()));
        for place in 0..proof.len() {
            let mut changed = proof.clone();
            changed[place][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!verify(&leaves[index], index, size, &changed));
            changed.remove(place);
            prop_assert!(!verify(&leaves[index], index, size, &changed));
        }
    }

    #[test]
    fn growth_is_proved_and_nothing_else_is(
        leaves in some_leaves(70), at in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let old = at.index(leaves.len() + 1);
        let (before, after) = (naive(&leaves[..old]), naive(&leaves));
        let proof = consistency_proof(&leaves, old).expect("such a tree");
        let (from, to) = (old as u64, leaves.len() as u64);
        prop_assert!(verify_consistency(from, &before, to, &after, &proof));
        let mut other = before;
        other[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(!verify_consistency(from, &other, to, &after, &proof));
        prop_assert!(!verify_consistency(from, &before, to, &after, &[&proof[..], &[other]].concat()));
        prop_assert!(!verify_consistency(to + 1, &before, to, &after, &proof));
        // A leaf of the old tree exchanged: no proof made of the new leaves shows growth.
        if old > 0 {
            let mut changed = leaves.clone();
            changed[bit % old][0] ^= 1;
            let proof = consistency_proof(&changed, old).expect("such a tree");
            prop_assert!(!verify_consistency(from, &before, to, &naive(&changed), &proof));
        }
    }

    #[test]
    fn what_is_read_prints_the_same(text in "(— |[a-c+/=. \n0-9]|AAAA){0,60}") {
        if let Ok(note) = Note::parse(&text) {
            prop_assert_eq!(note.print(), text.clone());
        }
        if let Ok(checkpoint) = Checkpoint::parse(&text) {
            prop_assert_eq!(checkpoint.print(), text);
        }
    }
}

/// The example of the Go package that notes come from.
const NEUMANN: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NEUMANNS_NOTE: &str = "\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
";

#[test]
fn notes_and_keys_are_those_of_the_standard() {
    let key = VerifierKey::parse(NEUMANN).expect("a key");
    assert_eq!((key.name(), to_hex(&key.id())), ("PeterNeumann", "c74f20a3".to_owned()));
    assert_eq!(key.print(), NEUMANN);
    let note = Note::parse(NEUMANNS_NOTE).expect("a note");
    assert_eq!(note.signatures.len(), 1);
    assert_eq!((note.signatures[0].key_id, note.signatures[0].signature.len()), (key.id(), 64));
    assert_eq!(note.print(), NEUMANNS_NOTE);

    for wrong in [
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3",
        "",
    ] {
        assert_eq!(VerifierKey::parse(wrong), Err(NoteError::Key), "{wrong}");
    }
    for (wrong, error) in [
        (NEUMANNS_NOTE.replace('\u{2014}', "-"), NoteError::Signature { line: 1 }),
        (NEUMANNS_NOTE.replace("\n\n", "\n"), NoteError::NoSignatures),
        (NEUMANNS_NOTE.replace("you ", "you\r"), NoteError::Character),
        (NEUMANNS_NOTE.trim_end().to_owned(), NoteError::NoSignatures),
        (NEUMANNS_NOTE.replace("nAM=", "nAM"), NoteError::Signature { line: 1 }),
        (format!("{NEUMANNS_NOTE}\n"), NoteError::NoSignatures),
        (format!("{NEUMANNS_NOTE}more\n"), NoteError::Signature { line: 2 }),
    ] {
        assert_eq!(Note::parse(&wrong), Err(error), "{wrong:?}");
    }
}

#[test]
fn checkpoints_are_read_strictly() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let text = format!("example.com/log\n20852163\n{root}\npersons 12\n");
    let checkpoint = Checkpoint::parse(&text).expect("a checkpoint");
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/log", 20_852_163));
    assert_eq!(checkpoint.extension, ["persons 12"]);
    assert_eq!(checkpoint.print(), text);
    for (wrong, error) in [
        (format!("\n1\n{root}\n"), CheckpointError::Origin),
        (format!("a\n01\n{root}\n"), CheckpointError::Size),
        (format!("a\n+1\n{root}\n"), CheckpointError::Size),
        (format!("a\n-1\n{root}\n"), CheckpointError::Size),
        (format!("a\n1 \n{root}\n"), CheckpointError::Size),
        (format!("a\n18446744073709551616\n{root}\n"), CheckpointError::Size),
        (format!("a\n1\n{root}x\n"), CheckpointError::Root),
        (format!("a\n1\n{}\n", &root[4..]), CheckpointError::Root),
        // Another last character that decodes to the same bytes in a lenient reader.
        (format!("a\n1\n{}J=\n", &root[..42]), CheckpointError::Root),
        (format!("a\n1\n{root}"), CheckpointError::Lines),
        ("a\n1\n".to_owned(), CheckpointError::Lines),
        (format!("a\n1\n{root}\n\nmore\n"), CheckpointError::Extension),
    ] {
        assert_eq!(Checkpoint::parse(&wrong), Err(error), "{wrong:?}");
    }
}
