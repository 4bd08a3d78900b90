//! The authenticator app of everybody in the suite.

use std::collections::HashMap;
use std::sync::Mutex;

use sakwa::clock::Clock;
use sakwa::people::factor;

struct Key {
    address: String,
    clock: Clock,
    last: i64,
}

static KEYS: Mutex<Option<HashMap<String, Key>>> = Mutex::new(None);

/// Scans the QR code of an account.
pub fn scan(email: &str, address: &str, clock: &Clock) {
    let key = Key { address: address.to_owned(), clock: clock.clone(), last: 0 };
    KEYS.lock().unwrap().get_or_insert_default().insert(email.to_owned(), key);
}

/// A code that has not been used yet: a server accepts those of half a minute ago, now, and in half
/// a minute.
pub fn next_code(email: &str) -> String {
    let mut keys = KEYS.lock().unwrap();
    let key = keys.as_mut().and_then(|keys| keys.get_mut(email)).expect("a known second factor");
    let now = key.clock.now() / 30;
    key.last = (key.last + 1).max(now - 1);
    assert!(key.last <= now + 1, "the codes of now are used up: move the clock on");
    factor::code_of(&key.address, key.last * 30).unwrap()
}
