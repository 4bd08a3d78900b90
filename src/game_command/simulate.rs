//! An evening of bots, told to the organiser: what tables would buy, how scarce the money is, how many tables a steady
//! ranking needs.

use std::io::{self, Write};

use game_rules::game::ratio::Ratio;
use game_rules::game::rules::{Method, Rules, Select};
use game_rules::game::simulate::{ItemOutcome, Options, Simulation, Spread, Voters, simulate};
use serde::Serialize;

use super::args::Simulate;
use super::check::{Warning, warnings, write_warnings};
use super::input::{RuleFile, with_items};
use super::{BROKEN, Stop, describe};
use crate::terminal::{Align, Table, Trouble, grouped, paragraph, read_election, write_json};

/// All it takes to repeat the evening, and what came of it.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    title: &'a str,
    currency: &'a str,
    ballots: String,
    ballots_sha256: String,
    warnings: Vec<Warning>,
    #[serde(flatten)]
    simulation: &'a Simulation,
}

pub(super) fn tell(args: &Simulate, out: &mut impl Write) -> Result<(), Stop> {
    let file = RuleFile::open(&args.rules)?;
    let rules = file.valid_rules()?;
    if let Some(seats) = args.seats {
        fits(&rules, seats)?;
    }
    let (election, ballots_sha256) = read_election(&args.ballots)?;
    let ballots = args.ballots.display().to_string();
    let rules = with_items(&rules, &election);
    if Voters::of(&election, &rules).is_empty() {
        let sentence = format!("{ballots}: no ballot names a project, so there is nobody to play");
        return Err(Trouble::one(Trouble::INVALID, sentence).into());
    }
    let options = Options { tables: args.tables, seats: args.seats, seed: args.seed };
    let simulation = simulate(&rules, &election, options);
    let warnings = warnings(&rules);
    let report = Report {
        file: &file.name,
        title: &rules.meta.title,
        currency: &rules.money.name,
        ballots,
        ballots_sha256,
        warnings,
        simulation: &simulation,
    };
    if args.json {
        write_json(out, &report)?
    } else {
        account(out, &rules, &report)?
    }
    match simulation.broken {
        0 => Ok(()),
        count => {
            Err(Trouble::one(BROKEN, format!("tables break invariants: {count} in all")).into())
        }
    }
}

/// Money is dealt only to as many players as the rules allow.
fn fits(rules: &Rules, seats: u32) -> Result<(), Trouble> {
    let allowed = rules.event.seats;
    if (allowed.min..=allowed.max).contains(&seats) {
        return Ok(());
    }
    let sentence = format!(
        "error: --seats is {seats}; by these rules {} to {} play at a table",
        allowed.min, allowed.max
    );
    Err(Trouble::one(Trouble::USAGE, sentence))
}

fn account(out: &mut impl Write, rules: &Rules, report: &Report<'_>) -> io::Result<()> {
    let simulation = report.simulation;
    writeln!(out, "{} · {}", rules.meta.id, rules.meta.title)?;
    writeln!(out)?;
    paragraph(out, "Rules", report.file)?;
    paragraph(out, "Hash", &simulation.rules)?;
    let voters = grouped(simulation.voters);
    paragraph(out, "Ballots", &format!("{}, {voters} voters to draw from", report.ballots))?;
    let (tables, players) = (grouped(simulation.tables), simulation.players);
    let again = match simulation.tables * players as usize > simulation.voters {
        true => "; some voters sit at several tables",
        false => "",
    };
    let evening = format!("{tables} tables of {players}, seed {}{again}", simulation.seed);
    paragraph(out, "Evening", &evening)?;
    writeln!(out)?;
    items(out, rules, simulation)?;
    writeln!(out)?;
    if simulation.money.most > Ratio::ZERO {
        money(out, rules, simulation)?;
    }
    paragraph(out, "Moves", &spread(simulation.moves, |moves| describe::fraction(moves, 0)))?;
    paragraph(
        out,
        "Minutes",
        &spread(simulation.minutes, |minutes| describe::fraction(minutes, 0)),
    )?;
    if !simulation.stability.is_empty() {
        let sizes = simulation.stability.iter().map(|stability| {
            let agreement = describe::fraction(stability.kendall_tau, 2);
            format!("{} tables {agreement}", grouped(stability.tables))
        });
        let sizes = sizes.collect::<Vec<_>>().join(", ");
        let meaning = "Kendall's tau of the order of so many tables, drawn anew, and that of all: 1 is the same";
        paragraph(out, "Stability", &format!("{sizes} ({meaning})"))?;
    }
    chosen(out, rules, simulation)?;
    for (label, keys) in
        [("Never bought", &simulation.never_bought), ("Out of reach", &simulation.out_of_reach)]
    {
        if !keys.is_empty() {
            paragraph(out, label, &keys.join(", "))?;
        }
    }
    write_warnings(out, report.file, &report.warnings)
}

fn money(out: &mut impl Write, rules: &Rules, simulation: &Simulation) -> io::Result<()> {
    let units = |amount: Ratio| describe::fraction(amount, 0);
    let name = &rules.money.name;
    let had = spread(simulation.money, units);
    paragraph(out, "Money", &format!("{had} ({name} at a table, measures included)"))?;
    let left = spread(simulation.left, units);
    paragraph(out, "Left", &format!("{left} ({name} at a table)"))?;
    let share = spread(simulation.left_share, describe::percent);
    paragraph(out, "", &format!("{share} (of what it had)"))
}

/// One figure where all tables are alike.
fn spread(spread: Spread, told: impl Fn(Ratio) -> String) -> String {
    let Spread { least, lower, median, upper, most } = spread;
    if least == most {
        return format!("{} everywhere", told(least));
    }
    format!(
        "least {}, lower quarter {}, middle {}, upper quarter {}, most {}",
        told(least),
        told(lower),
        told(median),
        told(upper),
        told(most)
    )
}

/// In the order of the event's result.
fn items(out: &mut impl Write, rules: &Rules, simulation: &Simulation) -> io::Result<()> {
    let Some(order) = simulation.aggregate.result() else { return Ok(()) };
    let selling = simulation.items.iter().any(|item| item.price > 0);
    let (columns, heads): (&[Align], [&str; 8]) = (
        &[
            Align::Right,
            Align::Left,
            Align::Rest,
            Align::Right,
            Align::Right,
            Align::Right,
            Align::Right,
            Align::Right,
        ],
        ["", "ITEM", "", "price", "bought at", "", "money placed", figure_head(order.method)],
    );
    let mut table = Table::new(columns);
    match selling {
        true => table.row(heads),
        false => table.row(["", "IDEA", "", "", "", "", "", figure_head(order.method)]),
    }
    let whole = |value: &Ratio| value.denominator() == 1;
    let decimals =
        if order.items.iter().filter_map(|item| item.value.as_ref()).all(whole) { 0 } else { 1 };
    for placed in &order.items {
        let Some(item) = simulation.items.iter().find(|item| item.key == placed.key) else {
            continue;
        };
        let value =
            placed.value.map_or("-".to_owned(), |value| describe::fraction(value, decimals));
        let [price, tables, share, money] = figures(item, selling);
        let (place, key, title) = (placed.place.to_string(), item.key.clone(), item.title.clone());
        table.row([place, key, title, price, tables, share, money, value]);
    }
    table.write(out)?;
    if selling {
        writeln!(out)?;
        let sentence =
            format!("amounts in {}; bought at: tables of those that saw it", rules.money.name);
        paragraph(out, "Columns", &sentence)?;
    }
    Ok(())
}

fn figures(item: &ItemOutcome, selling: bool) -> [String; 4] {
    match selling {
        false => [const { String::new() }; 4],
        true => [
            grouped(item.price),
            format!("{} of {}", grouped(item.bought), grouped(item.shown)),
            describe::percent(item.share),
            grouped(item.placed),
        ],
    }
}

fn figure_head(method: Method) -> &'static str {
    match method {
        Method::MeanRank => "mean rank",
        Method::Borda | Method::BordaOfRest => "Borda points",
        Method::TablesFunded => "tables",
        Method::SumMoney => "money in all",
        Method::MoneyPerPrice => "money per price",
        Method::MedianAmount => "median",
        Method::NetVotes => "votes",
        Method::CountBuys => "buyers",
    }
}

/// What the event's order chooses, where it is more than an order.
fn chosen(out: &mut impl Write, rules: &Rules, simulation: &Simulation) -> io::Result<()> {
    let selection = simulation.aggregate.result().map(|order| &order.selection);
    let Some(selection) = selection.filter(|_| rules.aggregate.select != Select::Ranking) else {
        return Ok(());
    };
    let left = selection.left.map_or(String::new(), |left| {
        format!("; {} of the budget left", describe::money(rules, left))
    });
    let keys = match selection.chosen.is_empty() {
        true => "nothing".to_owned(),
        false => selection.chosen.join(", "),
    };
    paragraph(out, "Chosen", &format!("{keys}{left}"))
}
