//! Mistakes that only show when two places of a rule file are read together.

use std::collections::BTreeSet;

use super::section::Section;
use super::*;

/// Notes every contradiction in rules just read from this file.
pub(super) fn check(root: &Section<'_>, rules: &Rules) {
    let names = Names::of(root, rules);
    check_money(root, rules);
    check_items(root, rules, &names);
    check_measures(root, rules, &names);
    check_phases(root, rules, &names);
    check_cards(root, rules, &names);
    check_policies(root, rules, &names);
    check_ideas(root, rules);
}

/// Every id of the file.
struct Names<'r> {
    items: BTreeSet<&'r str>,
    phases: BTreeSet<&'r str>,
    tags: BTreeSet<&'r str>,
}

impl<'r> Names<'r> {
    fn of(root: &Section<'_>, rules: &'r Rules) -> Self {
        let content = root.section("content");
        let unique = |sections: Vec<Section<'_>>, what, ids: Vec<&'r str>| {
            let mut seen = BTreeSet::new();
            for (section, id) in sections.iter().zip(ids) {
                if !id.is_empty() && !seen.insert(id) {
                    section.note("id", MistakeKind::Repeated { what, id: id.to_owned() });
                }
            }
            seen
        };
        let ids = |items: &'r [Item]| items.iter().map(|item| item.id.as_str()).collect();
        unique(
            content.sections("measures"),
            "measure",
            rules.content.measures.iter().map(|measure| measure.id.as_str()).collect(),
        );
        unique(
            root.section("resources").sections("purses"),
            "purse",
            rules.resources.purses.iter().map(|purse| purse.id.as_str()).collect(),
        );
        unique(
            root.sections("events"),
            "event card",
            rules.events.iter().map(|card| card.id.as_str()).collect(),
        );
        let phases = rules.phases.iter().map(|phase| phase.id.as_str());
        let tags = rules.content.items.iter().flat_map(|item| &item.purse_tags);
        Self {
            items: unique(content.sections("items"), "item", ids(&rules.content.items)),
            phases: {
                unique(root.sections("phases"), "phase", phases.clone().collect());
                phases.collect()
            },
            tags: tags.map(String::as_str).collect(),
        }
    }
}

/// Notes each text under a key that is not among the known ones.
fn references(
    section: &Section<'_>,
    key: &'static str,
    what: &'static str,
    known: &BTreeSet<&str>,
) {
    for (line, id) in section.texts_with_lines(key) {
        if !known.contains(id.as_str()) {
            let kind = MistakeKind::UnknownReference { key: section.key(key), what, id };
            section.book.note(line, kind);
        }
    }
}

fn reference(section: &Section<'_>, key: &'static str, what: &'static str, known: &BTreeSet<&str>) {
    if let Some(id) = section.text(key).filter(|id| !known.contains(id.as_str())) {
        section.note(key, MistakeKind::UnknownReference { key: section.key(key), what, id });
    }
}

fn clash(section: &Section<'_>, key: &str, problem: String, mend: &'static str) {
    section.note(key, MistakeKind::Clash { problem, mend });
}

fn check_money(root: &Section<'_>, rules: &Rules) {
    let money = &rules.money;
    if let Some(note) = money.denominations.iter().find(|&&note| note % money.unit != 0) {
        let problem = format!("the note {note} is not a multiple of the unit {}", money.unit);
        let mend = "make every denomination a multiple of money.unit";
        clash(&root.section("money"), "denominations", problem, mend);
    }
}

fn check_items(root: &Section<'_>, rules: &Rules, names: &Names<'_>) {
    let content = root.section("content");
    for (section, item) in content.sections("items").iter().zip(&rules.content.items) {
        references(section, "requires", "item", &names.items);
        references(section, "excludes", "item", &names.items);
        if item.requires.contains(&item.id) || item.excludes.contains(&item.id) {
            let problem = format!("the item \u{201c}{}\u{201d} names itself", item.id);
            clash(section, "requires", problem, "leave it out of its own requires and excludes");
        }
        check_pricing(section, item);
    }
    let file_items = rules.content.source == Source::File;
    let ideas = rules.ideation.is_some();
    if file_items && rules.content.items.is_empty() && rules.content.write_in.is_none() && !ideas {
        let problem = "there is nothing to buy".to_owned();
        let mend = "add [[content.items]], write_in or [ideation], or write source = \"edition\"";
        clash(&content, "source", problem, mend);
    }
}

fn check_pricing(section: &Section<'_>, item: &Item) {
    match item.pricing {
        Pricing::Fixed { price, min_goal: Some(goal) } if goal > price => {
            let key = section.key("min_goal");
            section.note("min_goal", MistakeKind::Reversed { key, min: goal, max: price });
        }
        Pricing::Level { .. } if item.group.is_none() => {
            let problem = format!("the level \u{201c}{}\u{201d} belongs to no ladder", item.id);
            clash(section, "kind", problem, "give all levels of one ladder the same group");
        }
        Pricing::Open { baseline, min, max, .. } if min > max || baseline > max => {
            let key = section.key(if min > max { "min" } else { "baseline" });
            let min = if min > max { min } else { baseline };
            section.note("max", MistakeKind::Reversed { key, min, max });
        }
        _ => {}
    }
}

fn check_measures(root: &Section<'_>, rules: &Rules, names: &Names<'_>) {
    let sections = root.section("content").sections("measures");
    for (section, _) in sections.iter().zip(&rules.content.measures) {
        references(section, "excludes_items", "item", &names.items);
    }
}

fn check_phases(root: &Section<'_>, rules: &Rules, names: &Names<'_>) {
    for (section, phase) in root.sections("phases").iter().zip(&rules.phases) {
        if phase.end == PhaseEnd::Clock && phase.seconds == 0 {
            let problem =
                format!("the phase \u{201c}{}\u{201d} ends by a clock without a time", phase.id);
            clash(section, "end", problem, "add its seconds, or write end = \"host\"");
        }
        if let Some(warning) =
            phase.warn_at.iter().find(|&&warning| warning >= phase.seconds.max(1))
        {
            let problem = format!(
                "the warning at {warning} s comes before the phase \u{201c}{}\u{201d}",
                phase.id
            );
            clash(section, "warn_at", problem, "warn at fewer seconds before the end than it has");
        }
    }
    reference(
        &root.section("policies").section("late_join"),
        "until_phase",
        "phase",
        &names.phases,
    );
    if rules.resources.blind_first
        && !rules.phases.iter().any(|phase| phase.permits(Permit::Reveal))
    {
        let problem = "bids start hidden, and no phase reveals them".to_owned();
        let mend = "add \"reveal\" to the allow of a phase, or write blind_first = false";
        clash(&root.section("resources"), "blind_first", problem, mend);
    }
    if !rules.phases.iter().any(Phase::is_play) {
        let problem = "no phase allows anything that counts".to_owned();
        clash(root, "phases", problem, "allow \"everything\" in one phase, or single commands");
    }
}

fn check_cards(root: &Section<'_>, rules: &Rules, names: &Names<'_>) {
    for (section, card) in root.sections("events").iter().zip(&rules.events) {
        reference(section, "phase", "phase", &names.phases);
        if rules.content.source == Source::File
            && !matches!(card.effect, Effect::Info | Effect::Grant { .. })
        {
            references(section, "items", "item", &names.items);
        }
        if let Effect::Unlock { items } | Effect::Block { items } = &card.effect
            && items.is_empty()
        {
            let kind =
                MistakeKind::Empty { key: section.key("items"), expected: "the items it concerns" };
            section.note("items", kind);
        }
        if card.at != CardAt::Host && card.phase.is_none() {
            let problem =
                format!("the card \u{201c}{}\u{201d} does not say in which phase", card.id);
            clash(section, "at", problem, "add its phase, or write at = \"host\"");
        }
    }
}

fn check_policies(root: &Section<'_>, rules: &Rules, names: &Names<'_>) {
    let policies = root.section("policies");
    let (seats, consent) = (rules.event.seats, &rules.policies.consent);
    if let Some(k) = consent.rule.k.filter(|&k| k > seats.min) {
        let problem = format!("{k} must agree at a table that may seat {}", seats.min);
        clash(&policies.section("consent"), "k", problem, "lower k or raise event.seats.min");
    }
    let purchase = &rules.policies.purchase;
    if purchase.min_contributors > seats.min {
        let problem =
            format!("{} must contribute at a table of {}", purchase.min_contributors, seats.min);
        let mend = "lower min_contributors or raise event.seats.min";
        clash(&policies.section("purchase"), "min_contributors", problem, mend);
    }
    if consent.needed(ConsentOn::List) && rules.ranking != Ranking::Explicit {
        let problem = "the table agrees on a list that is not its own".to_owned();
        let mend = "write ranking = \"explicit\", or take \"list\" out of consent.on";
        clash(&policies.section("consent"), "on", problem, mend);
    }
    if rules.content.source == Source::File {
        for section in root.section("resources").sections("purses") {
            references(&section, "spend_on", "purse tag", &names.tags);
        }
    }
}

fn check_ideas(root: &Section<'_>, rules: &Rules) {
    if rules.ballot.is_some() && rules.ideation.is_none() {
        let problem = "there is a ballot, but nobody proposes ideas".to_owned();
        clash(root, "ballot", problem, "add [ideation], or remove [ballot]");
    }
    if let Some(ballot) = rules.ballot.as_ref().filter(|ballot| ballot.up + ballot.down == 0) {
        let problem = format!("the ballot gives {} votes", ballot.up + ballot.down);
        clash(&root.section("ballot"), "up", problem, "give at least one vote for or against");
    }
}
