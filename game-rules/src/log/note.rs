//! Signed notes (C2SP `signed-note`): a text, an empty line, and signatures one a line. The signing itself is done
//! elsewhere; here is what is signed, by whom it says to be, and how it is written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::{from_hex, to_hex};

/// The type byte of an Ed25519 key.
const ED25519: u8 = 1;

/// A text with the signatures under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Ends in a line feed; exactly what is signed.
    pub text: String,
    /// At least one.
    pub signatures: Vec<NoteSignature>,
}

/// One line under a note: `— name base64(key id ‖ signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Of the key.
    pub name: String,
    pub key_id: [u8; 4],
    /// 64 bytes of an Ed25519 key; other kinds of keys may have others.
    pub signature: Vec<u8>,
}

/// Why a text is not a signed note, or not a key to check one with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("there is no empty line between a text and its signatures")]
    NoSignatures,
    #[error("the text has a character that notes cannot have")]
    Character,
    #[error("line {line} under the text is not a signature")]
    Signature { line: usize },
    #[error("this is not a verifier key: name+id+key, with an id that fits")]
    Key,
}

impl NoteError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSignatures => "note-no-signatures",
            Self::Character => "note-character",
            Self::Signature { .. } => "note-signature",
            Self::Key => "note-key",
        }
    }
}

impl Note {
    /// Reads a note, strictly: what it prints is again these bytes.
    ///
    /// # Errors
    /// No text, no signature, a control character, or a line that is not a signature.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.chars().any(|c| c != '\n' && c.is_ascii_control()) {
            return Err(NoteError::Character);
        }
        let split = note.rfind("\n\n").ok_or(NoteError::NoSignatures)?;
        let (text, lines) = (&note[..=split], &note[split + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        let signatures = lines.split('\n').enumerate().map(|(line, text)| {
            NoteSignature::parse(text).ok_or(NoteError::Signature { line: line + 1 })
        });
        let signatures = signatures.collect::<Result<Vec<_>, _>>()?;
        match text.len() {
            0 | 1 => Err(NoteError::NoSignatures),
            _ => Ok(Self { text: text.to_owned(), signatures }),
        }
    }

    /// The whole note, ending in a line feed.
    pub fn print(&self) -> String {
        let mut note = format!("{}\n", self.text);
        for NoteSignature { name, key_id, signature } in &self.signatures {
            let bytes = [&key_id[..], signature].concat();
            note.push_str(&format!("\u{2014} {name} {}\n", BASE64.encode(bytes)));
        }
        note
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        let bytes = BASE64.decode(encoded).ok()?;
        let (&key_id, signature) = bytes.split_first_chunk::<4>()?;
        let is_whole = is_key_name(name) && !signature.is_empty();
        is_whole.then(|| Self { name: name.to_owned(), key_id, signature: signature.to_vec() })
    }
}

/// A name as keys may have it: some characters, none of them a space or `+`.
fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// The id of an Ed25519 key under a name: the first four bytes of SHA-256(name ‖ line feed ‖ 1 ‖ key).
pub fn key_id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name);
    hash.update([b'\n', ED25519]);
    hash.update(key);
    let hash: [u8; 32] = hash.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// The public half of an Ed25519 key with its name, as the text `name+id in hexadecimal+base64(1 ‖ key)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: [u8; 32],
}

impl VerifierKey {
    /// # Errors
    /// A name that is empty or has a space or `+`.
    pub fn new(name: &str, key: [u8; 32]) -> Result<Self, NoteError> {
        match is_key_name(name) {
            true => Ok(Self { name: name.to_owned(), key }),
            false => Err(NoteError::Key),
        }
    }

    /// Reads the text, strictly.
    ///
    /// # Errors
    /// Another form, another kind of key, or an id that is not that of this name and key.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let parts = || {
            let (name, rest) = text.split_once('+')?;
            let (id, encoded) = rest.split_once('+')?;
            let bytes = BASE64.decode(encoded).ok()?;
            let (&kind, key) = bytes.split_first()?;
            let key: [u8; 32] = key.try_into().ok()?;
            let id = from_hex::<4>(id)?;
            (kind == ED25519 && id == key_id(name, &key)).then_some((name, key))
        };
        let (name, key) = parts().ok_or(NoteError::Key)?;
        Self::new(name, key)
    }

    /// The text.
    pub fn print(&self) -> String {
        let bytes = [&[ED25519][..], &self.key].concat();
        format!("{}+{}+{}", self.name, to_hex(&self.id()), BASE64.encode(bytes))
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The 32 bytes of the public key.
    pub fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// What signatures by this key carry.
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, &self.key)
    }
}
