//! Why a project won or lost, and what would have been enough.

use maud::{Markup, html};

use super::pages::{score, verdict_tag};
use super::snapshot::{Snapshot, Standing, Verdict};
use crate::edition::{Edition, Pool};
use crate::page::encode;
use crate::page::parts::lists::facts;
use crate::page::parts::money::{Gauge, money};
use crate::page::parts::plates::number;
use crate::people::Visit;
use crate::project::{href, pool_name};
use crate::text::Text;

/// Where the panel stands on its page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Under the page's other headings.
    Within,
    /// It is what the page is about.
    Page,
}

/// The page that answers why this project won or lost.
pub fn why_href(visit: &Visit, edition: &Edition, pool: &Pool, standing: &Standing) -> String {
    let (pool, code) = (encode(&pool.code), encode(&standing.code));
    visit.href(&format!("/{}/results/{pool}/{code}", edition.slug))
}

/// What the page asks.
fn question_key(standing: &Standing) -> &'static str {
    if standing.is_winner() { "why-won" } else { "why-lost" }
}

/// The same as the title of its window.
pub fn question(t: Text, standing: &Standing) -> String {
    t.with(question_key(standing), &[("title", standing.title.as_str().into())])
}

/// The whole answer about one project.
pub fn why(
    visit: &Visit,
    edition: &Edition,
    pool: &Pool,
    snapshot: &Snapshot,
    standing: &Standing,
) -> Markup {
    let t = visit.text;
    let (slug, code) = (&edition.slug, encode(&pool.code));
    let back = visit.href(&format!("/{slug}/results/{code}#n-{}", encode(&standing.code)));
    html! {
        p { a href=(back) { (t.with("results-pool-title", &[("pool", pool_name(t, pool).into())])) } }
        div.split {
            (panel(visit, edition, pool, snapshot, standing, Heading::Page))
            aside.stack.stack--wide {
                @if !standing.rivals.is_empty() { (rivals(visit, edition, pool, snapshot, standing)) }
                p { a href=(href(visit, edition, &standing.code)) { (t.say("why-project")) } }
            }
        }
    }
}

/// The reason with its figures.
pub fn panel(
    visit: &Visit,
    edition: &Edition,
    pool: &Pool,
    snapshot: &Snapshot,
    standing: &Standing,
    heading: Heading,
) -> Markup {
    let t = visit.text;
    let question = edition.said(t, &standing.title).within(t, question_key(standing), "title");
    html! {
        section.panel.panel--sunk aria-labelledby="h-why" {
            p.row.small { (number(&standing.number)) (verdict_tag(t, snapshot, standing)) }
            @match heading {
                Heading::Page => { h1 #h-why { (question) } }
                Heading::Within => { h3 #h-why { (question) } }
            }
            p.big.sign { (reason(t, snapshot, standing)) }
            (figures(t, snapshot, standing))
            @if !standing.won() { (enough(t, snapshot, standing)) }
            @if heading == Heading::Within {
                p { a href=(why_href(visit, edition, pool, standing)) { (t.say("why-more")) } }
            }
        }
    }
}

fn figures(t: Text, snapshot: &Snapshot, standing: &Standing) -> Markup {
    if let Some(share) = standing.share {
        let names = ["column-effective", "share-price", "share-payers", "share-exhausted"]
            .map(|key| t.say(key));
        let count = |ballots: u64| t.number(i64::try_from(ballots).unwrap_or(i64::MAX));
        let values = [
            t.hundredths(share.effective_milli / 10),
            t.money(share.price),
            count(share.payers),
            count(share.exhausted),
        ];
        let rows: Vec<(&str, &str)> =
            names.iter().zip(&values).map(|(n, v)| (n.as_str(), v.as_str())).collect();
        return html! { (facts(&rows)) p.small { (t.say("share-means")) } };
    }
    let cost = t.with("why-cost", &[("money", standing.cost.into())]);
    let gauge = |label: &str, have: game_rules::Money, short_by: game_rules::Money| {
        let bar = Gauge::of(have.minor(), standing.cost.minor()).lack(short_by.minor()).fat();
        money(t.say(label), &t.money(have), bar, Some(html! { (cost) }))
    };
    html! {
        @match standing.verdict {
            Verdict::SupportersShort { short_by } => {
                (gauge("why-supporters-have", standing.cost.saturating_sub(short_by), short_by))
            }
            Verdict::DoesNotFit { short_by } | Verdict::Reserve { short_by } => {
                (gauge("why-left", standing.left_before, short_by))
            }
            _ => { p { (cost) } }
        }
        @if !snapshot.is_shares() { p.small { (in_line(t, snapshot, standing)) } }
    }
}

/// Where the rule met the project, of how many.
fn in_line(t: Text, snapshot: &Snapshot, standing: &Standing) -> String {
    let place = snapshot.standings.iter().take_while(|other| other.number != standing.number);
    let place = place.count() + 1;
    let all = snapshot.standings.len();
    let score = score(t, snapshot, standing);
    t.with("why-place", &[("place", place.into()), ("all", all.into()), ("score", score.into())])
}

/// What would have been enough for a loser.
fn enough(t: Text, snapshot: &Snapshot, standing: &Standing) -> Markup {
    if matches!(standing.verdict, Verdict::Withdrawn) {
        return html! {};
    }
    let more = match (snapshot.is_shares(), snapshot.in_points) {
        (true, _) => "why-more-ballots",
        (false, true) => "why-more-points",
        (false, false) => "why-more-votes",
    };
    html! {
        div.stack.stack--tight {
            @if let Some(endowment) = snapshot.endowment.filter(|_| standing.missing.is_some()) {
                p.small { (t.with("why-same-share", &[("money", endowment.each().into())])) }
            }
            @match standing.missing {
                Some(missing) => { p data-missing=(missing) { (t.count(more, missing)) } }
                None => { p { (t.say("why-never")) } }
            }
            @if let Some(cost) = standing.wins_at { p data-wins-at=(cost.to_decimal()) { (t.with("why-wins-at", &[("money", cost.into())])) } }
            @if let Some(winner) = &standing.excluded_by { p { (t.with("why-excluded", &[("number", winner.as_str().into())])) } }
        }
    }
}

/// The winners that took the loser's money.
fn rivals(
    visit: &Visit,
    edition: &Edition,
    pool: &Pool,
    snapshot: &Snapshot,
    standing: &Standing,
) -> Markup {
    let t = visit.text;
    let winners = standing.rivals.iter().filter_map(|number| snapshot.standing(number));
    let means = if snapshot.is_shares() { "why-rivals-shares" } else { "why-rivals" };
    html! {
        section.panel aria-labelledby="h-rivals" {
            h2 #h-rivals { (t.say("why-rivals-title")) }
            p.small { (t.say(means)) }
            ul.pairs { @for winner in winners {
                li { (number(&winner.number)) a href=(why_href(visit, edition, pool, winner)) { (edition.said(t, &winner.title)) } span.num.muted { (t.money(winner.cost)) } }
            } }
        }
    }
}

/// Why the verdict is what it is, in one sentence with its figures.
pub fn reason(t: Text, snapshot: &Snapshot, standing: &Standing) -> String {
    let key = format!("reason-{}", standing.verdict.code());
    match standing.verdict {
        Verdict::Funded if standing.share.is_some() => t.say("reason-funded-shares"),
        Verdict::Funded if snapshot.is_shares() => t.say("reason-funded-rest"),
        Verdict::DoesNotFit { short_by }
        | Verdict::Reserve { short_by }
        | Verdict::SupportersShort { short_by } => t.with(&key, &[("money", short_by.into())]),
        Verdict::FundedInPart { amount, .. } => t.with(&key, &[("money", amount.into())]),
        Verdict::BelowThreshold { need, short_by } => {
            let unit = if snapshot.in_points { "points" } else { "votes" };
            t.with(&format!("{key}-{unit}"), &[("need", need.into()), ("n", short_by.into())])
        }
        _ => t.say(&key),
    }
}
