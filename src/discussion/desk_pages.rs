//! City hall's page of comments that wait for somebody to look.

use maud::{Markup, html};

use super::entity::comment::State;
use super::moderate::Waiting;
use crate::edition::Edition;
use crate::page::parts::fields::Field;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields, foreign, paragraphs};
use crate::people::{Viewer, Visit};
use crate::project::href;

pub struct ModerateView<'a> {
    pub visit: &'a Visit,
    pub viewer: &'a Viewer,
    pub edition: &'a Edition,
    pub waiting: &'a [Waiting],
    /// The comment whose form came back.
    pub about: Option<i64>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn moderate(view: &ModerateView<'_>) -> Markup {
    let ModerateView { visit, edition, waiting, .. } = view;
    let t = visit.text;
    html! {
        div.stack.stack--wide {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            (Complaints::new(t, view.errors).summary())
            div { p.muted { (edition.city) ": " (edition.title) } h1 { (t.say("moderate-title")) } }
            @if waiting.is_empty() { (empty(t.say("moderate-empty"), None)) }
            @for one in *waiting { (comment(view, one)) }
        }
    }
}

fn comment(view: &ModerateView<'_>, one: &Waiting) -> Markup {
    let ModerateView { visit, edition, fields, .. } = view;
    let t = visit.text;
    let (row, project) = (&one.comment, &one.project);
    let action = visit.href(&format!("/desk/{}/comments/{}", edition.slug, row.id));
    let page = format!("{}/comments", href(visit, edition, &project.code));
    let mine = view.about == Some(row.id);
    let complaints = Complaints::new(t, view.errors);
    let error = if mine { complaints.of("reason") } else { None };
    let typed = if mine { fields.get("reason") } else { "" };
    // The form that came back has the id its summary links to.
    let id = if mine { "reason".to_owned() } else { format!("reason-{}", row.id) };
    let appealed = row.state == State::Appealed;
    let (label, hint) = (t.say("verdict-reason"), t.say("verdict-reason-hint"));
    let [keep, hide, restore, uphold] =
        ["moderate-keep", "moderate-hide", "moderate-restore", "moderate-uphold"]
            .map(|key| t.say(key));
    let nr = row.id.to_string();
    html! {
        section.panel.stack.stack--wide aria-labelledby=(format!("h-{}", row.id)) {
            h2 id=(format!("h-{}", row.id)) { (t.with("moderate-comment", &[("id", nr.as_str().into())])) }
            p.row { (number(&project.number)) a href=(page) { (edition.said(t, &project.title)) } }
            blockquote lang=[foreign(t, &edition.language)] { (paragraphs(&row.body)) }
            @if !one.reports.is_empty() { h3 { (t.count("moderate-reports", one.reports.len())) } ul { @for reason in &one.reports { li { (reason) } } } }
            @if appealed {
                p { (t.with("comment-hidden-why", &[("reason", row.reason.as_str().into())])) }
                h3 { (t.say("moderate-appeal")) } (paragraphs(&row.appeal))
            }
            @if appealed && row.hidden_by == Some(view.viewer.id) {
                (note(Tone::Info, t.say("moderate-second-person"), None))
            } @else {
                form.stack.stack--wide method="post" action=(action) novalidate {
                    (Field::area("reason", &label, 3).id(&id).hint(&hint).value(typed).error(error))
                    div.row {
                        @if appealed {
                            (Plate::submit(&restore).sends("verdict", "restore").about(&nr))
                            (Plate::submit(&uphold).quiet().sends("verdict", "uphold").about(&nr))
                        } @else {
                            (Plate::submit(&hide).sends("verdict", "hide").about(&nr))
                            (Plate::submit(&keep).quiet().sends("verdict", "keep").about(&nr))
                        }
                    }
                }
            }
        }
    }
}
