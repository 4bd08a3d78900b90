//! One count of one file, told to a reader: who won, why the others did not, and what it comes to.

use std::io::{self, Write};

use game_rules::count::{Missing, Outcome, Portion, Ratio, Share, Step, Verdict, spread};

use super::args::Plan;
use super::counted::{Counted, tie_breaker};
use super::input::{Heading, Input};
use super::layout::{
    Align, Table, amount, average, cut, decimal, grouped, paired, paragraph, percent,
};

pub(super) fn tell(
    out: &mut impl Write,
    input: &Input,
    counted: &Counted,
    plan: &Plan,
) -> io::Result<()> {
    let reader = Reader { input, counted, plan, currency: input.said("currency") };
    reader.head(out)?;
    writeln!(out)?;
    reader.projects(out)?;
    writeln!(out)?;
    reader.figures(out)?;
    for (heading, title) in [
        (Heading::Category, "Category"),
        (Heading::District, "District"),
        (Heading::Neighborhood, "Neighbourhood"),
    ] {
        reader.portions(out, heading, title)?;
    }
    if plan.explain { reader.explain(out, "") } else { Ok(()) }
}

/// Every project's turn in a table of its own, and what each loser was short of; `of` ends the titles.
pub(super) fn explain(
    out: &mut impl Write,
    input: &Input,
    counted: &Counted,
    plan: &Plan,
    of: &str,
) -> io::Result<()> {
    let currency = input.said("currency");
    Reader { input, counted, plan, currency }.explain(out, of)
}

struct Reader<'a> {
    input: &'a Input,
    counted: &'a Counted,
    plan: &'a Plan,
    currency: Option<&'a str>,
}

impl Reader<'_> {
    fn outcome(&self) -> &Outcome {
        &self.counted.outcome
    }

    fn money(&self, money: game_rules::money::Money) -> String {
        amount(money, self.currency)
    }

    fn scores(&self) -> &'static str {
        if self.input.in_points() { "points" } else { "votes" }
    }

    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let (input, counted) = (self.input, self.counted);
        writeln!(out, "{}", input.title())?;
        writeln!(out)?;
        paragraph(out, "File", &input.path)?;
        paragraph(out, "SHA-256", &input.sha256)?;
        let declared = counted.declared.as_ref();
        let declared = declared.map_or(String::new(), |name| format!(" (declared: {name})"));
        paragraph(out, "Rule", &format!("{}{declared}", counted.description(input)))?;
        let need = counted.threshold.map_or("no threshold".to_owned(), |need| {
            format!("winners need at least {} {}", grouped(need), self.scores())
        });
        let ties = self.plan.tie.sentence();
        paragraph(out, "Terms", &format!("{need}; ties {ties}"))?;
        let ballots = grouped(counted.measures.ballots);
        let projects = input.projects.len();
        let budget = self.money(self.outcome().budget);
        let pool = format!("{ballots} ballots, {projects} projects, budget {budget}");
        paragraph(out, "Pool", &pool)
    }

    /// Winners, then losers, in common columns.
    fn projects(&self, out: &mut impl Write) -> io::Result<()> {
        let outcome = self.outcome();
        let won = |step: &&Step| step.verdict.wins();
        let shared = outcome.steps.iter().any(|step| won(&step) && step.share.is_some());
        let none = String::new;
        let mut figures = vec![match (shared, self.counted.is_phragmen()) {
            (true, false) => ["each pays".to_owned(), "effective".to_owned()],
            (true, true) => [none(), "load".to_owned()],
            (false, _) => [none(), "money left".to_owned()],
        }];
        figures.extend(outcome.steps.iter().filter(won).map(|step| match step.share {
            Some(share) if self.counted.is_phragmen() => [none(), self.money(share.price)],
            Some(share) => [self.money(share.price), effective(share.effective_milli)],
            None if shared => [none(), none()],
            None => [none(), self.money(step.left_after)],
        }));
        let figures = paired(&figures);

        use Align::{Left, Rest, Right};
        let mut table = Table::new(&[Right, Left, Rest, Right, Right, Left]);
        let mut figures = figures.into_iter();
        let title = figures.next().unwrap_or_default();
        table.row(["", "", "FUNDED", "cost", self.scores(), &title]);
        for (place, (step, figure)) in (1..).zip(outcome.steps.iter().filter(won).zip(figures)) {
            let right = match step.verdict {
                Verdict::Reserve { .. } => self.reason(step.verdict),
                _ => figure,
            };
            table.row(self.row(place.to_string(), step, right));
        }
        if outcome.selected.is_empty() && outcome.reserve.is_none() {
            table.row(["", "", "nothing"]);
        }
        let lost = || outcome.steps.iter().filter(|step| !won(step));
        if lost().next().is_some() {
            table.row([""]);
            table.row(["", "", "NOT FUNDED", "cost", self.scores(), "why"]);
        }
        for step in lost() {
            table.row(self.row(String::new(), step, self.reason(step.verdict)));
        }
        table.write(out)
    }

    fn row(&self, place: String, step: &Step, right: String) -> [String; 6] {
        let project = self.input.project(step.project);
        let name = project.map_or("", |project| project.name.trim());
        let cost = project.map_or(String::new(), |project| self.money(project.cost));
        let id = self.input.id(step.project).to_owned();
        [place, id, name.to_owned(), cost, grouped(step.score), right]
    }

    fn reason(&self, verdict: Verdict) -> String {
        match verdict {
            Verdict::Funded | Verdict::FundedByMinimum { .. } => String::new(),
            Verdict::FundedInPart { amount, short_by } => {
                format!("gets {}, {} short", self.money(amount), self.money(short_by))
            }
            Verdict::FundedEarlier => "funded before the count".to_owned(),
            Verdict::DoesNotFit { short_by } => format!("{} short", self.money(short_by)),
            Verdict::BelowThreshold { need, short_by } => {
                format!("{} below {}", grouped(short_by), grouped(need))
            }
            Verdict::ExcludedBy { project } => format!("excluded by {}", self.input.id(project)),
            Verdict::ExcludedEarlier { .. } => "excluded by an earlier pool".to_owned(),
            Verdict::Withdrawn => "withdrawn".to_owned(),
            Verdict::AfterStop => "the count had ended".to_owned(),
            Verdict::Reserve { short_by } => format!("reserve, {} short", self.money(short_by)),
            Verdict::SupportersShort { short_by } => {
                format!("voters lack {}", self.money(short_by))
            }
            Verdict::NoSupport => "no votes".to_owned(),
            Verdict::BandFull { .. } => "enough of its cost had won".to_owned(),
            Verdict::NoBand => "no band is for its cost".to_owned(),
            Verdict::LessWelfare => "the others give more".to_owned(),
        }
    }

    fn figures(&self, out: &mut impl Write) -> io::Result<()> {
        let (measures, outcome) = (&self.counted.measures, self.outcome());
        let used = percent(measures.budget_used());
        let spent = format!("{} of {}", self.money(outcome.cost), self.money(outcome.budget));
        paragraph(out, "Spent", &format!("{spent} ({used})"))?;
        let nothing = measures.ballots.saturating_sub(measures.with_winner);
        let voters = format!(
            "{} of {} have a winner ({}); {} have nothing funded ({})",
            grouped(measures.with_winner),
            grouped(measures.ballots),
            percent(measures.inclusion()),
            grouped(nothing),
            percent(measures.exclusion()),
        );
        paragraph(out, "Voters", &voters)?;
        let winners = format!(
            "{} named by a voter on average, {} by the voter in the middle",
            decimal(measures.average_winners(), 2),
            decimal(measures.median_winners(), 1),
        );
        paragraph(out, "Winners", &winners)?;
        let money = format!(
            "{} spent a voter; the winners a voter named cost {} on average",
            average(measures.money_per_voter(), self.currency),
            average(measures.average_money_named(), self.currency),
        );
        paragraph(out, "Money", &money)?;
        if let Some(endowment) = outcome.endowment {
            let each = self.money(endowment.each());
            let raised = match endowment.raises {
                0 => String::new(),
                raises => format!(", after {} raises", grouped(raises)),
            };
            paragraph(out, "Each share", &format!("{each}{raised}"))?;
            let vote = if self.input.in_points() { "point" } else { "vote" };
            let pays = format!(
                "at most, for one {vote}; the cost divided by it are the effective {}",
                self.scores()
            );
            paragraph(out, "Each pays", &pays)?;
        }
        if self.counted.is_phragmen() {
            let load = "what each supporter has paid by then, for this project and earlier ones";
            paragraph(out, "Load", load)?;
        }
        if let Some(comparison) = outcome.comparison {
            let chosen = if comparison.greedy_wins() { "greedy" } else { "equal shares" };
            let compared = format!(
                "{} ballots prefer equal shares, {} greedy: {chosen} counts",
                grouped(comparison.prefer_equal_shares),
                grouped(comparison.prefer_greedy),
            );
            paragraph(out, "Comparison", &compared)?;
        }
        self.ties(out)?;
        if let Some(official) = &self.counted.official {
            let agreement = match official.agrees() {
                true => "the same winners".to_owned(),
                false => format!("other winners: {}", official.sentence(self.input)),
            };
            paragraph(out, "Official result", &agreement)?;
        }
        Ok(())
    }

    fn ties(&self, out: &mut impl Write) -> io::Result<()> {
        for (place, tie) in self.outcome().ties.iter().enumerate() {
            let by = tie_breaker(tie.decided_by);
            let decisive = match (tie.decisive, self.counted.adds_ballots()) {
                (false, _) => "",
                (true, false) => "; another order has other winners",
                (true, true) => "; not all of them won",
            };
            let ids = self.input.ids(&tie.projects).join(", ");
            let (score, scores) = (grouped(tie.score), self.scores());
            let sentence = format!("{ids} with {score} {scores} each: {by} decided{decisive}");
            paragraph(out, if place == 0 { "Ties" } else { "" }, &sentence)?;
        }
        Ok(())
    }

    /// Where the money goes; nothing is said of files that put all projects under one label.
    fn portions(&self, out: &mut impl Write, heading: Heading, title: &str) -> io::Result<()> {
        let Some(labels) = self.input.labels(heading) else { return Ok(()) };
        let input = self.input;
        let portions = spread(&input.projects, &input.profile, self.outcome(), &labels);
        if portions.len() < 2 {
            return Ok(());
        }
        use Align::{Rest, Right};
        let mut table = Table::new(&[Rest, Right, Right, Right, Right]);
        table.row([title, "projects", "funded", "spent", "of the money"]);
        for Portion { label, projects, winners, spent, .. } in portions {
            let part = Ratio {
                numerator: u128::from(spent.minor().unsigned_abs()),
                denominator: u128::from(self.outcome().cost.minor().unsigned_abs()),
            };
            let label = label.unwrap_or("(none)".to_owned());
            let (projects, winners) = (projects.to_string(), winners.to_string());
            table.row([label, projects, winners, self.money(spent), percent(part)]);
        }
        writeln!(out)?;
        table.write(out)?;
        match labels.iter().any(|labels| labels.len() > 1) {
            true => writeln!(out, "A project with several of them counts wholly in each."),
            false => Ok(()),
        }
    }

    fn explain(&self, out: &mut impl Write, of: &str) -> io::Result<()> {
        self.steps(out, &format!("STEP{of}"))?;
        self.losers(out, of)
    }

    fn losers(&self, out: &mut impl Write, of: &str) -> io::Result<()> {
        let losers = self.counted.losers.as_deref().unwrap_or_default();
        if losers.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nWHAT LOSERS{of} WERE SHORT OF")?;
        losers.iter().try_for_each(|missing| {
            let name = self.input.project(missing.project).map_or("", |project| &project.name);
            let (near, short) = (self.near(missing.project), self.missing(missing));
            let text = format!("{}: {near}{short}", cut(name.trim(), 60));
            paragraph(out, self.input.id(missing.project), &text)
        })
    }

    /// The effective votes of a loser in the first and the last round in which its voters could pay it.
    fn near(&self, project: u32) -> String {
        let rounds = self.counted.rounds.as_deref().unwrap_or_default();
        let mut met = (1..).zip(rounds).filter_map(|(number, round)| {
            let of = |wanted: u32| {
                let mut all = round.effective_milli.iter();
                all.find(|(other, _)| *other == wanted).map(|&(_, milli)| effective(milli))
            };
            Some((number, round.bought, of(project)?, of(round.bought)?))
        });
        let Some((first, _, began, _)) = met.next() else { return String::new() };
        let scores = self.scores();
        let last = met.last().map_or(String::new(), |(last, bought, ended, winner)| {
            let bought = self.input.id(bought);
            format!(
                ", {ended} in round {last} of {}, when {bought} won with {winner}",
                rounds.len()
            )
        });
        format!("{began} effective {scores} in round {first}{last}; ")
    }

    /// What a loser was short of, in a sentence.
    fn missing(&self, missing: &Missing) -> String {
        let adds_ballots = self.counted.adds_ballots();
        let more = missing.extra.map(|extra| {
            let what = match (adds_ballots, extra) {
                (true, 1) => "ballot naming it alone",
                (true, _) => "ballots naming it alone",
                (false, 1) => self.scores().trim_end_matches('s'),
                (false, _) => self.scores(),
            };
            format!("with {} more {what}", grouped(extra))
        });
        let cost = missing.cost.map(|cost| format!("at a cost of {} at most", self.money(cost)));
        let short = match (more, cost) {
            (Some(more), Some(cost)) => format!("would have won {more}, or {cost}"),
            (Some(more), None) => format!("would have won {more}; no lower cost would do"),
            (None, Some(cost)) => {
                format!("would have won {cost}; no more {} would do", self.scores())
            }
            (None, None) => "could not have won".to_owned(),
        };
        let rivals = self.input.ids(&missing.rivals);
        let rivals = match (&rivals[..], adds_ballots) {
            ([], _) => String::new(),
            (ids, true) => format!("; its voters' money went to {}", ids.join(", ")),
            ([id], false) => format!("; it would have won without {id}"),
            (ids, false) => format!("; it would have won without any one of {}", ids.join(", ")),
        };
        let excluded = missing
            .excluded_by
            .map_or(String::new(), |by| format!("; {} of its group won", self.input.id(by)));
        format!("{short}{rivals}{excluded}")
    }

    fn steps(&self, out: &mut impl Write, title: &str) -> io::Result<()> {
        use Align::{Left, Right};
        let mut table = Table::new(&[Right, Left, Left, Right, Right, Right, Right, Right]);
        let scores = self.scores();
        let paid = self.outcome().steps.iter().any(|step| step.share.is_some());
        let titles =
            ["", title, "verdict", scores, "money left", "effective", "payers", "exhausted"];
        table.row(titles.into_iter().take(if paid { 8 } else { 5 }));
        for (turn, step) in (1..).zip(&self.outcome().steps) {
            let share = step.share.map_or(Default::default(), |share: Share| {
                [effective(share.effective_milli), grouped(share.payers), grouped(share.exhausted)]
            });
            let [effective, payers, exhausted] = share;
            let (id, code) = (self.input.id(step.project), step.verdict.code());
            let (score, left) = (grouped(step.score), self.money(step.left_after));
            table.row([
                turn.to_string(),
                id.to_owned(),
                code.to_owned(),
                score,
                left,
                effective,
                payers,
                exhausted,
            ]);
        }
        writeln!(out)?;
        table.write(out)
    }
}

/// Effective votes or points, to a tenth.
fn effective(milli: i64) -> String {
    let milli = u128::from(milli.max(0).unsigned_abs());
    let shown = decimal(Ratio { numerator: milli, denominator: 1000 }, 1);
    let (whole, tenths) = shown.split_once('.').unwrap_or((&shown, "0"));
    format!("{}.{tenths}", grouped(whole))
}
