//! The rules of an edition for everybody: who may vote, how, and what becomes of the votes, before
//! anybody has voted.

use game_rules::ballot::{Kind, Rules};
use game_rules::count::{Compare, Completion, Rule, Threshold};
use maud::{Markup, html};

use super::pages::greedy_rule;
use crate::clock::Instant;
use crate::edition::{CountRules, Edition, Pool};
use crate::page::parts::lists::{facts, lines};
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::project::pool_name;
use crate::register::Policy;
use crate::text::{Arg, Text};
use crate::vote::rule;
use crate::vote::unusual::Cause;

pub struct RulesView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub policy: &'a Policy,
    /// When the opening of the voting froze the rules, if it has.
    pub frozen_at: Option<Instant>,
    /// Whether the order of the ballot list was drawn.
    pub drawn: bool,
    pub reasons: &'a [(Cause, String)],
}

/// Whether scores of these ballots are points; otherwise they are votes.
fn in_points(ballots: &Rules) -> bool {
    ballots.kind.has_points() || ballots.kind == Kind::Ordinal
}

/// How ballots become winners, sentence by sentence, as far as it is known before the count.
pub fn counting_words(t: Text, rules: &CountRules, ballots: &Rules) -> Vec<String> {
    let mut words = Vec::new();
    if !rules.is_known {
        words.push(t.with("rules-unknown", &[("rule", rules.rule.as_str().into())]));
    }
    match rules.method() {
        Rule::Greedy(greedy) => words.push(greedy_rule(t, greedy.fit, in_points(ballots))),
        Rule::EqualShares(shares) => {
            let rest = match shares.completion {
                Completion::None => &["rules-rest-stays"][..],
                Completion::Utilitarian => &["rules-rest-greedy"],
                Completion::Add1 => &["rules-rest-raise", "rules-rest-stays"],
                Completion::Add1u => &["rules-rest-raise", "rules-rest-greedy"],
            };
            let buy = ["rules-shares", "rule-shares-buy", "rule-shares-round"];
            words.extend(buy.iter().chain(rest).map(|key| t.say(key)));
            if shares.compare != Compare::None {
                words.push(t.say("rules-compared"));
            }
        }
        Rule::Phragmen => words.push(t.say("rule-phragmen")),
    }
    words
}

/// What a project needs to win at all.
pub fn threshold_words(t: Text, rules: &CountRules, ballots: &Rules) -> String {
    match rules.threshold {
        None => t.say("rules-threshold-none"),
        Some(Threshold::Absolute(score)) if in_points(ballots) => {
            t.count("rule-threshold-points", score)
        }
        Some(Threshold::Absolute(score)) => t.count("rule-threshold-votes", score),
        Some(Threshold::ShareOfBallots { basis_points }) => {
            let share = t.percent(i64::from(basis_points));
            let key = if in_points(ballots) { "points" } else { "votes" };
            t.with(&format!("rules-threshold-share-{key}"), &[("share", share.into())])
        }
        Some(Threshold::CostShare { times }) => {
            t.with("rules-threshold-cost", &[("n", i64::from(times).into())])
        }
    }
}

pub fn rules(view: &RulesView<'_>) -> Markup {
    let RulesView { visit, edition, pools, policy, reasons, .. } = view;
    let t = visit.text;
    let trust = visit.href(&format!("/{}/trust", edition.slug));
    let who = policy.words();
    html! {
        div.stack.read {
            h1 { (t.say("rules-public-title")) }
            p.lead { (t.say("rules-public-lead")) }
            @match view.frozen_at {
                Some(at) => { (note(Tone::Good, t.with("rules-frozen-since", &[("when", Arg::Moment(at))]), Some(html! { p { a href=(trust) { (t.say("trust-title")) } } }))) }
                None => { (note(Tone::Info, t.say("rules-not-frozen"), None)) }
            }
        }
        section.stack.read aria-labelledby="h-who" {
            h2 #h-who { (t.say("rules-who")) }
            (lines(who.iter().map(|message| html! { (t.message(message)) })))
        }
        @if !reasons.is_empty() {
            section.stack.read aria-labelledby="h-unusual" {
                h2 #h-unusual { (t.say("rules-unusual")) }
                (lines(reasons.iter().map(|(cause, reason)| html! {
                    b { (t.say(&format!("unusual-{}", cause.name()))) } br; (reason)
                })))
            }
        }
        @for pool in *pools { (one(view, pool)) }
        section.stack.read aria-labelledby="h-ties" {
            h2 #h-ties { (t.say("rules-ties-title")) }
            p { (t.say("rules-ties")) " " (t.say(if view.drawn { "rules-order-drawn" } else { "rules-order-not-drawn" })) }
        }
    }
}

fn one(view: &RulesView<'_>, pool: &Pool) -> Markup {
    let t = view.visit.text;
    let (Ok(ballots), Ok(counting)) = (pool.rules(), pool.count_rules()) else {
        return html! {};
    };
    let budget = t.money(pool.money());
    html! {
        section.stack.read aria-labelledby={ "h-" (pool.code) } data-pool=(pool.code) {
            h2 id={ "h-" (pool.code) } { (pool_name(t, pool)) }
            (facts(&[(&t.say("results-budget"), &budget)]))
            (lines([html! { (rule(t, pool)) }].into_iter()
                .chain(counting_words(t, &counting, &ballots).into_iter().map(|words| html! { (words) }))
                .chain([html! { b { (threshold_words(t, &counting, &ballots)) } }])))
        }
    }
}
