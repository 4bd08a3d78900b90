//! Players for an evening that has not happened: each has the preferences of one real ballot and simple habits.
//!
//! A voter's points make the value of an item, its share of all points of the ballot. A bot never puts money on an item
//! without points. Bots are no model of how people argue: they show what scarce money does with preferences that people
//! really had.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Units;
use super::command::{Act, Subject, Vote};
use super::event::Matter;
use super::ledger::Payer;
use super::random::SplitMix64;
use super::rules::{Permit, Pricing, Rules, Trigger};
use super::table::{Item, MeasureState, Table};

/// How a bot behaves at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Puts money on what it values most; lets the others have theirs.
    Sincere,
    /// Joins where others have put money first.
    PoolSeeking,
    /// Agrees to nothing that it does not value itself.
    Stubborn,
}

impl Habit {
    /// Of twenty players, fourteen are sincere, five seek pools, one is stubborn.
    pub fn draw(random: &mut SplitMix64) -> Self {
        match random.below(20) {
            0..14 => Self::Sincere,
            14..19 => Self::PoolSeeking,
            _ => Self::Stubborn,
        }
    }
}

/// One player.
#[derive(Clone, Debug)]
pub struct Bot {
    /// From 1.
    pub seat: u32,
    pub habit: Habit,
    /// Points for the items of the table, by place.
    pub points: Vec<i64>,
    /// Agrees to a measure if it gains more than so many hundredths of all its points.
    pub threshold: i64,
}

/// What a bot sees of the table besides its state.
pub(super) struct View<'v> {
    pub rules: &'v Rules,
    pub table: &'v Table,
    /// What the running phase permits.
    pub permits: &'v dyn Fn(Permit) -> bool,
    /// Items that the table did not agree to buy.
    pub blocked: &'v BTreeSet<usize>,
}

impl View<'_> {
    fn item(&self, item: usize) -> Option<&Item> {
        self.table.items().get(item)
    }

    fn missing(&self, item: usize) -> Units {
        let most = self.item(item).map_or(0, |item| item.rule.pricing.most());
        most - self.table.ledger().escrow_total(item)
    }

    /// Everything that players could still put on an item.
    fn free_for(&self, item: usize) -> Units {
        let seats = self.table.seated().map(|seat| self.purse_for(seat, item));
        seats.map(|(_, free)| free).sum::<Units>() + self.table.ledger().pot()
    }

    /// The purse that pays an item, and what is free in it.
    fn purse_for(&self, seat: u32, item: usize) -> (usize, Units) {
        let tags = self.item(item).map_or(&[][..], |item| &item.rule.purse_tags);
        let purses = self.rules.resources.purses.iter().enumerate();
        let free = purses
            .filter(|(_, purse)| purse.pays(tags))
            .map(|(purse, _)| (purse, self.table.free(Payer::Seat { seat, purse })));
        free.max_by_key(|&(purse, free)| (free, Reverse(purse))).unwrap_or_default()
    }

    fn is_for_sale(&self, item: usize) -> bool {
        let Some(on) = self.item(item) else { return false };
        let has = |id: &String| {
            self.table
                .item_place(id)
                .and_then(|item| self.item(item))
                .is_some_and(|item| item.bought)
        };
        on.is_open() && !self.blocked.contains(&item) && on.rule.requires.iter().all(has)
    }
}

impl Bot {
    fn points(&self, item: usize) -> i64 {
        self.points.get(item).copied().unwrap_or(0)
    }

    fn total(&self) -> i64 {
        self.points.iter().sum::<i64>().max(1)
    }

    /// What the bot does when it is its turn; nothing if there is nothing to improve.
    pub(super) fn act(&self, view: &View<'_>) -> Option<Act> {
        let may = view.permits;
        may(Permit::Consent)
            .then(|| self.consent(view))
            .flatten()
            .or_else(|| may(Permit::ConfirmBuy).then(|| self.confirm(view)).flatten())
            .or_else(|| may(Permit::TakeBack).then(|| self.give_up(view)).flatten())
            .or_else(|| may(Permit::Place).then(|| self.spend(view)).flatten())
            .or_else(|| may(Permit::ProposeMeasure).then(|| self.propose(view)).flatten())
    }

    fn consent(&self, view: &View<'_>) -> Option<Act> {
        let open = view.table.motions().iter().filter(|motion| motion.is_open());
        let mut unvoted =
            open.filter(|motion| !motion.votes.iter().any(|vote| vote.0 == self.seat));
        let (on, agrees) = unvoted.find_map(|motion| self.position(view, motion.matter))?;
        Some(Act::Consent { on, vote: if agrees { Vote::Yes } else { Vote::No } })
    }

    fn position(&self, view: &View<'_>, matter: Matter) -> Option<(Subject, bool)> {
        let id = |item: usize| view.item(item).map(|item| item.rule.id.clone());
        Some(match matter {
            Matter::Purchase(item) => {
                let agrees = self.points(item) > 0 || self.habit != Habit::Stubborn;
                (Subject::Purchase(id(item)?), agrees)
            }
            Matter::Measure(measure) => {
                let rule = view.rules.content.measures.get(measure)?;
                (Subject::Measure(rule.id.clone()), self.gains(view, measure))
            }
            Matter::List => (Subject::List, true),
            Matter::Unbuy(item) => (Subject::Unbuy(id(item)?), self.points(item) == 0),
            Matter::Amend(_) | Matter::WriteIn(_) => return None,
        })
    }

    /// Whether the best item a measure brings within reach is worth more than what it cuts, by the bot's threshold.
    fn gains(&self, view: &View<'_>, measure: usize) -> bool {
        let Some(rule) = view.rules.content.measures.get(measure) else { return false };
        let cut = |item: usize| {
            view.item(item).is_some_and(|item| rule.excludes_items.contains(&item.rule.id))
        };
        let places = 0..view.table.items().len();
        let unlocked = places.clone().filter(|&item| {
            let gap = view.missing(item) - view.free_for(item);
            view.is_for_sale(item) && !cut(item) && gap > 0 && gap <= rule.yields
        });
        let best = unlocked.map(|item| self.points(item)).max().unwrap_or(0);
        let lost: i64 = places.filter(|&item| cut(item)).map(|item| self.points(item)).sum();
        (best - lost) * 100 > self.threshold * self.total()
    }

    fn confirm(&self, view: &View<'_>) -> Option<Act> {
        if view.rules.policies.purchase.trigger != Trigger::Confirm {
            return None;
        }
        let covered = |item: &usize| {
            let fixed = !matches!(
                view.item(*item).map(|item| item.rule.pricing),
                Some(Pricing::Open { .. })
            );
            fixed
                && view.missing(*item) == 0
                && view.is_for_sale(*item)
                && view.table.open_motion(Matter::Purchase(*item)).is_none()
        };
        let item = (0..view.table.items().len()).find(covered)?;
        Some(Act::ConfirmBuy { item: view.item(item)?.rule.id.clone() })
    }

    /// Takes back what can no longer be bought.
    fn give_up(&self, view: &View<'_>) -> Option<Act> {
        let lost = |item: &usize| {
            let stuck = view.item(*item).is_some_and(Item::is_open)
                && (view.blocked.contains(item) || view.missing(*item) > view.free_for(*item));
            stuck && view.table.ledger().stake(*item, self.seat) > 0
        };
        let fixed = |item: &usize| {
            !matches!(view.item(*item).map(|item| item.rule.pricing), Some(Pricing::Open { .. }))
        };
        let item = (0..view.table.items().len()).filter(fixed).find(lost)?;
        let amount = view.table.ledger().stake(item, self.seat);
        Some(Act::TakeBack { item: view.item(item)?.rule.id.clone(), amount, purse: None })
    }

    fn spend(&self, view: &View<'_>) -> Option<Act> {
        let wanted: Vec<(usize, Units)> = (0..view.table.items().len())
            .filter(|&item| self.points(item) > 0 && view.is_for_sale(item))
            .map(|item| (item, self.affordable(view, item)))
            .filter(|&(_, amount)| amount > 0)
            .collect();
        let covers = wanted.iter().filter(|&&(item, amount)| amount == view.missing(item));
        let best_buy = covers.max_by(|a, b| {
            let per_unit = |of: &&(usize, Units)| (i128::from(self.points(of.0)), i128::from(of.1));
            let ((x, p), (y, q)) = (per_unit(a), per_unit(b));
            (x * q).cmp(&(y * p)).then(b.0.cmp(&a.0))
        });
        let within_reach = wanted.iter().filter(|&&(item, _)| {
            !view.table.is_revealed() || view.missing(item) <= view.free_for(item)
        });
        let others = |item: usize| {
            let ledger = view.table.ledger();
            ledger.escrow_total(item) > ledger.stake(item, self.seat)
        };
        let seeks = self.habit == Habit::PoolSeeking;
        let top = within_reach
            .max_by_key(|&&(item, _)| (seeks && others(item), self.points(item), Reverse(item)));
        let &(item, amount) = best_buy.or(top)?;
        let (purse, _) = view.purse_for(self.seat, item);
        Some(Act::Place {
            item: view.item(item)?.rule.id.clone(),
            amount,
            purse: Some(view.rules.resources.purses.get(purse)?.id.clone()),
        })
    }

    /// What the rules let the bot put on an item now.
    fn affordable(&self, view: &View<'_>, item: usize) -> Units {
        let Some(pricing) = view.item(item).map(|item| item.rule.pricing) else { return 0 };
        let (_, free) = view.purse_for(self.seat, item);
        let (purchase, unit) = (&view.rules.policies.purchase, view.rules.money.unit);
        let bids = view.table.bids_of(self.seat).filter(|bid| bid.item == item);
        let stake =
            view.table.ledger().stake(item, self.seat) + bids.map(|bid| bid.amount).sum::<Units>();
        let cap = purchase.cap(pricing.most()) - stake;
        let missing = match view.table.is_revealed() {
            true => view.missing(item),
            false => pricing.most() - stake,
        };
        if let Pricing::Open { step, .. } = pricing {
            // Its points' share of all it was given, once.
            let given = free + self.placed(view);
            let share =
                i128::from(given) * i128::from(self.points(item)) / i128::from(self.total());
            let share = Units::try_from(share).unwrap_or(free) - stake;
            return share.min(free).min(cap).min(missing) / step * step;
        }
        let amount = free.min(cap).min(missing);
        let alone = amount == missing && self.would_lack_contributors(view, item);
        let amount = if alone { amount - unit } else { amount };
        match amount == missing || amount == free {
            true => amount,
            false => amount / unit * unit,
        }
    }

    fn placed(&self, view: &View<'_>) -> Units {
        let items = 0..view.table.items().len();
        items.map(|item| view.table.ledger().stake(item, self.seat)).sum()
    }

    fn would_lack_contributors(&self, view: &View<'_>, item: usize) -> bool {
        let joins = view.table.ledger().stake(item, self.seat) == 0;
        let contributors = view.table.contributors(item) + u32::from(joins);
        contributors < view.rules.policies.purchase.min_contributors
    }

    fn propose(&self, view: &View<'_>) -> Option<Act> {
        let measures = view.table.measures().iter().enumerate();
        let idle = measures.filter(|(_, measure)| measure.state == MeasureState::Idle);
        let blocked = |measure: usize| {
            let rule = view.rules.content.measures.get(measure);
            let bought = view.table.items().iter().filter(|item| item.bought);
            rule.is_none_or(|rule| {
                bought.clone().any(|item| rule.excludes_items.contains(&item.rule.id))
                    || self.sibling_passed(view, measure)
            })
        };
        let (measure, _) = idle
            .filter(|(place, _)| !blocked(*place))
            .find(|(place, _)| self.gains(view, *place))?;
        let measure = view.rules.content.measures.get(measure)?.id.clone();
        Some(Act::ProposeMeasure { measure })
    }

    fn sibling_passed(&self, view: &View<'_>, measure: usize) -> bool {
        let rules = &view.rules.content.measures;
        let group = rules.get(measure).and_then(|rule| rule.group.as_ref());
        let mut passed = rules.iter().zip(view.table.measures());
        group.is_some()
            && passed.any(|(rule, measure)| {
                rule.group.as_ref() == group && measure.state == MeasureState::Passed
            })
    }
}
