use maud::{Markup, html};

use crate::edition::{Edition, Phase};
use crate::page::parts::fields::Field;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, note};
use crate::page::tile::tile;
use crate::page::{Complaints, Errors, Fields, encode, paragraphs};
use crate::people::Visit;
use crate::project::{Project, State, category_name, href, state_tag};

/// A project on an evaluator's desk.
pub fn project(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let public = href(visit, edition, &project.code);
    html! {
        p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
        (complaints.summary())
        div.title {
            (tile(project.category.glaze(), &project.number))
            div.stack {
                p.row { (number(&project.number)) span.muted { (category_name(t, project.category)) } }
                h1 { (project.title) }
                p.row { span.price { (t.money(project.money())) } (state_tag(t, project.state)) a href=(public) { (t.say("desk-public-page")) } }
            }
        }
        div.split {
            div.stack.read {
                @if project.summary.is_empty() { p.muted { (t.say("project-imported")) } }
                (paragraphs(&project.summary))
                @if !project.place.is_empty() { p.muted { (project.place) } }
            }
            aside.stack.stack--wide {
                @if project.state != State::Submitted {
                    (note(Tone::Info, t.say("verdict-done"), (!project.reason.is_empty()).then(|| html! { p { (project.reason) } })))
                } @else if edition.phase > Phase::Evaluation {
                    (note(Tone::Info, t.say("verdict-late"), None))
                } @else {
                    (forms(visit, edition, project, fields, &complaints))
                }
            }
        }
    }
}

fn forms(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    fields: &Fields,
    complaints: &Complaints,
) -> Markup {
    let t = visit.text;
    let action = visit.href(&format!("/desk/{}/projects/{}", edition.slug, encode(&project.code)));
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
                (Field::area("reason", &reason, 5).hint(&hint).value(fields.get("reason")).error(complaints.of("reason")))
                p { (Plate::submit(&reject).quiet().sends("verdict", "reject")) }
            }
        }
    }
}
