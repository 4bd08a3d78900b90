//! People who sign in: accounts and roles, sessions, passwords, and [`Visit`], which tells every
//! page who is looking and in which language.

pub mod account;
mod pages;
mod password;
mod routes;
mod session;
mod visit;

pub use account::{Account, Role};
pub use password::{Passwords, generate as generate_password};
pub use routes::router;
pub use session::{Sessions, sign_in, sign_out, sweep as sweep_sessions};
pub use visit::{Viewer, Visit, load_viewer, sign_in_error};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The pseudonym under which a person appears in the electoral tables of an edition: HMAC-SHA-256
/// under the server's key. Without the key it can neither be made from an account nor led back.
pub fn person_key(secret: &[u8; 32], edition: i64, identity: &str) -> Vec<u8> {
    match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mut mac) => {
            mac.update(&edition.to_be_bytes());
            mac.update(identity.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        // HMAC takes a key of any length (RFC 2104).
        Err(_) => unreachable!("32 bytes are a key"),
    }
}
