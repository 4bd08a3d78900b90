//! Attaching photos and documents, one at a time, each with words and with who may see it.

use maud::{Markup, html};

use super::pages::{StepView, saved, sure, who};
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists;
use crate::page::parts::plates::Plate;
use crate::page::{Complaints, Fields};
use crate::project::attachment::Model as Attachment;
use crate::project::file_link;

pub struct FilesView<'a> {
    pub step: &'a StepView<'a>,
    pub files: &'a [Attachment],
    /// What was typed beside a file that was refused.
    pub sent: Option<&'a Fields>,
}

pub fn files(view: &FilesView<'_>) -> Markup {
    let FilesView { step, files, sent } = view;
    let t = step.visit.text;
    let complaints = Complaints::new(t, step.errors);
    let none = Fields::default();
    let typed = sent.unwrap_or(&none);
    let base = step.base();
    let (label, name) = (t.say("file-label"), t.say("file-name-label"));
    let rule = &step.rules.files;
    let hint = if rule.hint.is_empty() { t.say("file-hint") } else { rule.hint.clone() };
    let name_hint = t.say("file-name-hint");
    let [all, office] = ["file-for-all", "file-for-office"].map(|key| t.say(key));
    let who_hint = t.say("file-for-all-hint");
    let choices = [
        Choice {
            value: "all",
            label: &all,
            hint: Some(&who_hint),
            chosen: typed.get("who") != "office",
        },
        Choice {
            value: "office",
            label: &office,
            chosen: typed.get("who") == "office",
            hint: None,
        },
    ];
    let (attach, next, remove) = (t.say("file-attach"), t.say("submit-next"), t.say("file-remove"));
    html! {
        div.stack.stack--wide.read {
            (step.head(&complaints))
            p { (t.say("submit-files-how")) }
            @if !files.is_empty() {
                (lists::lines(files.iter().map(|file| html! {
                    div.row.row--ends {
                        span { (file_link(t, file)) br; span.small.muted { (who(t, file)) } }
                        form method="post" action={ (base) "/files/remove" } {
                            (hidden("file", &file.token))
                            (Plate::submit(&remove).quiet().small().about(&file.name))
                        }
                    }
                })))
            }
            @if files.len() < rule.most {
                form #attach.panel.stack.stack--wide method="post" action={ (base) "/files/add" } enctype="multipart/form-data" novalidate {
                    (Field::text("name", &name).hint(&name_hint).value(typed.get("name")).error(complaints.of("name")))
                    (sure(t, "name", typed.get("name"), typed))
                    (radios(&Group { name: "who", legend: &t.say("file-who"), hint: None, error: None, choices: &choices }))
                    // Last, so that the words are read even where the file is too large to be.
                    (Field::file("file", &label, "image/jpeg,image/png,image/webp,application/pdf", false).hint(&hint).error(complaints.of("file")))
                    p { (Plate::submit(&attach).quiet()) }
                }
            } @else { p.muted { (t.count("file-many", rule.most)) } }
            form #step.stack method="post" action=(step.action()) { div.row { (Plate::submit(&next)) (saved(t, step.draft)) } }
        }
    }
}
