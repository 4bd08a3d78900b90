//! A form that was sent after its session had ended. It waits in the browser's own session, on the
//! server, for whichever way its owner signs in; then one press sends it. No address and no field
//! of a form carries it, so that nobody can lay a form of theirs before somebody else.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::visit::Visit;
use super::{pages, session};
use crate::app::{App, own_path};
use crate::clock::Instant;
use crate::error::Result;
use crate::page::{Errors, Fields, Theme};
use crate::text::{Lang, Text};

/// Bytes of a form that are kept; a longer one is nobody's typing.
const LONGEST: usize = 60_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The path the form was sent to.
    pub to: String,
    pub fields: Fields,
    /// When it was sent.
    at: Instant,
}

impl Kept {
    /// The form of a request that nobody signed in stands behind, and the page that asks to sign in
    /// and keeps it. `None` when there is nothing to keep: no fields, a password, a script's request.
    pub async fn answer(lang: Lang, request: Request) -> Option<Response> {
        let mode = request.headers().get("sec-fetch-mode").and_then(|mode| mode.to_str().ok());
        if mode.is_some_and(|mode| mode != "navigate") {
            return None;
        }
        let app = request.extensions().get::<App>().cloned()?;
        let session = request.extensions().get::<Session>().cloned()?;
        let theme = Theme::from_cookies(&CookieJar::from_headers(request.headers()));
        let original = request.extensions().get::<axum::extract::OriginalUri>();
        let to = original.map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
        let to = to.path_and_query()?.as_str().to_owned();
        let fields = Fields::from_request(request, &()).await.ok()?;
        let secret = |name: &str| name.contains("password") || name.contains("code");
        if fields.iter().next().is_none() || fields.iter().any(|(name, _)| secret(name)) {
            return None;
        }
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        if size > LONGEST || own_path(&to) != to || to == "/" {
            return None;
        }
        let kept = Self { to, fields, at: app.clock.now() };
        session::keep_form(&session, &kept).await.ok()?;
        let uri: Uri = format!("/{}/sign-in", lang.code()).parse().ok()?;
        let visit = Visit { text: Text(lang), viewer: None, theme, uri };
        let mut shell = visit.shell(visit.text.say("kept-title"));
        shell.status = StatusCode::UNAUTHORIZED;
        let provider = app.provider.as_ref().map(|provider| provider.name.as_str());
        let (fields, errors) = (Fields::default(), Errors::default());
        Some(shell.page(pages::sign_in(&visit, provider, true, &fields, &errors)))
    }

    /// The form that waits in this browser, for as long as a link by mail works.
    pub async fn waiting(session: &Session, now: Instant) -> Result<Option<Self>> {
        let kept: Option<Self> = session::kept_form(session).await?;
        Ok(kept.filter(|kept| now < kept.at + super::ticket::LIFE))
    }
}
