//! Voters by the thousand: the pass that a one-time code leaves in a browser, made as
//! `register::pass` makes it.

use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum_extra::extract::PrivateCookieJar;
use axum_extra::extract::cookie::{Cookie, Key};
use sakwa::app::App;
use sakwa::people::person_key;

/// The cookie's name and value. The one is sealed with the other.
pub fn pass(app: &App, edition: i64, person: &[u8]) -> (String, String) {
    let now = app.clock.now();
    let name = if app.config.secure() { "__Host-pass" } else { "pass" };
    let held = serde_json::json!({
        "edition": edition, "person": hex(person), "district": null,
        "began": now, "used": now, "ward": null,
    });
    let key = Key::derive_from(&person_key(&app.secret, 0, "cookie of the booth"));
    let jar = PrivateCookieJar::from_headers(&HeaderMap::new(), key);
    let answer = jar.add(Cookie::new(name, held.to_string())).into_response();
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
    (name.to_owned(), value.to_owned())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
