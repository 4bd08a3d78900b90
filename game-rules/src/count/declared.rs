//! The rule a published election says it was counted by.

use super::{Compare, Completion, EqualShares, Fit, Greedy, Rule, Terms, Threshold};
use crate::pabulib::Meta;

/// What the META section of a file says about its count, ties by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    pub rule: Rule,
    pub terms: Terms,
    /// Keys or rules of the file that these parameters leave out, such as exclusions the file does not list. The
    /// official winners may differ because of them.
    pub left_out: Vec<&'static str>,
}

/// Keys that change who wins in ways only the city's comment explains.
const SPECIAL_KEYS: [&str; 3] =
    ["budget_per_category", "budget_per_neighborhood", "leftover_budget"];

impl Declared {
    /// Reads the declared rule; `None` where the file names none that is known, or has no readable budget.
    pub fn from_meta(meta: &Meta) -> Option<Self> {
        let name = meta.rule()?;
        let rule = rule(name, meta)?;
        let mut left_out: Vec<_> =
            SPECIAL_KEYS.into_iter().filter(|key| meta.get(key).is_some()).collect();
        if name == "greedy-exclusive" {
            left_out.push("greedy-exclusive");
        }
        let threshold = meta.threshold().map(Threshold::Absolute);
        Some(Self { rule, terms: Terms { threshold, ..Terms::new(meta.budget()?) }, left_out })
    }
}

fn rule(name: &str, meta: &Meta) -> Option<Rule> {
    let greedy = |fit| Rule::Greedy(Greedy { fit, ..Greedy::default() });
    Some(match name {
        "greedy" | "greedy-threshold" | "greedy-exclusive" => greedy(Fit::Skip),
        "greedy-no-skip" => greedy(Fit::Stop),
        // A custom rule is only described in words; the one in use is that of 80 %.
        "greedy-custom" if meta.get("comment")?.contains("80%") => greedy(Fit::Stop80),
        _ => Rule::EqualShares(equal_shares(name)?),
    })
}

/// Equal Shares as cities used it: cost utilities; Add1 goes on past the first exhaustive outcome, to the last
/// affordable one (Wieliczka 2023: 30 of 64 projects).
fn equal_shares(name: &str) -> Option<EqualShares> {
    let (name, compare) = match name.strip_suffix("-comparison") {
        Some(name) => (name, Compare::Satisfaction),
        None => (name, Compare::None),
    };
    let completion = match name {
        "equalshares" => Completion::None,
        "equalshares/add1" => Completion::Add1,
        _ => return None,
    };
    Some(EqualShares { completion, exhaustive: false, compare, ..EqualShares::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn declared(entries: &[(&str, &str)]) -> Option<Declared> {
        let mut meta = Meta::new();
        meta.set("budget", "100");
        for (key, value) in entries {
            meta.set(key, *value);
        }
        Declared::from_meta(&meta)
    }

    #[test]
    fn the_greedy_family_is_recognised() {
        let plain = Terms::new(Money::from_minor(10_000));
        let fifty = Terms { threshold: Some(Threshold::Absolute(50)), ..plain.clone() };
        let greedy = |fit, terms: &Terms, left_out| {
            let rule = Rule::Greedy(Greedy { fit, ..Greedy::default() });
            Some(Declared { rule, terms: terms.clone(), left_out })
        };
        let entries = [("rule", "greedy-no-skip"), ("min_project_score_threshold", "50")];
        assert_eq!(declared(&entries), greedy(Fit::Stop, &fifty, vec![]));
        let entries =
            [("rule", "greedy-custom"), ("comment", "#1: … at least 80% of that project …")];
        assert_eq!(declared(&entries), greedy(Fit::Stop80, &plain, vec![]));
        let expected = greedy(Fit::Skip, &plain, vec!["greedy-exclusive"]);
        assert_eq!(declared(&[("rule", "greedy-exclusive")]), expected);
    }

    #[test]
    fn equal_shares_are_recognised() {
        let rule = |name| declared(&[("rule", name)]).map(|declared| declared.rule);
        let city = EqualShares { exhaustive: false, ..EqualShares::default() };
        let add1 = EqualShares { completion: Completion::Add1, ..city };
        let compared = EqualShares { compare: Compare::Satisfaction, ..add1 };
        assert_eq!(rule("equalshares"), Some(Rule::EqualShares(city)));
        assert_eq!(rule("equalshares/add1"), Some(Rule::EqualShares(add1)));
        assert_eq!(rule("equalshares/add1-comparison"), Some(Rule::EqualShares(compared)));
    }

    #[test]
    fn other_rules_are_not_guessed() {
        for rule in ["greedy-custom", "unknown", "equalshares/phragmen"] {
            assert_eq!(declared(&[("rule", rule)]), None);
        }
    }
}
