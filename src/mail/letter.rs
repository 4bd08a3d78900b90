//! A letter as it is read: the messages `mail-{kind}-subject` and `mail-{kind}-body` in the
//! recipient's language, with the row's arguments.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::template::Words;
use crate::clock;
use crate::text::{Lang, Text};

/// Makes the path in this argument a whole address of the site.
pub(super) const LINK: &str = "link";
/// Holds the seed of a [`Ticket`], whose word is added to the link as `?t=`.
pub(super) const TICKET: &str = "ticket";

/// The secret of a link that opens something. A row of the outbox holds the seed; the word in the
/// link is made from it with the installation's key as the letter is written; the room that takes
/// the link back keeps [`ticket_hash`] of the word. A stolen database has no usable link.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Goes into the row as the argument `ticket`.
    pub seed: String,
    /// SHA-256 of the word.
    pub hash: Vec<u8>,
}

impl Ticket {
    pub fn new(secret: &[u8; 32]) -> Self {
        let seed = hex(&clock::random::<16>());
        let hash = ticket_hash(&word(secret, &seed));
        Self { seed, hash }
    }
}

/// What is kept of the word that came back in a link.
pub fn ticket_hash(word: &str) -> Vec<u8> {
    Sha256::digest(word.as_bytes()).to_vec()
}

fn word(secret: &[u8; 32], seed: &str) -> String {
    match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mut mac) => {
            mac.update(b"mail ticket ");
            mac.update(seed.as_bytes());
            hex(&mac.finalize().into_bytes())
        }
        // HMAC takes a key of any length (RFC 2104).
        Err(_) => unreachable!("32 bytes are a key"),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A letter ready to be sent or shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub body: String,
}

impl Letter {
    /// Writes the letter of a kind, in the city's `own` words or the shipped ones. Fails, with what is missing, when there is no such kind or an
    /// argument that its words use is not given.
    pub fn write(
        lang: Lang,
        kind: &str,
        args: &BTreeMap<String, String>,
        own: Option<&Words>,
        secret: &[u8; 32],
        base: &str,
    ) -> anyhow::Result<Self> {
        let mut args = args.clone();
        if let Some(path) = args.get_mut(LINK) {
            *path = format!("{}{path}", base.trim_end_matches('/'));
        }
        if let (Some(seed), Some(link)) = (args.remove(TICKET), args.get_mut(LINK)) {
            let glue = if link.contains('?') { '&' } else { '?' };
            link.push_str(&format!("{glue}t={}", word(secret, &seed)));
        }
        // Asked of stand-ins: what people write may look like a hole and is none.
        let stand_ins = args.keys().map(|name| (name.clone(), "x".to_owned())).collect();
        let tried = Words::shipped(lang, kind, &stand_ins);
        for said in [&tried.subject, &tried.body] {
            let missing = said.contains('⟦') || said.contains("{$");
            anyhow::ensure!(!missing, "the mail {kind} cannot be written: {said}");
        }
        // Own words that name what this kind no longer has give way to the shipped ones.
        let own = own.map(|own| own.filled(&args)).filter(|own| own.variables().is_empty());
        let words = own.unwrap_or_else(|| Words::shipped(lang, kind, &args));
        let Words { subject, body } = words;
        // A line break in a subject would begin another header.
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let signature = Text(lang).say("mail-signature");
        Ok(Self { subject, body: format!("{}\n\n-- \n{signature}\n", body.trim_end()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_gets_its_word_only_in_the_letter() {
        let secret = [7; 32];
        let ticket = Ticket::new(&secret);
        let args = [("link", "/pl/sign-up/finish"), ("ticket", &*ticket.seed)];
        let args = args.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let letter =
            Letter::write(Lang::Pl, "sign-up", &args, None, &secret, "https://bo.example/");
        let body = letter.unwrap().body;
        let (_, word) = body.split_once("https://bo.example/pl/sign-up/finish?t=").unwrap();
        let word: String = word.chars().take_while(char::is_ascii_hexdigit).collect();
        assert_eq!(ticket_hash(&word), ticket.hash);
        assert!(!word.contains(&ticket.seed));
        let other =
            Letter::write(Lang::Pl, "sign-up", &args, None, &[8; 32], "https://bo.example/");
        assert!(!other.unwrap().body.contains(&word));
    }

    #[test]
    fn a_letter_with_holes_is_not_written() {
        let write =
            |kind| Letter::write(Lang::Uk, kind, &BTreeMap::new(), None, &[0; 32], "http://x");
        assert!(write("no-such-kind").is_err());
        assert!(write("sign-up").is_err(), "its link is missing");
    }
}
