//! The page of a failure: what happened in one sentence, and the ways on.

use axum::http::Uri;
use axum::response::Response;
use maud::html;

use super::layout::{Shell, Theme};
use super::parts::plates::Plate;
use crate::error::Failure;
use crate::text::{Lang, Text};

pub fn error_page(
    lang: Lang,
    theme: Theme,
    uri: Uri,
    failure: &Failure,
    request: Option<&str>,
) -> Response {
    let text = Text(lang);
    let mut shell = Shell::new(text, theme, uri, text.say("error-title"));
    shell.status = failure.status;
    let home = format!("/{}/", lang.code());
    let way_out = text.say("error-way-out");
    shell.page(html! {
        div.stack {
            h1 { (text.say("error-title")) }
            p.lead { (text.say(failure.key)) }
            p { (Plate::link(&way_out, &home)) }
            @if failure.status.is_server_error() && let Some(request) = request {
                p.small.muted { (text.with("error-request", &[("id", request.into())])) }
            }
        }
    })
}
