//! Whose seat a phone holds: a cookie with a token of which the database keeps a hash. There is no
//! account behind it and nothing about the person but the name they chose for the evening.

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use sha2::{Digest, Sha256};

use super::hall::Game;
use crate::app::App;
use crate::clock::random;
use crate::error::{Error, Result};
use crate::page::Fields;

const COOKIE: &str = "seat";
/// An evening and the day after it.
const KEPT: u32 = 36 * 3600;

/// A player, at a table.
pub struct Sitting {
    pub game: Arc<Game>,
    pub table: u32,
    pub seat: u32,
}

/// The key to a seat.
pub struct Token(String);

impl Token {
    /// A new one, from nothing.
    pub fn new() -> Self {
        Self(hex(&random::<16>()))
    }

    /// The one that a form leads to: sent twice, it is the same seat.
    pub fn of_form(app: &App, code: &str, once: &str) -> Self {
        let mixed = Sha256::new()
            .chain_update(b"sakwa-seat/1\n")
            .chain_update(app.secret)
            .chain_update(format!("{code}\n{once}"))
            .finalize();
        Self(hex(&mixed[..16]))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| Self(text.to_owned()))
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(&self.0).to_vec()
    }

    /// Has the phone keep it.
    pub fn keep(&self, app: &App, mut response: Response) -> Response {
        let (name, secure) = cookie(app);
        let cookie =
            format!("{name}={}; Path=/; Max-Age={KEPT}; HttpOnly; SameSite=Lax{secure}", self.0);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

fn cookie(app: &App) -> (&'static str, &'static str) {
    if app.config.secure() { ("__Host-seat", "; Secure") } else { (COOKIE, "") }
}

/// The seat this phone holds, if it holds one.
pub async fn sitting(app: &App, jar: &CookieJar) -> Result<Option<Sitting>> {
    let token = jar.get(cookie(app).0).and_then(|cookie| Token::parse(cookie.value()));
    match token {
        Some(token) => find(app, &token).await,
        None => Ok(None),
    }
}

/// The seat of a token.
pub async fn find(app: &App, token: &Token) -> Result<Option<Sitting>> {
    let found = app.hall.seat(&token.hash()).await?;
    Ok(found.map(|(game, table, seat)| Sitting { game, table, seat }))
}

/// What makes a form that is sent twice count once.
pub fn new_once() -> String {
    hex(&random::<12>())
}

/// The `once` of a form.
pub fn once(fields: &Fields) -> Result<&str> {
    let once = fields.get("once");
    let plain = (8..=64).contains(&once.len()) && once.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { Ok(once) } else { Err(Error::BadRequest("once".to_owned())) }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
