//! One project: what and why, its estimate, its place, what has happened.

use maud::{Markup, html};

use super::attachment::{Kind, Model as Attachment};
use super::cost::Model as CostLine;
use super::entity::{Model as Project, State};
use super::pages::{MapUse, category_name, draw_map, href, pool_name, state_tag};
use super::place::Neighbour;
use crate::audit::Model as Act;
use crate::clock::Instant;
use crate::edition::{Edition, Phase, Pool};
use crate::page::map::{MapQuery, MapView, Pin, Place};
use crate::page::parts::money::{Gauge, money};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row as TableRow, Table};
use crate::page::parts::time::{Moment, When, timeline};
use crate::page::parts::words::{Tone, note};
use crate::page::tile::tile;
use crate::page::{encode, foreign, paragraphs};
use crate::people::Visit;
use crate::text::{Arg, Text};

pub struct ProjectView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pool: &'a Pool,
    pub project: &'a Project,
    pub lines: &'a [CostLine],
    pub acts: &'a [Act],
    pub places: &'a [Place],
    /// Projects that stand closer than a hundred metres.
    pub neighbours: &'a [Neighbour],
    pub attachments: &'a [Attachment],
    /// The city's own questions, and what was answered.
    pub answers: &'a [(String, String)],
    pub tiles: Option<&'a str>,
    /// Whether the viewer is its author or a co-author.
    pub is_author: bool,
    pub now: Instant,
}

pub fn project(view: &ProjectView<'_>) -> Markup {
    let ProjectView { visit, edition, pool, project, lines, .. } = view;
    let t = visit.text;
    let back = visit.href(&format!("/{}/projects", edition.slug));
    html! {
        div.stack.stack--wide {
        p { a href=(back) { (t.say("project-back")) } }
        div.title {
            (tile(project.category.glaze(), &project.number))
            div.stack {
                p.row { (number(&project.number)) span.muted { (category_name(t, project.category)) " · " (pool_name(t, pool)) } }
                h1 lang=[foreign(t, &edition.language)] { (project.title) }
                p.row {
                    span.price.big { (t.money(project.money())) }
                    @if edition.phase != Phase::Results || project.state != State::Accepted { (state_tag(t, project.state)) }
                }
            }
        }
        @if edition.phase == Phase::Results && project.state == State::Accepted {
            @let href = visit.href(&format!("/{}/results/{}/{}", edition.slug, encode(&pool.code), encode(&project.code)));
            p { (Plate::link(&t.say("project-result"), &href)) }
        }
        @if edition.phase == Phase::Voting && project.state == State::Accepted {
            p { (Plate::link(&t.say("vote-act"), &visit.href(&format!("/{}/vote", edition.slug))).brass()) }
        }
        @if project.state == State::Rejected {
            (note(Tone::Bad, t.say("project-rejected-why"), Some(html! {
                (paragraphs(&project.reason))
                @if let Some(until) = may_appeal(view) {
                    p { (t.with("appeal-author-until", &[("when", Arg::Moment(until))])) }
                }
            })))
        }
        @if view.is_author { (author_acts(view)) }
        }
        div.split {
            div.stack.stack--wide.stack--loose {
                @if !project.summary.is_empty() {
                    section.stack.stack--wide aria-labelledby="h-what" {
                        h2 #h-what { (t.say("project-what")) }
                        div.read.stack.stack--tight lang=[foreign(t, &edition.language)] { (paragraphs(&project.summary)) }
                    }
                }
                @if !project.recipients.is_empty() {
                    section.stack aria-labelledby="h-whom" {
                        h2 #h-whom { (t.say("project-whom")) }
                        div.read lang=[foreign(t, &edition.language)] { (paragraphs(&project.recipients)) }
                    }
                }
                @for (i, (question, answer)) in view.answers.iter().enumerate() {
                    @let id = format!("h-answer-{i}");
                    section.stack aria-labelledby=(id) lang=[foreign(t, &edition.language)] {
                        h2 id=(id) { (question) }
                        div.read { (paragraphs(answer)) }
                    }
                }
                @if !lines.is_empty() { (estimate(t, project, lines)) }
                (files(view))
                @if project.summary.is_empty() && lines.is_empty() { p.muted { (t.say("project-imported")) } }
            }
            aside.stack.stack--wide {
                section.panel aria-labelledby="h-share" {
                    h2 #h-share { (t.say("project-share")) }
                    (money(pool_name(t, pool), &t.money(pool.money()), Gauge::of(project.cost.min(pool.budget), pool.budget), Some(html! { (t.with("project-share-of", &[("money", project.money().into())])) })))
                }
                @if !project.place.is_empty() || !view.places.is_empty() { section.panel aria-labelledby="h-where" {
                    h2 #h-where { (t.say("project-where")) }
                    @if !project.place.is_empty() { p { (edition.said(t, &project.place)) } }
                    (small_map(view))
                } }
                (same_place(view))
                (said(view))
                (history(view))
            }
        }
    }
}

/// What its author can do now; the pages it leads to decide.
fn author_acts(view: &ProjectView<'_>) -> Markup {
    let t = view.visit.text;
    let href = href(view.visit, view.edition, &view.project.code);
    html! {
        @if view.project.state == State::Returned { p { (Plate::link(&t.say("correct-start"), &format!("{href}/correct")).brass()) } }
        @if may_appeal(view).is_some() { p { (Plate::link(&t.say("appeal-start"), &format!("{href}/appeal")).brass()) } }
    }
}

fn may_appeal(view: &ProjectView<'_>) -> Option<Instant> {
    let open = view.project.state == State::Rejected && view.edition.phase <= Phase::Evaluation;
    view.project.appeal_until.filter(|until| open && *until >= view.now)
}

fn small_map(view: &ProjectView<'_>) -> Markup {
    let ProjectView { visit, edition, project, places, .. } = view;
    if places.is_empty() {
        return html! {};
    }
    let href = href(visit, edition, &project.code);
    let pins: Vec<Pin<'_>> = places
        .iter()
        .map(|place| Pin::one(*place, &project.number, &project.title, &href, true))
        .collect();
    let seen = match places {
        [one] => MapQuery { z: Some(15), ..MapQuery::default() }.view([*one]),
        several => MapView::fit_low(several.iter().copied()),
    };
    draw_map(visit.text, &pins, seen, view.tiles, &href, MapUse::Still)
}

/// Who else wants this ground: only one of them may be possible.
fn same_place(view: &ProjectView<'_>) -> Markup {
    let ProjectView { visit, edition, neighbours, .. } = view;
    let t = visit.text;
    html! {
        @if !neighbours.is_empty() {
            section.panel aria-labelledby="h-near" {
                h2 #h-near { (t.say("near-title")) }
                p { (t.say("near-means")) }
                (neighbour_list(visit, edition, neighbours))
            }
        }
    }
}

/// Neighbours with how far they are.
pub fn neighbour_list(visit: &Visit, edition: &Edition, neighbours: &[Neighbour]) -> Markup {
    let t = visit.text;
    crate::page::parts::lists::lines(neighbours.iter().map(|neighbour| {
        html! {
            p.row { (number(&neighbour.number)) a href=(href(visit, edition, &neighbour.code)) { (edition.said(t, &neighbour.title)) } }
            p.small.muted { (t.count("near-metres", i64::from(neighbour.metres))) }
        }
    }))
}

/// What others say of it: signatures, comments, and word by e-mail.
fn said(view: &ProjectView<'_>) -> Markup {
    let ProjectView { visit, edition, project, .. } = view;
    let t = visit.text;
    let at = |what: &str| format!("{}/{what}", href(visit, edition, &project.code));
    html! {
        section.panel aria-labelledby="h-said" {
            h2 #h-said { (t.say("said-title")) }
            ul.lines {
                @if project.author_id.is_some() { li { a href=(at("support")) { (t.count("said-supporters", project.supporters)) } } }
                li { a href=(at("comments")) { (t.count("said-comments", project.comments)) } }
                li { a href=(at("follow")) { (t.say("said-follow")) } }
            }
        }
    }
}

fn files(view: &ProjectView<'_>) -> Markup {
    let t = view.visit.text;
    if view.attachments.is_empty() {
        return html! {};
    }
    let of = |kind: Kind| view.attachments.iter().filter(move |file| file.kind == kind);
    html! {
        section.stack.stack--wide aria-labelledby="h-files" {
            h2 #h-files { (t.say("files-title")) }
            @if of(Kind::Photo).next().is_some() { div.cards {
                @for photo in of(Kind::Photo) { figure {
                    a.stack href=(photo.path()) { img src=(photo.path()) alt=(photo.name) lang=[foreign(t, &view.edition.language)] width="100%"; }
                } }
            } }
            @if of(Kind::Document).next().is_some() { ul.lines {
                @for document in of(Kind::Document) { li { (file_link(t, document)) } }
            } }
        }
    }
}

/// A link to a file, with what it is and how large.
pub fn file_link(t: Text, file: &Attachment) -> Markup {
    let kilobytes = (file.size / 1024).max(1);
    html! { a href=(file.path()) { (file.name) } " " span.small.muted { (t.count(if file.kind == Kind::Photo { "file-photo-size" } else { "file-document-size" }, kilobytes)) } }
}

/// The estimate: what it costs to build, and apart, what it costs each year.
fn estimate(t: Text, project: &Project, lines: &[CostLine]) -> Markup {
    let yearly: Vec<&CostLine> = lines.iter().filter(|line| line.yearly).collect();
    let once: Vec<&CostLine> = lines.iter().filter(|line| !line.yearly).collect();
    let running: game_rules::Money = yearly.iter().map(|line| line.amount()).sum();
    html! {
        section.stack.stack--wide aria-labelledby="h-cost" {
            h2 #h-cost.sr { (t.say("project-cost")) }
            @if !once.is_empty() { (cost_table(t, &t.say("project-cost"), &once, &t.say("cost-sum"), project.money())) }
            @if !yearly.is_empty() { (cost_table(t, &t.say("cost-yearly"), &yearly, &t.say("cost-yearly-sum"), running)) }
        }
    }
}

fn cost_table(
    t: Text,
    caption: &str,
    lines: &[&CostLine],
    sum: &str,
    total: game_rules::Money,
) -> Markup {
    let heads =
        [t.say("cost-label"), t.say("cost-quantity"), t.say("cost-price"), t.say("cost-amount")];
    let columns = [
        Column::head(&heads[0]),
        Column::amount(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
    ];
    let rows: Vec<TableRow> = lines
        .iter()
        .map(|line| {
            TableRow::from(vec![
                html! { (line.label) },
                html! { (t.number(line.quantity)) @if !line.unit.is_empty() { " " (line.unit) } },
                html! { (t.money(game_rules::Money::from_minor(line.unit_price))) },
                html! { (t.money(line.amount())) },
            ])
        })
        .collect();
    let foot =
        TableRow::from(vec![html! { (sum) }, html! {}, html! {}, html! { (t.money(total)) }]);
    html! {
        (Table { caption, quiet_caption: false, columns: &columns, rows: &rows, foot: Some(&foot), phone: Phone::Stacks })
    }
}

/// Acts after which there is a finished card to read.
const CARDS: [&str; 3] = ["formal-passed", "accepted", "rejected"];

fn history(view: &ProjectView<'_>) -> Markup {
    let t = view.visit.text;
    if view.acts.is_empty() {
        return html! {};
    }
    let names: Vec<String> =
        view.acts.iter().map(|act| t.say(&format!("act-{}", act.kind))).collect();
    let last = view.acts.len() - 1;
    let here = href(view.visit, view.edition, &view.project.code);
    let moments: Vec<Moment<'_>> = view
        .acts
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(i, (act, name))| {
            let mut lines = vec![html! { (t.moment(act.at)) }];
            if !act.detail.is_empty() {
                lines.extend(act.detail.split('\n').map(|line| html! { (line) }));
            }
            Moment { when: if i == last { When::Now } else { When::Passed }, name, lines }
        })
        .collect();
    html! {
        section.panel aria-labelledby="h-history" {
            h2 #h-history { (t.say("project-history")) }
            (timeline(&moments))
            p.row {
                @if view.project.version > 1 { a href={ (here) "/history" } { (t.say("history-title")) } }
                @if view.acts.iter().any(|act| CARDS.contains(&act.kind.as_str())) { a href={ (here) "/cards" } { (t.say("cards-public-title")) } }
            }
        }
    }
}
