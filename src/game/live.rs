//! What changed, sent to whoever looks: the newest state and never a history, so that a slow phone
//! skips what it missed and no buffer grows. A stream sends the parts of a page whose drawing
//! changed since it last sent them. Asked without a stream, the same address answers once.

use std::collections::HashMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::player_pages::Part;

/// How often a stream says that it is still there.
const BEAT: Duration = Duration::from_secs(15);

/// Draws a page's parts as they are now, with the version they show.
pub type Draw = Box<dyn Fn() -> (i64, Vec<Part>) + Send + Sync>;

/// A page to follow.
pub struct Feed {
    pub draw: Draw,
    /// Changes with what is drawn.
    pub changed: watch::Receiver<u64>,
    /// Turns false when the server stops.
    pub is_open: watch::Receiver<bool>,
    /// The version the page shows already.
    pub since: Option<i64>,
    /// The least time between two messages.
    pub pause: Duration,
}

/// One message: the parts that are not as they were in `shown`.
fn message(draw: &Draw, shown: &mut HashMap<String, String>) -> (i64, Option<String>) {
    let (version, parts) = draw();
    let mut ids = Vec::new();
    let mut html = String::new();
    for (id, part) in parts {
        let part = part.into_string();
        if shown.get(&id) != Some(&part) {
            html.push_str(&part);
            ids.push(id.clone());
            shown.insert(id, part);
        }
    }
    let text = (!ids.is_empty()).then(|| {
        serde_json::json!({ "version": version, "ids": ids.join(" "), "html": html }).to_string()
    });
    (version, text)
}

impl Feed {
    /// A stream where one is asked for; else the present state, or nothing when it is known.
    pub fn answer(mut self, headers: &HeaderMap) -> Response {
        let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        let mut shown = HashMap::new();
        if !accepts.is_some_and(|accepts| accepts.contains("text/event-stream")) {
            let (version, text) = message(&self.draw, &mut shown);
            return match text {
                Some(text) if self.since != Some(version) => {
                    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
                }
                _ => StatusCode::NO_CONTENT.into_response(),
            };
        }
        let (sender, receiver) = mpsc::channel::<Result<Event, Infallible>>(1);
        tokio::spawn(async move {
            // Nothing is sent of what the page was drawn with.
            let mut known = self.since;
            loop {
                self.changed.borrow_and_update();
                let (version, text) = message(&self.draw, &mut shown);
                if let Some(text) = text.filter(|_| known != Some(version)) {
                    let event = Event::default().event("state").id(version.to_string()).data(text);
                    if sender.send(Ok(event)).await.is_err() {
                        return;
                    }
                }
                known = None;
                tokio::time::sleep(self.pause).await;
                loop {
                    tokio::select! {
                        changed = self.changed.changed() => match changed {
                            Ok(()) => break,
                            Err(_) => return,
                        },
                        () = tokio::time::sleep(BEAT) => {
                            let beat = Event::default().event("beat").data("");
                            if sender.send(Ok(beat)).await.is_err() {
                                return;
                            }
                        }
                        _ = self.is_open.changed() => return,
                        () = sender.closed() => return,
                    }
                }
            }
        });
        let mut response = Sse::new(ReceiverStream::new(receiver)).into_response();
        // Proxies are not to wait until there is more.
        response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
        response
    }
}
