//! What is recorded of a person: that they voted, never what for.

use maud::{Markup, html};

use super::mine::Recorded;
use crate::clock::{end_of, parse_day};
use crate::edition::{Edition, Phase};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::project::pool_name;
use crate::register;
use crate::text::Text;

/// A recorded ballot in one sentence.
pub fn recorded_words(t: Text, one: &Recorded) -> String {
    let channel = match one.channel.as_str() {
        "internet" => t.say("mine-by-internet"),
        "paper" => t.say("mine-by-paper"),
        "office" => t.say("mine-by-office"),
        other => other.to_owned(),
    };
    let pool = pool_name(t, &one.pool);
    let day = day_words(t, &one.day);
    t.with(
        "mine-recorded",
        &[("pool", pool.into()), ("channel", channel.into()), ("day", day.into())],
    )
}

/// `12 stycznia 2027`, of a day as it is kept.
pub fn day_words(t: Text, day: &str) -> String {
    parse_day(day).map_or_else(|| day.to_owned(), |read| t.day(end_of(read)))
}

pub struct MineView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub ballots: &'a [Recorded],
    /// For whom the visitor votes just now, when it is a child.
    pub child: Option<&'a str>,
    pub has_pass: bool,
}

pub fn mine(view: &MineView<'_>) -> Markup {
    let MineView { visit, edition, .. } = view;
    let t = visit.text;
    let (vote, act) = (visit.href(&format!("/{}/vote", edition.slug)), t.say("vote-begin"));
    html! {
        div.stack.stack--wide.read {
            p { a href=(vote) { (t.say("verify-back")) } }
            h1 { (t.say("mine-title")) }
            @if let Some(child) = view.child { p { (t.with("children-now", &[("name", child.into())])) } }
            @if view.ballots.is_empty() {
                (note(Tone::Info, t.say("mine-none"), None))
                @if edition.phase == Phase::Voting { p { (Plate::link(&act, &vote).quiet()) } }
            } @else {
                (note(Tone::Good, t.say("mine-some"), None))
                (lines(view.ballots.iter().map(|one| html! { (recorded_words(t, one)) })))
            }
            p { (t.say("mine-not-me")) }
            p.muted { (t.say("mine-secret")) }
            @if view.has_pass { (register::finish(visit, edition)) }
        }
    }
}
