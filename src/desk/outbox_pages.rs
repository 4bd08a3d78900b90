//! Letters that wait or were refused.

use maud::{Markup, html};

use crate::clock::Instant;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::people::Visit;

pub struct Line {
    pub id: i64,
    pub kind: String,
    /// Masked; none where the letter tells of a vote.
    pub to: Option<String>,
    pub since: Instant,
    pub attempts: i64,
    /// When it is tried next; none once it was refused for good.
    pub next: Option<Instant>,
    /// What the mail server said last, without addresses.
    pub error: String,
    /// Whether it may be offered at once.
    pub again: bool,
}

pub struct Outbox<'a> {
    pub visit: &'a Visit,
    pub lines: &'a [Line],
    /// How many there are in all.
    pub count: u64,
    /// There is no mail server.
    pub nobody: bool,
}

pub fn outbox(view: &Outbox<'_>) -> Markup {
    let Outbox { visit, lines, count, nobody } = view;
    let t = visit.text;
    let heads =
        ["letters-letter", "outbox-to", "outbox-since", "outbox-state"].map(|key| t.say(key));
    let [kind, to, since, state] = &heads;
    let columns = [Column::head(kind), Column::text(to), Column::text(since), Column::text(state)];
    let again = t.say("outbox-again");
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            let kind = t.say(&format!("letter-{}", line.kind));
            let about = format!("{kind}, {}", t.day(line.since));
            let cells = vec![
                html! { (kind) },
                html! { @match &line.to { Some(to) => (to), None => span.muted { (t.say("outbox-hidden")) } } },
                // The hour of a letter about a vote would be the hour of the vote.
                html! { @if line.to.is_some() { (t.moment(line.since)) } @else { (t.day(line.since)) } },
                html! {
                    @match line.next {
                        None => b { (t.say("outbox-refused")) },
                        Some(_) if line.attempts == 0 => (t.say("outbox-new")),
                        Some(next) => (t.with("outbox-next", &[("time", t.moment(next).into())])),
                    }
                    @if !line.error.is_empty() { br; span.small.muted { (line.error) } }
                    @if line.again {
                        form method="post" action=(visit.href("/desk/mail/waiting")) {
                            (Plate::submit(&again).quiet().small().about(&about).sends("again", &line.id.to_string()))
                        }
                    }
                },
            ];
            let look = if line.next.is_none() { RowLook::Late } else { RowLook::Plain };
            Row { cells, look, id: None }
        })
        .collect();
    html! {
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("outbox-title")) }
            p.read { (t.say("outbox-why")) }
            @if *nobody && *count > 0 { (note(Tone::Warn, t.say("outbox-nobody"), None)) }
        }
        @if lines.is_empty() { (empty(t.say("outbox-empty"), None)) } @else {
            p.muted { (t.count("outbox-count", i64::try_from(*count).unwrap_or(0))) }
            section.panel {
                (Table { caption: &t.say("outbox-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            }
        }
    }
}
