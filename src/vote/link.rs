//! The link key of an edition: what joins a person to a ballot while the edition votes, and nothing
//! else does. It lies in a file beside the database and in memory, never in the database, its copies
//! or the log; sealing destroys it, and with it every way from a person to a ballot.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::entity::opening;
use crate::clock::random;
use crate::error::{Error, Result};

/// Lengths of ciphertexts are multiples of this, so that they do not tell how much was chosen.
const PAD: usize = 256;
const NONCE: usize = 24;

/// What a keyed digest is for; digests of different purposes have nothing in common.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// A person's envelope in a lane.
    Envelope,
    /// A person's unfinished ballot.
    Draft,
    /// The signals of a person's casting.
    Signal,
    /// The network a ballot came from.
    Network,
    /// What a ballot chooses.
    Pattern,
    /// A receipt's code.
    Code,
    /// The nonce of a token.
    Token,
    /// The one-time key of a card from paper.
    Card,
}

/// 32 secret bytes.
pub struct LinkKey {
    digests: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
    hash: [u8; 32],
}

impl LinkKey {
    pub fn new(secret: &[u8; 32]) -> Self {
        let mut sealing = hmac(secret, &[b"sakwa/envelope/1"]);
        let cipher = XChaCha20Poly1305::new(&sealing.into());
        sealing.zeroize();
        Self {
            digests: Zeroizing::new(hmac(secret, &[b"sakwa/tags/1"])),
            cipher,
            hash: commitment(secret),
        }
    }

    /// SHA-256 of the key, published at the opening: whoever finds bytes that give it has found a key
    /// that should be gone.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// HMAC-SHA-256 of the parts, for one purpose.
    pub fn digest(&self, purpose: Purpose, parts: &[&[u8]]) -> Vec<u8> {
        let purpose = format!("{purpose:?}");
        let mut all = vec![purpose.as_bytes()];
        all.extend(parts);
        hmac(&self.digests, &all).to_vec()
    }

    /// Encrypts, bound to the row `row` in which the ciphertext will stand, and padded.
    pub fn seal(&self, row: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        let mut padded =
            Zeroizing::new(Vec::with_capacity(plain.len().next_multiple_of(PAD) + PAD));
        padded.extend_from_slice(plain);
        padded.push(b'\n');
        let length = padded.len().next_multiple_of(PAD);
        padded.resize(length, b' ');
        self.lock(row, &padded)
    }

    /// The same without padding, for what always has one length.
    pub fn lock(&self, row: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        let nonce = random::<NONCE>();
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: row })
            .map_err(|_| anyhow::anyhow!("an envelope cannot be sealed"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// A short text that only this installation can read, for an address: always the same for the
    /// same text, and not padded.
    pub fn token(&self, plain: &str) -> Result<String> {
        let mut nonce = [0; NONCE];
        let digest = self.digest(Purpose::Token, &[plain.as_bytes()]);
        nonce.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), plain.as_bytes())
            .map_err(|_| anyhow::anyhow!("an address cannot be sealed"))?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// What [`Self::token`] was made of.
    pub fn read_token(&self, token: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        String::from_utf8(self.cipher.decrypt(&XNonce::from(*nonce), sealed).ok()?).ok()
    }

    /// Decrypts what [`Self::seal`] made for the same row; anything else is an error, and loud: a row
    /// was changed by another hand.
    pub fn open(&self, row: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        let mut plain = self.unlock(row, sealed)?;
        let end = plain.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
        plain.truncate(end);
        Ok(plain)
    }

    /// The same for what [`Self::lock`] made.
    pub fn unlock(&self, row: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, sealed) =
            sealed.split_first_chunk::<NONCE>().context("an envelope is cut off")?;
        self.cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: row })
            .map_err(|_| anyhow::anyhow!("an envelope does not open: its row was changed").into())
    }
}

/// SHA-256 of a link key.
pub fn commitment(secret: &[u8; 32]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Each part after its length, so that parts never run into each other.
fn hmac(secret: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mut mac) => {
            for part in parts {
                mac.update(&(part.len() as u64).to_be_bytes());
                mac.update(part);
            }
            mac.finalize().into_bytes().into()
        }
        // HMAC takes a key of any length (RFC 2104).
        Err(_) => unreachable!("32 bytes are a key"),
    }
}

/// The link keys of this node: files beside the database, read once.
pub struct Keys {
    folder: PathBuf,
    known: Mutex<HashMap<i64, Arc<LinkKey>>>,
}

impl Keys {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, known: Mutex::default() }
    }

    pub fn path(&self, edition: i64) -> PathBuf {
        self.folder.join(format!("link-{edition}.key"))
    }

    /// Makes the key of an edition, or takes the one that an opening which did not come through left,
    /// and gives its hash. The file is on the disk when this returns.
    pub fn make(&self, edition: i64) -> Result<[u8; 32]> {
        let path = self.path(edition);
        let secret = match read(&path)? {
            Some(secret) => secret,
            None => {
                let secret = Zeroizing::new(random::<32>());
                write(&path, &secret)?;
                secret
            }
        };
        let key = Arc::new(LinkKey::new(&secret));
        self.lock().insert(edition, key.clone());
        Ok(*key.hash())
    }

    /// The key of an edition that votes. `OutOfOrder` on a node that does not have it, or has another: it
    /// takes no ballot rather than one that nobody could open.
    pub async fn of(&self, db: &impl ConnectionTrait, edition: i64) -> Result<Arc<LinkKey>> {
        if let Some(known) = self.lock().get(&edition) {
            return Ok(known.clone());
        }
        let opening = opening::Entity::find_by_id(edition).one(db).await?;
        let Some(opening) = opening else { return Err(missing(edition, "was never made")) };
        let Some(secret) = read(&self.path(edition))? else {
            return Err(missing(edition, "is not on this node"));
        };
        if commitment(&secret)[..] != opening.key_hash[..] {
            return Err(missing(edition, "is not the one of the opening"));
        }
        let key = Arc::new(LinkKey::new(&secret));
        self.lock().insert(edition, key.clone());
        Ok(key)
    }

    /// Puts a recovered key back into its place.
    pub fn restore(&self, edition: i64, secret: &[u8; 32]) -> Result<()> {
        write(&self.path(edition), secret)
    }

    /// The bytes of a key, to divide among the committee.
    pub fn secret(&self, edition: i64) -> Result<Option<Zeroizing<[u8; 32]>>> {
        read(&self.path(edition))
    }

    /// Destroys the key of an edition: overwritten, removed, forgotten. Doing it again does nothing.
    pub fn destroy(&self, edition: i64) -> Result<()> {
        self.forget(edition);
        let path = self.path(edition);
        if !path.exists() {
            return Ok(());
        }
        let wipe = || -> anyhow::Result<()> {
            let mut file = fs::OpenOptions::new().write(true).open(&path)?;
            file.write_all(&[0; 32])?;
            file.sync_all()?;
            fs::remove_file(&path)?;
            sync_folder(&path)
        };
        wipe().with_context(|| format!("cannot destroy {}", path.display()))?;
        Ok(())
    }

    /// Forgets a key that another node has destroyed.
    pub fn forget(&self, edition: i64) {
        self.lock().remove(&edition);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Arc<LinkKey>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn missing(edition: i64, what: &str) -> Error {
    tracing::error!(edition, "no ballot is taken: the link key {what}");
    Error::OutOfOrder
}

fn read(path: &std::path::Path) -> Result<Option<Zeroizing<[u8; 32]>>> {
    let mut bytes = match fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(anyhow::Error::new(error)
                .context(format!("cannot read {}", path.display()))
                .into());
        }
    };
    let secret: [u8; 32] = bytes[..]
        .try_into()
        .with_context(|| format!("{} is not a key of 32 bytes", path.display()))?;
    bytes.zeroize();
    Ok(Some(Zeroizing::new(secret)))
}

fn write(path: &std::path::Path, secret: &[u8; 32]) -> Result<()> {
    let make = || -> anyhow::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(secret)?;
        file.sync_all()?;
        sync_folder(path)
    };
    Ok(make().with_context(|| format!("cannot write {}", path.display()))?)
}

/// A name in a folder is on the disk only when the folder is.
fn sync_folder(path: &std::path::Path) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::File::open(if folder.as_os_str().is_empty() { ".".as_ref() } else { folder })?
            .sync_all()?;
    }
    Ok(())
}
