//! One name for one set of rules.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{FORMAT, Rules};

impl Rules {
    /// SHA-256, in hexadecimal, of the format's name, a line feed, and the rules as JSON without spaces in the order
    /// of their fields, every default written out. So comments, the order of keys and a default written or left out do
    /// not change it; the order of items, phases and keys for ties does.
    pub fn hash(&self) -> String {
        hash_of(FORMAT, self)
    }

    /// The rules as a rule file again, every default written out. Reading it gives equal rules.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }
}

/// SHA-256 of a heading and a value's JSON.
pub(in crate::game) fn hash_of(heading: &str, value: &impl serde::Serialize) -> String {
    let mut hasher = Sha256::new();
    hasher.update(heading);
    hasher.update(b"\n");
    // Plain data with text keys always has a JSON form.
    hasher.update(serde_json::to_vec(value).unwrap_or_default());
    hasher.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
