//! Letters that wait for the mail server, or that it refused: which, since when, why, and a button to
//! offer one again. Addresses are masked; who was told about a vote is not shown at all.

use axum::extract::State;
use axum::response::Response;

use super::outbox_pages::{self, Line, Outbox};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::error::{Error, Result};
use crate::mail;
use crate::page::Fields;
use crate::people::{Role, Visit};

const ADMINS: Access = Access::Staff(&[Role::Admin]);
/// The page shows this many; the count says how many there are.
const SHOWN: u64 = 200;

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/mail/waiting", ADMINS, page).post(
        "/{l}/desk/mail/waiting",
        ADMINS,
        again,
    )
}

/// `ola@example.pl` as `o…@example.pl`.
fn masked(address: &str) -> String {
    match address.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

/// What the mail server said, without the addresses in it.
fn without_addresses(words: &str) -> String {
    let edge = |c: char| !c.is_alphanumeric();
    let mut said: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        said.push(if word.contains('@') {
            masked(word.trim_matches(edge))
        } else {
            word.to_owned()
        });
    }
    said.join(" ")
}

/// Whether a letter of this kind tells that somebody votes.
fn tells_of_a_vote(kind: &str) -> bool {
    kind.starts_with("vote-") || kind.starts_with("verify-")
}

async fn page(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let now = app.clock.now();
    let lines: Vec<Line> = mail::stuck(db, SHOWN)
        .await?
        .into_iter()
        .map(|row| {
            let secret = tells_of_a_vote(&row.kind);
            Line {
                id: row.id,
                to: (!secret).then(|| masked(&row.recipient)),
                error: if secret { String::new() } else { without_addresses(&row.error) },
                since: row.queued_at,
                attempts: row.attempts,
                next: (!row.refused).then_some(row.due_at),
                again: row.may_be_offered(now),
                kind: row.kind,
            }
        })
        .collect();
    let count = mail::count(db).await?;
    let mut shell = visit.shell(visit.text.say("outbox-title"));
    shell.class = "desk";
    shell.banner = visit.done();
    let nobody = app.config.smtp_url.is_none();
    Ok(shell.page(outbox_pages::outbox(&Outbox { visit: &visit, lines: &lines, count, nobody })))
}

/// Offers a letter to the mail server again, now.
async fn again(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let id = fields.get("again").parse().map_err(|_| Error::BadRequest("again".to_owned()))?;
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    let kind = mail::offer(&tx, now, id).await?;
    if let Some(kind) = &kind {
        let act = Act {
            at: now,
            account: Some(visit.person()?.id),
            edition: None,
            kind: "mail-again",
            subject: kind,
            detail: "",
        };
        audit::record(&tx, act).await?;
    }
    tx.commit().await?;
    // Whoever pressed late reads that it went or goes by itself.
    let done = if kind.is_some() { "mail-again" } else { "mail-gone" };
    Ok(see_other(&visit.href(&format!("/desk/mail/waiting?done={done}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_is_left_in_what_the_server_said() {
        let said =
            "permanent error (550): <ola.nowak@example.pl>: no such user (ola.nowak@example.pl)";
        let shown = without_addresses(said);
        assert!(!shown.contains("nowak"), "{shown}");
        assert!(shown.contains("550") && shown.contains("o…@example.pl"), "{shown}");
        assert_eq!(masked("48501502503@sms.example"), "4…@sms.example");
    }
}
