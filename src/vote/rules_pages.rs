//! City hall's pages of the ballots: what every pool asks, and the form that changes it.

use maud::{Markup, html};

use super::rules::{KINDS, MOST_BANDS, kind_name};
use super::words;
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::fields::{Choice, Field, Group, checkbox, radios};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, details, note};
use crate::page::{Complaints, Errors, Fields, encode};
use crate::people::Visit;
use crate::project::pool_name;
use crate::text::Text;

fn head(visit: &Visit, edition: &Edition, title: &str, back: (&str, String)) -> Markup {
    let t = visit.text;
    html! {
        p { a href=(visit.href(&back.1)) { (t.say(back.0)) } }
        div { p.muted { (edition.city) ": " (edition.title) } h1 { (title) } }
    }
}

pub fn all(visit: &Visit, edition: &Edition, pools: &[Pool]) -> Markup {
    let t = visit.text;
    let frozen = edition.phase >= Phase::Voting;
    html! {
        div.stack.stack--wide {
            (head(visit, edition, &t.say("ballot-rules-title"), ("desk-back", "/desk".to_owned())))
            @if frozen { (note(Tone::Info, t.say("ballot-rules-frozen"), None)) }
            @else { p.read { (t.say("ballot-rules-means")) } }
            (lines(pools.iter().map(|pool| line(visit, edition, pool, frozen))))
        }
    }
}

fn line(visit: &Visit, edition: &Edition, pool: &Pool, frozen: bool) -> Markup {
    let t = visit.text;
    let name = pool_name(t, pool);
    let rules = pool.rules().ok();
    let kind = rules.as_ref().and_then(kind_name);
    let href = visit.href(&format!("/desk/{}/ballot/{}", edition.slug, encode(&pool.code)));
    html! {
        div.stack.stack--tight {
            b { (name) }
            @match (&rules, kind) {
                (Some(rules), Some(kind)) => {
                    p { (t.say(&format!("ballot-kind-{kind}"))) ": " (words::how(t, pool, rules)) }
                    @if rules.refuse_at_once { p.muted { (t.say("ballot-rules-at-once")) } }
                }
                _ => (note(Tone::Warn, t.say("ballot-rules-scoring"), None)),
            }
            @if !frozen { p { a href=(href) { (t.say("ballot-rules-change")) span.sr { ": " (name) } } } }
        }
    }
}

pub fn one(
    visit: &Visit,
    edition: &Edition,
    pool: &Pool,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let kinds: Vec<(&str, String, String)> = KINDS
        .into_iter()
        .map(|kind| {
            let key = format!("ballot-kind-{kind}");
            (kind, t.say(&key), t.say(&format!("{key}-hint")))
        })
        .collect();
    let kinds: Vec<Choice<'_>> = kinds
        .iter()
        .map(|(value, label, hint)| Choice {
            value,
            label,
            hint: Some(hint),
            chosen: fields.get("kind") == *value,
        })
        .collect();
    let (at_once, at_once_hint) =
        (t.say("ballot-rules-at-once"), t.say("ballot-rules-at-once-hint"));
    let at_once = Choice {
        value: "yes",
        label: &at_once,
        hint: Some(&at_once_hint),
        chosen: fields.get("at-once") == "yes",
    };
    let act = t.say("rules-save");
    let title = format!("{}: {}", t.say("ballot-rules-one"), pool_name(t, pool));
    html! {
        div.stack.stack--wide {
            (complaints.summary())
            (head(visit, edition, &title, ("ballot-rules-title", format!("/desk/{}/ballot", edition.slug))))
            form.stack.stack--wide.stack--loose method="post" novalidate {
                (radios(&Group { name: "kind", legend: &t.say("ballot-rules-kind"), hint: None, error: complaints.of("kind"), choices: &kinds }))
                (limits(t, pool, fields, &complaints))
                (bands(t, fields, &complaints))
                (checkbox("at-once", &at_once, None))
                p { (Plate::submit(&act).brass()) }
            }
        }
    }
}

fn limits(t: Text, pool: &Pool, fields: &Fields, complaints: &Complaints) -> Markup {
    let label = |name: &str| t.say(&format!("ballot-rules-{name}"));
    let number = |name: &'static str, label: &str, hint: &str| {
        html! { (Field::text(name, label).hint(hint).input_mode("numeric").value(fields.get(name)).error(complaints.of(name))) }
    };
    let hints = ["most", "fewest", "points", "each"]
        .map(|name| (name, label(name), t.say(&format!("ballot-rules-{name}-hint"))));
    let money_hint = t.with("ballot-rules-money-hint", &[("money", pool.money().into())]);
    html! {
        fieldset.panel.stack.stack--wide {
            legend { (t.say("ballot-rules-limits")) }
            div.filters {
                @for (name, label, hint) in &hints { (number(name, label, hint)) }
                (Field::money("money", &label("money"), "zł").hint(&money_hint).value(fields.get("money")).error(complaints.of("money")))
            }
        }
    }
}

/// The ranges of cost: two at least, those that say something, and the others for whoever wants more.
fn bands(t: Text, fields: &Fields, complaints: &Complaints) -> Markup {
    let says = |n: &usize| {
        let names = ["band", "band-to", "band-most"].map(|what| format!("{what}-{n}"));
        names.iter().any(|name| !fields.get(name).is_empty() || complaints.of(name).is_some())
    };
    let shown = (1..=MOST_BANDS).rev().find(says).unwrap_or_default().max(2);
    let band = |n| band(t, fields, complaints, n);
    html! {
        fieldset.panel.stack.stack--wide {
            legend { (t.say("ballot-rules-bands")) }
            p.muted { (t.say("ballot-rules-bands-hint")) }
            @for n in 1..=shown { (band(n)) }
            @if shown < MOST_BANDS {
                (details("more-bands", t.say("ballot-rules-bands-more"), html! { @for n in shown + 1..=MOST_BANDS { (band(n)) } }))
            }
        }
    }
}

fn band(t: Text, fields: &Fields, complaints: &Complaints, n: usize) -> Markup {
    let [name, to, most] = ["band", "band-to", "band-most"].map(|what| format!("{what}-{n}"));
    let [name_is, to_is, most_is] = ["band", "band-to", "band-most"]
        .map(|what| t.with(&format!("ballot-rules-{what}-is"), &[("n", n.into())]));
    html! {
        div.filters {
            (Field::text(&name, &name_is).value(fields.get(&name)).error(complaints.of(&name)))
            (Field::money(&to, &to_is, "zł").value(fields.get(&to)).error(complaints.of(&to)))
            (Field::text(&most, &most_is).input_mode("numeric").value(fields.get(&most)).error(complaints.of(&most)))
        }
    }
}
