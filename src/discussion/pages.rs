//! Comments on a project: reading, writing, reporting, appealing.

use maud::{Markup, html};

use super::comment::{LONGEST, Listing};
use super::entity::comment::{Model as Comment, State};
use crate::clock::random;
use crate::edition::Edition;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::lists::Pager;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, empty, tag};
use crate::page::{Complaints, Errors, Fields, Sign, encode, foreign, paragraphs};
use crate::people::Visit;
use crate::project::{Project, href};
use crate::submission::sure;

pub struct CommentsView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub listing: &'a Listing,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn comments(view: &CommentsView<'_>) -> Markup {
    let CommentsView { visit, edition, project, listing, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let page = href(visit, edition, &project.code);
    let here = format!("{page}/comments");
    let size = |pages: u64| usize::try_from(pages).unwrap_or(1);
    let at = |page: usize| format!("{here}?page={page}");
    html! {
        div.stack.stack--wide.read {
            p { a href=(page) { (t.say("back")) } }
            (complaints.summary())
            h1 { (t.say("comments-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            @if visit.viewer.is_some() { (form(view, &here, &complaints)) }
            @else { p { (Plate::link(&t.say("comment-sign-in"), &visit.href(&format!("/sign-in?next={}", encode(&here)))).quiet()) } }
            section.stack.stack--wide aria-labelledby="h-all" {
                h2 #h-all { (t.count("said-comments", project.comments)) }
                @if listing.rows.is_empty() { (empty(t.say("comments-none"), None)) }
                @if !listing.rows.is_empty() { ul.lines { @for row in &listing.rows { li id=(format!("comment-{}", row.id)) { (comment(view, row)) } } } }
                (Pager { label: &t.say("comments-pages"), current: size(listing.page), last: size(listing.pages), next: &t.say("pages-next"), previous: &t.say("pages-previous"), swap: None, href: &at })
            }
        }
    }
}

fn form(view: &CommentsView<'_>, here: &str, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let (body, body_hint) = (t.say("comment-body"), t.say("comment-body-hint"));
    let (signed, signed_hint) = (t.say("comment-signed"), t.say("comment-signed-hint"));
    let (left, optional, act) = (t.say("characters-left"), t.say("optional"), t.say("comment-act"));
    let key = match fields.get("key") {
        "" => uuid::Builder::from_random_bytes(random()).into_uuid().simple().to_string(),
        key => key.to_owned(),
    };
    html! {
        form.panel.stack.stack--wide method="post" action=(here) novalidate {
            (hidden("key", &key))
            (Field::area("body", &body, 5).hint(&body_hint).value(fields.get("body")).counter(LONGEST, &left).error(complaints.of("body")))
            (sure(t, "body", fields.get("body"), fields))
            (Field::text("signed", &signed).optional(&optional).hint(&signed_hint).value(fields.get("signed")).error(complaints.of("signed")))
            (sure(t, "signed", fields.get("signed"), fields))
            p { (Plate::submit(&act)) }
        }
    }
}

fn comment(view: &CommentsView<'_>, row: &Comment) -> Markup {
    let CommentsView { visit, edition, .. } = view;
    let t = visit.text;
    let own = visit.viewer.as_ref().is_some_and(|viewer| row.account_id == Some(viewer.id));
    let at = |what: &str| visit.href(&format!("/{}/comments/{}/{what}", edition.slug, row.id));
    let signed = if row.signed.is_empty() { t.say("comment-unsigned") } else { row.signed.clone() };
    let number = row.id.to_string();
    html! {
        p.small.muted { b { @if row.signed.is_empty() { (signed) } @else { (edition.said(t, &row.signed)) } } @if row.by_author { " · " (t.say("comment-by-author")) } " · " (t.moment(row.written_at)) }
        @if row.state == State::Shown {
            div lang=[foreign(t, &edition.language)] { (paragraphs(&row.body)) }
            @if !own && visit.viewer.is_some() { p.small { a href=(at("report")) { (t.say("comment-report")) span.sr { " " (number) } } } }
        } @else {
            p { (tag(Tone::Plain, Sign::Closed, t.say("comment-hidden"))) }
            p { (t.with("comment-hidden-why", &[("reason", row.reason.as_str().into())])) }
            @if own {
                div lang=[foreign(t, &edition.language)] { (paragraphs(&row.body)) }
                @if row.state == State::Hidden { p.small { a href=(at("appeal")) { (t.say("comment-appeal")) span.sr { " " (number) } } } }
                @if row.state == State::Appealed { p.small.muted { (t.say("comment-appealed")) } }
            }
            @if row.state == State::Final { p.small { (t.with("comment-final", &[("answer", row.answer.as_str().into())])) } }
        }
    }
}

/// A page with one box: why a comment should be looked at, or looked at again.
pub struct Why<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub comment: &'a Comment,
    /// `report` or `appeal`.
    pub act: &'a str,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn why(view: &Why<'_>) -> Markup {
    let Why { visit, edition, project, comment, act, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let back = format!("{}/comments", href(visit, edition, &project.code));
    let [title, means, label, press] =
        ["title", "means", "label", "act"].map(|part| t.say(&format!("comment-{act}-{part}")));
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("back")) } }
            (complaints.summary())
            h1 { (title) }
            blockquote.panel lang=[foreign(t, &edition.language)] { (paragraphs(&comment.body)) }
            p { (means) }
            form.stack.stack--wide method="post" novalidate {
                (Field::area("reason", &label, 4).value(view.fields.get("reason")).error(complaints.of("reason")))
                p { (Plate::submit(&press)) }
            }
        }
    }
}
