//! What is printed: a blank card of an area, and the sheet that covers a batch.

use game_rules::ballot::{Band, Kind};
use maud::{Markup, html};

use super::desk_pages::areas;
use super::entity::batch;
use super::entry_pages::question_labels;
use crate::edition::{Edition, Pool};
use crate::page::parts::plates::{Plate, number};
use crate::page::{encode, qr};
use crate::people::Visit;
use crate::project::{Row, pool_name};
use crate::register::CardQuestion;
use crate::text::Text;
use crate::vote::{band_most, band_words, rule};

pub struct CardView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: Option<&'a batch::Model>,
    /// The district of the card; none for the city's list alone.
    pub area: Option<&'a Pool>,
    /// The pools on this card.
    pub pools: &'a [&'a Pool],
    /// Every pool of the edition.
    pub areas: &'a [Pool],
    /// In the order of the ballot list.
    pub projects: &'a [Row],
    pub question: CardQuestion,
    /// What the QR code says.
    pub address: &'a str,
}

pub fn card(view: &CardView<'_>) -> Markup {
    let CardView { visit, edition, .. } = view;
    let t = visit.text;
    let print = t.say("print");
    html! {
        div.stack.noprint {
            p { a href=(visit.href(&format!("/desk/{}/paper", edition.slug))) { (t.say("paper-room")) } }
            h1 { (t.say("paper-card")) }
            p.read { (t.say("paper-card-how")) }
            p.row { (Plate::print(&print).brass()) (other_areas(view)) }
        }
        section.slip.slip--card aria-label=(t.say("paper-card")) {
            div.row.row--ends {
                (head(t, edition, view.batch))
                @if let Some(qr) = qr(view.address, &t.say("paper-qr")) { div.qr { (qr) } }
            }
            p.lead { b { (t.say("paper-card")) } @if let Some(area) = view.area { ": " (area.name) } }
            div.blanks { @for (_, label) in question_labels(t, view.question) { (fill(&label)) } }
            @for pool in view.pools { (list(view, pool)) }
            p.small { (t.say("paper-card-declaration")) }
            div.blanks {
                (fill(&t.say("paper-card-signature")))
                (fill(&t.say("paper-card-checked")))
            }
        }
    }
}

fn head(t: Text, edition: &Edition, batch: Option<&batch::Model>) -> Markup {
    html! {
        p {
            b { (edition.city) } br; (edition.title)
            @if let Some(batch) = batch { br; (t.with("paper-batch", &[("n", batch.number.to_string().into())])) }
        }
    }
}

/// A line to write on.
fn fill(label: &str) -> Markup {
    html! { p { (label) ": " span.fill { } } }
}

fn other_areas(view: &CardView<'_>) -> Markup {
    let batch = view.batch.map(|batch| format!("&batch={}", batch.number)).unwrap_or_default();
    let href = |code: &str| {
        let code = encode(code);
        view.visit.href(&format!("/desk/{}/paper/card?area={code}{batch}", view.edition.slug))
    };
    html! {
        @for pool in areas(view.areas) { a href=(href(&pool.code)) { (pool.name) } }
    }
}

fn list(view: &CardView<'_>, pool: &Pool) -> Markup {
    let t = view.visit.text;
    let rules = pool.rules().ok();
    let kind = rules.as_ref().map_or(Kind::Approval, |rules| rules.kind);
    let (mark, how) = match kind {
        Kind::Ordinal => ("column-place", Some("paper-how-places")),
        kind if kind.has_points() => ("column-points", Some("paper-how-points")),
        _ => ("paper-column-mark", None),
    };
    let own: Vec<&Row> = view.projects.iter().filter(|row| row.pool_id == pool.id).collect();
    let bands = rules.as_ref().map_or(&[][..], |rules| &rules.bands);
    let of = |band: &Band| own.iter().copied().filter(|row| band.takes(row.money())).collect();
    let mut groups: Vec<(Option<&Band>, Vec<&Row>)> =
        bands.iter().map(|band| (Some(band), of(band))).collect();
    groups.retain(|(_, rows)| !rows.is_empty());
    if groups.is_empty() {
        groups.push((None, own));
    }
    html! {
        h2 { (pool_name(t, pool)) }
        p { (rule(t, pool)) @if let Some(how) = how { " " (t.say(how)) } }
        table {
            caption.sr { (pool_name(t, pool)) }
            thead { tr {
                th.bare scope="col" { (t.say("column-number")) }
                th scope="col" { (t.say("column-title")) }
                th.r scope="col" { (t.say("column-cost")) }
                th.bare scope="col" { (t.say(mark)) }
            } }
            @for (band, rows) in groups {
                tbody {
                    @if let Some(band) = band {
                        tr { th colspan="4" scope="rowgroup" { b { (band_words(t, band)) ", " (band_most(t, band)) } } }
                    }
                    @for row in rows { (line(t, row, kind, &t.say(mark))) }
                }
            }
        }
    }
}

/// A project, and where the voter marks it: a box to cross, or a line for a number.
fn line(t: Text, row: &Row, kind: Kind, mark: &str) -> Markup {
    let class = if kind == Kind::Ordinal || kind.has_points() { "fill" } else { "box" };
    html! {
        tr {
            td.bare { (number(&row.number)) }
            th scope="row" { (row.title) }
            td.r { (t.money(row.money())) }
            td.bare { span class=(class) role="img" aria-label=(mark) {} }
        }
    }
}

pub struct CoverView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub address: &'a str,
}

pub fn cover(view: &CoverView<'_>) -> Markup {
    let CoverView { visit, edition, batch, .. } = view;
    let t = visit.text;
    let print = t.say("print");
    let back = visit.href(&format!("/desk/{}/paper/{}", edition.slug, batch.number));
    let declared = t.number(batch.declared);
    html! {
        div.stack.noprint {
            h1 { (t.say("paper-cover")) }
            p.row { (Plate::print(&print).brass()) a href=(back) { (t.with("paper-batch", &[("n", batch.number.to_string().into())])) } }
        }
        section.slip aria-label=(t.say("paper-cover")) {
            (head(t, edition, Some(batch)))
            p.lead { (t.say("paper-place")) ": " b { (batch.place) } }
            @if batch.in_person { p { (t.say("paper-was-in-person")) } }
            @if batch.declared > 0 { p { (t.say("paper-declared")) ": " b { (declared) } } }
            @else { (fill(&t.say("paper-declared"))) }
            (fill(&t.say("paper-cover-first")))
            (fill(&t.say("paper-cover-second")))
            p.small { (t.say("paper-cover-how")) }
            @if let Some(qr) = qr(view.address, &t.say("paper-qr")) { div.qr { (qr) } }
        }
    }
}
