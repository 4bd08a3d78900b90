//! What the city promises about the vote, and the page on which two people seal it.

use game_rules::log::to_hex;
use maud::{Markup, html};

use super::apart::Group;
use super::entity::{Step, checkpoint, sealing};
use crate::clock::Instant;
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::project::pool_name;
use crate::register::Apart;
use crate::text::Text;
use crate::vote::openings;

pub struct TrustView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub opening: Option<&'a openings::Model>,
    pub checkpoints: &'a [checkpoint::Model],
    /// Who signs, as verifiers take it.
    pub key: &'a str,
    /// What there is to say of votes on paper.
    pub paper: Option<Markup>,
    /// People who are counted apart.
    pub apart: &'a [Group],
}

pub fn trust(view: &TrustView<'_>) -> Markup {
    let TrustView { visit, edition, opening, checkpoints, key, paper, apart } = view;
    let t = visit.text;
    let say = |key: String| html! { (t.say(&key)) };
    let data = |file: &str| format!("/data/{}/{file}", edition.slug);
    html! {
        div.stack.read {
            h1 { (t.say("trust-title")) }
            p.lead { (t.say("trust-lead")) }
            p { a href=(visit.href(&format!("/{}/rules", edition.slug))) { (t.say("rules-public-title")) } }
        }
        section.stack.read aria-labelledby="h-promises" {
            h2 #h-promises { (t.say("trust-promises")) }
            (lines((1..=9).map(|n| say(format!("trust-promise-{n}")))))
        }
        section.stack.read aria-labelledby="h-not" {
            h2 #h-not { (t.say("trust-not")) }
            (lines((1..=4).map(|n| say(format!("trust-not-{n}")))))
        }
        @if let Some(paper) = paper { (paper) }
        @if !apart.is_empty() {
            section.stack.read aria-labelledby="h-apart" {
                h2 #h-apart { (t.say("trust-apart")) }
                (lines(apart.iter().map(|group| html! { (counted_apart(t, group)) })))
            }
        }
        section.stack aria-labelledby="h-proof" {
            h2 #h-proof { (t.say("trust-proof")) }
            @match opening {
                None => { (note(Tone::Info, t.say("trust-not-open"), None)) }
                Some(opening) => {
                    dl.stack {
                        dt { (t.say("trust-rules")) }
                        dd { code { (to_hex(&opening.rules_hash)) } " " a href=(data("rules.json")) { (t.say("trust-rules-file")) } }
                        dt { (t.say("trust-key")) }
                        dd { code { (to_hex(&opening.key_hash)) } }
                        dt { (t.say("trust-signer")) }
                        dd { code { (key) } }
                    }
                    @if !checkpoints.is_empty() {
                        (table(t, checkpoints))
                        p { a href=(data("checkpoints.txt")) { (t.say("trust-checkpoints-file")) } }
                    }
                    @if edition.phase == Phase::Results {
                        p.row { (Plate::link(&t.say("trust-bundle"), &data("bundle.zip"))) a href="/data/verify.py" { (t.say("trust-verifier")) } }
                    }
                    p { (t.say("trust-how")) }
                }
            }
        }
    }
}

fn counted_apart(t: Text, group: &Group) -> String {
    let name = match group.of {
        Apart::Late => "trust-late",
        Apart::Children => "trust-children",
    };
    let mut words = t.count(name, group.persons);
    if let Some(voted) = group.voted {
        words = format!("{words} {}", t.count("trust-apart-voted", voted));
    }
    words
}

fn table(t: Text, checkpoints: &[checkpoint::Model]) -> Markup {
    let heads = ["trust-checkpoint-at", "trust-checkpoint-size"].map(|key| t.say(key));
    let columns = [Column::head(&heads[0]), Column::amount(&heads[1])];
    let rows: Vec<Row> = checkpoints
        .iter()
        .rev()
        .take(48)
        .map(|checkpoint| Row {
            cells: vec![
                html! { (t.moment(checkpoint.at)) },
                // The first leaf is that of the rules.
                html! { (t.number(checkpoint.size - 1)) },
            ],
            look: RowLook::Plain,
            id: None,
        })
        .collect();
    html! { (Table { caption: &t.say("trust-checkpoints"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

pub struct SealView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    /// Whether ballots of this edition lie in envelopes.
    pub opened: bool,
    pub sealing: Option<&'a sealing::Model>,
    /// Challenges that wait for somebody.
    pub waiting: i64,
    /// Until when challenged persons have time to appeal, if any has.
    pub appeals_until: Option<Instant>,
    /// Batches of cards that are not in the box.
    pub unfinished: u64,
    /// The account of the officer who looks.
    pub own: i64,
}

pub fn seal(view: &SealView<'_>) -> Markup {
    let SealView { visit, edition, pools, opened, sealing, waiting, unfinished, own, .. } = view;
    let t = visit.text;
    let back = visit.href(&format!("/desk/{}/phase", edition.slug));
    let challenges = visit.href(&format!("/desk/{}/challenges", edition.slug));
    let form = |acts: Markup| html! { form.row method="post" { (acts) } };
    let is_ready = *waiting == 0 && *unfinished == 0 && view.appeals_until.is_none();
    let propose = t.say("seal-propose");
    let (approve, withdraw) = (t.say("seal-approve"), t.say("seal-withdraw"));
    html! {
        div.stack {
            p { a href=(back) { (t.say("desk-phase")) } }
            h1 { (t.say("seal-title")) }
            p { (t.say("seal-what")) }
            (lines((1..=4).map(|n| html! { (t.say(&format!("seal-step-{n}"))) })))
        }
        p { a href=(challenges) { (t.say("challenges-title")) } }
        @if *waiting > 0 { (note(Tone::Warn, t.say("seal-challenges"), None)) }
        @if let Some(until) = view.appeals_until {
            (note(Tone::Warn, t.with("seal-appeals-until", &[("when", t.moment(until).into())]), None))
        }
        @if *unfinished > 0 {
            @let paper = visit.href(&format!("/desk/{}/paper", edition.slug));
            (note(Tone::Warn, t.say("seal-paper"), Some(html! { p { a href=(paper) { (t.say("paper-room")) } } })))
        }
        @match sealing {
            _ if !opened => { (note(Tone::Info, t.say("seal-nothing"), None)) }
            None if edition.phase < Phase::Counting => { (note(Tone::Info, t.say("seal-not-closed"), None)) }
            None if !is_ready => {}
            None => { (form(html! { (Plate::submit(&propose).brass().sends("act", "propose")) })) }
            Some(sealing) if sealing.step == Step::Proposed => {
                @if sealing.proposed_by == *own { (note(Tone::Info, t.say("seal-waits"), None)) }
                (form(html! {
                    @if sealing.proposed_by != *own && is_ready { (Plate::submit(&approve).brass().sends("act", "approve")) }
                    (Plate::submit(&withdraw).quiet().sends("act", "withdraw"))
                }))
            }
            Some(sealing) if sealing.step == Step::Sealed => {
                (note(Tone::Good, t.say("seal-done"), Some(html! { p { a href=(back) { (t.say("seal-then")) } } })))
            }
            Some(_) => { (note(Tone::Warn, t.say("seal-running"), None)) }
        }
        (turnout(t, pools))
    }
}

fn turnout(t: Text, pools: &[Pool]) -> Markup {
    let heads = ["column-pool", "seal-ballots"].map(|key| t.say(key));
    let columns = [Column::head(&heads[0]), Column::amount(&heads[1])];
    let rows: Vec<Row> = pools
        .iter()
        .map(|pool| Row {
            cells: vec![html! { (pool_name(t, pool)) }, html! { (t.number(pool.ballots)) }],
            look: RowLook::Plain,
            id: None,
        })
        .collect();
    html! { (Table { caption: &t.say("seal-turnout"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}
