//! Joining another project, saying yes to being a co-author, taking a project back.

use maud::{Markup, html};

use crate::edition::Edition;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::{Plate, number};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::{Project, href};

/// Asking the authors of a project whether one may join them.
pub fn offer(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    back: &str,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (label, hint, act) =
        (t.say("merge-message"), t.say("merge-message-hint"), t.say("merge-act"));
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("back")) } }
            (complaints.summary())
            h1 { (t.say("merge-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            p { (t.say("merge-means")) }
            form.stack.stack--wide method="post" novalidate {
                (Field::area("message", &label, 5).hint(&hint).value(fields.get("message")).error(complaints.of("message")))
                p { (Plate::submit(&act)) }
            }
        }
    }
}

/// Whether one wants to be a co-author: a page with two plates, because a link alone is followed by
/// programs too.
pub fn invitation(visit: &Visit, edition: &Edition, project: &Project, word: &str) -> Markup {
    let t = visit.text;
    let (yes, no) = (t.say("invitation-yes"), t.say("invitation-no"));
    html! {
        div.stack.read {
            h1 { (t.say("invitation-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            p { (t.say("invitation-means")) }
            form.row method="post" action=(visit.href("/co-author")) {
                (hidden("t", word))
                (Plate::submit(&yes).brass().sends("answer", "yes"))
                (Plate::submit(&no).quiet().sends("answer", "no"))
            }
        }
    }
}

pub fn withdraw(visit: &Visit, edition: &Edition, project: &Project) -> Markup {
    let t = visit.text;
    let act = t.say("withdraw-act");
    html! {
        div.stack.read {
            p { a href=(href(visit, edition, &project.code)) { (t.say("back")) } }
            h1 { (t.say("withdraw-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            p { (t.say("withdraw-means")) }
            form method="post" { (Plate::submit(&act).brass()) }
        }
    }
}
