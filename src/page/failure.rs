//! The page of a failure: what happened in one sentence, and the ways on.

use axum::http::{StatusCode, Uri};
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
    account: Option<(String, Vec<(&'static str, &'static str)>)>,
    request: Option<&str>,
) -> Response {
    let text = Text(lang);
    let title = text.say(match failure.status {
        StatusCode::NOT_FOUND => "error-title-not-found",
        StatusCode::FORBIDDEN => "error-title-forbidden",
        _ => "error-title",
    });
    let mut shell = Shell::new(text, theme, uri, title.clone());
    shell.status = failure.status;
    if let Some((name, doors)) = account {
        (shell.account, shell.doors) = (Some(name), doors);
    }
    let home = format!("/{}/", lang.code());
    let way_out = text.say("error-way-out");
    shell.page(html! {
        div.stack {
            h1 { (title) }
            p.lead { (text.say(failure.key)) }
            p { (Plate::link(&way_out, &home)) }
            @if failure.status.is_server_error() && let Some(request) = request {
                p.small.muted { (text.with("error-request", &[("id", request.into())])) }
            }
        }
    })
}
