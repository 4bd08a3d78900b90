//! People who sign in: accounts and roles, sessions, passwords, and [`Visit`], which tells every
//! page who is looking and in which language.

pub mod account;
mod key;
mod pages;
mod password;
mod routes;
mod session;
mod visit;

pub use account::{Account, Role};
pub use key::{installation_key, person_key};
pub use password::{Passwords, generate as generate_password};
pub use routes::router;
pub use session::{Sessions, sign_in, sign_out, sweep as sweep_sessions};
pub use visit::{Viewer, Visit, load_viewer, sign_in_error};
