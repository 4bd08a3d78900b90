//! The form in which a resident proposes a project, and the list of a person's drafts and projects.

use maud::{Markup, html};

use super::category::Category;
use super::draft::Model as Draft;
use super::entity::Model as Project;
use super::pages::{category_name, href, pool_name, state_tag};
use super::submit::{Proposal, Step, typed_lines};
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::fields::{Choice, Field, Group, radios};
use crate::page::parts::lists::{self, Answer};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, empty, note, status};
use crate::page::{Complaints, Errors, Fields, Sign, paragraphs};
use crate::people::Visit;
use crate::text::Text;

pub fn start(visit: &Visit, edition: &Edition, ends_at: Option<crate::clock::Instant>) -> Markup {
    let t = visit.text;
    let act = t.say("submit-begin");
    html! {
        div.stack.read {
            h1 { (t.say("submit-title")) }
            @if edition.phase == Phase::Submission {
                @if let Some(ends_at) = ends_at { p.lead { (t.with("submit-until", &[("when", crate::text::Arg::Moment(ends_at))])) } }
                p { (t.say("submit-needs")) }
                ul { li { (t.say("submit-need-idea")) } li { (t.say("submit-need-place")) } li { (t.say("submit-need-cost")) } }
                p { (t.say("submit-saved")) }
                form method="post" { (Plate::submit(&act).brass()) }
            } @else {
                (note(Tone::Info, t.say("submit-closed"), None))
            }
        }
    }
}

pub struct StepView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub draft: &'a Draft,
    pub step: Step,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    /// Came from the check page and goes back there.
    pub checking: bool,
}

pub fn step(view: &StepView<'_>) -> Markup {
    let StepView { visit, edition, draft, step, errors, checking, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let base = visit.href(&format!("/{}/submit/{}", edition.slug, draft.token));
    let back = match step {
        _ if *checking => format!("{base}/check"),
        Step::Idea => visit.href("/my"),
        Step::Place => format!("{base}/idea"),
        Step::Cost => format!("{base}/place"),
    };
    let place_in_form = Step::ALL.iter().position(|known| known == step).unwrap_or(0) + 1;
    let of = t.with("submit-step", &[("n", place_in_form.into()), ("all", Step::ALL.len().into())]);
    let act = t.say("submit-next");
    let action = format!("{base}/{}{}", step.name(), if *checking { "?check=1" } else { "" });
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("back")) } }
            (complaints.summary())
            div { p.muted { (of) } h1 { (t.say(&format!("submit-{}-title", step.name()))) } }
            form #step.stack.stack--wide.stack--loose method="post" action=(action) data-autosave=(format!("{base}/{}/save", step.name())) data-status="saved" data-offline=(t.say("draft-offline")) novalidate {
                @match step {
                    Step::Idea => (idea(view, &complaints)),
                    Step::Place => (place(view, &complaints)),
                    Step::Cost => (cost(view, &complaints)),
                }
                div.row { (Plate::submit(&act)) (saved(t, draft)) }
            }
        }
    }
}

/// When the draft was last kept.
pub fn saved(t: Text, draft: &Draft) -> Markup {
    let when = t.with("draft-saved", &[("when", crate::text::Arg::Moment(draft.saved_at))]);
    status("saved", Tone::Good, Sign::Yes, when)
}

fn idea(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let names: Vec<(&str, String)> = Category::ALL
        .into_iter()
        .map(|category| (category.name(), category_name(t, category)))
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            chosen: fields.get("category") == *value,
            ..Choice::default()
        })
        .collect();
    let (title, title_hint) = (t.say("submit-title-label"), t.say("submit-title-hint"));
    let (summary, summary_hint) = (t.say("submit-summary-label"), t.say("submit-summary-hint"));
    let left = t.say("characters-left");
    html! {
        (Field::text("title", &title).hint(&title_hint).value(fields.get("title")).counter(120, &left).error(complaints.of("title")))
        (Field::area("summary", &summary, 9).hint(&summary_hint).value(fields.get("summary")).counter(3000, &left).error(complaints.of("summary")))
        (radios(&Group { name: "category", legend: &t.say("submit-category-label"), hint: None, error: complaints.of("category"), choices: &choices }))
    }
}

fn place(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let names: Vec<(&str, String, String)> = view
        .pools
        .iter()
        .map(|pool| {
            let budget = t.with("submit-pool-budget", &[("budget", pool.money().into())]);
            (pool.code.as_str(), pool_name(t, pool), budget)
        })
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label, hint)| Choice {
            value,
            label,
            hint: Some(hint.as_str()),
            chosen: fields.get("pool") == *value || names.len() == 1,
        })
        .collect();
    let (place, hint) = (t.say("submit-place-label"), t.say("submit-place-hint"));
    let (latitude, longitude) = (t.say("submit-latitude"), t.say("submit-longitude"));
    let optional = t.say("optional");
    html! {
        (radios(&Group { name: "pool", legend: &t.say("submit-pool-label"), hint: None, error: complaints.of("pool"), choices: &choices }))
        (Field::text("place", &place).hint(&hint).value(fields.get("place")).error(complaints.of("place")))
        div.filters {
            (Field::text("latitude", &latitude).optional(&optional).input_mode("decimal").value(fields.get("latitude")).error(complaints.of("latitude")))
            (Field::text("longitude", &longitude).optional(&optional).input_mode("decimal").value(fields.get("longitude")).error(complaints.of("longitude")))
        }
    }
}

fn cost(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let mut rows = typed_lines(fields);
    let blank = if rows.is_empty() || fields.has("add") { 1 } else { 0 };
    rows.extend(std::iter::repeat_n(<[String; 3]>::default(), blank));
    let labels = [t.say("cost-label"), t.say("cost-quantity"), t.say("cost-price")];
    let (example, add) = (t.say("cost-label-hint"), t.say("cost-add"));
    html! {
        p { (t.say("submit-cost-how")) }
        @if let Some(sentence) = complaints.of("lines") { p.err #lines { (Sign::No) (sentence) } }
        @for (i, [label, quantity, price]) in rows.iter().enumerate() {
            fieldset.panel.cost-line {
                legend.sr { (t.with("cost-line", &[("n", (i + 1).into())])) }
                (Field::text("label", &labels[0]).id(&format!("label-{i}")).hint(&example).value(label).error(complaints.of(&format!("label-{i}"))))
                (Field::text("quantity", &labels[1]).id(&format!("quantity-{i}")).input_mode("numeric").value(if quantity.is_empty() { "1" } else { quantity }).error(complaints.of(&format!("quantity-{i}"))))
                (Field::money("price", &labels[2], "zł").id(&format!("price-{i}")).value(price).error(complaints.of(&format!("price-{i}"))))
            }
        }
        p { (Plate::submit(&add).quiet().small().sends("add", "1").unchecked()) }
    }
}

pub fn check(
    visit: &Visit,
    edition: &Edition,
    pools: &[Pool],
    draft: &Draft,
    proposal: &Proposal,
) -> Markup {
    let t = visit.text;
    let base = visit.href(&format!("/{}/submit/{}", edition.slug, draft.token));
    let change = t.say("change");
    let hrefs = Step::ALL.map(|step| format!("{base}/{}?check=1", step.name()));
    let pool = pools.iter().find(|pool| pool.id == proposal.pool_id);
    let row = |question: &str, answer: Markup, step: usize| (t.say(question), answer, step);
    let lines = html! {
        ul.plain { @for line in &proposal.lines {
            li { (line.label) ": " (t.number(line.quantity)) " × " (t.money(line.unit_price)) " = " b.num { (t.money(line.amount())) } }
        } }
    };
    let rows = [
        row("submit-title-label", html! { (proposal.title) }, 0),
        row("submit-summary-label", paragraphs(&proposal.summary), 0),
        row("submit-category-label", html! { (category_name(t, proposal.category)) }, 0),
        row(
            "submit-pool-label",
            html! { (pool.map(|pool| pool_name(t, pool)).unwrap_or_default()) },
            1,
        ),
        row("submit-place-label", html! { (proposal.place) }, 1),
        row("cost-lines", lines, 2),
        row("cost-sum", html! { b.price { (t.money(proposal.cost())) } }, 2),
    ];
    let answers: Vec<Answer<'_>> = rows
        .iter()
        .map(|(question, answer, step)| Answer {
            question,
            answer: answer.clone(),
            change: Some((&hrefs[*step], &change)),
        })
        .collect();
    let act = t.say("submit-act");
    html! {
        div.stack.stack--wide.read {
            p { a href={ (base) "/cost" } { (t.say("back")) } }
            h1 { (t.say("submit-check-title")) }
            (lists::answers(&answers))
            p { (t.say("submit-check-public")) }
            form method="post" action={ (base) "/send" } { (Plate::submit(&act).brass()) }
        }
    }
}

pub fn my(visit: &Visit, drafts: &[(Draft, Edition)], projects: &[(Project, Edition)]) -> Markup {
    let t = visit.text;
    html! {
        h1 { (t.say("my-title")) }
        section.stack.stack--wide aria-labelledby="h-drafts" {
            h2 #h-drafts { (t.say("my-drafts")) }
            @if drafts.is_empty() { p.muted { (t.say("my-no-drafts")) } }
            @if !drafts.is_empty() { (lists::lines(drafts.iter().map(|(draft, edition)| {
                let title = draft.title();
                let title = if title.is_empty() { t.say("draft-untitled") } else { title };
                let href = visit.href(&format!("/{}/submit/{}/idea", edition.slug, draft.token));
                html! { a href=(href) { (title) } p.small.muted { (edition.city) " · " (t.moment(draft.saved_at)) } }
            }))) }
        }
        section.stack.stack--wide aria-labelledby="h-projects" {
            h2 #h-projects { (t.say("my-projects")) }
            @if projects.is_empty() { (empty(t.say("my-no-projects"), Some(html! { a href=(visit.href("/")) { (t.say("my-way-out")) } }))) }
            @if !projects.is_empty() { (lists::lines(projects.iter().map(|(project, edition)| {
                html! {
                    p.row { (number(&project.number)) (state_tag(t, project.state)) }
                    a href=(href(visit, edition, &project.code)) { (project.title) }
                    p.small.muted { (edition.city) }
                }
            }))) }
        }
    }
}
