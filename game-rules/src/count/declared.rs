//! The rule a published election says it was counted by.

use super::{Fit, Greedy, Threshold};
use crate::pabulib::Meta;

/// What the META section of a file says about its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// The greedy rule with these parameters, ties by row.
    Greedy {
        rule: Greedy,
        /// Keys or rules of the file that these parameters leave out, such as exclusions the file does not list. The
        /// official winners may differ because of them.
        left_out: Vec<&'static str>,
    },
    /// Another rule, by the file's name for it. Callers may show the greedy outcome beside the official one.
    Other { rule: String },
}

/// Keys that change who wins in ways only the city's comment explains.
const SPECIAL_KEYS: [&str; 3] =
    ["budget_per_category", "budget_per_neighborhood", "leftover_budget"];

impl Declared {
    /// Reads the declared rule; files without a readable budget declare none.
    pub fn from_meta(meta: &Meta) -> Self {
        let name = meta.rule().unwrap_or("unknown");
        let (Some(budget), Some(fit)) = (meta.budget(), fit(name, meta)) else {
            return Self::Other { rule: name.to_owned() };
        };
        let threshold = meta.threshold().map(Threshold::Absolute);
        let mut left_out: Vec<_> =
            SPECIAL_KEYS.into_iter().filter(|key| meta.get(key).is_some()).collect();
        if name == "greedy-exclusive" {
            left_out.push("greedy-exclusive");
        }
        Self::Greedy { rule: Greedy { fit, threshold, ..Greedy::new(budget) }, left_out }
    }
}

fn fit(rule: &str, meta: &Meta) -> Option<Fit> {
    match rule {
        "greedy" | "greedy-threshold" | "greedy-exclusive" => Some(Fit::Skip),
        "greedy-no-skip" => Some(Fit::Stop),
        // A custom rule is only described in words; the one in use is that of 80 %.
        "greedy-custom" => {
            meta.get("comment").filter(|comment| comment.contains("80%")).map(|_| Fit::Stop80)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn declared(entries: &[(&str, &str)]) -> Declared {
        let mut meta = Meta::new();
        meta.set("budget", "100");
        for (key, value) in entries {
            meta.set(key, *value);
        }
        Declared::from_meta(&meta)
    }

    #[test]
    fn the_greedy_family_is_recognised() {
        let plain = Greedy::new(Money::from_minor(10_000));
        let stops =
            Greedy { fit: Fit::Stop, threshold: Some(Threshold::Absolute(50)), ..plain.clone() };
        let entries = [("rule", "greedy-no-skip"), ("min_project_score_threshold", "50")];
        assert_eq!(declared(&entries), Declared::Greedy { rule: stops, left_out: vec![] });
        let entries =
            [("rule", "greedy-custom"), ("comment", "#1: … at least 80% of that project …")];
        let reserve = Greedy { fit: Fit::Stop80, ..plain.clone() };
        assert_eq!(declared(&entries), Declared::Greedy { rule: reserve, left_out: vec![] });
        let expected = Declared::Greedy { rule: plain, left_out: vec!["greedy-exclusive"] };
        assert_eq!(declared(&[("rule", "greedy-exclusive")]), expected);
    }

    #[test]
    fn other_rules_keep_their_name() {
        for rule in ["equalshares/add1", "greedy-custom", "unknown"] {
            assert_eq!(declared(&[("rule", rule)]), Declared::Other { rule: rule.to_owned() });
        }
    }
}
