//! Signing checkpoints, and telling whether a signature is that of a key.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use game_rules::log::{Checkpoint, CheckpointError, Note, NoteError, NoteSignature, VerifierKey};

/// Signs the checkpoints of one log. The key is wiped from memory with it.
pub struct Signer {
    verifier: VerifierKey,
    key: SigningKey,
}

impl Signer {
    /// `seed` is the whole secret; `name` should be the log's origin.
    ///
    /// # Errors
    /// A name that is empty or has a space or `+`.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NoteError> {
        let key = SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, key.verifying_key().to_bytes())?;
        Ok(Self { verifier, key })
    }

    /// What everybody needs to check these signatures.
    pub fn verifier_key(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The checkpoint as a signed note.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Note {
        let text = checkpoint.print();
        let (name, key_id) = (self.verifier.name().to_owned(), self.verifier.id());
        let signature = self.key.sign(text.as_bytes()).to_bytes().to_vec();
        Note { text, signatures: vec![NoteSignature { name, key_id, signature }] }
    }
}

/// Checks signatures of one key.
pub struct Verifier {
    key: VerifierKey,
    point: VerifyingKey,
}

/// Why a note is not a checkpoint of this key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsigned {
    #[error("it is not signed by {name}")]
    Missing { name: String },
    #[error("the signature is not that of {name}")]
    Forged { name: String },
    #[error("{0}")]
    Text(#[from] CheckpointError),
}

impl Verifier {
    /// # Errors
    /// The bytes of the key are no Ed25519 key, or a weak one.
    pub fn new(key: &VerifierKey) -> Result<Self, NoteError> {
        let point = VerifyingKey::from_bytes(key.key()).map_err(|_| NoteError::Key)?;
        match point.is_weak() {
            true => Err(NoteError::Key),
            false => Ok(Self { key: key.clone(), point }),
        }
    }

    /// The checkpoint that the key signed. Signatures by other keys are passed over; one under this key's name and id
    /// that is not its own spoils the note.
    ///
    /// # Errors
    /// No signature by the key, a forged one, or a text that is no checkpoint.
    pub fn open(&self, note: &Note) -> Result<Checkpoint, Unsigned> {
        let name = || self.key.name().to_owned();
        let own = note
            .signatures
            .iter()
            .filter(|one| one.name == self.key.name() && one.key_id == self.key.id());
        let mut signed = false;
        for NoteSignature { signature, .. } in own {
            let is_own = Signature::from_slice(signature)
                .and_then(|signature| self.point.verify_strict(note.text.as_bytes(), &signature));
            if is_own.is_err() {
                return Err(Unsigned::Forged { name: name() });
            }
            signed = true;
        }
        match signed {
            true => Ok(Checkpoint::parse(&note.text)?),
            false => Err(Unsigned::Missing { name: name() }),
        }
    }
}
