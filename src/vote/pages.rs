//! The voter's pages: start, district, ballot, check, receipt. All in focus: no navigation, the way
//! out says that the ballot is kept.

use game_rules::ballot::Kind;
use maud::{Markup, html};

use super::draft::Choices;
use super::entity::leaf::Fate;
use super::envelope::Channel;
use super::receipt_routes::Found;
use super::sheet::Paper;
use super::words;
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::receipt::Receipt;
use crate::page::parts::words::{Fault, Tone, error_summary, note};
use crate::page::{Complaints, Errors, encode, foreign};
use crate::people::Visit;
use crate::project::{pool_name, pool_said};
use crate::register::{self, Pass, Policy};
use crate::text::{Arg, Text};

pub struct StartView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub ends_at: Option<crate::clock::Instant>,
    /// How the visitor's ballot came into the box, if it is there.
    pub had: Option<Channel>,
    /// Whether the visitor votes at city hall; then nothing is said of another ballot.
    pub at_office: bool,
    pub is_open: bool,
    /// A ballot that waits to be cast.
    pub begun: bool,
    pub policy: &'a Policy,
    /// Whether the visitor has shown that they may vote.
    pub may: bool,
    pub pass: &'a Pass,
}

pub fn start(view: &StartView<'_>) -> Markup {
    let StartView { visit, edition, pools, .. } = view;
    let t = visit.text;
    let first = if view.may { "area" } else { "verify" };
    let next = visit.href(&format!("/{}/vote/{first}", edition.slug));
    let mine = visit.href(&format!("/{}/vote/mine", edition.slug));
    let trust = visit.href(&format!("/{}/trust", edition.slug));
    let act = t.say(if view.begun { "vote-resume" } else { "vote-begin" });
    html! {
        div.stack.read {
            h1 { (t.say("vote-title")) }
            (for_a_child(view))
            @if view.at_office { (at_office(t)) }
            @if !view.is_open {
                (note(Tone::Info, t.say("vote-closed"), None))
            } @else if let Some(word) = view.had.and_then(Channel::stays) {
                (note(Tone::Good, t.say("vote-already"), Some(html! { p { (t.say(word)) } p { a href=(visit.href("/receipt")) { (t.say("nav-receipt")) } } })))
            } @else if view.had.is_some() {
                @let again = visit.href(&format!("/{}/vote/again", edition.slug));
                @let ballot = visit.href(&format!("/{}/vote/ballot", edition.slug));
                (note(Tone::Good, t.say("vote-already"), Some(html! { p { a href=(visit.href("/receipt")) { (t.say("nav-receipt")) } } })))
                @if let Some(ends_at) = view.ends_at { p { (t.with("vote-again-how", &[("when", Arg::Moment(ends_at))])) } }
                @if view.begun { p { (Plate::link(&t.say("vote-again-resume"), &ballot).quiet()) } }
                @else { form method="post" action=(again) { (Plate::submit(&t.say("vote-again")).quiet()) } }
            } @else {
                @if let Some(ends_at) = view.ends_at { p.lead { (t.with("vote-until", &[("when", Arg::Moment(ends_at))])) } }
                @let city = pools.iter().find(|pool| pool.is_citywide());
                @let rules = city.map(|pool| words::rule(t, pool)).into_iter().chain(of_districts(t, pools));
                (lists::lines(rules.chain([t.say("vote-how-secret"), t.say("vote-how-once")]).map(|line| html! { (line) })))
                p { a href=(visit.href(&format!("/{}/rules", edition.slug))) { (t.say("rules-public-title")) } }
                @if !view.may && view.policy.takes_codes() {
                    (register::begin_with_code(visit, edition))
                } @else {
                    p { (Plate::link(&act, &next).brass()) }
                    @if !view.may { p.small.muted { (t.say("vote-needs-verifying")) } }
                }
            }
            @if view.is_open && !view.at_office && !view.policy.takes_codes() {
                @let code = visit.href(&format!("/{}/vote/verify/code", edition.slug));
                p.small { a href=(code) { (t.say("verify-office-title")) } }
            }
            @if view.is_open && view.may && !view.at_office && view.policy.children > 0 && view.pass.child().is_none() {
                p { a href=(visit.href(&format!("/{}/vote/children", edition.slug))) { (t.say("children-title")) } }
            }
            @if edition.phase >= Phase::Voting && !view.at_office {
                p.row { a href=(mine) { (t.say("mine-title")) } a href=(trust) { (t.say("trust-title")) } }
            }
            @if matches!(edition.phase, Phase::Voting | Phase::Counting) {
                @let challenge = visit.href(&format!("/{}/vote/challenge", edition.slug));
                p.small { a href=(challenge) { (t.say("vote-challenged")) } }
            }
            @if edition.phase <= Phase::Voting {
                section.stack aria-labelledby="h-who" {
                    h2 #h-who { (t.say("eligible-title")) }
                    (register::ways(t, view.policy))
                }
            }
            @if view.pass.is_of(edition) { (register::finish(visit, edition)) }
        }
    }
}

/// For whom has cast by a code that opens nothing any more: why, and where a new one is typed.
pub fn code_void(visit: &Visit, edition: &Edition, word: &str) -> Markup {
    html! {
        div.stack.read {
            h1 { (visit.text.say("verify-title")) }
            (note(Tone::Bad, visit.text.say(word), None))
            (register::begin_with_code(visit, edition))
        }
    }
}

/// What voting at city hall means.
pub fn at_office(t: Text) -> Markup {
    let means = html! { p { (t.say("vote-at-office-means")) } };
    note(Tone::Info, t.say("vote-at-office"), Some(means))
}

/// How one votes in a district, where it is the same in all of them.
fn of_districts(t: Text, pools: &[Pool]) -> Option<String> {
    let mut rules =
        pools.iter().filter(|pool| !pool.is_citywide()).map(|pool| words::rule(t, pool));
    let first = rules.next()?;
    rules.all(|rule| rule == first).then_some(first)
}

/// Whose ballot it is, while a guardian votes for a child, and the way back.
fn for_a_child(view: &StartView<'_>) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/{}/vote/children/back", view.edition.slug));
    html! {
        @if let Some(name) = view.pass.child() {
            (note(Tone::Info, t.with("children-now", &[("name", name.into())]), Some(html! {
                form method="post" action=(action) { p { (Plate::submit(&t.say("children-back")).quiet().small()) } }
            })))
        }
    }
}

pub fn area(visit: &Visit, pools: &[Pool], chosen: Option<i64>, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let none = t.say("vote-area-none");
    let mut choices: Vec<Choice<'_>> = pools
        .iter()
        .filter(|pool| !pool.is_citywide())
        .map(|pool| Choice {
            value: &pool.code,
            label: &pool.name,
            chosen: chosen == Some(pool.id),
            ..Choice::default()
        })
        .collect();
    choices.push(Choice {
        value: "-",
        label: &none,
        chosen: chosen == Some(0),
        ..Choice::default()
    });
    let act = t.say("submit-next");
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            (complaints.summary())
            h1 { (t.say("vote-area-title")) }
            p.muted { (t.say("vote-not-cast")) }
            (radios(&Group { name: "area", legend: &t.say("vote-area-label"), hint: Some(&t.say("vote-area-hint")), error: complaints.of("area"), choices: &choices }))
            p { (Plate::submit(&act)) }
        }
    }
}

/// What the form of the check page brings back: everything that is on the page.
pub struct CastForm<'a> {
    /// Makes a form that is sent twice one ballot.
    pub key: &'a str,
    pub area: &'a str,
    /// Names the ballot that this one replaces; empty for the first.
    pub instead: &'a str,
    pub choices: &'a Choices,
    /// Where the ballot is, in the order chosen.
    pub back: &'a str,
}

/// The ballot as it would be cast.
pub fn check(visit: &Visit, edition: &Edition, paper: &Paper, cast_form: &CastForm<'_>) -> Markup {
    let t = visit.text;
    let back = cast_form.back;
    let cast = visit.href(&format!("/{}/vote/cast", edition.slug));
    let sentences = words::faults(t, paper);
    let faults: Vec<Fault<'_>> =
        sentences.iter().map(|(field, sentence)| Fault { field, sentence }).collect();
    let (act, change) = (t.say("vote-cast"), t.say("vote-change"));
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("vote-back")) } }
            @if !faults.is_empty() { (error_summary(&t.count("vote-not-ready", faults.len()), &faults)) }
            h1 { (t.say("vote-check-title")) }
            @let not_yet = if cast_form.instead.is_empty() { "vote-not-cast" } else { "vote-not-cast-again" };
            (note(Tone::Warn, t.say(not_yet), None))
            @for sheet in &paper.sheets {
                section.stack.stack--wide id={ "sheet-" (sheet.pool.code) } aria-labelledby={ "h-" (sheet.pool.code) } {
                    h2 id={ "h-" (sheet.pool.code) } { (pool_said(t, edition, &sheet.pool)) }
                    @if sheet.is_blank() { p.muted { (t.say("vote-blank")) } }
                    @else {
                        ul.pairs.picked { @for (place, (row, points)) in sheet.chosen().enumerate() {
                            li {
                                (number(&row.number))
                                span { (edition.said(t, &row.title)) }
                                b.num { @if sheet.rules.kind == Kind::Ordinal { (words::place(t, place + 1)) } @else if sheet.rules.kind.has_points() { (t.count("ballot-points", points)) } @else { (t.money(row.money())) } }
                            }
                        } }
                        p.muted { (words::left(t, sheet).0) }
                    }
                }
            }
            @if paper.is_ready() {
                form method="post" action=(cast) {
                    (hidden("key", cast_form.key))
                    (hidden("area", cast_form.area))
                    (hidden("instead", cast_form.instead))
                    @for (project, points) in &cast_form.choices.marks { (hidden("choice", &format!("{project}:{points}"))) }
                    div.row { (Plate::submit(&act).brass().id("cast")) (Plate::link(&change, back).quiet()) }
                }
            } @else {
                p { (Plate::link(&change, back)) }
            }
        }
    }
}

/// The receipts of one casting: a code for each pool, so that published ballots of different pools
/// cannot be put together again. `base` is what addresses of the site begin with.
pub fn receipt(
    visit: &Visit,
    edition: &Edition,
    pass: &Pass,
    base: &str,
    codes: &[(String, String)],
    qr: &dyn Fn(&str) -> Option<Markup>,
) -> Markup {
    let t = visit.text;
    let (print, mail) = (t.say("print"), t.say("receipt-mail"));
    let letter = own_letter(visit, edition, base, codes);
    html! {
        div.stack.stack--loose {
            h1 { (t.say("receipt-title")) }
            @for (pool, code) in codes {
                (Receipt {
                    state: &t.with("receipt-in-box", &[("pool", pool.as_str().into())]),
                    code,
                    code_name: &t.say("receipt-code"),
                    sentences: &[&t.say("receipt-what"), &t.say("receipt-secret"), &t.say("receipt-next")],
                    when: html! { span lang=[foreign(t, &edition.language)] { (edition.city) ", " (edition.title) } },
                    qr: qr(code),
                    acts: html! {},
                })
            }
            p.row.noprint { (Plate::print(&print).quiet()) (Plate::link(&mail, &letter).quiet()) a href=(visit.href(&format!("/{}", edition.slug))) { (t.say("receipt-home")) } }
            @if pass.is_of(edition) { (register::finish(visit, edition)) }
        }
    }
}

/// A letter that the voter's own program sends to themselves: an address beside a code must never lie in our outbox.
fn own_letter(visit: &Visit, edition: &Edition, base: &str, codes: &[(String, String)]) -> String {
    let t = visit.text;
    let name = format!("{}, {}", edition.city, edition.title);
    let codes: Vec<String> = codes.iter().map(|(pool, code)| format!("{pool} {code}")).collect();
    let page = format!("{base}{}", visit.href("/receipt"));
    let subject = t.with("receipt-mail-subject", &[("edition", name.into())]);
    let body =
        t.with("receipt-mail-body", &[("codes", codes.join(", ").into()), ("page", page.into())]);
    format!("mailto:?subject={}&body={}", encode(&subject), encode(&body))
}

/// Is this receipt's ballot in the box?
pub fn lookup(
    visit: &Visit,
    typed: &str,
    found: Option<Option<&Found>>,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (label, hint, act) =
        (t.say("receipt-code"), t.say("receipt-code-hint"), t.say("receipt-act"));
    html! {
        div.stack.stack--wide.read {
            (complaints.summary())
            h1 { (t.say("receipt-lookup-title")) }
            p { (t.say("receipt-lookup-how")) }
            div role="status" {
                @match found {
                    Some(Some(Found { edition, pool, fate })) => {
                        @let (tone, key) = match fate {
                            Fate::Counted => (Tone::Good, "receipt-found"),
                            Fate::Superseded => (Tone::Info, "receipt-replaced"),
                            Fate::Excluded => (Tone::Bad, "receipt-excluded"),
                        };
                        (note(tone, t.say(key), Some(html! { p { (edition.city) ", " (edition.title) @if let Some(pool) = pool { " · " (pool_name(t, pool)) } } })))
                    }
                    Some(None) => { (note(Tone::Bad, t.say("receipt-not-found"), Some(html! { p { (t.say("receipt-not-found-then")) } }))) }
                    None => {}
                }
            }
            form.stack.stack--wide method="post" novalidate {
                (Field::text("code", &label).hint(&hint).value(typed).error(complaints.of("code")))
                p { (Plate::submit(&act)) }
            }
        }
    }
}
