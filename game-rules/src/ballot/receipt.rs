//! The bytes of a cast ballot, its leaf in the ballot log, and the code a voter keeps.

use sha2::{Digest, Sha256};

use super::Kind;

/// The first bytes of every canonical ballot of this form.
const FORM: &[u8] = b"sakwa/ballot/1\n";

/// Crockford's base32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const CODE_CHARACTERS: usize = 12;

/// A ballot in the one form it has in the log, so that anyone can recompute its leaf. In order:
///
/// 1. the ASCII text `sakwa/ballot/1` and a line feed;
/// 2. `edition`, then `pool`, each as a *text*: the number of its UTF-8 bytes (8 bytes), then these bytes;
/// 3. `revision` of the pool's ballot rules (4 bytes);
/// 4. one byte: 1 when the order of choices matters (ordinal ballots), else 0;
/// 5. the number of choices (8 bytes);
/// 6. each choice: the project's number as a *text*, then its points (8 bytes, two's complement);
/// 7. the 16 bytes of `nonce`.
///
/// All numbers are big-endian. Choices keep the voter's order in ordinal ballots; in others they are sorted by the
/// bytes of the number, then by points, so that the order of clicking leaves no trace.
pub fn canonical(
    kind: Kind,
    edition: &str,
    pool: &str,
    revision: u32,
    choices: &[(&str, i64)],
    nonce: &[u8; 16],
) -> Vec<u8> {
    let ordered = kind == Kind::Ordinal;
    let mut choices = choices.to_vec();
    if !ordered {
        choices.sort_unstable();
    }
    let mut bytes = FORM.to_vec();
    push_text(&mut bytes, edition);
    push_text(&mut bytes, pool);
    bytes.extend(revision.to_be_bytes());
    bytes.push(u8::from(ordered));
    push_length(&mut bytes, choices.len());
    for (project, points) in choices {
        push_text(&mut bytes, project);
        bytes.extend(points.to_be_bytes());
    }
    bytes.extend(nonce);
    bytes
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_length(bytes, text.len());
    bytes.extend(text.as_bytes());
}

fn push_length(bytes: &mut Vec<u8>, length: usize) {
    bytes.extend((length as u64).to_be_bytes());
}

/// The leaf of a canonical ballot in the log: SHA-256 of a zero byte and the ballot. The zero byte keeps leaves apart
/// from inner nodes (RFC 6962, section 2.1).
pub fn leaf(canonical: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(canonical);
    hash.finalize().into()
}

/// The first 60 bits of a leaf as the voter's code: `4T8K-0QZM-71XC`.
pub fn receipt_code(leaf: &[u8; 32]) -> String {
    let bits = leaf.iter().take(8).fold(0_u64, |bits, &byte| (bits << 8) | u64::from(byte)) >> 4;
    let mut code = String::with_capacity(CODE_CHARACTERS + 2);
    for place in 0..CODE_CHARACTERS {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        let five = (bits >> (5 * (CODE_CHARACTERS - 1 - place))) & 31;
        code.push(char::from(ALPHABET[five as usize]));
    }
    code
}

/// The smallest and the largest leaf that have this code, in any form that [`parse_receipt_code`] reads.
///
/// # Errors
/// Those of [`parse_receipt_code`].
pub fn leaves_of(code: &str) -> Result<([u8; 32], [u8; 32]), ReceiptError> {
    let digit = |byte: u8| ALPHABET.iter().position(|letter| *letter == byte);
    let code = parse_receipt_code(code)?;
    let bits = code.bytes().filter_map(digit).fold(0_u64, |bits, five| (bits << 5) | five as u64);
    let (mut first, mut last) = ([0; 32], [0xff; 32]);
    first[..8].copy_from_slice(&(bits << 4).to_be_bytes());
    last[..8].copy_from_slice(&((bits << 4) | 0xf).to_be_bytes());
    Ok((first, last))
}

/// Why a text is not a receipt code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    #[error("a receipt code has 12 characters, this has {characters}")]
    Length { characters: usize },
    #[error("\u{201c}{character}\u{201d} does not occur in receipt codes")]
    Character { character: char },
}

impl ReceiptError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "receipt-length",
            Self::Character { .. } => "receipt-character",
        }
    }
}

/// Reads a code as people copy it, in any case, with any spaces and dashes, O for 0, I or L for 1, and gives it in the
/// form of [`receipt_code`].
///
/// # Errors
/// Another number of characters, or a character that codes never have.
pub fn parse_receipt_code(text: &str) -> Result<String, ReceiptError> {
    let mut code = String::with_capacity(CODE_CHARACTERS + 2);
    let mut characters = 0;
    for typed in text.chars() {
        if typed.is_whitespace()
            || matches!(typed, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        {
            continue;
        }
        let character = match typed.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if !character.is_ascii() || !ALPHABET.contains(&(character as u8)) {
            return Err(ReceiptError::Character { character: typed });
        }
        if characters > 0 && characters % 4 == 0 {
            code.push('-');
        }
        code.push(character);
        characters += 1;
    }
    match characters {
        CODE_CHARACTERS => Ok(code),
        _ => Err(ReceiptError::Length { characters }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: [u8; 16] = [7; 16];

    #[test]
    fn the_form_is_fixed() {
        let ballot = canonical(Kind::Approval, "2026", "city", 3, &[("B", 1), ("A", 1)], &NONCE);
        let mut expected = b"sakwa/ballot/1\n".to_vec();
        expected
            .extend(b"\0\0\0\0\0\0\0\x042026\0\0\0\0\0\0\0\x04city\0\0\0\x03\0\0\0\0\0\0\0\0\x02");
        expected
            .extend(b"\0\0\0\0\0\0\0\x01A\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01B\0\0\0\0\0\0\0\x01");
        expected.extend(NONCE);
        assert_eq!(ballot, expected);
    }

    #[test]
    fn order_counts_only_in_ordinal_ballots() {
        let ballot = |kind, choices: &[(&str, i64)]| canonical(kind, "e", "p", 1, choices, &NONCE);
        let (ab, ba) = ([("a", 1), ("b", 1)], [("b", 1), ("a", 1)]);
        assert_eq!(ballot(Kind::Approval, &ab), ballot(Kind::Approval, &ba));
        assert_ne!(ballot(Kind::Ordinal, &ab), ballot(Kind::Ordinal, &ba));
        assert_ne!(ballot(Kind::Ordinal, &ab), ballot(Kind::Approval, &ab));
    }

    #[test]
    fn fields_never_run_into_each_other() {
        let ballot = |edition, pool| canonical(Kind::Approval, edition, pool, 1, &[], &NONCE);
        assert_ne!(ballot("ab", "c"), ballot("a", "bc"));
    }

    #[test]
    fn the_leaf_is_sha256_after_a_zero() {
        // sha256 of the single byte 0.
        let hex: String = leaf(b"").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(receipt_code(&leaf(b"")), "DRT0-Q77Z-PDX9");
    }

    #[test]
    fn a_code_leads_to_its_leaf() {
        for text in [&b"ballot"[..], b"", b"another", b"and another"] {
            let leaf = leaf(text);
            let (first, last) = leaves_of(&receipt_code(&leaf)).expect("a code");
            assert!(first <= leaf && leaf <= last);
            assert_eq!(receipt_code(&first), receipt_code(&last));
            assert_eq!(&first[..7], &last[..7]);
        }
    }

    #[test]
    fn codes_survive_copying_by_hand() {
        let code = receipt_code(&leaf(b"ballot"));
        assert_eq!(parse_receipt_code(&code).as_ref(), Ok(&code));
        assert_eq!(parse_receipt_code(&code.to_lowercase().replace('-', " ")).as_ref(), Ok(&code));
        assert_eq!(parse_receipt_code("oO0l-iI1L 2345"), Ok("0001-1111-2345".to_owned()));
        assert_eq!(parse_receipt_code("0001"), Err(ReceiptError::Length { characters: 4 }));
        assert_eq!(
            parse_receipt_code("U001-1111-2345"),
            Err(ReceiptError::Character { character: 'U' })
        );
    }
}
