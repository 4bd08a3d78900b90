//! Letters about a project: asking for them, beginning and ending them.

use maud::{Markup, html};

use crate::edition::Edition;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::{Plate, number};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::{Project, href};

pub fn ask(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (email, act) = (t.say("field-email"), t.say("follow-act"));
    html! {
        div.stack.stack--wide.read {
            p { a href=(href(visit, edition, &project.code)) { (t.say("back")) } }
            (complaints.summary())
            h1 { (t.say("follow-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            p { (t.say("follow-means")) }
            form.stack.stack--wide method="post" novalidate {
                (Field::text("email", &email).kind("email").autocomplete("email").value(fields.get("email")).error(complaints.of("email")))
                p { (Plate::submit(&act)) }
            }
        }
    }
}

/// Behind the link of a letter: a page with a plate, because programs follow links too.
pub fn answer(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    confirmed: bool,
    word: &str,
) -> Markup {
    let t = visit.text;
    let page = href(visit, edition, &project.code);
    let (yes, no) = (t.say("follow-yes"), t.say("follow-no"));
    html! {
        div.stack.read {
            h1 { (t.say("follow-title")) }
            p.row { (number(&project.number)) a href=(page) { (edition.said(t, &project.title)) } }
            p { (t.say(if confirmed { "follow-confirmed" } else { "follow-unconfirmed" })) }
            form.row method="post" action=(visit.href("/follow")) {
                (hidden("t", word))
                @if !confirmed { (Plate::submit(&yes).brass().sends("answer", "yes")) }
                (Plate::submit(&no).quiet().sends("answer", "no"))
            }
        }
    }
}
