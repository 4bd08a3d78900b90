//! An outcome beside others: the city's own, and that of another rule on the same ballots.

use game_rules::count::{Measures, Rule};
use maud::{Markup, html};

use super::snapshot::{Other, Snapshot, Standing};
use crate::edition::Edition;
use crate::page::parts::plates::number;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::project::href;
use crate::text::Text;

/// The city's own winners beside those of our count, and where they differ.
pub fn beside_official(visit: &Visit, edition: &Edition, snapshot: &Snapshot) -> Markup {
    let t = visit.text;
    let pick = |ours: bool, citys: bool| -> Vec<&Standing> {
        let differs =
            |s: &&Standing| s.won() == ours && (s.won_officially() == Some(true)) == citys;
        snapshot.standings.iter().filter(differs).collect()
    };
    let (ours_only, city_only, both) = (pick(true, false), pick(false, true), pick(true, true));
    let same = if snapshot.is_city_rule { "official-recounted" } else { "official-same" };
    html! {
        section.stack.stack--wide aria-labelledby="h-official" {
            h2 #h-official { (t.say(if snapshot.is_city_rule { "official-ours" } else { "official-title" })) }
            @if ours_only.is_empty() && city_only.is_empty() {
                (note(Tone::Good, t.with(same, &[("n", both.len().into()), ("rule", snapshot.rule.as_str().into())]), None))
            } @else {
                (note(Tone::Info, t.say(if snapshot.is_city_rule { "official-differs" } else { "official-other-rule" }), Some(html! {
                    p { (t.with("official-figures", &[("ours", (both.len() + ours_only.len()).into()), ("both", both.len().into())])) }
                    p { (t.with("official-rule", &[("rule", snapshot.rule.as_str().into())])) }
                })))
                div.split.split--even.split--top {
                    section.panel { h3 { (t.count("official-only-city", city_only.len())) } (list(visit, edition, &city_only)) }
                    section.panel { h3 { (t.count("official-only-ours", ours_only.len())) } (list(visit, edition, &ours_only)) }
                }
            }
        }
    }
}

/// What the same ballots give under another rule, by the measures people judge an outcome by.
pub fn beside_other(
    visit: &Visit,
    edition: &Edition,
    snapshot: &Snapshot,
    other: &Other,
) -> Markup {
    let t = visit.text;
    let Some(measures) = &snapshot.measures else { return html! {} };
    let heads =
        [t.say("compare-figure"), method_name(t, snapshot.method()), method_name(t, other.method)];
    let columns = [Column::head(&heads[0]), Column::amount(&heads[1]), Column::amount(&heads[2])];
    let row = |key: &str, figure: &dyn Fn(&Measures) -> String| {
        let figures = [figure(measures), figure(&other.measures)];
        Row::from(vec![html! { (t.say(key)) }, html! { (figures[0]) }, html! { (figures[1]) }])
    };
    let preferred = |ballots: u64| html! { (t.number(whole(ballots))) };
    let rows = [
        row("compare-funded", &|of| t.number(whole(of.winners))),
        row("compare-spent", &|of| t.money(of.spent)),
        row("compare-served", &|of| t.percent(whole(of.inclusion().parts_per_10_000()))),
        row("compare-average", &|of| t.hundredths(whole(of.average_winners().floor(100)))),
        Row::from(vec![
            html! { (t.say("compare-prefer")) },
            preferred(other.preference.first),
            preferred(other.preference.second),
        ]),
    ];
    let find = |numbers: &[String]| -> Vec<&Standing> {
        numbers.iter().filter_map(|number| snapshot.standing(number)).collect()
    };
    let only = [(1, find(&other.only_method)), (2, find(&other.only_other))];
    html! {
        section.stack.stack--wide aria-labelledby="h-other" {
            h2 #h-other { (t.say("compare-title")) }
            p.read { (t.say("compare-intro")) " " (t.say(about(other.method))) }
            (Table { caption: &t.say("compare-caption"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Scrolls })
            @if only.iter().all(|(_, standings)| standings.is_empty()) {
                (note(Tone::Good, t.say("compare-same"), None))
            } @else {
                div.split.split--even.split--top {
                    @for (head, standings) in &only {
                        section.panel {
                            h3 { (t.with("compare-only", &[("method", heads[*head].as_str().into()), ("n", standings.len().into())])) }
                            @if standings.is_empty() { p.muted { (t.say("compare-none")) } }
                            (list(visit, edition, standings))
                        }
                    }
                }
            }
        }
    }
}

fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

fn list(visit: &Visit, edition: &Edition, standings: &[&Standing]) -> Markup {
    html! {
        @if !standings.is_empty() { ul.pairs { @for standing in standings {
            li { (number(&standing.number)) a href=(href(visit, edition, &standing.code)) { (edition.said(visit.text, &standing.title)) } span.num.muted { (visit.text.money(standing.cost)) } }
        } } }
    }
}

fn method_name(t: Text, method: Rule) -> String {
    t.say(match method {
        Rule::Greedy(_) => "method-greedy",
        Rule::EqualShares(_) => "method-shares",
        Rule::Phragmen => "method-phragmen",
    })
}

/// One sentence on what the rule does.
fn about(method: Rule) -> &'static str {
    match method {
        Rule::Greedy(_) => "about-greedy",
        Rule::EqualShares(_) => "rule-shares-buy",
        Rule::Phragmen => "rule-phragmen",
    }
}
