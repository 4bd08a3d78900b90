//! The winners the file states against its money and against the rule it names.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use super::{WarningKind, Warnings, listed};
use crate::count::{
    Candidate, Declared, Fit, Greedy, Outcome, Profile, Rule, Tally, Terms, Threshold, count,
    greedy,
};
use crate::money::Money;
use crate::pabulib::{Election, Project};

pub(super) fn lint(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let winners = Winners { election, sheet };
    winners.money(warnings);
    let column = sheet.projects.column("selected");
    let first = sheet.projects.rows.first().zip(column);
    if first.is_none_or(|(row, column)| row.cell(column).is_empty()) {
        warnings.push(sheet.projects.header.place, WarningKind::NoSelected);
        return;
    }
    winners.rule(warnings);
}

/// The rules the format knows.
const RULES: [&str; 10] = [
    "greedy",
    "greedy-no-skip",
    "greedy-threshold",
    "greedy-exclusive",
    "greedy-custom",
    "equalshares",
    "equalshares-comparison",
    "equalshares/add1",
    "equalshares/add1-comparison",
    "unknown",
];

struct Winners<'a> {
    election: &'a Election,
    sheet: &'a Sheet<'a>,
}

impl Winners<'_> {
    fn money(&self, warnings: &mut Warnings) {
        let budget = self.election.budget;
        let cost = |filter: fn(&Project) -> bool| -> Money {
            let projects = self.election.projects.iter().filter(|project| filter(project));
            projects.map(|project| project.cost).sum()
        };
        let (won, all) = (cost(|project| project.selected == Some(1)), cost(|_| true));
        let place = self.sheet.place_of_key("budget");
        if won > budget {
            warnings.push(place, WarningKind::BudgetExceeded { cost: won, budget });
        }
        let flag = self.election.meta.get("fully_funded").map(str::trim).unwrap_or_default();
        if !flag.is_empty() {
            if self.election.meta.is_fully_funded() && budget < all {
                let place = self.sheet.place_of_key("fully_funded");
                warnings.push(place, WarningKind::NotFullyFunded { cost: all, budget });
            }
            return;
        }
        if budget >= all {
            warnings.push(place, WarningKind::AllAffordable);
        }
        let rule = self.rule_name();
        if ["greedy", "greedy-threshold", "greedy-exclusive", "greedy-custom"].contains(&rule) {
            self.money_unused(budget.saturating_sub(won), warnings);
        }
    }

    /// Losers that what is left would pay for, the best first.
    fn money_unused(&self, mut left: Money, warnings: &mut Warnings) {
        let need = self.election.meta.threshold().unwrap_or(0);
        let lost = self.election.projects.iter().filter(|project| project.selected == Some(0));
        let mut lost: Vec<_> = lost
            .map(|project| (self.result(project), project))
            // At the threshold they could win, but the checker does not ask for them.
            .filter(|&(result, _)| need <= 0 || result > need)
            .collect();
        lost.sort_by_key(|&(result, _)| std::cmp::Reverse(result));
        let mut ids = Vec::new();
        for (_, project) in lost {
            if project.cost <= left {
                left = left.saturating_sub(project.cost);
                ids.push(project.id.as_str());
            }
        }
        if !ids.is_empty() {
            let place = self.sheet.place_of_key("budget");
            warnings.push(place, WarningKind::MoneyUnused { ids: listed(ids) });
        }
    }

    fn rule(&self, warnings: &mut Warnings) {
        let rule = self.rule_name();
        let place = self.sheet.place_of_key("rule");
        if !RULES.contains(&rule) {
            warnings.push(place, WarningKind::UnknownRule { rule: rule.to_owned() });
            return;
        }
        let fit = match rule {
            "greedy" | "greedy-threshold" => {
                let has_threshold = self.election.meta.get("min_project_score_threshold").is_some();
                if has_threshold != (rule == "greedy-threshold") {
                    warnings.push(place, WarningKind::ThresholdUnfit);
                    return;
                }
                Fit::Skip
            }
            "greedy-exclusive" => Fit::Skip,
            "greedy-no-skip" => Fit::Stop,
            "greedy-custom" => {
                let meta = &self.election.meta;
                if meta.get("comment").is_none_or(|comment| comment.trim().is_empty()) {
                    warnings.push(place, WarningKind::NoComment);
                }
                match meta.get("unit").map(str::trim) {
                    Some("Poznań") => Fit::Stop80,
                    _ => Fit::Skip,
                }
            }
            _ => {
                match self.by_equal_shares() {
                    Some(expected) => self.compare_with(&expected, Fit::Skip, warnings),
                    None => {
                        let rule = rule.to_owned();
                        warnings.push(place, WarningKind::WinnersUnchecked { rule });
                    }
                }
                return;
            }
        };
        // Without any results, which is said elsewhere, no rule can be followed.
        if self.has("votes") || self.has("score") {
            self.compare(fit, warnings);
        }
    }

    /// Compares the stated winners with those of the rule on the stated results, ties by row.
    fn compare(&self, fit: Fit, warnings: &mut Warnings) {
        let projects = &self.election.projects;
        let need = match fit {
            Fit::Stop80 => None,
            Fit::Skip | Fit::Stop => Some(self.election.meta.threshold().unwrap_or(0)),
        };
        let outcome = self.outcome(fit, need.map(Threshold::Absolute));
        let mut expected: BTreeSet<u32> = outcome.selected.iter().copied().collect();
        expected.extend(outcome.reserve);
        if fit == Fit::Stop80 {
            // Money added later goes to the best of the others.
            let extra = projects.iter().filter(|project| project.selected == Some(3)).count();
            let order = outcome.steps.iter().map(|step| step.project);
            let others: Vec<_> = order.filter(|project| !expected.contains(project)).collect();
            expected.extend(others.into_iter().take(extra));
        }
        self.compare_with(&expected, fit, warnings);
        let Some(need) = need else { return };
        for (project, row) in projects.iter().zip(&self.sheet.projects.rows) {
            if project.selected == Some(1) && self.result(project) < need {
                let id = project.id.clone();
                warnings.push(row.place, WarningKind::WonBelowThreshold { id });
            }
        }
    }

    /// The winners by the Equal Shares that the file names, of approval ballots.
    fn by_equal_shares(&self) -> Option<BTreeSet<u32>> {
        let declared = Declared::from_meta(&self.election.meta)?;
        let approval = self.election.rules.kind.pabulib_name() == "approval";
        if !approval || !matches!(declared.rule, Rule::EqualShares(_)) {
            return None;
        }
        let candidates = Candidate::of(self.election);
        let profile = Profile::of(self.election);
        let outcome = count(&candidates, &profile, declared.rule, &declared.terms);
        Some(outcome.selected.into_iter().collect())
    }

    fn compare_with(&self, expected: &BTreeSet<u32>, fit: Fit, warnings: &mut Warnings) {
        let projects = &self.election.projects;
        let counts_as_won = |project: &Project| match fit {
            Fit::Stop80 => project.selected.is_some_and(|selected| selected > 0),
            Fit::Skip | Fit::Stop => project.selected == Some(1),
        };
        let won: BTreeSet<u32> = (0..)
            .zip(projects)
            .filter(|(_, project)| counts_as_won(project))
            .map(|(index, _)| index)
            .collect();
        if won != *expected {
            let ids = |indices: &BTreeSet<u32>, others: &BTreeSet<u32>| {
                let missing = indices.difference(others);
                listed(missing.map(|&index| projects[index as usize].id.as_str()))
            };
            let kind = WarningKind::RuleNotFollowed {
                rule: self.rule_name().to_owned(),
                missing: ids(expected, &won),
                surplus: ids(&won, expected),
            };
            warnings.push(self.sheet.place_of_key("rule"), kind);
        }
    }

    fn outcome(&self, fit: Fit, threshold: Option<Threshold>) -> Outcome {
        let projects = &self.election.projects;
        let candidate = |project: &Project| Candidate {
            withdrawn: fit == Fit::Stop && project.is_withdrawn(),
            ..Candidate::new(project.cost)
        };
        let candidates: Vec<_> = projects.iter().map(candidate).collect();
        let mut tally = Tally::new(projects.len());
        tally.score = projects.iter().map(|project| self.result(project)).collect();
        let terms = Terms { threshold, ..Terms::new(self.election.budget) };
        greedy(&candidates, &tally, Greedy { fit, ..Greedy::default() }, &terms)
    }

    /// What the file states and orders by: the score, or without that column the votes.
    fn result(&self, project: &Project) -> i64 {
        match self.has("score") {
            true => project.score.unwrap_or(0),
            false => project.votes.and_then(|votes| i64::try_from(votes).ok()).unwrap_or(0),
        }
    }

    fn has(&self, column: &str) -> bool {
        self.sheet.projects.column(column).is_some()
    }

    fn rule_name(&self) -> &str {
        self.election.meta.rule().unwrap_or_default()
    }
}
