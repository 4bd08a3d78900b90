//! What is printed: a blank card of an area, and the sheet that covers a batch.

use game_rules::ballot::Kind;
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
use crate::vote::rule;

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
        section.slip aria-label=(t.say("paper-card")) {
            (head(t, edition, view.batch))
            p.lead { b { (t.say("paper-card")) } @if let Some(area) = view.area { ": " (area.name) } }
            @for (_, label) in question_labels(t, view.question) { (fill(&label)) }
            @for pool in view.pools { (list(view, pool)) }
            p.small { (t.say("paper-card-declaration")) }
            (fill(&t.say("paper-card-signature")))
            (fill(&t.say("paper-card-checked")))
            @if let Some(qr) = qr(view.address, &t.say("paper-qr")) { div.qr { (qr) } }
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
    let own = view.projects.iter().filter(|row| row.pool_id == pool.id);
    let kind = pool.rules().map_or(Kind::Approval, |rules| rules.kind);
    let (mark, how) = match kind {
        Kind::Ordinal => ("column-place", Some("paper-how-places")),
        kind if kind.has_points() => ("column-points", Some("paper-how-points")),
        _ => ("paper-column-mark", None),
    };
    let heads = ["column-number", "column-title", "column-cost", mark];
    html! {
        h2 { (pool_name(t, pool)) }
        p { (rule(t, pool)) @if let Some(how) = how { " " (t.say(how)) } }
        table {
            caption.sr { (pool_name(t, pool)) }
            thead { tr { @for head in heads { th scope="col" { (t.say(head)) } } } }
            tbody {
                @for row in own {
                    tr {
                        td { (number(&row.number)) }
                        th scope="row" { (row.title) }
                        td.r { (t.money(row.money())) }
                        td { span.box role="img" aria-label=(t.say(mark)) {} }
                    }
                }
            }
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
