//! City hall's pages: the queue, and the running of an edition.

use maud::{Markup, html};

use super::early_pages::{self, EarlyView, Hours};
use super::lint::Finding;
use super::{acts_words, lint_pages};
use crate::audit::Model as Act;
use crate::edition::{Edition, Phase, Pool};
use crate::health::{self, Alarm};
use crate::page::parts::fields::{Choice, checkbox, hidden};
use crate::page::parts::lists::{facts, lines};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, empty, note, phase as phase_plate};
use crate::page::tile::tile;
use crate::page::{Complaints, Errors, Fields, encode};
use crate::people::{Role, Viewer, Visit};
use crate::project::{Project, category_name};

pub fn desk(
    visit: &Visit,
    viewer: &Viewer,
    alarms: &[Alarm],
    editions: &[Edition],
    queue: &[(Project, Edition)],
    waiting: u64,
    unsent: u64,
) -> Markup {
    let t = visit.text;
    html! {
        div.stack {
            h1 { (t.with("desk-title", &[("name", viewer.name.as_str().into())])) }
            @if unsent > 0 { (undelivered(visit, viewer, unsent)) }
            @if evaluates(viewer) { p.muted { (t.count("desk-waiting", i64::try_from(waiting).unwrap_or(0))) } }
        }
        (health::notes(visit, alarms))
        @if answers_for_the_vote(viewer) {
            p { a href=(visit.href("/desk/acts")) { (t.say("acts-title")) } }
        }
        @if viewer.may(Role::Admin) {
            p.row {
                a href=(visit.href("/desk/people")) { (t.say("roles-title")) }
                a href=(visit.href("/desk/accounts")) { (t.say("closing-title")) }
                a href=(visit.href("/desk/mail")) { (t.say("letters-title")) }
                a href=(visit.href("/desk/mail/waiting")) { (t.say("outbox-title")) }
            }
        }
        @if evaluates(viewer) { (queue_table(visit, queue)) }
        @if !editions.is_empty() && works_on_editions(viewer) {
            section.stack.stack--wide aria-labelledby="h-editions" {
                h2 #h-editions { (t.say("editions-title")) }
                (lines(editions.iter().map(|edition| html! {
                    div.row.row--ends {
                        (doors(visit, viewer, edition))
                        span.muted { (t.say(&format!("phase-{}", edition.phase.name()))) }
                    }
                })))
            }
        }
    }
}

/// Whether this person must know when something is wrong, and may read what the office did.
pub fn answers_for_the_vote(viewer: &Viewer) -> bool {
    let roles = [Role::Auditor, Role::Admin, Role::ReturningOfficer];
    roles.into_iter().any(|role| viewer.may(role))
}

/// Letters that will not go by themselves, for those who answer for what people are told.
fn undelivered(visit: &Visit, viewer: &Viewer, unsent: u64) -> Markup {
    let t = visit.text;
    let sentence = t.count("desk-unsent", i64::try_from(unsent).unwrap_or(i64::MAX));
    let more = if viewer.may(Role::Admin) {
        html! { a href=(visit.href("/desk/mail/waiting")) { (t.say("outbox-title")) } }
    } else {
        html! { (t.say("desk-unsent-admin")) }
    };
    note(Tone::Warn, sentence, Some(more))
}

fn evaluates(viewer: &Viewer) -> bool {
    viewer.may(Role::Clerk) || viewer.may(Role::Evaluator)
}

/// Whether there is anything for this person to open of an edition.
fn works_on_editions(viewer: &Viewer) -> bool {
    watches(viewer) || viewer.may(Role::Registrar)
}

/// Whether this person sees how far the evaluation is.
fn watches(viewer: &Viewer) -> bool {
    let roles = [Role::ReturningOfficer, Role::Admin, Role::Auditor];
    evaluates(viewer) || roles.into_iter().any(|role| viewer.may(role))
}

fn sees_paper(viewer: &Viewer) -> bool {
    let roles = [Role::Clerk, Role::ReturningOfficer, Role::Auditor, Role::Admin];
    roles.into_iter().any(|role| viewer.may(role))
}

/// What this person may open of an edition.
fn doors(visit: &Visit, viewer: &Viewer, edition: &Edition) -> Markup {
    let t = visit.text;
    let name = format!("{}: {}", edition.city, edition.title);
    let (officer, registrar) = (viewer.may(Role::ReturningOfficer), viewer.may(Role::Registrar));
    let doors = [
        (officer, "phase", "desk-phase"),
        (officer, "calendar", "calendar-edit-title"),
        (officer, "draw", "draw-title"),
        (viewer.may(Role::Admin), "form", "rules-title"),
        (viewer.may(Role::Admin), "support", "support-rules-title"),
        (viewer.may(Role::Admin), "ballot", "ballot-rules-title"),
        (viewer.may(Role::Admin), "cards", "setup-title"),
        (viewer.may(Role::Clerk), "comments", "moderate-title"),
        (registrar || viewer.may(Role::Admin), "eligibility", "eligibility-title"),
        (registrar, "register", "register-title"),
        (registrar, "codes", "codes-title"),
        (registrar || viewer.may(Role::Clerk), "person", "person-title"),
        (sees_paper(viewer) && edition.phase >= Phase::Evaluation, "paper", "paper-room"),
        (officer || registrar, "integrity", "integrity-title"),
        ((officer || registrar) && edition.phase == Phase::Voting, "correction", "office-title"),
        ((officer || registrar) && edition.phase == Phase::Voting, "late", "late-title"),
        (officer || viewer.may(Role::Admin), "rehearsal", "rehearsal-title"),
        (watches(viewer), "progress", "board-title"),
    ];
    html! {
        div.stack.stack--tight {
            b { (name) }
            p.row { @for (_, path, label) in doors.iter().filter(|(open, ..)| *open) {
                a href=(visit.href(&format!("/desk/{}/{path}", edition.slug))) { (t.say(label)) span.sr { ": " (name) } }
            } }
        }
    }
}

fn queue_table(visit: &Visit, queue: &[(Project, Edition)]) -> Markup {
    let t = visit.text;
    if queue.is_empty() {
        return empty(t.say("desk-empty"), None);
    }
    let heads = [
        "column-number",
        "column-tile",
        "column-title",
        "column-category",
        "column-cost",
        "column-submitted",
        "column-edition",
    ]
    .map(|key| t.say(key));
    let mut columns = vec![
        Column::bare(&heads[0]),
        Column::bare(&heads[1]),
        Column::head(&heads[2]),
        Column::text(&heads[3]),
        Column::amount(&heads[4]),
        Column::text(&heads[5]),
    ];
    // The edition is said only where the queue holds several.
    if queue.iter().any(|(_, edition)| edition.id != queue[0].1.id) {
        columns.push(Column::text(&heads[6]));
    }
    let rows: Vec<Row> = queue
        .iter()
        .map(|(project, edition)| {
            let href =
                visit.href(&format!("/desk/{}/projects/{}", edition.slug, encode(&project.code)));
            Row::from(vec![
                number(&project.number),
                tile(project.category.glaze(), &project.number),
                html! { a href=(href) { (edition.said(t, &project.title)) } },
                html! { (category_name(t, project.category)) },
                html! { (t.money(project.money())) },
                html! { (t.day(project.submitted_at)) },
                html! { (edition.city) },
            ])
        })
        .collect();
    html! {
        section.panel aria-labelledby="h-queue" {
            h2 #h-queue { (t.say("desk-queue")) }
            (Table { caption: &t.say("desk-queue"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
        }
    }
}

pub struct PhaseView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub undecided: u64,
    pub acts: &'a [Act],
    /// Whether a closed edition may be counted: nobody can lead from a person to a ballot any more.
    pub countable: bool,
    /// Whether a count waits for a second person.
    pub counted: bool,
    /// What stands between the edition and the opening of its next phase.
    pub findings: &'a [Finding],
    /// The announced hour, and what is proposed about it.
    pub early: &'a Hours,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// The one act that moves the edition on, what it means, and a box to tick: it cannot be undone.
pub fn phase(view: &PhaseView<'_>) -> Markup {
    let PhaseView { visit, edition, pools, undecided, countable, acts, findings, errors, .. } =
        view;
    let seal = view.visit.href(&format!("/desk/{}/seal", view.edition.slug));
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let hours = EarlyView {
        visit,
        edition,
        hours: view.early,
        fields: view.fields,
        complaints: &complaints,
    };
    let name = edition.phase.name();
    let ballots: i64 = pools.iter().map(|pool| pool.ballots).sum();
    let (ballots, budget) = (
        t.number(ballots),
        t.money(game_rules::Money::from_minor(pools.iter().map(|pool| pool.budget).sum())),
    );
    let figures = [(t.say("results-ballots"), ballots), (t.say("results-budget"), budget)];
    let rows: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            (phase_plate(edition.phase.sign(), &t.say(&format!("phase-{name}"))))
            h1 { (edition.city) ": " (edition.title) }
        }
        (facts(&rows))
        (lint_pages::list(visit, edition, findings))
        p.row {
            a href=(visit.href(&format!("/desk/{}/calendar", edition.slug))) { (t.say("calendar-edit-title")) }
            a href=(visit.href(&format!("/desk/{}/draw", edition.slug))) { (t.say("draw-title")) }
            a href=(visit.href(&format!("/desk/{}/progress", edition.slug))) { (t.say("board-title")) }
            @if edition.phase < Phase::Voting { a href=(visit.href(&format!("/desk/{}/opening", edition.slug))) { (t.say("lint-title")) } }
            @if edition.phase >= Phase::Voting { a href=(seal) { (t.say("seal-title")) } }
        }
        div.split {
            section.panel aria-labelledby="h-next" {
                @if let Some(next) = edition.phase.next() {
                    h2 #h-next { (t.say(&format!("move-{}-title", next.name()))) }
                    p { (t.say(&format!("move-{}-means", next.name()))) }
                    @if *undecided > 0 && edition.phase == Phase::Evaluation {
                        (note(Tone::Warn, t.count("move-undecided", i64::try_from(*undecided).unwrap_or(0)), None))
                    }
                    @if let Some(hour) = view.early.announced { (early_pages::early(&hours, next, hour)) }
                    @else if view.counted && edition.phase == Phase::Counting {
                        p { (t.say("count-there")) }
                        p { (Plate::link(&t.say("count-title"), &visit.href(&format!("/desk/{}/count", edition.slug))).brass()) }
                    } @else if *countable { (move_form(view, next, &complaints)) } @else {
                        p { (t.say("seal-first")) }
                        p { (Plate::link(&t.say("seal-title"), &seal).brass()) }
                    }
                } @else {
                    h2 #h-next { (t.say("move-none-title")) }
                    p { a href=(visit.href(&format!("/{}/results", edition.slug))) { (t.say("results-act")) } }
                }
            }
            aside.panel.panel--sunk aria-labelledby="h-acts" {
                h2 #h-acts { (t.say("desk-acts")) }
                @if acts.is_empty() { p.muted { (t.say("desk-no-acts")) } } @else { (lines(acts.iter().map(|act| html! {
                    b { (t.say(&format!("act-{}", act.kind))) } " " (acts_words::about(t, act)) br;
                    span.small.muted { (t.moment(act.at)) }
                }))) }
            }
        }
        (early_pages::back(&hours))
    }
}

fn move_form(view: &PhaseView<'_>, next: Phase, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/desk/{}/phase", view.edition.slug));
    let act = t.say(&format!("move-{}-act", next.name()));
    let label = t.say(if next == Phase::Results { "count-look-confirm" } else { "move-confirm" });
    let choice = Choice { value: "yes", label: &label, ..Choice::default() };
    html! {
        form.stack method="post" action=(action) novalidate {
            (hidden("from", view.edition.phase.name()))
            (checkbox("confirm", &choice, complaints.of("confirm")))
            p { (Plate::submit(&act).brass()) }
        }
    }
}
