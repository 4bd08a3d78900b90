//! The ballot of a pool as city hall sets it, until the opening of the voting freezes it.

use game_rules::Money;
use game_rules::ballot::{Band, Kind, Rules};
use game_rules::pabulib::Meta;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};

use crate::edition::{Pool, pool};
use crate::error::Result;
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

/// What the form calls a ballot with bands of cost; in the rules it is approval.
pub const BANDS: &str = "bands";

/// The kinds that can be filled in here, by the name the form gives them.
pub const KINDS: [&str; 6] = ["approval", BANDS, "knapsack", "cumulative", "ordinal", "choose_one"];

/// Most bands of cost in a pool.
pub const MOST_BANDS: usize = 5;

/// Most projects or points that a form takes.
const LARGEST: i64 = 1000;

/// Most letters in the name of a band: it stands in the bar at the foot of a phone.
const LONGEST: usize = 24;

/// The name of a pool's kind of ballot; none for one that cannot be filled in here.
pub fn kind_name(rules: &Rules) -> Option<&'static str> {
    Some(match rules.kind {
        Kind::Approval if !rules.bands.is_empty() => BANDS,
        Kind::Approval => "approval",
        Kind::Knapsack => "knapsack",
        Kind::Cumulative => "cumulative",
        Kind::Ordinal => "ordinal",
        Kind::ChooseOne => "choose_one",
        Kind::Scoring => return None,
    })
}

/// The rules as the fields of their form.
pub fn fields(rules: &Rules) -> Fields {
    let mut fields = Fields::default();
    fields.set("kind", kind_name(rules).unwrap_or_default());
    let decimal = |money: Money| money.to_decimal().replace('.', ",");
    let numbers = [
        ("fewest", rules.min_length.map(|n| n.to_string())),
        ("most", rules.max_length.map(|n| n.to_string())),
        ("money", rules.max_sum_cost.map(decimal)),
        ("points", rules.max_sum_points.map(|n| n.to_string())),
        ("each", rules.max_points.map(|n| n.to_string())),
    ];
    for (name, value) in numbers {
        fields.set(name, value.unwrap_or_default());
    }
    for (n, band) in (1..).zip(&rules.bands) {
        fields.set(&format!("band-{n}"), band.name.clone());
        fields.set(&format!("band-to-{n}"), band.to.map(decimal).unwrap_or_default());
        fields.set(&format!("band-most-{n}"), band.most.to_string());
    }
    if rules.refuse_at_once {
        fields.set("at-once", "yes");
    }
    fields
}

/// Reads the form. Only what belongs to the chosen kind is looked at; the errors name the fields.
pub fn parse(fields: &Fields, budget: Money) -> std::result::Result<Rules, Errors> {
    let mut form = Form { fields, errors: Errors::default() };
    let rules = match fields.get("kind") {
        "approval" => Rules {
            min_length: form.optional("fewest").and_then(|n| u32::try_from(n).ok()),
            ..Rules::approval(form.whole("most"))
        },
        BANDS => Rules::banded(form.bands()),
        "knapsack" => Rules::knapsack(form.money("money", budget)),
        "cumulative" => {
            let each = form.optional("each");
            Rules::points(i64::from(form.whole("points")), each)
        }
        "ordinal" => Rules::ordinal(form.whole("most")),
        "choose_one" => Rules::choose_one(),
        _ => {
            form.errors.add("kind", Message::new("ballot-rules-kind-missing"));
            Rules::of(Kind::Approval)
        }
    };
    if rules.min_length.zip(rules.max_length).is_some_and(|(fewest, most)| fewest > most) {
        form.errors.add("fewest", Message::new("ballot-rules-fewest-wrong"));
    }
    if rules.max_points.zip(rules.max_sum_points).is_some_and(|(each, all)| each > all) {
        form.errors.add("each", Message::new("ballot-rules-each-wrong"));
    }
    let rules = Rules { refuse_at_once: fields.get("at-once") == "yes", ..rules };
    if form.errors.is_empty() { Ok(rules) } else { Err(form.errors) }
}

struct Form<'a> {
    fields: &'a Fields,
    errors: Errors,
}

impl Form<'_> {
    fn typed(&self, name: &str) -> String {
        self.fields.get(name).split_whitespace().collect()
    }

    /// A whole number from 1; 1 where it is missing, with the complaint.
    fn whole(&mut self, name: &str) -> u32 {
        let typed = self.typed(name).parse::<i64>().ok();
        match typed.filter(|n| (1..=LARGEST).contains(n)).map(u32::try_from) {
            Some(Ok(number)) => number,
            _ => {
                let message = Message::new("ballot-rules-number-wrong").arg("most", LARGEST);
                self.errors.add(name, message);
                1
            }
        }
    }

    fn optional(&mut self, name: &str) -> Option<i64> {
        (!self.typed(name).is_empty()).then(|| i64::from(self.whole(name)))
    }

    fn amount(&self, name: &str) -> Option<Money> {
        let typed = self.typed(name).replace(',', ".");
        Money::parse_decimal(&typed).ok().filter(|money| *money > Money::ZERO)
    }

    /// What may be spent: no more than the pool has, and all of it where nothing is typed.
    fn money(&mut self, name: &str, budget: Money) -> Money {
        if self.typed(name).is_empty() {
            return budget;
        }
        self.amount(name).filter(|money| *money <= budget).unwrap_or_else(|| {
            let message = Message::new("ballot-rules-money-wrong").arg("money", budget);
            self.errors.add(name, message);
            budget
        })
    }

    /// The rows that were filled in, from cheap to dear; the last has no end.
    fn bands(&mut self) -> Vec<Band> {
        let name = |what: &str, n: usize| format!("{what}-{n}");
        let is_filled = |n: &usize| {
            ["band", "band-to", "band-most"]
                .iter()
                .any(|what| !self.typed(&name(what, *n)).is_empty())
        };
        let filled: Vec<usize> = (1..=MOST_BANDS).filter(is_filled).collect();
        if filled.len() < 2 {
            self.errors.add("band-1", Message::new("ballot-rules-bands-few"));
        }
        let (mut rows, mut before) = (Vec::new(), Money::ZERO);
        for (at, n) in filled.iter().enumerate() {
            let called = tidy(self.fields.get(&name("band", *n)), false);
            if called.is_empty() || called.chars().count() > LONGEST {
                let message = Message::new("ballot-rules-band-name").arg("most", LONGEST);
                self.errors.add(name("band", *n), message);
            }
            let is_last = at + 1 == filled.len();
            let to = self.amount(&name("band-to", *n));
            let fits = match to {
                Some(to) => !is_last && to > before,
                None => is_last && self.typed(&name("band-to", *n)).is_empty(),
            };
            if !fits {
                let key = if is_last { "ballot-rules-band-last" } else { "ballot-rules-band-to" };
                self.errors.add(name("band-to", *n), Message::new(key));
            }
            before = to.unwrap_or(before);
            let most = self.whole(&name("band-most", *n));
            rows.push((called, to, most));
        }
        Band::row(rows)
    }
}

/// What a `.pb` file says of the limits of a ballot.
const LIMITS: [&str; 9] = [
    "min_length",
    "max_length",
    "min_sum_cost",
    "max_sum_cost",
    "min_points",
    "max_points",
    "min_sum_points",
    "max_sum_points",
    "default_score",
];

/// Sets the ballot of a pool. What its file said of another ballot goes, so that an exported file has
/// the new limits alone.
pub async fn set(tx: &impl ConnectionTrait, pool: &Pool, rules: &Rules) -> Result<()> {
    let mut meta = Meta::new();
    for (key, value) in pool.meta()?.entries().filter(|(key, _)| !LIMITS.contains(key)) {
        meta.set(key, value);
    }
    meta.set_rules(rules, pool.money());
    let entries: Vec<(&str, &str)> = meta.entries().collect();
    let row = pool::ActiveModel {
        id: Set(pool.id),
        ballot_rules: Set(serde_json::to_string(rules).map_err(anyhow::Error::from)?),
        meta: Set(serde_json::to_string(&entries).map_err(anyhow::Error::from)?),
        ..Default::default()
    };
    row.update(tx).await?;
    Ok(())
}
