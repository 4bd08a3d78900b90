//! Rules in a few words, and exact fractions as they are read.

use std::collections::BTreeMap;

use game_rules::game::Units;
use game_rules::game::ratio::Ratio;
use game_rules::game::rules::{Agreement, Basis, Phase, Rules, SampleBy, Source, Span, list_cost};

use crate::terminal::{decimal, grouped};

const NBSP: char = '\u{a0}';

/// `330 talar`.
pub(super) fn money(rules: &Rules, amount: Units) -> String {
    format!("{}{NBSP}{}", grouped(amount), rules.money.name)
}

/// A fraction with so many decimals, rounded towards nothing.
pub(super) fn fraction(ratio: Ratio, decimals: u32) -> String {
    let sign = if ratio.numerator() < 0 { "-" } else { "" };
    let (numerator, denominator) =
        (ratio.numerator().unsigned_abs(), ratio.denominator().unsigned_abs());
    let shown = decimal(game_rules::count::Ratio { numerator, denominator }, decimals);
    let (whole, rest) = shown.split_once('.').map_or((&*shown, None), |(a, b)| (a, Some(b)));
    let rest = rest.map_or(String::new(), |rest| format!(".{rest}"));
    format!("{sign}{}{rest}", grouped(whole))
}

/// `99 %`, rounded down.
pub(super) fn percent(ratio: Ratio) -> String {
    format!("{}{NBSP}%", fraction(ratio * Ratio::whole(100), 0))
}

/// `1-10 tables of 6-10 players`.
pub(super) fn hall(rules: &Rules) -> String {
    let span = |span: Span| match span.min == span.max {
        true => grouped(span.min),
        false => format!("{}-{}", grouped(span.min), grouped(span.max)),
    };
    let word = |span: Span, one: &'static str, many| if span.max == 1 { one } else { many };
    let (tables, seats) = (rules.event.tables, rules.event.seats);
    format!(
        "{} {} of {} {}",
        span(tables),
        word(tables, "table", "tables"),
        span(seats),
        word(seats, "player", "players")
    )
}

/// Where a table's money comes from.
pub(super) fn grant(rules: &Rules) -> String {
    let grant = &rules.resources.grant;
    let measures = match rules.content.measures.len() {
        0 => "",
        _ => "; measures can create more",
    };
    let dealt = match grant.basis {
        Basis::PerPlayer => format!("{} for each player", money(rules, grant.amount)),
        Basis::PerTable => {
            format!("{} for each table, shared equally", money(rules, grant.amount))
        }
        Basis::PercentOfList => format!(
            "{}{NBSP}% of what the list costs for each table, shared equally, in {}",
            grant.amount, rules.money.name
        ),
        Basis::None if measures.is_empty() => return "none: nothing is paid".to_owned(),
        Basis::None => return format!("none but what measures create, in {}", rules.money.name),
    };
    let mut others = BTreeMap::<Units, Vec<&str>>::new();
    for (table, &amount) in &grant.scenarios {
        others.entry(amount).or_default().push(table);
    }
    let others = others.into_iter();
    let others: String = others
        .map(|(amount, tables)| format!("; {}: {}", tables.join(", "), grouped(amount)))
        .collect();
    format!("{dealt}{others}{measures}")
}

/// What lies on the tables.
pub(super) fn items(rules: &Rules) -> String {
    let content = &rules.content;
    let listed = content.items.len();
    let from = match (content.source, rules.ideation.is_some()) {
        (Source::Edition, _) => "the projects of an edition".to_owned(),
        (Source::File, true) if listed == 0 => "the ideas of the tables".to_owned(),
        (Source::File, _) => {
            format!("{listed} for {} in all", money(rules, list_cost(&content.items)))
        }
    };
    let sample = match content.sample.by {
        SampleBy::All => String::new(),
        SampleBy::SameK => format!(", the same {} drawn for every table", content.sample.k),
        SampleBy::BlockDesign => {
            let (k, overlap) = (content.sample.k, content.sample.overlap);
            format!(", {k} for each table, {overlap} of them shared with the next")
        }
    };
    let measures = match content.measures.len() {
        0 => String::new(),
        1 => "; 1 measure".to_owned(),
        count => format!("; {count} measures"),
    };
    format!("{from}{sample}{measures}")
}

/// What a table must agree on, and how.
pub(super) fn consent(rules: &Rules) -> String {
    let consent = &rules.policies.consent;
    if consent.on.is_empty() {
        return "the table votes on nothing".to_owned();
    }
    let on: Vec<&str> = consent.on.iter().map(|on| on.word()).collect();
    let how = match (consent.rule.rule, consent.rule.k) {
        (Agreement::Unanimous, _) => "everyone agrees".to_owned(),
        (Agreement::KOfN, k) => format!("{} agree", k.unwrap_or_default()),
        (Agreement::Majority, _) => "more than half agree".to_owned(),
    };
    format!("{how} on {}", on.join(", "))
}

/// The phases with their planned lengths.
pub(super) fn phases(rules: &Rules) -> String {
    let minutes = |seconds: u32| match (seconds / 60, seconds % 60) {
        (minutes, 0) => format!("{minutes}{NBSP}min"),
        (0, seconds) => format!("{seconds}{NBSP}s"),
        (minutes, seconds) => format!("{minutes}{NBSP}min {seconds}{NBSP}s"),
    };
    let one = |phase: &Phase| match phase.seconds {
        0 => phase.id.clone(),
        seconds => format!("{} {}", phase.id, minutes(seconds)),
    };
    let all: u32 = rules.phases.iter().map(|phase| phase.seconds).sum();
    let named: Vec<String> = rules.phases.iter().map(one).collect();
    match (all, named.len()) {
        (0, _) | (_, 1) => named.join(", "),
        _ => format!("{}; together {}", named.join(", "), minutes(all)),
    }
}
