//! City hall's pages of signatures: what each pool needs, and what came on paper.

use maud::{Markup, html};

use super::paper::{List, signed_online, typed_names};
use crate::edition::support::{Rule, cap};
use crate::edition::{Edition, Pool, settled};
use crate::page::parts::fields::{Choice, Field, Group, checkboxes};
use crate::page::parts::lists::facts;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::{Project, pool_name};

pub fn rules(
    visit: &Visit,
    edition: &Edition,
    pools: &[Pool],
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let [residents, needed, delete] =
        ["support-residents", "support-needed", "support-delete-day"].map(|key| t.say(key));
    let (hint, act) = (t.say("support-needed-hint"), t.say("rules-save"));
    let fixed = settled(edition).is_err();
    html! {
        div.stack.stack--wide {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            (complaints.summary())
            div { p.muted { (edition.city) ": " (edition.title) } h1 { (t.say("support-rules-title")) } }
            @if fixed { (note(Tone::Info, t.say("deciding-fixed"), None)) } @else { p.read { (t.say("support-rules-means")) } }
            form method="post" novalidate {
                fieldset.stack.stack--wide.stack--loose disabled[fixed] {
                    @for pool in pools {
                        @let name = |what: &str| format!("{what}-{}", pool.id);
                        fieldset.panel.stack.stack--wide {
                            legend { (pool_name(t, pool)) }
                            div.filters {
                                (Field::text(&name("residents"), &residents).input_mode("numeric").value(fields.get(&name("residents"))).error(complaints.of(&name("residents"))))
                                (Field::text(&name("needed"), &needed).input_mode("numeric").hint(&hint).value(fields.get(&name("needed"))).error(complaints.of(&name("needed"))))
                                (Field::text(&name("delete"), &delete).kind("date").value(fields.get(&name("delete"))).error(complaints.of(&name("delete"))))
                            }
                        }
                    }
                    @if !fixed { p { (Plate::submit(&act).brass()) } }
                }
            }
        }
    }
}

pub struct PaperView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub rule: Option<&'a Rule>,
    pub list: &'a List,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn paper(view: &PaperView<'_>) -> Markup {
    let PaperView { visit, edition, project, list, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let of = |channel: &str| list.rows.iter().filter(|row| row.channel == channel).count();
    let counted: i64 = list.batches.iter().map(|batch| batch.signatures).sum();
    let number_of = |n: usize| t.number(i64::try_from(n).unwrap_or(0));
    let figures = [
        (t.say("paper-online"), number_of(of("online"))),
        (t.say("paper-rows"), number_of(of("paper"))),
        (t.say("paper-counted"), t.number(counted)),
        (t.say("paper-needed"), t.number(view.rule.map_or(0, |rule| rule.needed))),
        (t.say("paper-cap"), t.number(view.rule.map_or(0, |rule| cap(rule.residents)))),
    ];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    let (rows, rows_hint, rows_act) =
        (t.say("paper-rows-label"), t.say("paper-rows-hint"), t.say("paper-rows-act"));
    let (count, count_act) = (t.say("paper-count-label"), t.say("paper-count-act"));
    let typed = typed_names(fields);
    let same = signed_online(&list.rows, typed.iter().map(String::as_str));
    let others: Vec<String> =
        same.iter().map(|name| t.with("paper-other", &[("name", name.as_str().into())])).collect();
    let others: Vec<Choice<'_>> = same
        .iter()
        .zip(&others)
        .map(|(name, label)| Choice {
            value: name,
            label,
            chosen: fields.all("other").any(|typed| typed == name),
            ..Choice::default()
        })
        .collect();
    let on_paper = list.rows.iter().filter(|row| row.channel == "paper");
    let both = signed_online(&list.rows, on_paper.map(|row| row.name.as_str()));
    let heads = [t.say("sheet-name"), t.say("paper-channel"), t.say("paper-day")];
    let columns = [Column::head(&heads[0]), Column::text(&heads[1]), Column::text(&heads[2])];
    let names: Vec<Row> = list
        .rows
        .iter()
        .map(|row| {
            let channel = if row.channel == "paper" { "paper-on-paper" } else { "paper-online" };
            let twice = row.channel == "paper" && both.contains(&row.name);
            let name = html! { (row.name) @if twice { " " small { (t.say("paper-both")) } } };
            Row::from(vec![name, html! { (t.say(channel)) }, html! { (row.day) }])
        })
        .collect();
    html! {
        div.stack.stack--wide {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            (complaints.summary())
            div { p.muted { (edition.city) ": " (edition.title) } h1 { (t.say("paper-title")) } }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
        }
        (facts(&figures))
        div.split.split--even {
            form.panel.stack.stack--wide method="post" novalidate {
                (Field::area("rows", &rows, 8).hint(&rows_hint).value(fields.get("rows")).error(complaints.of("rows")))
                @if !others.is_empty() { (checkboxes(&Group { name: "other", legend: &t.say("paper-other-legend"), hint: None, error: None, choices: &others })) }
                p { (Plate::submit(&rows_act)) }
            }
            form.panel.stack.stack--wide method="post" novalidate {
                (Field::text("signatures", &count).input_mode("numeric").narrow().value(fields.get("signatures")).error(complaints.of("signatures")))
                p { (Plate::submit(&count_act)) }
            }
        }
        @if !names.is_empty() { (Table { caption: &t.say("paper-list"), quiet_caption: false, columns: &columns, rows: &names, foot: None, phone: Phone::Stacks }) }
    }
}
