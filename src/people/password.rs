//! Passwords: argon2id with bounded concurrency, and a strength check instead of composition
//! rules (NIST SP 800-63B-4: fifteen characters where a password is the only factor).

use std::num::NonZeroU32;
use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

use crate::clock;
use crate::error::{Error, Result};
use crate::text::Message;

pub const MIN_LENGTH: usize = 15;
const MAX_LENGTH: usize = 128;

/// What is slowed down, and by what: guessing a password by address and network, and by address
/// alone (then a link by mail still opens the door to its owner); guessing codes by account; letters
/// by address, and by network as a whole library may send them.
struct Attempts {
    network: DefaultKeyedRateLimiter<String>,
    address: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<i64>,
    letters: DefaultKeyedRateLimiter<String>,
    places: DefaultKeyedRateLimiter<String>,
}

fn many(n: u32) -> NonZeroU32 {
    NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)
}

impl Attempts {
    fn new() -> Self {
        let hourly = |n| RateLimiter::keyed(Quota::per_hour(many(n)));
        // A hundred guesses at once, and then five an hour.
        let few_after_many = Quota::per_hour(many(5)).allow_burst(many(100));
        // Of three valid codes in a million: 308 guesses in a day.
        let codes = Quota::per_hour(many(12)).allow_burst(many(20));
        Self {
            network: RateLimiter::keyed(Quota::per_minute(many(8))),
            address: RateLimiter::keyed(few_after_many),
            codes: RateLimiter::keyed(codes),
            letters: hourly(5),
            places: hourly(600),
        }
    }
}

/// Hashes and checks passwords, a few at a time, and slows down whoever guesses.
#[derive(Clone)]
pub struct Passwords {
    params: Params,
    slots: Arc<Semaphore>,
    attempts: Arc<Attempts>,
    /// Checked when the address has no account, so that both answers take as long.
    decoy: Arc<str>,
}

impl Passwords {
    /// OWASP's first choice: 19 MiB, two passes, one lane.
    pub fn new() -> anyhow::Result<Self> {
        Self::with(Params::new(19_456, 2, 1, None).map_err(|e| anyhow::anyhow!("argon2: {e}"))?)
    }

    /// Weak and fast, for tests that sign up hundreds.
    pub fn weak() -> anyhow::Result<Self> {
        Self::with(Params::new(64, 1, 1, None).map_err(|e| anyhow::anyhow!("argon2: {e}"))?)
    }

    fn with(params: Params) -> anyhow::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let decoy = hash_now(&params, &generate())?;
        Ok(Self {
            params,
            slots: Arc::new(Semaphore::new(cores)),
            attempts: Arc::new(Attempts::new()),
            decoy: decoy.into(),
        })
    }

    pub async fn hash(&self, password: String) -> Result<String> {
        let params = self.params.clone();
        self.on_a_core(move || hash_now(&params, &password)).await?.map_err(Error::Internal)
    }

    /// Whether `password` opens `stored`; without a stored hash the work is done all the same.
    pub async fn matches(&self, password: String, stored: Option<String>) -> Result<bool> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.to_string());
        let params = self.params.clone();
        let opens = self
            .on_a_core(move || {
                let Ok(parsed) = PasswordHash::new(&stored) else { return false };
                let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                argon.verify_password(password.as_bytes(), &parsed).is_ok()
            })
            .await?;
        Ok(opens && known)
    }

    /// Counts a guess at the password of an address from a network; `false` means wait.
    pub fn may_try(&self, email: &str, network: &str) -> bool {
        self.attempts.network.check_key(&format!("{email} {network}")).is_ok()
            && self.attempts.address.check_key(&email.to_owned()).is_ok()
    }

    /// Counts a guess at a code of an account; `false` means wait.
    pub fn may_try_code(&self, account: i64) -> bool {
        self.attempts.codes.check_key(&account).is_ok()
    }

    /// Counts a letter that somebody in a network asks to be sent to an address.
    pub fn may_write_to(&self, email: &str, network: &str) -> bool {
        self.attempts.letters.check_key(&email.to_owned()).is_ok()
            && self.attempts.places.check_key(&network.to_owned()).is_ok()
    }

    /// Forgets attempts that no longer count.
    pub fn forget_attempts(&self) {
        let Attempts { network, address, codes, letters, places } = &*self.attempts;
        for limiter in [network, address, letters, places] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        codes.retain_recent();
        codes.shrink_to_fit();
    }

    /// As [`complaint`], away from the threads that answer others.
    pub async fn complaint(&self, password: String, known: [String; 2]) -> Result<Option<Message>> {
        self.on_a_core(move || complaint(&password, &[&known[0], &known[1]])).await
    }

    async fn on_a_core<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let busy = Error::Busy { retry_after: 3 };
        let wait = tokio::time::timeout(
            std::time::Duration::from_secs(3),
            self.slots.clone().acquire_owned(),
        );
        let Ok(Ok(slot)) = wait.await else { return Err(busy) };
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(slot);
            result
        })
        .await
        .map_err(|error| Error::Internal(error.into()))
    }
}

fn hash_now(params: &Params, password: &str) -> anyhow::Result<String> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hash = argon
        .hash_password(password.as_bytes())
        .map_err(|error| anyhow::anyhow!("cannot hash: {error}"))?;
    Ok(hash.to_string())
}

/// What is wrong with a new password, if anything. `known` are words the person is known by.
pub fn complaint(password: &str, known: &[&str]) -> Option<Message> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Some(Message::new("password-short").arg("n", MIN_LENGTH));
    }
    if length > MAX_LENGTH {
        return Some(Message::new("password-long").arg("n", MAX_LENGTH));
    }
    // Its time grows fast with the length, and what is guessable is guessable from its beginning.
    let beginning: String = password.chars().take(30).collect();
    let guessable = zxcvbn::zxcvbn(&beginning, known).score() < zxcvbn::Score::Three;
    guessable.then(|| Message::new("password-guessable"))
}

/// A password nobody has to think of: 20 letters and digits without look-alikes, in fives.
pub fn generate() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random = clock::random::<20>();
    let letters: Vec<char> = random.iter().map(|b| LETTERS[usize::from(b % 32)].into()).collect();
    letters.chunks(5).map(String::from_iter).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_guessable_passwords_are_refused() {
        let key = |password: &str| complaint(password, &["ola", "czestochowa"]).map(|m| m.key);
        assert_eq!(key("krótkie").as_deref(), Some("password-short"));
        assert_eq!(key("aaaaaaaaaaaaaaaaaaaa").as_deref(), Some("password-guessable"));
        assert_eq!(key("czestochowaczestochowa").as_deref(), Some("password-guessable"));
        assert_eq!(key(&"x1".repeat(100)).as_deref(), Some("password-long"));
        assert_eq!(key("zielony kot pije mleko"), None);
        assert_eq!(key(&generate()), None);
    }
}
