//! The ballot list and its draw, for everybody; fixing and drawing, for the returning officer.

use game_rules::count::Draw;
use maud::{Markup, html};

use super::draw::Model as Fixed;
use crate::clock::Instant;
use crate::edition::{Edition, Pool};
use crate::page::parts::fields::{Choice, Field};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::{Project, href, pool_name};
use crate::text::{Arg, Text};

pub struct ListView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    /// In the order of the ballot.
    pub accepted: &'a [Project],
    pub fixed: Option<&'a Fixed>,
    pub draw: Option<&'a Draw>,
}

pub fn ballot_list(view: &ListView<'_>) -> Markup {
    let ListView { visit, edition, pools, accepted, .. } = view;
    let t = visit.text;
    html! {
        div.stack { h1 { (t.say("ballot-list-title")) } p.lead { (edition.city) ": " (edition.title) } }
        @if accepted.is_empty() { (empty(t.say("ballot-list-empty"), None)) }
        (evidence(view))
        @for pool in *pools {
            @let own: Vec<&Project> = accepted.iter().filter(|project| project.pool_id == pool.id).collect();
            @if !own.is_empty() {
                @let id = format!("pool-{}", pool.id);
                section.panel aria-labelledby=(id) {
                    h2 id=(id) { (pool_name(t, pool)) }
                    (pool_table(visit, edition, pool, &own))
                }
            }
        }
    }
}

fn pool_table(visit: &Visit, edition: &Edition, pool: &Pool, own: &[&Project]) -> Markup {
    let t = visit.text;
    let heads =
        ["ballot-number", "column-number", "column-title", "column-cost"].map(|key| t.say(key));
    let columns = [
        Column::amount(&heads[0]),
        Column::bare(&heads[1]),
        Column::head(&heads[2]),
        Column::amount(&heads[3]),
    ];
    let rows: Vec<Row> = own
        .iter()
        .map(|project| {
            Row::from(vec![
                html! { @match project.ballot_number { Some(drawn) => { b { (t.number(drawn)) } } None => { "–" } } },
                number(&project.number),
                html! { a href=(href(visit, edition, &project.code)) { (edition.said(t, &project.title)) } },
                html! { (t.money(project.money())) },
            ])
        })
        .collect();
    html! { (Table { caption: &pool_name(t, pool), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

/// What was published before, what decided, and how to repeat it.
fn evidence(view: &ListView<'_>) -> Markup {
    let t = view.visit.text;
    let Some(fixed) = view.fixed else { return html! { p { (t.say("draw-none-yet")) } } };
    let file = format!("/data/{}/draw.json", view.edition.slug);
    html! {
        section.panel.panel--sunk.stack aria-labelledby="h-draw" {
            h2 #h-draw { (t.say("draw-title")) }
            p { (t.with("draw-fixed-at", &[("when", Arg::Moment(fixed.committed_at))])) }
            p { (t.say("draw-commitment")) " " code { (fixed.commitment) } }
            p { (t.with("draw-source", &[("source", fixed.source.as_str().into()), ("when", Arg::Moment(fixed.draws_at))])) }
            @if let Some(draw) = view.draw {
                p { (t.say("draw-seed")) " " code { (draw.seed) } }
                p { (t.say("draw-verify")) }
                pre { code { "sakwa draw draw.json" } }
                pre { code { "printf '%s\\n%s\\n%s' '" (draw.seed) "' '" (draw.commitment) "' 0 | sha256sum" } }
            }
            p { a href=(file) { (t.say("draw-file")) } }
        }
    }
}

pub struct OfficeView<'a> {
    pub list: ListView<'a>,
    pub now: Instant,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn office(view: &OfficeView<'_>) -> Markup {
    let ListView { visit, edition, accepted, fixed, draw, .. } = view.list;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    html! {
        p { a href=(visit.href(&format!("/desk/{}/phase", edition.slug))) { (t.say("calendar-back")) } }
        (complaints.summary())
        div.stack {
            h1 { (t.say("draw-title")) }
            p.lead { (t.count("draw-accepted", accepted.len())) }
        }
        @match (fixed, draw) {
            (None, _) => { (fix_form(t, view, &complaints)) }
            (Some(fixed), None) if view.now < fixed.draws_at => {
                (note(Tone::Info, t.with("draw-waits", &[("when", Arg::Moment(fixed.draws_at))]), None))
            }
            (Some(fixed), None) => { (draw_form(t, fixed, view, &complaints)) }
            (Some(_), Some(_)) => { (note(Tone::Good, t.say("draw-done"), None)) }
        }
        (evidence(&view.list))
        p { a href=(visit.href(&format!("/{}/ballot-list", edition.slug))) { (t.say("ballot-list-title")) } }
    }
}

fn fix_form(t: Text, view: &OfficeView<'_>, complaints: &Complaints) -> Markup {
    let fields = view.fields;
    let (act, hint) = (t.say("draw-fix"), t.say("draw-source-hint"));
    let twice = crate::edition::is_twice(fields.get("draws-at"));
    let words = ["calendar-which-none", "calendar-first", "calendar-second"].map(|key| t.say(key));
    let which: Vec<Choice<'_>> = ["", "first", "second"]
        .into_iter()
        .zip(&words)
        .map(|(value, label)| Choice { value, label, ..Choice::default() })
        .collect();
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            p { (t.say("draw-fix-means")) }
            (Field::text("source", &t.say("draw-source-label")).hint(&hint).value(fields.get("source")).error(complaints.of("source")))
            (Field::text("draws-at", &t.say("draw-when")).kind("datetime-local").value(fields.get("draws-at")).error(complaints.of("draws-at")))
            @if twice { (Field::select("draws-at-which", &t.say("calendar-which"), &which).value(fields.get("draws-at-which"))) }
            p { (Plate::submit(&act).brass().sends("act", "fix")) }
        }
    }
}

fn draw_form(t: Text, fixed: &Fixed, view: &OfficeView<'_>, complaints: &Complaints) -> Markup {
    let (act, hint) = (t.say("draw-act"), t.say("draw-seed-hint"));
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            p { (t.with("draw-source", &[("source", fixed.source.as_str().into()), ("when", Arg::Moment(fixed.draws_at))])) }
            (Field::text("seed", &t.say("draw-seed")).hint(&hint).value(view.fields.get("seed")).error(complaints.of("seed")))
            p { (Plate::submit(&act).brass().sends("act", "draw")) }
        }
    }
}
