//! A project on the desk: where it stands, what comes next and whose turn it is.

use maud::{Markup, html};

use super::appeal::Model as Appeal;
use super::card::{CardState, Model as Card};
use super::department::Model as Department;
use super::opinion::{Model as Opinion, Stance};
use super::question::Kind;
use super::terms::Procedure;
use crate::clock::Instant;
use crate::edition::{Edition, Phase};
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, note};
use crate::page::tile::tile;
use crate::page::{Complaints, Errors, Fields, encode, paragraphs};
use crate::people::{Role, Visit};
use crate::project::{Project, State, category_name, href, state_tag};
use crate::submission::sure;
use crate::text::{Arg, Text};

pub struct DeskView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub procedure: Procedure,
    pub cards: &'a [Card],
    pub departments: &'a [Department],
    pub opinions: &'a [Opinion],
    /// Evaluators, by id and name.
    pub staff: &'a [(i64, String)],
    pub appeal: Option<&'a Appeal>,
    /// Until when the author may put points right.
    pub correction_due: Option<Instant>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    pub now: Instant,
}

impl DeskView<'_> {
    pub fn href(&self, rest: &str) -> String {
        let (edition, code) = (&self.edition.slug, encode(&self.project.code));
        self.visit.href(&format!("/desk/{edition}/projects/{code}{rest}"))
    }

    fn is_evaluator(&self) -> bool {
        self.visit.viewer.as_ref().is_some_and(|viewer| viewer.may(Role::Evaluator))
    }

    fn me(&self) -> Option<i64> {
        self.visit.viewer.as_ref().map(|viewer| viewer.id)
    }

    fn staff_name(&self, id: Option<i64>) -> Option<&str> {
        let one = self.staff.iter().find(|(one, _)| Some(*one) == id);
        one.map(|(_, name)| name.as_str())
    }
}

/// The head of every page about one project at city hall.
pub fn head(visit: &Visit, edition: &Edition, project: &Project, title: &str) -> Markup {
    let t = visit.text;
    html! {
        div.title {
            (tile(project.category.glaze(), &project.number))
            div.stack {
                p.row { (number(&project.number)) span.muted { (category_name(t, project.category)) } }
                h1 { (title) }
                p.row { span.price { (t.money(project.money())) } (state_tag(t, project.state)) a href=(href(visit, edition, &project.code)) { (t.say("desk-public-page")) } }
            }
        }
    }
}

pub fn project(view: &DeskView<'_>) -> Markup {
    let DeskView { visit, edition, project, errors, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    html! {
        p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
        (complaints.summary())
        (head(visit, edition, project, &project.title))
        div.split {
            div.stack.read {
                @if project.summary.is_empty() { p.muted { (t.say("project-imported")) } }
                (paragraphs(&project.summary))
                @if !project.place.is_empty() { p.muted { (project.place) } }
                @if project.version > 1 { p { a href={ (href(visit, edition, &project.code)) "/history" } { (t.say("history-title")) } } }
                (opinions(view, &complaints))
            }
            aside.stack.stack--wide {
                @if edition.phase > Phase::Evaluation && State::PENDING.contains(&project.state) { (note(Tone::Info, t.say("verdict-late"), None)) }
                @else { (next(view, &complaints)) }
            }
        }
    }
}

/// Whose turn it is.
fn next(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let DeskView { project, procedure, .. } = view;
    let t = view.visit.text;
    if let Some(card) = view.cards.iter().find(|card| card.state == CardState::Proposed) {
        return approval(view, card);
    }
    match project.state {
        State::Submitted if *procedure == Procedure::Short && view.is_evaluator() => {
            verdict_forms(view, complaints)
        }
        State::Submitted if *procedure == Procedure::Short => {
            note(Tone::Info, t.say("desk-for-evaluators"), None)
        }
        State::Submitted => panel(view, "formal", "/formal"),
        State::Returned => html! {
            @if let Some(due) = view.correction_due { (note(Tone::Info, t.with("next-returned", &[("when", Arg::Moment(due))]), None)) }
            (panel(view, "formal", "/formal"))
        },
        State::Merit => html! {
            @if view.is_evaluator() {
                (panel(view, "merit", "/merit"))
                (panel(view, "cost", "/cost"))
                (assignment(view))
            } @else { (note(Tone::Info, t.say("desk-for-evaluators"), None)) }
        },
        State::Rejected => html! {
            (note(Tone::Info, t.say("verdict-done"), Some(html! { (paragraphs(&project.reason)) })))
            @if project.appeal_until.is_some_and(|until| until >= view.now) && view.edition.phase <= Phase::Evaluation {
                @if let Some(until) = project.appeal_until { p { (t.with("appeal-until", &[("when", Arg::Moment(until))])) } }
                (panel(view, "appeal-paper", "/appeal"))
            }
            (ruling(view))
        },
        State::Appealed => panel(view, "appeal", "/appeal"),
        State::Accepted | State::Withdrawn => html! {
            (note(Tone::Info, t.say("verdict-done"), None))
            (ruling(view))
        },
    }
}

/// What an appeal led to.
fn ruling(view: &DeskView<'_>) -> Markup {
    let t = view.visit.text;
    match view.appeal.and_then(|appeal| appeal.outcome.map(|ruling| (appeal, ruling))) {
        Some((appeal, ruling)) => note(
            Tone::Info,
            t.say(&format!("ruling-{}", ruling.name())),
            Some(html! { (paragraphs(&appeal.reason)) }),
        ),
        None => html! {},
    }
}

fn panel(view: &DeskView<'_>, key: &str, rest: &str) -> Markup {
    let t = view.visit.text;
    let id = format!("h{}", rest.replace('/', "-"));
    html! {
        section.panel aria-labelledby=(id) {
            h2 id=(id) { (t.say(&format!("next-{key}-title"))) }
            p { (t.say(&format!("next-{key}-means"))) }
            p { (Plate::link(&t.say(&format!("next-{key}-act")), &view.href(rest))) }
        }
    }
}

fn approval(view: &DeskView<'_>, card: &Card) -> Markup {
    let t = view.visit.text;
    let outcome = card.proposal.map_or("accepted", |proposal| proposal.name());
    let (approve, back) = (t.say("approve-act"), t.say("approve-back"));
    let own = card.proposed_by.is_some() && card.proposed_by == view.me();
    html! {
        section.panel aria-labelledby="h-approve" {
            h2 #h-approve { (t.say("approve-title")) }
            p { b { (t.say(&format!("approve-proposed-{outcome}"))) } }
            (paragraphs(&card.reason))
            p { a href=(view.href(&format!("/{}", card.kind.name()))) { (t.say("approve-see-card")) } }
            @if own || !view.is_evaluator() { (note(Tone::Info, t.say("approve-another"), None)) }
            @else {
                form.row method="post" action=(view.href("/approve")) {
                    (Plate::submit(&approve).brass().sends("act", "approve"))
                    (Plate::submit(&back).quiet().sends("act", "back"))
                }
            }
        }
    }
}

fn verdict_forms(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.href("");
    let (accept, reject) = (t.say("verdict-accept"), t.say("verdict-reject"));
    let (reason, hint) = (t.say("verdict-reason"), t.say("verdict-reason-hint"));
    html! {
        section.panel aria-labelledby="h-accept" {
            h2 #h-accept { (t.say("verdict-accept-title")) }
            p { (t.say("verdict-accept-means")) }
            form method="post" action=(action) { (Plate::submit(&accept).brass().sends("verdict", "accept")) }
        }
        section.panel.panel--sunk aria-labelledby="h-reject" {
            h2 #h-reject { (t.say("verdict-reject-title")) }
            form.stack.stack--wide method="post" action=(action) novalidate {
                (Field::area("reason", &reason, 5).hint(&hint).value(view.fields.get("reason")).error(complaints.of("reason")))
                (sure(t, "reason", view.fields.get("reason"), view.fields))
                p { (Plate::submit(&reject).quiet().sends("verdict", "reject")) }
            }
        }
    }
}

fn choices<'a>(
    none: &'a str,
    all: &'a [(String, &'a str)],
    chosen: Option<i64>,
) -> Vec<Choice<'a>> {
    let empty = Choice { value: "", label: none, ..Choice::default() };
    let chosen = chosen.map(|id| id.to_string());
    let rest = all.iter().map(|(value, label)| Choice {
        value,
        label,
        hint: None,
        chosen: chosen.as_deref() == Some(value.as_str()),
    });
    std::iter::once(empty).chain(rest).collect()
}

/// Which department and which person fill in the merit card.
fn assignment(view: &DeskView<'_>) -> Markup {
    let t = view.visit.text;
    let card = merit(view);
    let none = t.say("assign-none");
    let departments = by_id(view.departments.iter().map(|one| (one.id, one.name.as_str())));
    let people = by_id(view.staff.iter().map(|(id, name)| (*id, name.as_str())));
    let departments = choices(&none, &departments, card.and_then(|card| card.department_id));
    let people = choices(&none, &people, card.and_then(|card| card.assigned_to));
    let act = t.say("assign-act");
    html! {
        section.panel.panel--sunk aria-labelledby="h-assign" {
            h2 #h-assign { (t.say("assign-title")) }
            @if let Some(name) = view.staff_name(card.and_then(|card| card.assigned_to)) { p { (t.with("assign-with", &[("name", name.into())])) } }
            form.stack method="post" action=(view.href("/assign")) {
                (Field::select("department", &t.say("assign-department"), &departments))
                (Field::select("person", &t.say("assign-person"), &people))
                p { (Plate::submit(&act).quiet()) }
            }
        }
    }
}

fn by_id<'a>(all: impl Iterator<Item = (i64, &'a str)>) -> Vec<(String, &'a str)> {
    all.map(|(id, name)| (id.to_string(), name)).collect()
}

fn merit<'a>(view: &DeskView<'a>) -> Option<&'a Card> {
    view.cards.iter().rfind(|card| card.kind == Kind::Merit)
}

/// What departments were asked and what they said; asking one more.
fn opinions(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let open = view.project.state == State::Merit
        && view.is_evaluator()
        && view.edition.phase <= Phase::Evaluation
        && merit(view).is_none_or(|card| card.state == CardState::Open);
    if view.opinions.is_empty() && !open {
        return html! {};
    }
    let name = |id: i64| {
        let one = view.departments.iter().find(|one| one.id == id);
        one.map(|one| one.name.as_str()).unwrap_or_default()
    };
    let asked: Vec<i64> = view.opinions.iter().map(|opinion| opinion.department_id).collect();
    let rest = view.departments.iter().filter(|one| !asked.contains(&one.id));
    let rest = by_id(rest.map(|one| (one.id, one.name.as_str())));
    let none = t.say("opinion-choose");
    let act = t.say("opinion-ask");
    html! {
        section.stack.stack--wide aria-labelledby="h-opinions" {
            h2 #h-opinions { (t.say("opinion-title")) }
            @if !view.opinions.is_empty() {
                (lines(view.opinions.iter().map(|opinion| html! {
                    p { b { (name(opinion.department_id)) } }
                    @if !opinion.question.is_empty() { p.muted { (opinion.question) } }
                    @match opinion.answer {
                        Some(stance) => { p { b { (t.say(&format!("opinion-{}", stance.name()))) } } (paragraphs(&opinion.words)) }
                        None => {
                            p.muted { (t.with("opinion-due", &[("when", Arg::Moment(opinion.due_at))])) }
                            @if open { (give(view, opinion, complaints)) }
                        }
                    }
                })))
            }
            @if open {
                form.panel.stack method="post" action=(view.href("/opinion")) novalidate {
                    (hidden("act", "ask"))
                    (Field::select("department", &t.say("assign-department"), &choices(&none, &rest, None)).id("ask-department").error(complaints.of("ask-department")))
                    (Field::text("question", &t.say("opinion-question")).value(view.fields.get("question")))
                    p { (Plate::submit(&act).quiet()) }
                }
            }
        }
    }
}

fn give(view: &DeskView<'_>, opinion: &Opinion, complaints: &Complaints) -> Markup {
    let t: Text = view.visit.text;
    let id = opinion.id.to_string();
    let mine = view.fields.get("opinion") == id;
    let typed = |name: &'static str| if mine { view.fields.get(name) } else { "" };
    let labels = Stance::ALL.map(|stance| t.say(&format!("opinion-{}", stance.name())));
    let none = t.say("calendar-which-none");
    let empty = Choice { value: "", label: &none, ..Choice::default() };
    let stances = Stance::ALL.iter().zip(&labels).map(|(stance, label)| Choice {
        value: stance.name(),
        label,
        hint: None,
        chosen: typed("stance") == stance.name(),
    });
    // Nobody is in favour because a list begins with it.
    let stances: Vec<Choice<'_>> = std::iter::once(empty).chain(stances).collect();
    let (stance_id, words_id) = (format!("stance-{id}"), format!("words-{id}"));
    let act = t.say("opinion-give");
    let legend = t.say("opinion-stance");
    html! {
        form.stack method="post" action=(view.href("/opinion")) novalidate {
            (hidden("act", "give"))
            (hidden("opinion", &id))
            (Field::select("stance", &legend, &stances).id(&stance_id).error(complaints.of(&stance_id)))
            (Field::area("words", &t.say("opinion-words"), 4).id(&words_id).value(typed("words")).error(complaints.of(&words_id)))
            p { (Plate::submit(&act).quiet()) }
        }
    }
}

/// The page on which a letter is entered, or an appeal is decided.
pub fn appeal(view: &DeskView<'_>) -> Markup {
    let DeskView { visit, edition, project, errors, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let waiting = view.appeal.filter(|appeal| appeal.outcome.is_none());
    html! {
        p { a href=(view.href("")) { (t.say("card-back")) } }
        (complaints.summary())
        (head(visit, edition, project, &t.say("appeal-desk-title")))
        @if project.state == State::Rejected && project.appeal_until.is_some_and(|until| until >= view.now) {
            section.panel aria-labelledby="h-reason" {
                h2 #h-reason { (t.say("project-rejected-why")) }
                (paragraphs(&project.reason))
            }
            form.stack.stack--wide.read method="post" novalidate {
                h2 { (t.say("appeal-paper-title")) }
                (Field::text("received", &t.say("appeal-received")).kind("date").value(view.fields.get("received")).error(complaints.of("received")))
                (Field::area("words", &t.say("appeal-words"), 8).value(view.fields.get("words")).error(complaints.of("words")))
                p { (Plate::submit(&t.say("appeal-enter")).brass()) }
            }
        } @else if let Some(appeal) = waiting {
            section.panel aria-labelledby="h-words" {
                h2 #h-words { (t.say(&format!("appeal-{}", appeal.channel.name()))) }
                p.muted { (t.moment(appeal.lodged_at)) " · " (t.with("appeal-due", &[("when", Arg::Moment(appeal.due_at))])) }
                div.read { (paragraphs(&appeal.words)) }
            }
            section.panel.panel--sunk aria-labelledby="h-reason" {
                h2 #h-reason { (t.say("project-rejected-why")) }
                (paragraphs(&project.reason))
            }
            @if [appeal.first_by, appeal.second_by].contains(&view.me()) { (note(Tone::Info, t.say("appeal-same-person"), None)) }
            @else if view.is_evaluator() { (decide(view, &complaints)) }
            @else { (note(Tone::Info, t.say("desk-for-evaluators"), None)) }
        } @else {
            (note(Tone::Info, t.say("appeal-nothing"), None))
            (ruling(view))
        }
    }
}

fn decide(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    use super::appeal::Ruling;
    let t = view.visit.text;
    let labels = Ruling::ALL.map(|ruling| t.say(&format!("ruling-{}", ruling.name())));
    let choices: Vec<Choice<'_>> = Ruling::ALL
        .iter()
        .zip(&labels)
        .map(|(ruling, label)| Choice {
            value: ruling.name(),
            label,
            hint: None,
            chosen: view.fields.get("ruling") == ruling.name(),
        })
        .collect();
    html! {
        form.stack.stack--wide.read method="post" action=(view.href("/appeal/decide")) novalidate {
            (radios(&Group { name: "ruling", legend: &t.say("ruling-title"), hint: None, error: complaints.of("ruling"), choices: &choices }))
            (Field::area("reason", &t.say("verdict-reason"), 6).hint(&t.say("verdict-reason-hint")).value(view.fields.get("reason")).error(complaints.of("reason")))
            (sure(t, "reason", view.fields.get("reason"), view.fields))
            p { (Plate::submit(&t.say("ruling-act")).brass()) }
        }
    }
}
