//! The pass of somebody who votes without an account: a cookie that only this installation can
//! read. It holds the pseudonym, and asks the database only whether what stands behind it still holds.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, HeaderMap, SET_COOKIE};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::PrivateCookieJar;
use axum_extra::extract::cookie::{Cookie, Key, SameSite};
use sea_orm::{EntityTrait, QuerySelect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::policy::{self, Accounts};
use super::{codes, evidence, office};
use crate::app::App;
use crate::clock::Instant;
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::people::{Visit, account, is_linked, person_key};

/// Seconds for which a pass that is not used lasts.
pub const IDLE: i64 = 1800;
/// Seconds for which it lasts at all.
pub const WHOLE: i64 = 4 * 3600;
/// It is renewed at most this often.
const NOTED: i64 = 60;

/// Somebody who may vote in an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The pseudonym: [`person_key`] of whatever makes this person one.
    pub person: Vec<u8>,
    /// The district in which they vote, where the register says so; otherwise they choose.
    pub district: Option<i64>,
    /// The case under which they vote at city hall. Such a ballot begins empty, goes before every other
    /// of this person, and who fills it in sees nothing of another.
    pub office: Option<i64>,
    /// What is kept of the one-time code that opened the booth to them, or to the guardian of a child.
    /// No ballot is cast by one that has been voided since.
    pub code: Option<Vec<u8>>,
}

impl Voter {
    pub fn new(person: Vec<u8>, district: Option<i64>) -> Self {
        Self { person, district, office: None, code: None }
    }
}

/// What the cookie holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Held {
    pub edition: i64,
    #[serde(with = "hex")]
    pub person: Vec<u8>,
    pub district: Option<i64>,
    pub began: Instant,
    pub used: Instant,
    /// A child for whom the holder votes just now: their name, and the holder's own pseudonym.
    pub ward: Option<(String, String)>,
    /// The case at city hall that the pass is of.
    #[serde(default)]
    pub office: Option<i64>,
    /// What is kept of the one-time code that it was given for, in hexadecimal.
    #[serde(default)]
    pub code: Option<String>,
}

impl Held {
    pub fn new(edition: i64, person: Vec<u8>, district: Option<i64>, now: Instant) -> Self {
        let (ward, office, code) = (None, None, None);
        Self { edition, person, district, began: now, used: now, ward, office, code }
    }

    fn is_over(&self, now: Instant) -> bool {
        now >= self.used + IDLE || now >= self.began + WHOLE || now < self.began
    }
}

/// What a browser brings to show who is voting.
#[derive(Clone, Default)]
pub struct Pass {
    pub(super) held: Option<Held>,
}

impl std::fmt::Debug for Pass {
    /// Without the pseudonym: this may end up in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pass").field("held", &self.held.is_some()).finish()
    }
}

impl FromRequestParts<App> for Pass {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        // Decrypted once a request, by `keep`.
        let read = parts.extensions.get::<Self>().cloned();
        Ok(read.unwrap_or_else(|| Self::read(app, &parts.headers)))
    }
}

impl Pass {
    fn read(app: &App, headers: &HeaderMap) -> Self {
        let held: Option<Held> = read(app, headers, PASS);
        Self { held: held.filter(|held| !held.is_over(app.clock.now())) }
    }

    /// Whether this browser has a pass for the edition, which can be ended.
    pub fn is_of(&self, edition: &Edition) -> bool {
        self.of(edition).is_some()
    }

    /// The child for whom the holder votes just now.
    pub fn child(&self) -> Option<&str> {
        let (name, _) = self.held.as_ref()?.ward.as_ref()?;
        Some(name)
    }

    /// Whether its holder votes at city hall.
    pub fn is_of_office(&self) -> bool {
        self.held.as_ref().is_some_and(|held| held.office.is_some())
    }

    pub(super) fn of(&self, edition: &Edition) -> Option<&Held> {
        self.held.as_ref().filter(|held| held.edition == edition.id)
    }

    /// The voter behind a visit, if they have shown that they may vote in this edition.
    pub async fn voter(
        &self,
        app: &App,
        visit: &Visit,
        edition: &Edition,
    ) -> Result<Option<Voter>> {
        let voter = self.claim(app, visit, edition).await?;
        if let Some(code) = voter.as_ref().and_then(|voter| voter.code.clone())
            && codes::is_void(app.store.read(), edition.id, code).await?
        {
            return Ok(None);
        }
        Ok(voter)
    }

    /// [`Self::voter`], though the code behind the pass may have been voided since: casting asks for
    /// that in its transaction.
    pub async fn claim(
        &self,
        app: &App,
        visit: &Visit,
        edition: &Edition,
    ) -> Result<Option<Voter>> {
        if let Some(held) = self.of(edition) {
            if let Some(case) = held.office
                && !office::holds(app.store.read(), case).await?
            {
                return Ok(None);
            }
            if held.ward.is_some()
                && evidence::comes_alone(app.store.read(), edition.id, &held.person).await?
            {
                return Ok(None);
            }
            let mut voter = Voter::new(held.person.clone(), held.district);
            voter.office = held.office;
            voter.code = held.code.as_deref().and_then(hex::parse);
            return Ok(Some(voter));
        }
        let Some(viewer) = &visit.viewer else { return Ok(None) };
        let may = match policy::of(app.store.read(), edition.id).await?.account {
            Accounts::None => false,
            Accounts::Any => true,
            Accounts::Provider => is_linked(app, viewer.id).await?,
        };
        Ok(may.then(|| Voter::new(of_account(app, edition.id, viewer.id), None)))
    }
}

/// The accounts behind the pseudonyms of an edition.
pub type Directory = HashMap<Vec<u8>, i64>;

/// Everybody with an account. A pseudonym leads nowhere back, so all are made anew: some microseconds
/// each.
pub async fn directory(app: &App, edition: i64) -> Result<Directory> {
    let ids: Vec<i64> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .into_tuple()
        .all(app.store.read())
        .await?;
    Ok(ids.into_iter().map(|id| (of_account(app, edition, id), id)).collect())
}

/// The pseudonym of an account in the electoral tables.
pub fn of_account(app: &App, edition: i64, account: i64) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("account:{account}"))
}

/// The pass.
pub(super) const PASS: &str = "pass";
/// Where somebody is on the way to one.
pub(super) const STEPS: &str = "verify";

fn named(app: &App, name: &str) -> String {
    if app.config.secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A key of its own: whoever learns to make one kind of cookie makes no other thing.
fn key(app: &App) -> Key {
    Key::derive_from(&person_key(&app.secret, 0, "cookie of the booth"))
}

fn cookie(app: &App, name: &str, value: String) -> Cookie<'static> {
    Cookie::build((named(app, name), value))
        .path("/")
        .http_only(true)
        .secure(app.config.secure())
        .same_site(SameSite::Lax)
        .build()
}

/// What a private cookie of ours holds.
pub(super) fn read<T: DeserializeOwned>(app: &App, headers: &HeaderMap, name: &str) -> Option<T> {
    let name = named(app, name);
    // Most visitors have none, and decrypting costs.
    let is_there = |header: &HeaderValue| header.to_str().is_ok_and(|text| text.contains(&name));
    if !headers.get_all("cookie").iter().any(is_there) {
        return None;
    }
    let jar = PrivateCookieJar::from_headers(headers, key(app));
    serde_json::from_str(jar.get(&name)?.value()).ok()
}

/// An answer that ends the pass of this browser.
pub fn end(app: &App, response: Response) -> Response {
    with_cookies(app, &[(PASS, None)], response)
}

/// An answer that leaves private cookies in the browser, and takes away those given as `None`.
pub(super) fn with_cookies(
    app: &App,
    cookies: &[(&'static str, Option<String>)],
    response: Response,
) -> Response {
    let mut jar = PrivateCookieJar::from_headers(&HeaderMap::new(), key(app));
    let mut gone = axum_extra::extract::CookieJar::new();
    for (name, value) in cookies {
        match value {
            Some(value) => jar = jar.add(cookie(app, name, value.clone())),
            None => {
                let mut none = cookie(app, name, String::new());
                none.make_removal();
                gone = gone.add(none);
            }
        }
    }
    (jar, gone, response).into_response()
}

/// The text of a value for a cookie.
pub(super) fn packed<T: Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}

/// Renews a pass that is used, and keeps what its holder sees off the disk of a shared computer.
pub async fn keep(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let pass = Pass::read(&app, request.headers());
    request.extensions_mut().insert(pass.clone());
    let Some(mut held) = pass.held else { return next.run(request).await };
    let mut response = next.run(request).await;
    let now = app.clock.now();
    let name = format!("{}=", named(&app, PASS));
    let is_set = |header: &HeaderValue| header.as_bytes().starts_with(name.as_bytes());
    if now >= held.used + NOTED && !response.headers().get_all(SET_COOKIE).iter().any(is_set) {
        held.used = now;
        if let Ok(value) = packed(&held) {
            response = with_cookies(&app, &[(PASS, Some(value))], response);
        }
    }
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().entry(CACHE_CONTROL).or_insert(no_store);
    response
}

/// Bytes as text of one length, so that the length of a cookie tells nothing.
pub(super) mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn of(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn parse(text: &str) -> Option<Vec<u8>> {
        let pair = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
        (0..text.len()).step_by(2).map(pair).collect()
    }

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&of(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        parse(&text).ok_or_else(|| D::Error::custom("no hexadecimal digits"))
    }
}
