//! Voting for one's children.

use maud::{Markup, html};

use super::desk_pages::identity_fields;
use super::identity::Question;
use crate::edition::Edition;
use crate::page::parts::fields::{Choice, checkbox};
use crate::page::parts::plates::Plate;
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;

pub struct ChildrenView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    /// Children for whom this guardian votes, and the most there may be.
    pub have: i64,
    pub most: i64,
    pub question: Question,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn children(view: &ChildrenView<'_>) -> Markup {
    let ChildrenView { visit, edition, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let (act, sure) = (t.say("children-act"), t.say("children-sure"));
    let choice = Choice {
        value: "yes",
        label: &sure,
        chosen: fields.get("guardian") == "yes",
        ..Choice::default()
    };
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            p { a href=(visit.href(&format!("/{}/vote", edition.slug))) { (t.say("verify-back")) } }
            (complaints.summary())
            h1 { (t.say("children-title")) }
            p { (t.with("children-why", &[("have", view.have.into()), ("n", view.most.into())])) }
            (identity_fields(t, view.question, fields, &complaints))
            (checkbox("guardian", &choice, complaints.of("guardian")))
            p { (Plate::submit(&act).brass()) }
        }
    }
}
