//! The desk: lists of groups, the people of one group, and the form that challenges them.

use maud::{Markup, html};

use super::clusters::{BURST_TIMES, Cluster, Kind};
use super::entity::{Reason, State};
use super::lists::Lists;
use crate::edition::Edition;
use crate::page::mark::Sign;
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, note, tag};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::text::{Arg, Text};
use crate::vote::Channel;

pub struct DeskView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    /// None when the edition has no ballots in envelopes.
    pub lists: Option<&'a Lists>,
    pub shown: Option<&'a Shown<'a>>,
    /// Codes given out at city hall for a vote there.
    pub given: i64,
    /// People added to the register while it was closed.
    pub late: i64,
    /// Children who vote on their guardian's word alone.
    pub children: i64,
    /// Whether this person may challenge.
    pub challenges: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// A group and the first of its people.
pub struct Shown<'a> {
    pub cluster: &'a Cluster,
    pub persons: Vec<PersonRow>,
}

pub struct PersonRow {
    pub name: String,
    pub channel: Channel,
    pub day: String,
    pub state: Option<State>,
}

pub fn desk(view: &DeskView<'_>) -> Markup {
    let DeskView { visit, edition, lists, shown, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let challenges = visit.href(&format!("/desk/{}/challenges", edition.slug));
    let correction = visit.href(&format!("/desk/{}/correction", edition.slug));
    let late = visit.href(&format!("/desk/{}/late", edition.slug));
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("integrity-title")) }
            p.lead { (t.say("integrity-lead")) }
            p.row {
                a href=(challenges) { (t.say("challenges-title")) }
                a href=(correction) { (t.count("integrity-office", view.given)) }
                a href=(late) { (t.count("integrity-late", view.late)) }
            }
            @if view.children > 0 { p { (t.count("integrity-children", view.children)) } }
        }
        @match (lists, shown) {
            (None, _) => { (note(Tone::Info, t.say("integrity-quiet"), None)) }
            (Some(_), Some(shown)) => { (group(view, shown, &complaints)) }
            (Some(lists), None) => {
                (all(view, lists))
                @if view.challenges { (one_person(view, &complaints)) }
            }
        }
    }
}

fn all(view: &DeskView<'_>, lists: &Lists) -> Markup {
    let t = view.visit.text;
    let as_of = [("when", Arg::Moment(lists.at)), ("n", Arg::from(lists.ballots))];
    html! {
        p.muted { (t.with("integrity-as-of", &as_of)) }
        p.read { (t.say("integrity-legend")) }
        @for kind in Kind::ALL {
            @let id = format!("h-{}", kind.name());
            section.stack aria-labelledby=(id) {
                h2 id=(id) { (t.say(&format!("integrity-{}-title", kind.name()))) }
                p.muted { (why(t, kind)) }
                @let found: Vec<&Cluster> = lists.clusters.iter().filter(|one| one.kind == kind).collect();
                @if found.is_empty() { p { (t.say("integrity-none")) } } @else { (clusters(view, kind, &found)) }
            }
        }
    }
}

fn why(t: Text, kind: Kind) -> String {
    let args = [("n", Arg::from(kind.threshold())), ("times", Arg::from(BURST_TIMES))];
    t.with(&format!("integrity-{}-why", kind.name()), &args)
}

/// What a group has in common, in a few words.
fn what(t: Text, cluster: &Cluster) -> String {
    let mut words = Vec::new();
    if let Some(network) = &cluster.network {
        words.push(t.with("integrity-network", &[("name", network.as_str().into())]));
    }
    match cluster.agent.as_deref() {
        Some("other") => words.push(t.say("integrity-agent-other")),
        Some(agent) => words.push(agent.to_owned()),
        None => {}
    }
    if cluster.network.is_none() {
        words.push(t.moment(cluster.from));
    }
    words.join(", ")
}

fn number(t: Text, n: usize) -> String {
    t.number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Whether a group needs an explanation.
fn verdict(t: Text, cluster: &Cluster) -> Markup {
    match (cluster.alarm, cluster.kind) {
        (true, _) => tag(Tone::Bad, Sign::Warn, t.say("integrity-alarm")),
        (false, Kind::Burst) => tag(Tone::Plain, Sign::Info, t.say("integrity-rush")),
        (false, _) => tag(Tone::Plain, Sign::Info, t.say("integrity-shared")),
    }
}

fn clusters(view: &DeskView<'_>, kind: Kind, found: &[&Cluster]) -> Markup {
    let t = view.visit.text;
    let heads = [
        "integrity-what",
        "integrity-persons",
        "integrity-alike",
        "integrity-when",
        "integrity-meaning",
        "integrity-show",
    ]
    .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::amount(&heads[1]),
        Column::amount(&heads[2]),
        Column::text(&heads[3]),
        Column::text(&heads[4]),
        Column::text(&heads[5]),
    ];
    let rows: Vec<Row> = found
        .iter()
        .take(200)
        .map(|cluster| {
            let href = view
                .visit
                .href(&format!("/desk/{}/integrity?show={}", view.edition.slug, cluster.id));
            let what = what(t, cluster);
            Row::from(vec![
                html! { (what) },
                html! { (number(t, cluster.tags.len())) },
                html! { @if let Some(alike) = cluster.alike { (number(t, alike)) } @else { "–" } },
                html! { (t.moment(cluster.from)) " – " (t.moment(cluster.until)) },
                verdict(t, cluster),
                html! { a href=(href) { (t.say("integrity-show")) span.sr { ": " (what) } } },
            ])
        })
        .collect();
    let caption = t.say(&format!("integrity-{}-title", kind.name()));
    html! { (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn group(view: &DeskView<'_>, shown: &Shown<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let Shown { cluster, persons } = shown;
    let back = view.visit.href(&format!("/desk/{}/integrity", view.edition.slug));
    let rest = cluster.tags.len().saturating_sub(persons.len());
    html! {
        section.stack aria-labelledby="h-group" {
            p { a href=(back) { (t.say("integrity-back")) } }
            h2 #h-group { (t.say(&format!("integrity-{}-title", cluster.kind.name()))) ": " (what(t, cluster)) }
            p { (verdict(t, cluster)) " " (t.count("integrity-people", cluster.tags.len())) }
            p.muted { (why(t, cluster.kind)) }
        }
        @if view.challenges {
            section.stack.read aria-labelledby="h-challenge" {
                h2 #h-challenge { (t.say("challenge-all-title")) }
                p { (t.say("challenge-what")) }
                form.stack method="post" action=(back) novalidate {
                    (hidden("cluster", &cluster.id))
                    (reasons(view, complaints))
                    p { (Plate::submit(&t.say("challenge-all"))) }
                }
            }
        }
        section.stack aria-labelledby="h-people" {
            h2 #h-people { (t.say("integrity-persons")) }
            (people(t, persons))
            @if rest > 0 { p { (t.count("integrity-more", rest)) } }
        }
    }
}

fn people(t: Text, persons: &[PersonRow]) -> Markup {
    let heads = ["integrity-name", "integrity-channel", "integrity-day", "integrity-state"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
    ];
    let rows: Vec<Row> = persons
        .iter()
        .map(|person| Row {
            cells: vec![
                html! { (person.name) },
                html! { (t.say(&format!("integrity-channel-{}", person.channel.name()))) },
                html! { (person.day) },
                html! { @if let Some(state) = person.state { (t.say(&format!("challenge-state-{}", state.name()))) } },
            ],
            look: RowLook::Plain,
            id: None,
        })
        .collect();
    html! { (Table { caption: &t.say("integrity-persons"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn reasons(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let names: Vec<(String, String)> = Reason::ALL
        .into_iter()
        .map(|reason| (reason.name(), t.say(&format!("challenge-reason-{}", reason.name()))))
        .collect();
    let picked = view.fields.get("reason");
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            chosen: *value == picked,
            ..Choice::default()
        })
        .collect();
    let (label, hint) = (t.say("challenge-words"), t.say("challenge-words-hint"));
    html! {
        (radios(&Group { name: "reason", legend: &t.say("challenge-reason"), hint: None, error: complaints.of("reason"), choices: &choices }))
        (Field::area("words", &label, 4).hint(&hint).value(view.fields.get("words")).error(complaints.of("words")))
    }
}

fn one_person(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/desk/{}/integrity", view.edition.slug));
    let (label, hint) = (t.say("challenge-email"), t.say("challenge-email-hint"));
    html! {
        section.stack.read aria-labelledby="h-one" {
            h2 #h-one { (t.say("challenge-one-title")) }
            p { (t.say("challenge-what")) }
            form.stack method="post" action=(action) novalidate {
                (Field::text("email", &label).kind("email").hint(&hint).value(view.fields.get("email")).error(complaints.of("email")))
                (reasons(view, complaints))
                p { (Plate::submit(&t.say("challenge-one"))) }
            }
        }
    }
}
