//! A form that was sent after its session had ended. What was typed rides along in the form that
//! signs in and, between two keys, in the half session; then one press sends it.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum_extra::extract::CookieJar;
use serde::{Deserialize, Serialize};

use super::pages;
use super::visit::Visit;
use crate::app::own_path;
use crate::page::{Errors, Fields, Theme};
use crate::text::{Lang, Text};

/// Bytes of a form that are kept; a longer one is nobody's typing.
const LONGEST: usize = 60_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The path the form was sent to.
    pub to: String,
    pub fields: Fields,
}

impl Kept {
    /// The form of a request that nobody signed in stands behind, and the page that asks to sign in
    /// and keeps it. `None` when there is nothing to keep: no fields, a password, a script's request.
    pub async fn answer(lang: Lang, request: Request) -> Option<Response> {
        let mode = request.headers().get("sec-fetch-mode").and_then(|mode| mode.to_str().ok());
        if mode.is_some_and(|mode| mode != "navigate") {
            return None;
        }
        let theme = Theme::from_cookies(&CookieJar::from_headers(request.headers()));
        let original = request.extensions().get::<axum::extract::OriginalUri>();
        let to = original.map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
        let to = to.path_and_query()?.as_str().to_owned();
        let fields = Fields::from_request(request, &()).await.ok()?;
        let secret = |name: &str| name.contains("password") || name.contains("code");
        if fields.iter().next().is_none() || fields.iter().any(|(name, _)| secret(name)) {
            return None;
        }
        let kept = Self { to, fields }.packed().filter(|kept| kept.len() <= LONGEST)?;
        let uri: Uri = format!("/{}/sign-in", lang.code()).parse().ok()?;
        let visit = Visit { text: Text(lang), viewer: None, theme, uri };
        let mut fields = Fields::default();
        fields.set("kept", kept);
        let mut shell = visit.shell(visit.text.say("kept-title"));
        shell.status = StatusCode::UNAUTHORIZED;
        Some(shell.page(pages::sign_in(&visit, None, &fields, &Errors::default())))
    }

    /// As one hidden field carries it.
    fn packed(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// What a hidden field carried, if it is a form to this site.
    pub fn unpack(packed: &str) -> Option<Self> {
        let kept: Self = serde_json::from_str(packed).ok()?;
        (own_path(&kept.to) == kept.to && kept.to != "/").then_some(kept)
    }
}
