//! People who sign in: accounts and their roles, passwords, links by mail, the second factor,
//! sessions, and [`Visit`], which tells every page who is looking and in which language.
//!
//! Signing in: one factor (`sign_in`: password or a link by mail; `oidc`: the city's provider), then, for staff and whoever wants
//! it, the second (`second`). Addresses are confirmed before there is an account (`sign_up`), and
//! nothing on the way says whether an address has one.
//!
//! Roles are given by two admins (`grant`) and taken by one; an account can be closed (`closing`), and a
//! lost second factor is forgotten by two admins and a day (`reset`).

pub mod account;
mod account_pages;
mod address;
mod admin;
mod admin_pages;
mod closing;
mod closing_pages;
pub mod factor;
mod grant;
mod kept;
mod key;
mod mine;
mod newcomer;
mod oidc;
mod pages;
mod password;
pub mod reset;
mod reset_pages;
mod reset_routes;
mod role;
mod second;
mod session;
mod sign_in;
mod sign_up;
mod ticket;
mod visit;

pub use account::Account;
pub use kept::Kept;
pub use key::{installation_key, person_key};
pub use oidc::{Provider, is_linked};
pub use password::{Passwords, generate as generate_password};
pub use role::{Role, staff};
pub use session::Sessions;
pub use sign_in::network;
pub use visit::{Viewer, Visit, load_viewer, sign_in_error};

use crate::app::Routes;
use crate::clock::Instant;
use crate::error::Result;
use crate::store::Store;

pub fn router() -> Routes {
    Routes::default()
        .merge(sign_in::router())
        .merge(second::router())
        .merge(sign_up::router())
        .merge(oidc::router())
        .merge(newcomer::router())
        .merge(mine::router())
        .merge(address::router())
        .merge(admin::router())
        .merge(closing::router())
        .merge(reset_routes::router())
}

/// Removes sessions and links that ended before `now`.
pub async fn sweep(store: &Store, now: Instant) -> Result<()> {
    session::sweep(store, now).await?;
    ticket::sweep(store, now).await
}
